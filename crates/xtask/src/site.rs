//! Building the static site: trunk's call, what is added to its output, and when nothing has to be done.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use crate::process::{Repo, output, run, step};
use crate::tools::Stamp;

/// What a change of which the site does not depend on.
const NOT_PART: [&str; 9] = [
    ".ci/",
    ".cargo/",
    "benches/",
    "crates/cli/",
    "crates/xtask/",
    "docs/",
    "tests/",
    "README.md",
    "CHANGELOG.md",
];

/// How the site is built.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// What ships: small, optimized, in `dist/`.
    Release,
    /// For working on the app: compiled quickly, in `.tools/dev-dist`.
    Dev,
}

/// Build the site for a base path such as `/` or `/playground/`, unless the last build is of the same sources.
/// Returns the folder that it stands in.
pub fn build(repo: &Repo, mode: Mode, base: &str) -> Result<PathBuf> {
    let (folder, name) = match mode {
        Mode::Release => (repo.path("dist"), "release"),
        Mode::Dev => (repo.tools().join("dev-dist"), "dev"),
    };
    let stamp_file = repo.tools().join(format!("stamps/site-{name}"));
    let stamp = Stamp::new(stamp_file.clone(), (base, sources(repo)?));
    if stamp.is_fresh() && folder.join("index.html").is_file() {
        println!("==> The {name} build is up to date");
        return Ok(folder);
    }
    // A build that fails half-way must not pass for the one before it.
    let _ = fs::remove_file(&stamp_file);
    let hint = if mode == Mode::Release {
        " (some minutes the first time)"
    } else {
        ""
    };
    step(&format!("Building the site, {name}{hint}"), || {
        let mut trunk = repo.command("trunk");
        trunk
            .args(["build", "--public-url", base, "--dist"])
            .arg(&folder);
        if mode == Mode::Release {
            trunk.args(["--release", "--cargo-profile", "wasm"]);
        }
        // Trunk takes NO_COLOR for an option of its own and refuses other values than true and false.
        run(trunk.env_remove("NO_COLOR"))
    })?;
    let index = folder.join("index.html");
    // Static hosts answer an unknown path with this file, and the app's router takes it from there.
    let fallback = folder.join("404.html");
    if !fallback.is_file() {
        fs::copy(&index, fallback)
            .with_context(|| format!("trunk did not write {}", index.display()))?;
    }
    stamp.write()?;
    Ok(folder)
}

/// A base path as the rest expects it: with a slash at each end.
pub fn normalize_base(base: &str) -> String {
    let inner = base.trim_matches('/');
    if inner.is_empty() {
        "/".to_owned()
    } else {
        format!("/{inner}/")
    }
}

/// Path and content of each file that the site is made from: all that git tracks or would track, without what is
/// certainly not part of it.
pub fn sources(repo: &Repo) -> Result<Vec<(String, Vec<u8>)>> {
    let Some(listed) = output(repo.command("git").args([
        "ls-files",
        "-z",
        "--cached",
        "--others",
        "--exclude-standard",
    ])) else {
        bail!(
            "git could not list the files of {}: is it a git checkout?",
            repo.root().display()
        );
    };
    let mut files: Vec<_> = listed
        .split('\0')
        .filter(|path| !path.is_empty() && !NOT_PART.iter().any(|prefix| path.starts_with(prefix)))
        // A file that was deleted and not committed is listed too; without content it simply isn't there.
        .filter_map(|path| Some((path.to_owned(), fs::read(repo.path(path)).ok()?)))
        .collect();
    files.sort();
    files.dedup();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_has_a_slash_at_each_end() {
        assert_eq!(normalize_base(""), "/");
        assert_eq!(normalize_base("/"), "/");
        assert_eq!(normalize_base("docs/play"), "/docs/play/");
        assert_eq!(normalize_base("/docs/"), "/docs/");
    }
}
