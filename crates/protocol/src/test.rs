//! What running a program's tests came to.

use serde::{Deserialize, Serialize};

use crate::Diagnostic;

/// The results of a test run.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TestReport {
    /// The tests, in the order in which they ran.
    pub tests: Vec<TestCase>,
    /// Files that could not be collected.
    #[serde(default)]
    pub errors: Vec<Diagnostic>,
    /// How long it took, in real microseconds.
    #[serde(default)]
    pub elapsed: u64,
}

impl TestReport {
    /// Whether there was a test and nothing failed.
    pub fn passed(&self) -> bool {
        self.errors.is_empty()
            && !self.tests.is_empty()
            && self.tests.iter().all(|test| !test.outcome.is_failure())
    }
}

impl Outcome {
    /// Whether something was wrong that should not have been.
    pub fn is_failure(self) -> bool {
        matches!(self, Self::Failed | Self::Error)
    }

    /// The word for it, as pytest has it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::Failed => "failed",
            Self::Error => "error",
            Self::Skipped => "skipped",
            Self::Xfailed => "xfailed",
            Self::Xpassed => "xpassed",
        }
    }
}

/// One test.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TestCase {
    /// pytest's id: `test_main.py::test_read[1]`.
    pub id: String,
    /// What became of it.
    pub outcome: Outcome,
    /// Why it failed or was skipped, and where.
    #[serde(default)]
    pub failure: Option<Diagnostic>,
    /// What it printed.
    #[serde(default)]
    pub output: String,
    /// How long it took, in real microseconds.
    #[serde(default)]
    pub elapsed: u64,
}

/// What became of a test.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Nothing was wrong.
    #[default]
    Passed,
    /// An assertion or another exception.
    Failed,
    /// Its set-up or tear-down raised.
    Error,
    /// It was not run.
    Skipped,
    /// It failed, as its mark `xfail` said.
    Xfailed,
    /// It passed, though its mark `xfail` said that it would not.
    Xpassed,
}
