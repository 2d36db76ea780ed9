//! `serve`: the site on the own machine, and with `--dev` rebuilt whenever a source changes. A change
//! of the content needs no compiler: it is written into the site at once, and the page loads itself
//! again.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use anyhow::Result;

use crate::process::Repo;
use crate::server::Server;
use crate::site::{self, Mode};
use crate::tools;

/// How often `--dev` looks for changes of the content.
const LOOK: Duration = Duration::from_millis(300);
/// At which of these looks the sources are read as well, which takes longer.
const SOURCES: u32 = 4;
/// What the page asks for to learn that it has changed.
const VERSION_FILE: &str = "version.txt";

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
    let code = |repo: &Repo| -> Result<Vec<(String, Vec<u8>)>> {
        let mut sources = site::sources(repo)?;
        sources.retain(|(path, _)| !path.starts_with("content/"));
        Ok(sources)
    };
    let mut built = code(repo)?;
    let mut written = content_stamp(repo);
    let mut version = 0_u32;
    for look in 1.. {
        thread::sleep(LOOK);
        let now = content_stamp(repo);
        let changed = now != written;
        written = now;
        if changed {
            let started = Instant::now();
            match write_content(repo, &folder) {
                Ok(()) => println!(
                    "    content written in {:.1} s",
                    started.elapsed().as_secs_f32()
                ),
                Err(error) => eprintln!("{error:#}"),
            }
        }
        let mut rebuilt = false;
        if look % SOURCES == 0 {
            let now = code(repo)?;
            if now != built {
                built = now;
                match site::build(repo, mode, &options.base) {
                    Ok(_) => {
                        rebuilt = true;
                        println!("    rebuilt");
                    }
                    // A program that doesn't compile is what happens while one is typed: say it and wait for the next
                    // change.
                    Err(error) => eprintln!("{error:#}"),
                }
            }
        }
        if changed || rebuilt {
            version += 1;
            fs::write(folder.join(VERSION_FILE), version.to_string())?;
        }
    }
    Ok(())
}

/// When the files of the content were changed. Files that can't be looked at are as good as gone.
fn content_stamp(repo: &Repo) -> Vec<(PathBuf, Option<SystemTime>, u64)> {
    let mut stamp = Vec::new();
    let mut folders = vec![repo.path("content")];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else {
            continue;
        };
        for entry in entries.flatten() {
            let Ok(about) = entry.metadata() else {
                continue;
            };
            if about.is_dir() {
                folders.push(entry.path());
            } else {
                stamp.push((entry.path(), about.modified().ok(), about.len()));
            }
        }
    }
    stamp.sort();
    stamp
}

/// Writes the content into the site, and says what is wrong with it.
fn write_content(repo: &Repo, site: &Path) -> Result<()> {
    let folder = repo.path("content");
    for problem in playground_lessons::check_content(&folder) {
        eprintln!("content/{problem}");
    }
    let (content, _) = playground_lessons::read_content(&folder);
    playground_lessons::write_site(site, &content)?;
    Ok(())
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
