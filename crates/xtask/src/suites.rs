//! `test`: every suite, one after the other, and what came of each.
//!
//! The order is from the quickest to the slowest. A suite that fails doesn't keep the others from running. Suites that
//! count their tests are counted by what they print themselves; format, content and clippy count as one check each.

use std::fs;
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::content::check_content;
use crate::process::{Repo, seconds, tee};
use crate::server::Server;
use crate::site::{self, Mode};
use crate::tools;

/// Where the Playwright tests say how they are run.
const PLAYWRIGHT_CONFIG: &str = "tests/e2e/playwright.config.mjs";
/// The target of what runs in browsers.
const WASM: &str = "wasm32-unknown-unknown";

type Suite = fn(&Repo) -> Result<Outcome>;

/// The suites by name, in the order in which they run.
const SUITES: [(&str, Suite); 9] = [
    ("format", format),
    ("content", content),
    ("clippy", clippy),
    ("clippy-wasm", clippy_wasm),
    ("unit", unit),
    ("golden", golden),
    ("doc", doc),
    ("browser", browser),
    ("end-to-end", end_to_end),
];

/// How many tests of a suite passed and failed, and a word on why when the numbers don't say it.
#[derive(Debug, Default, PartialEq, Eq)]
struct Outcome {
    passed: usize,
    failed: usize,
    note: String,
}

impl Outcome {
    fn check(passed: bool) -> Self {
        Self {
            passed: usize::from(passed),
            failed: usize::from(!passed),
            note: String::new(),
        }
    }

    fn broken(note: impl Into<String>) -> Self {
        Self {
            passed: 0,
            failed: 1,
            note: note.into(),
        }
    }

    /// A suite whose counts say that all is well but whose program says that it isn't, or which ran nothing, has failed.
    fn checked(mut self, success: bool) -> Self {
        if self.failed == 0 && !success {
            self.failed = 1;
            self.note = "it ended with an error".to_owned();
        } else if self.failed == 0 && self.passed == 0 {
            self = Self::broken("no test ran");
        }
        self
    }
}

/// Run the named suites, or all. `false` when a test failed.
pub fn test(repo: &Repo, names: &[String]) -> Result<bool> {
    for name in names {
        if !SUITES.iter().any(|(known, _)| known == name) {
            let known: Vec<_> = SUITES.iter().map(|(known, _)| *known).collect();
            bail!(
                "There is no suite \"{name}\"; there are: {}",
                known.join(" ")
            );
        }
    }
    let wanted: Vec<_> = SUITES
        .into_iter()
        .filter(|(name, _)| names.is_empty() || names.iter().any(|one| one == name))
        .collect();
    let runs = |suites: &[&str]| wanted.iter().any(|(name, _)| suites.contains(name));
    install(
        repo,
        runs(&["unit", "golden"]),
        runs(&["browser"]),
        runs(&["end-to-end"]),
    )?;
    if runs(&["clippy-wasm"]) {
        tools::wasm_target(repo)?;
    }

    let mut results = Vec::new();
    for (name, suite) in wanted {
        println!("\n==> {name}");
        let start = Instant::now();
        let outcome = suite(repo).unwrap_or_else(|error| {
            eprintln!("{error:#}");
            Outcome::broken("it could not run")
        });
        results.push((name, outcome, start.elapsed()));
    }
    Ok(summarize(&results))
}

/// Install everything before the first suite, so that what is missing is said at once and not after half an hour.
fn install(repo: &Repo, natively: bool, in_browser: bool, end_to_end: bool) -> Result<()> {
    let mut packages = Vec::new();
    if end_to_end {
        packages.push(tools::CLANG);
    }
    if in_browser || end_to_end {
        packages.push(tools::CHROMIUM);
        packages.push(tools::CHROMEDRIVER);
    }
    tools::system_packages(repo, &packages)?;
    if natively {
        tools::nextest(repo)?;
    }
    if in_browser {
        tools::wasm_target(repo)?;
        tools::wasm_bindgen(repo)?;
    }
    if end_to_end {
        tools::for_build(repo)
    } else {
        Ok(())
    }
}

fn summarize(results: &[(&str, Outcome, Duration)]) -> bool {
    println!("\n{:=<72}", "");
    for (name, outcome, time) in results {
        let verdict = if outcome.failed == 0 {
            "ok    "
        } else {
            "FAILED"
        };
        println!(
            "{verdict} {name:<12} {:>5} passed {:>4} failed  {:>12}  {}",
            outcome.passed,
            outcome.failed,
            seconds(*time),
            outcome.note
        );
    }
    let passed: usize = results.iter().map(|(_, outcome, _)| outcome.passed).sum();
    let failed: usize = results.iter().map(|(_, outcome, _)| outcome.failed).sum();
    println!("{passed} passed, {failed} failed");
    failed == 0
}

