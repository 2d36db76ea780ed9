//! What the commands need on the machine: found where it is, installed where it isn't, named where it can't be.
//!
//! Rust tools go to `.tools/` in the checkout, so that nothing that the user has installed changes; one on the PATH with
//! the right version is taken as it is. System packages are installed on Debian as root, and named otherwise.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::process::{Repo, output, run, step};

/// The version of trunk that builds the app.
const TRUNK: &str = "0.22.0-beta.1";
/// The version of cargo-nextest that is installed when there is none.
const NEXTEST: &str = "0.9.143";
/// The oldest Node that the npm packages run on.
const NODE: u32 = 20;

/// Something that Debian installs: how to see whether it is there, and what its package is called.
pub struct SystemPackage {
    programs: &'static [&'static str],
    package: &'static str,
}

/// The C compiler that can compile to wasm.
pub const CLANG: SystemPackage = SystemPackage {
    programs: &["clang"],
    package: "clang",
};
/// The browser of the tests and screenshots.
pub const CHROMIUM: SystemPackage = SystemPackage {
    programs: &["chromium", "chromium-browser", "google-chrome"],
    package: "chromium",
};
/// What drives the browser in the wasm-bindgen tests.
pub const CHROMEDRIVER: SystemPackage = SystemPackage {
    programs: &["chromedriver"],
    package: "chromium-driver",
};

impl SystemPackage {
    /// Where the program lies.
    pub fn find(&self, repo: &Repo) -> Option<PathBuf> {
        self.programs.iter().find_map(|program| repo.which(program))
    }
}

/// All that a build of the app needs.
pub fn for_build(repo: &Repo) -> Result<()> {
    system_packages(repo, &[CLANG])?;
    node(repo)?;
    wasm_target(repo)?;
    cargo_tool(repo, "trunk", "trunk", TRUNK, true)?;
    wasm_bindgen(repo)?;
    npm_packages(repo)
}

/// `wasm-bindgen` and its test runner, in exactly the version that the app is linked with.
pub fn wasm_bindgen(repo: &Repo) -> Result<()> {
    let version = locked_version(
        &fs::read_to_string(repo.path("Cargo.lock"))?,
        "wasm-bindgen",
    )
    .context("Cargo.lock does not name wasm-bindgen, so its command line tool can't be chosen.")?;
    // Not --locked: a wasm-bindgen that is newer than its last lockfile must still build on the pinned toolchain.
    cargo_tool(repo, "wasm-bindgen", "wasm-bindgen-cli", &version, false)
}

/// The test runner, in any version that is there.
pub fn nextest(repo: &Repo) -> Result<()> {
    if output(repo.command("cargo").args(["nextest", "--version"])).is_some() {
        return Ok(());
    }
    cargo_tool(repo, "cargo-nextest", "cargo-nextest", NEXTEST, true)
}

/// The compiler's half for the browser. rustup reads `rust-toolchain.toml`, but one that was installed before may lack it.
pub fn wasm_target(repo: &Repo) -> Result<()> {
    let target = "wasm32-unknown-unknown";
    let Some(libraries) =
        output(
            repo.command("rustc")
                .args(["--print", "target-libdir", "--target", target]),
        )
    else {
        bail!("rustc is not there: install rustup from https://rustup.rs and run this again.");
    };
    if fs::read_dir(libraries.trim()).is_ok_and(|mut files| files.next().is_some()) {
        return Ok(());
    }
    if repo.which("rustup").is_none() {
        bail!(
            "Rust's target {target} is missing, and so is rustup, which installs it: see https://rustup.rs"
        );
    }
    step(&format!("Adding Rust's target {target}"), || {
        run(repo.command("rustup").args(["target", "add", target]))
    })
}

/// Node and npm, which have to be there.
pub fn node(repo: &Repo) -> Result<()> {
    let found = output(repo.command("node").arg("--version"));
    let major: Option<u32> = found.as_deref().and_then(|version| {
        version
            .trim()
            .trim_start_matches('v')
            .split('.')
            .next()?
            .parse()
            .ok()
    });
    match major {
        Some(major) if major >= NODE && repo.which("npm").is_some() => Ok(()),
        Some(major) if major >= NODE => {
            bail!("npm is missing; it belongs to Node.js {NODE} or newer (https://nodejs.org).")
        }
        _ => bail!(
            "Node.js {NODE} or newer is needed (https://nodejs.org); found: {}.",
            found.as_deref().map_or("none", str::trim)
        ),
    }
}

