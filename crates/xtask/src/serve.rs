//! `serve`: the site on the own machine, and with `--dev` rebuilt whenever a source changes.

use std::process::Stdio;
use std::thread;
use std::time::Duration;

use anyhow::Result;

use crate::process::Repo;
use crate::server::Server;
use crate::site::{self, Mode};
use crate::tools;

/// How often `--dev` looks for changes.
const LOOK: Duration = Duration::from_millis(700);

/// What the command line chose.
pub struct Options {
    pub port: u16,
    pub base: String,
    pub open: bool,
    pub dev: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            port: 8080,
            base: "/".to_owned(),
            open: false,
            dev: false,
        }
    }
}

/// Install, build, serve, and stay until the user interrupts.
pub fn serve(repo: &Repo, options: &Options) -> Result<()> {
    tools::for_build(repo)?;
    let mode = if options.dev {
        Mode::Dev
    } else {
        Mode::Release
    };
    let folder = site::build(repo, mode, &options.base)?;
    let server = Server::start(&folder, &options.base, options.port)?;
    println!(
        "\nThe FastAPI Playground is at {}   (Ctrl+C ends it)",
        server.url()
    );
    if options.open {
        open(repo, server.url());
    }
    if !options.dev {
        loop {
            thread::park();
        }
    }
    let mut built = site::sources(repo)?;
    loop {
        thread::sleep(LOOK);
        let now = site::sources(repo)?;
        if now == built {
            continue;
        }
        built = now;
        match site::build(repo, mode, &options.base) {
            Ok(_) => println!("    rebuilt: reload the page"),
            // A program that doesn't compile is what happens while one is typed: say it and wait for the next change.
            Err(error) => eprintln!("{error:#}"),
        }
    }
}

fn open(repo: &Repo, url: &str) {
    let opener = ["xdg-open", "open"]
        .into_iter()
        .find(|program| repo.which(program).is_some());
    let started = opener.map(|program| {
        repo.command(program)
            .arg(url)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
    });
    if !matches!(started, Some(Ok(_))) {
        println!("No program here opens a browser: open the address yourself.");
    }
}