fn format(repo: &Repo) -> Result<Outcome> {
    let (status, _) = tee(repo.command("cargo").args(["fmt", "--all", "--check"]))?;
    Ok(Outcome::check(status.success()))
}

fn content(repo: &Repo) -> Result<Outcome> {
    // What other runs have found out doesn't count here.
    check_content(repo, &["--afresh".into()]).map(Outcome::check)
}

fn clippy(repo: &Repo) -> Result<Outcome> {
    let arguments = [
        "clippy",
        "--quiet",
        "--workspace",
        "--all-targets",
        "--",
        "-D",
        "warnings",
    ];
    let (status, _) = tee(repo.command("cargo").args(arguments))?;
    Ok(Outcome::check(status.success()))
}

/// The two packages that ship as wasm have code that only that target compiles.
fn clippy_wasm(repo: &Repo) -> Result<Outcome> {
    let arguments = ["clippy", "--quiet", "--all-targets", "--target", WASM];
    let (status, _) = tee(repo.command("cargo").args(arguments).args([
        "--package",
        "playground-app",
        "--package",
        "playground-worker",
        "--",
        "-D",
        "warnings",
    ]))?;
    Ok(Outcome::check(status.success()))
}

fn unit(repo: &Repo) -> Result<Outcome> {
    nextest(repo, "not binary(golden)")
}

fn golden(repo: &Repo) -> Result<Outcome> {
    nextest(repo, "binary(golden)")
}

fn nextest(repo: &Repo, filter: &str) -> Result<Outcome> {
    let (status, lines) = tee(repo
        .command("cargo")
        .args([
            "nextest",
            "run",
            "--workspace",
            "--no-fail-fast",
            "--status-level",
            "fail",
            "--color",
            "never",
        ])
        .args(["--filterset", filter]))?;
    let outcome = nextest_summary(&lines)
        .unwrap_or_else(|| Outcome::broken("it did not build or find tests"));
    Ok(outcome.checked(status.success()))
}

/// Read `Summary [ 0.1s] 12 tests run: 11 passed (1 slow), 1 failed, 2 skipped`.
fn nextest_summary(lines: &[String]) -> Option<Outcome> {
    let line = lines
        .iter()
        .rev()
        .find(|line| line.trim_start().starts_with("Summary ["))?;
    let (ran, rest) = line.split_once(']')?.1.split_once(" run:")?;
    // "12 tests", or "5/12 tests" when it was stopped: then the rest counts as failed.
    let total: usize = ran
        .split_whitespace()
        .next()?
        .rsplit('/')
        .next()?
        .parse()
        .ok()?;
    let passed = number_before(rest, "passed").unwrap_or(0);
    Some(Outcome {
        passed,
        failed: total.saturating_sub(passed),
        note: String::new(),
    })
}

fn number_before(text: &str, word: &str) -> Option<usize> {
    let words: Vec<&str> = text
        .split([' ', ',', ';', '(', ')'])
        .filter(|word| !word.is_empty())
        .collect();
    words
        .windows(2)
        .find(|pair| pair.last() == Some(&word))?
        .first()?
        .parse()
        .ok()
}

/// The examples in doc comments, which the other runner leaves out. There may be none.
fn doc(repo: &Repo) -> Result<Outcome> {
    let (status, lines) = tee(repo.command("cargo").args([
        "test",
        "--quiet",
        "--workspace",
        "--doc",
        "--no-fail-fast",
    ]))?;
    let outcome = libtest_summary(&lines);
    if status.success() && outcome.failed == 0 {
        Ok(outcome)
    } else {
        Ok(outcome.checked(status.success()))
    }
}

/// Add up the lines `test result: ok. 3 passed; 0 failed; …`.
fn libtest_summary(lines: &[String]) -> Outcome {
    let mut outcome = Outcome::default();
    for line in lines.iter().filter(|line| line.contains("test result:")) {
        outcome.passed += number_before(line, "passed").unwrap_or(0);
        outcome.failed += number_before(line, "failed").unwrap_or(0);
    }
    outcome
}

/// The wasm-bindgen tests of the app, in a headless Chromium that its runner starts through the driver.
fn browser(repo: &Repo) -> Result<Outcome> {
    let driver = tools::CHROMEDRIVER
        .find(repo)
        .context("chromedriver is missing")?;
    let (status, lines) = tee(repo
        .command("cargo")
        .args([
            "test",
            "--target",
            WASM,
            "--package",
            "playground-app",
            "--tests",
            "--no-fail-fast",
        ])
        .env(
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER",
            "wasm-bindgen-test-runner",
        )
        .env("CHROMEDRIVER", driver)
        .env("WASM_BINDGEN_TEST_ONLY_WEB", "1")
        .env("WASM_BINDGEN_TEST_TIMEOUT", "180"))?;
    Ok(libtest_summary(&lines).checked(status.success()))
}

