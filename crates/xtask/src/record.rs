//! `record`: the golden programs' answers, made again by real FastAPI in a virtual environment of its own.

use std::ffi::OsString;
use std::fs;

use anyhow::{Context, Result, bail};

use crate::content::build_cli;
use crate::process::{Repo, output, run, step};
use crate::tools::{self, Stamp};

/// What says which FastAPI is the reference, and what asks it.
const REQUIREMENTS: &str = "tests/golden/requirements.txt";
const RECORDER: &str = "tests/golden/record.py";
/// What asks real pytest, and the word for it on the command line.
const TEST_RECORDER: &str = "tests/golden/record_pytest.py";
const TESTS: &str = "pytest";
/// Record what hasn't changed too.
const ALL: &str = "--all";

/// Install the reference if it isn't there, and run the recorder with the rest of the command line.
pub fn record(repo: &Repo, arguments: &[OsString]) -> Result<()> {
    let requirements = fs::read(repo.path(REQUIREMENTS))
        .with_context(|| format!("{REQUIREMENTS} can't be read"))?;
    let environment = repo.tools().join("reference");
    let python = environment.join("bin/python");
    let stamp = Stamp::new(environment.join(".xtask-stamp"), &requirements);
    if !stamp.is_fresh() {
        if repo.which("python3").is_none()
            || output(
                repo.command("python3")
                    .args(["-c", "import venv, ensurepip"]),
            )
            .is_none()
        {
            tools::install_packages(repo, &["python3", "python3-venv"])?;
        }
        if output(
            repo.command("python3")
                .args(["-c", "import sys; assert sys.version_info >= (3, 11)"]),
        )
        .is_none()
        {
            bail!("Recording needs Python 3.11 or newer; python3 on the PATH is older.");
        }
        step(
            "Installing the reference: real FastAPI in .tools/reference",
            || {
                run(repo
                    .command("python3")
                    .args(["-m", "venv", "--clear"])
                    .arg(&environment))?;
                run(repo.command(&python).args([
                    "-m",
                    "pip",
                    "install",
                    "--quiet",
                    "-r",
                    REQUIREMENTS,
                ]))
            },
        )?;
        stamp.write()?;
    }
    if arguments.is_empty() || arguments.iter().any(|argument| argument == TESTS) {
        step("Recording the golden tests", || {
            let all = arguments.iter().filter(|argument| *argument == ALL);
            run(repo.command(&python).arg(TEST_RECORDER).args(all))
        })?;
    }
    let themes: Vec<&OsString> = arguments
        .iter()
        .filter(|argument| *argument != TESTS)
        .collect();
    let nothing_else = themes.iter().all(|argument| *argument == ALL);
    if nothing_else && arguments.iter().any(|argument| argument == TESTS) {
        return Ok(());
    }
    // It says what the guide's programs are to be asked.
    let cli = build_cli(repo)?;
    step("Recording the golden programs", || {
        run(repo
            .command(&python)
            .arg(RECORDER)
            .args(&themes)
            .env("FASTAPI_PLAYGROUND", cli))
    })
}
