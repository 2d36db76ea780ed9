//! Runs the tests of a program on the disk.

use std::path::Path;

use playground_engine::Engine;
use playground_protocol::{Outcome, Program};

use crate::system::System;
use crate::{files, run};

/// `test PATH…`: a folder, or files of one.
pub fn command(arguments: &[String]) -> Result<bool, String> {
    let mut arguments = arguments.to_vec();
    let filter = files::options(&mut arguments, "--filter")?.pop();
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
    report.errors.iter().for_each(run::say);
    let mut failed = 0;
    for test in &report.tests {
        let word = match test.outcome {
            Outcome::Passed => "PASSED",
            Outcome::Skipped => "SKIPPED",
            Outcome::Failed => "FAILED",
            Outcome::Error => "ERROR",
        };
        println!("{} {word}", test.id);
        if let Some(failure) = &test.failure {
            failed += 1;
            print!("{}", test.output);
            run::say(failure);
        }
    }
    println!("{} passed, {failed} failed", report.tests.len() - failed);
    Ok(report.passed())
}
