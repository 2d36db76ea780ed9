//! The project's commands. `cargo xtask` (an alias in `.cargo/config.toml`) lists them.
//!
//! Here: reading the command line and calling what it names. Each command has a module of its own; `process` and
//! `tools` are what they share. Nothing of the product lives here: what ships is built by the other crates.

mod bench;
mod compare;
mod conformance;
mod content;
mod dist;
mod process;
mod record;
mod screenshots;
mod serve;
mod server;
mod site;
mod suites;
mod tools;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Result, bail};
use lexopt::prelude::*;

use crate::process::Repo;

const USAGE: &str = "\
The FastAPI Playground's commands:

  cargo xtask serve [--port N] [--base /PATH/] [--open] [--dev]
        install what is missing, build the release and serve it on 127.0.0.1 (port 8080);
        --dev builds without optimization and rebuilds when a file changes
  cargo xtask test [SUITE…]
        install what the tests need and run every suite, or only the ones named:
        format content clippy clippy-wasm unit golden doc browser end-to-end
  cargo xtask dist [--base /PATH/]
        build the static site into dist/ and print the size of every file
  cargo xtask record [THEME…] [--all] [--only TEXT]
        record the golden programs again with real FastAPI (needs Python 3.11 or newer); of the theme guide only what
        has changed, or with --all everything
  cargo xtask conformance CASES.jsonl [--show N] [--jobs N] [--min PERCENT]
        replay recorded cases on the engine and print how many answers agree
  cargo xtask bench [CASES.jsonl…]
        time the engine on recorded cases (default: the golden programs)
  cargo xtask check-content [--only TEXT]… [--coverage] [--jobs N] [--afresh]
        check the guide and run everything in it: programs, predictions, questions, exercises, projects, code blocks
  cargo xtask screenshots
        take the pictures in docs/screenshots again
";

fn main() -> ExitCode {
    match run() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("\n{error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Do what the command line asks. `false` means that it ran and the answer is no (a test failed, a score is too low).
fn run() -> Result<bool> {
    let mut arguments = lexopt::Parser::from_env();
    let command = match arguments.next()? {
        Some(Value(command)) => command.string()?,
        _ => {
            print!("{USAGE}");
            return Ok(true);
        }
    };
    let repo = Repo::new()?;
    match command.as_str() {
        "serve" => {
            let mut options = serve::Options::default();
            while let Some(argument) = arguments.next()? {
                match argument {
                    Long("port") => options.port = arguments.value()?.parse()?,
                    Long("base") => {
                        options.base = site::normalize_base(&arguments.value()?.string()?)
                    }
                    Long("open") => options.open = true,
                    Long("dev") => options.dev = true,
                    other => return Err(other.unexpected().into()),
                }
            }
            serve::serve(&repo, &options).map(|()| true)
        }
        "test" => {
            let mut names = Vec::new();
            while let Some(argument) = arguments.next()? {
                match argument {
                    Value(name) => names.push(name.string()?),
                    other => return Err(other.unexpected().into()),
                }
            }
            suites::test(&repo, &names)
        }
        "dist" => {
            let mut base = "/".to_owned();
            while let Some(argument) = arguments.next()? {
                match argument {
                    Long("base") => base = site::normalize_base(&arguments.value()?.string()?),
                    other => return Err(other.unexpected().into()),
                }
            }
            dist::dist(&repo, &base).map(|()| true)
        }
        "record" => {
            record::record(&repo, &arguments.raw_args()?.collect::<Vec<_>>()).map(|()| true)
        }
        "conformance" => {
            let mut options = conformance::Options::default();
            while let Some(argument) = arguments.next()? {
                match argument {
                    Long("show") => options.show = arguments.value()?.parse()?,
                    Long("jobs") => options.jobs = arguments.value()?.parse()?,
                    Long("min") => options.min = arguments.value()?.parse()?,
                    Value(file) if options.cases.as_os_str().is_empty() => {
                        options.cases = PathBuf::from(file)
                    }
                    other => return Err(other.unexpected().into()),
                }
            }
            conformance::conformance(&repo, &options)
        }
        "bench" => {
            let mut files = Vec::new();
            while let Some(argument) = arguments.next()? {
                match argument {
                    Value(file) => files.push(PathBuf::from(file)),
                    other => return Err(other.unexpected().into()),
                }
            }
            bench::bench(&repo, files).map(|()| true)
        }
        "check-content" => {
            content::check_content(&repo, &arguments.raw_args()?.collect::<Vec<_>>())
        }
        "screenshots" => screenshots::screenshots(&repo),
        "help" => {
            print!("{USAGE}");
            Ok(true)
        }
        other => bail!("There is no command \"{other}\".\n\n{USAGE}"),
    }
}
