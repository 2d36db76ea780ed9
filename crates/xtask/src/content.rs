//! `check-content`: the guide checked and run, by the command line tool, which has the engine.

use std::ffi::OsString;
use std::path::PathBuf;

use anyhow::Result;

use crate::process::{Repo, run, step, tee};

/// Check the content, with the rest of the command line. `false` when there is a problem.
pub fn check_content(repo: &Repo, arguments: &[OsString]) -> Result<bool> {
    let cli = build_cli(repo)?;
    let (status, _) = tee(repo
        .command(cli)
        .args(["check-content", "content"])
        .args(arguments))?;
    Ok(status.success())
}

/// Build the command line tool as the tests use it, which compiles quickly, and say where it lies.
pub fn build_cli(repo: &Repo) -> Result<PathBuf> {
    step("Building the command line tool", || {
        run(repo
            .command("cargo")
            .args(["build", "--quiet", "--package", "playground-cli"]))
    })?;
    let target =
        std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| repo.path("target"), PathBuf::from);
    Ok(repo.root().join(target).join("debug/fastapi-playground"))
}