/// The Playwright tests against the release, served as a static host would.
fn end_to_end(repo: &Repo) -> Result<Outcome> {
    let folder = site::build(repo, Mode::Release, "/")?;
    let server = Server::start(&folder, "/", 0)?;
    let report = repo.tools().join("playwright.json");
    // A report that a run before left behind would be read for this one's.
    let _ = fs::remove_file(&report);
    let mut command = repo.command("npx");
    let (status, _) = tee(browser_environment(repo, &mut command, &server)
        .args([
            "playwright",
            "test",
            "--config",
            PLAYWRIGHT_CONFIG,
            "--reporter=list,json",
        ])
        .env("PLAYWRIGHT_JSON_OUTPUT_NAME", &report))?;
    let outcome = fs::read_to_string(&report)
        .ok()
        .and_then(|text| playwright_summary(&text))
        .unwrap_or_else(|| Outcome::broken("it wrote no report"));
    Ok(outcome.checked(status.success()))
}

/// What the browser's scripts are told: where the site is, which browser, and how it has to be started.
pub fn browser_environment<'a>(
    repo: &Repo,
    command: &'a mut Command,
    server: &Server,
) -> &'a mut Command {
    command
        .env("PLAYGROUND_URL", server.url())
        .env(
            "PLAYGROUND_CHROMIUM",
            tools::CHROMIUM.find(repo).unwrap_or_default(),
        )
        .env(
            "PLAYGROUND_CHROMIUM_ARGS",
            if tools::is_root(repo) {
                "--no-sandbox"
            } else {
                ""
            },
        )
}

fn playwright_summary(report: &str) -> Option<Outcome> {
    let report: Value = serde_json::from_str(report).ok()?;
    let count = |name: &str| {
        report
            .pointer(&format!("/stats/{name}"))?
            .as_u64()
            .and_then(|n| usize::try_from(n).ok())
    };
    let (flaky, skipped) = (count("flaky")?, count("skipped")?);
    let mut notes = Vec::new();
    if flaky > 0 {
        notes.push(format!("{flaky} passed only when repeated"));
    }
    if skipped > 0 {
        notes.push(format!("{skipped} did not run"));
    }
    // A test that didn't run shows nothing, which is not what a suite is for.
    Some(Outcome {
        passed: count("expected")? + flaky,
        failed: count("unexpected")? + skipped,
        note: notes.join(", "),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<String> {
        text.lines().map(str::to_owned).collect()
    }

    #[test]
    fn the_native_runner_is_read_whatever_ended_a_test() {
        let read = |text: &str| {
            nextest_summary(&lines(text)).map(|outcome| (outcome.passed, outcome.failed))
        };
        assert_eq!(
            read("     Summary [   0.007s] 3 tests run: 3 passed, 0 skipped"),
            Some((3, 0))
        );
        assert_eq!(
            read(
                "     Summary [   1.5s] 12 tests run: 10 passed (1 slow), 1 failed, 1 timed out, 2 skipped"
            ),
            Some((10, 2))
        );
        assert_eq!(
            read("     Summary [   1.5s] 5/12 tests run: 4 passed, 1 failed, 0 skipped"),
            Some((4, 8))
        );
        assert_eq!(
            read("     Summary [   0.1s] 1 test run: 0 passed, 1 failed, 0 skipped"),
            Some((0, 1))
        );
        assert_eq!(read("error: could not compile"), None);
    }

    #[test]
    fn the_browser_runner_is_added_up_over_its_binaries() {
        let text = "test result: ok. 3 passed; 0 failed; 0 ignored; 0 filtered out\n\
                    test result: FAILED. 4 passed; 1 failed; 0 ignored; 0 filtered out";
        let outcome = libtest_summary(&lines(text));
        assert_eq!((outcome.passed, outcome.failed), (7, 1));
    }

    #[test]
    fn a_suite_that_ran_nothing_or_ended_badly_has_failed() {
        assert_eq!(Outcome::default().checked(true).failed, 1);
        let passed = || Outcome {
            passed: 3,
            ..Outcome::default()
        };
        assert_eq!(passed().checked(true).failed, 0);
        assert_eq!(passed().checked(false).failed, 1);
    }

    #[test]
    fn an_end_to_end_test_that_did_not_run_has_failed() {
        let report = r#"{"stats": {"expected": 8, "unexpected": 1, "flaky": 1, "skipped": 2}}"#;
        let outcome = playwright_summary(report).map(|outcome| (outcome.passed, outcome.failed));
        assert_eq!(outcome, Some((9, 3)));
        assert_eq!(playwright_summary("{}"), None);
    }
}