/// The npm packages of the lockfile, installed again whenever it changes.
pub fn npm_packages(repo: &Repo) -> Result<()> {
    let lockfile =
        fs::read(repo.path("package-lock.json")).context("package-lock.json can't be read")?;
    let stamp = Stamp::new(repo.path("node_modules/.xtask-stamp"), &lockfile);
    if stamp.is_fresh() {
        return Ok(());
    }
    step("Installing the npm packages of package-lock.json", || {
        run(repo
            .command("npm")
            .args(["ci", "--no-audit", "--no-fund"])
            .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"))
    })?;
    stamp.write()
}

/// System packages. What is missing is installed by root on Debian; for everyone else it is one message, and the end.
pub fn system_packages(repo: &Repo, wanted: &[SystemPackage]) -> Result<()> {
    let missing: Vec<&str> = wanted
        .iter()
        .filter(|one| one.find(repo).is_none())
        .map(|one| one.package)
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    install_packages(repo, &missing)
}

/// Install Debian packages by name, or say that they are missing.
pub fn install_packages(repo: &Repo, packages: &[&str]) -> Result<()> {
    let names = packages.join(" ");
    if !Path::new("/etc/debian_version").exists() {
        bail!(
            "This needs what Debian calls: {names}\nThe machine isn't Debian, so install what it calls them and run this again."
        );
    }
    if !is_root(repo) {
        bail!(
            "This needs packages that only root can install. Run this and try again:\n\n  sudo apt-get install {names}"
        );
    }
    step(&format!("Installing Debian packages: {names}"), || {
        let quiet = ("DEBIAN_FRONTEND", "noninteractive");
        run(repo
            .command("apt-get")
            .args(["-q", "update"])
            .env(quiet.0, quiet.1))?;
        run(repo
            .command("apt-get")
            .args(["-q", "install", "-y", "--no-install-recommends"])
            .args(packages)
            .env(quiet.0, quiet.1))
    })
}

/// Whether the commands run as root, as whom Chromium refuses its sandbox.
pub fn is_root(repo: &Repo) -> bool {
    output(repo.command("id").arg("-u")).is_some_and(|id| id.trim() == "0")
}

fn cargo_tool(
    repo: &Repo,
    program: &str,
    package: &str,
    version: &str,
    locked: bool,
) -> Result<()> {
    if output(repo.command(program).arg("--version"))
        .is_some_and(|said| says_version(&said, version))
    {
        return Ok(());
    }
    let tools = repo.tools();
    step(
        &format!("Installing {package} {version} into .tools/ (once; some minutes)"),
        || {
            let mut command = repo.command("cargo");
            command
                .args([
                    "install",
                    "--quiet",
                    package,
                    "--version",
                    version,
                    "--root",
                ])
                .arg(&tools);
            // Kept apart from the project's own builds, and where an interrupted installation can go on.
            command.arg("--target-dir").arg(tools.join("build"));
            if locked {
                command.arg("--locked");
            }
            // These tools wait for rustc and the disk: compiling them fast is worth more than running them fast.
            run(command
                .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
                .env("CARGO_PROFILE_RELEASE_LTO", "false")
                .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
                .env("CARGO_PROFILE_RELEASE_DEBUG", "false"))
        },
    )?;
    // What was compiled on the way is a gigabyte that nobody needs again.
    let _ = fs::remove_dir_all(tools.join("build"));
    Ok(())
}

fn says_version(said: &str, version: &str) -> bool {
    said.split_whitespace().any(|word| word == version)
}

fn locked_version(lockfile: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lockfile.lines().skip_while(|line| *line != name);
    lines.next()?;
    Some(
        lines
            .next()?
            .strip_prefix("version = \"")?
            .strip_suffix('"')?
            .to_owned(),
    )
}

/// A note that something was made from certain bytes, so that it isn't made again.
pub struct Stamp {
    file: PathBuf,
    content: String,
}

impl Stamp {
    /// The stamp that stands in `file` once the thing was made from `source`.
    pub fn new(file: PathBuf, source: impl Hash) -> Self {
        let mut hasher = DefaultHasher::new();
        source.hash(&mut hasher);
        Self {
            file,
            content: format!("{:016x}\n", hasher.finish()),
        }
    }

    /// Whether the thing was made from the same bytes.
    pub fn is_fresh(&self) -> bool {
        fs::read_to_string(&self.file).is_ok_and(|found| found == self.content)
    }

    /// Note that it was made.
    pub fn write(&self) -> Result<()> {
        if let Some(folder) = self.file.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(&self.file, &self.content)
            .with_context(|| format!("Could not write {}", self.file.display()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_a_whole_word() {
        assert!(says_version("trunk 0.22.0-beta.1\n", "0.22.0-beta.1"));
        assert!(!says_version("trunk 0.22.0-beta.12\n", "0.22.0-beta.1"));
    }

    #[test]
    fn the_lockfile_names_one_exact_package() {
        let lockfile = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"0.2.1\"\n\n\
                        [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(
            locked_version(lockfile, "wasm-bindgen").as_deref(),
            Some("0.2.130")
        );
        assert_eq!(locked_version(lockfile, "wasm"), None);
    }

    #[test]
    fn a_stamp_is_fresh_until_its_source_changes() {
        let file = std::env::temp_dir().join(format!("xtask-stamp-{}", std::process::id()));
        let stamp = Stamp::new(file.clone(), b"one");
        assert!(!stamp.is_fresh());
        stamp.write().expect("the temporary folder takes a file");
        assert!(stamp.is_fresh());
        assert!(!Stamp::new(file.clone(), b"two").is_fresh());
        fs::remove_file(file).expect("the file was written");
    }
}
