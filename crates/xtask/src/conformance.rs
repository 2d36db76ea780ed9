//! `conformance`: recorded cases replayed on the engine, and the score.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::thread;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::compare::compare;
use crate::process::{Repo, run, step};

/// How many reasons the summary names.
const REASONS: usize = 12;

/// What the command line chose.
pub struct Options {
    pub cases: PathBuf,
    pub show: usize,
    pub jobs: usize,
    pub min: f64,
}

impl Default for Options {
    fn default() -> Self {
        let jobs = thread::available_parallelism().map_or(1, usize::from);
        Self {
            cases: PathBuf::new(),
            show: 10,
            jobs,
            min: 0.0,
        }
    }
}

/// Replay, compare and print. `false` when the score is below the wanted one.
pub fn conformance(repo: &Repo, options: &Options) -> Result<bool> {
    if options.cases.as_os_str().is_empty() {
        bail!("Which cases? cargo xtask conformance CASES.jsonl");
    }
    let cases = fs::canonicalize(&options.cases)
        .with_context(|| format!("{} can't be read", options.cases.display()))?;
    let cli = build_cli(repo)?;
    let replayed = step("Replaying", || replay(repo, &cli, &cases, options.jobs))?;
    let score = compare(&read_cases(&cases)?, &replayed);
    for difference in score.differences.iter().take(options.show) {
        println!("- {difference}");
    }
    let mut reasons: Vec<_> = score.reasons.iter().collect();
    reasons.sort_by(|one, other| other.1.cmp(one.1));
    for (reason, count) in reasons.into_iter().take(REASONS) {
        println!("  {count:5}  {reason}");
    }
    println!(
        "steps {}/{} ({:.1}%), whole cases {}/{}, openapi {}/{}",
        score.agreed,
        score.steps,
        score.percent(),
        score.whole,
        score.cases,
        score.schemas_agreed,
        score.schemas
    );
    Ok(score.percent() >= options.min)
}

/// Build the command line tool as it is used, and say where it lies.
pub fn build_cli(repo: &Repo) -> Result<PathBuf> {
    step("Building the command line tool, release", || {
        run(repo.command("cargo").args([
            "build",
            "--quiet",
            "--release",
            "--package",
            "playground-cli",
        ]))
    })?;
    let target =
        std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| repo.path("target"), PathBuf::from);
    Ok(repo.root().join(target).join("release/fastapi-playground"))
}

/// Run a case file through the engine; what it writes on standard error is shown.
pub fn replay(repo: &Repo, cli: &Path, cases: &Path, jobs: usize) -> Result<Vec<Value>> {
    let output = repo
        .command(cli)
        .args(["replay", "--jobs", &jobs.to_string()])
        .arg(cases)
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| format!("Could not start {}", cli.display()))?;
    if !output.status.success() {
        // The contract is that it never stops at a bad case; what it answered until then still counts.
        eprintln!("replay ended with {}", output.status);
    }
    let text = String::from_utf8_lossy(&output.stdout);
    Ok(text
        .lines()
        .filter_map(|line| serde_json::from_str(line).ok())
        .collect())
}

/// The cases of a file, one a line.
pub fn read_cases(file: &Path) -> Result<Vec<Value>> {
    let text =
        fs::read_to_string(file).with_context(|| format!("{} can't be read", file.display()))?;
    text.lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(index, line)| {
            serde_json::from_str(line)
                .with_context(|| format!("{}:{}: not JSON", file.display(), index + 1))
        })
        .collect()
}
