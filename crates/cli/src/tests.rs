//! Runs the tests of a program on the disk.

use std::path::Path;

use playground_engine::Engine;
use playground_protocol::{Outcome, Program};

use crate::system::System;
use crate::{files, run};

/// `test PATH…`: a folder, or files of one; `--json` prints the report as the page gets it.
pub fn command(arguments: &[String]) -> Result<bool, String> {
    let mut arguments = arguments.to_vec();
    let filter = files::options(&mut arguments, "--filter")?.pop();
    let as_json = arguments.iter().any(|argument| argument == "--json");
    arguments.retain(|argument| argument != "--json");
    let first = arguments
        .first()
        .ok_or("test needs the files or the folder of a program")?;
    let path = Path::new(first);
    let (all, chosen) = if path.is_dir() {
        (files::folder(path)?, Vec::new())
    } else {
        let (all, _) = files::around(path)?;
        let names = arguments
            .iter()
            .filter_map(|path| Path::new(path).file_name());
        let chosen = names
            .map(|name| name.to_string_lossy().into_owned())
            .filter(|name| name.ends_with(".py"));
        (all, chosen.filter(|name| name.contains("test")).collect())
    };
    let mut engine = Engine::new(Box::new(System::new()));
    // What is tested need not be an application; the tests import what they need themselves.
    let _ = engine.load(Program {
        files: all,
        entry: "main:app".to_owned(),
        env: std::env::vars().collect(),
        workspace: String::new(),
    });
    let report = engine
        .run_tests(&chosen, filter.as_deref())
        .map_err(|_| "there is no program".to_owned())?;
    if as_json {
        let text = serde_json::to_string(&report).map_err(|error| error.to_string())?;
        println!("{text}");
        return Ok(report.passed());
    }
    report.errors.iter().for_each(run::say);
    for test in &report.tests {
        println!("{} {}", test.id, test.outcome.word().to_uppercase());
        if let Some(failure) = &test.failure {
            if test.outcome.is_failure() {
                print!("{}", test.output);
            }
            run::say(failure);
        }
    }
    let outcomes = [
        Outcome::Passed,
        Outcome::Failed,
        Outcome::Error,
        Outcome::Skipped,
        Outcome::Xfailed,
        Outcome::Xpassed,
    ];
    let counts: Vec<String> = outcomes
        .into_iter()
        .filter_map(|outcome| {
            let tests = report.tests.iter();
            let count = tests.filter(|test| test.outcome == outcome).count();
            (count > 0 || matches!(outcome, Outcome::Passed | Outcome::Failed))
                .then(|| format!("{count} {}", outcome.word()))
        })
        .collect();
    println!("{}", counts.join(", "));
    Ok(report.passed())
}
