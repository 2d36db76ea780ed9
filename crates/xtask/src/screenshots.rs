//! `screenshots`: the pictures of `docs/screenshots`, taken from the served release.

use anyhow::Result;

use crate::process::{Repo, run, step};
use crate::server::Server;
use crate::site::{self, Mode};
use crate::suites::browser_environment;
use crate::tools;

/// What drives the browser; it writes one file a page, size and theme.
const SCRIPT: &str = "tests/e2e/screenshots.mjs";

/// Build, serve, and let the script take its pictures.
pub fn screenshots(repo: &Repo) -> Result<bool> {
    tools::for_build(repo)?;
    tools::system_packages(repo, &[tools::CHROMIUM])?;
    let folder = site::build(repo, Mode::Release, "/")?;
    let server = Server::start(&folder, "/", 0)?;
    let pictures = repo.path("docs/screenshots");
    step("Taking the pictures in docs/screenshots", || {
        run(
            browser_environment(repo, &mut repo.command("node"), &server)
                .arg(SCRIPT)
                .env("PLAYGROUND_SCREENSHOTS", &pictures),
        )
    })?;
    Ok(true)
}
