//! `bench`: how fast the engine loads programs and answers requests, natively, on recorded cases.

use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::conformance::{build_cli, read_cases, replay};
use crate::process::Repo;

/// Each file is replayed this often; the fastest run is the one with the least noise of other programs.
const RUNS: usize = 5;

/// Replay each file on one thread and print a line of Markdown's table for it, as `docs/benchmarks.md` has them.
pub fn bench(repo: &Repo, mut files: Vec<PathBuf>) -> Result<()> {
    if files.is_empty() {
        let folder = repo.path("tests/golden");
        for entry in fs::read_dir(&folder)
            .with_context(|| format!("{} can't be listed", folder.display()))?
        {
            let path = entry?.path();
            if path
                .extension()
                .is_some_and(|extension| extension == "jsonl")
            {
                files.push(path);
            }
        }
        files.sort();
    }
    if files.is_empty() {
        bail!("There are no recorded cases in tests/golden: cargo xtask record makes them.");
    }
    let cli = build_cli(repo)?;
    println!("| cases | programs | requests | best of {RUNS} | a program | requests a second |");
    println!("|---|--:|--:|--:|--:|--:|");
    for file in files {
        let file =
            fs::canonicalize(&file).with_context(|| format!("{} can't be read", file.display()))?;
        let cases = read_cases(&file)?;
        let requests: usize = cases
            .iter()
            .filter_map(|case| case.get("steps").and_then(Value::as_array))
            .map(Vec::len)
            .sum();
        let mut best = Duration::MAX;
        for _ in 0..RUNS {
            let start = Instant::now();
            let answered = replay(repo, &cli, &file, 1)?.len();
            best = best.min(start.elapsed());
            if answered != cases.len() {
                bail!(
                    "{answered} of {} programs of {} were answered",
                    cases.len(),
                    file.display()
                );
            }
        }
        let seconds = best.as_secs_f64();
        println!(
            "| {} | {} | {requests} | {seconds:.2} s | {:.1} ms | {:.0} |",
            file.file_name().unwrap_or_default().to_string_lossy(),
            cases.len(),
            1000.0 * seconds / cases.len().max(1) as f64,
            requests as f64 / seconds,
        );
    }
    Ok(())
}
