//! What judging came to.

use playground_protocol::{Answer, Diagnostic, Request, TestReport};

use crate::Mismatch;

/// What a program came to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// The checks in the order of the exercise.
    pub checks: Vec<Checked>,
    /// Whether all of them passed.
    pub passed: bool,
    /// Why the program can't be loaded; then no check was run.
    pub broken: Option<Trouble>,
}

impl Report {
    /// What the learner is told first, as inline HTML; nothing when all is well.
    pub fn first(&self) -> Option<&str> {
        match &self.broken {
            Some(broken) => Some(&broken.say),
            None => self.failed().map(|check| check.say.as_str()),
        }
    }

    /// The first check that failed.
    pub fn failed(&self) -> Option<&Checked> {
        self.checks
            .iter()
            .find(|check| check.verdict == Verdict::Failed)
    }
}

/// One check and what came of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Checked {
    /// Its name, as plain text.
    pub name: String,
    /// What came of it.
    pub verdict: Verdict,
    /// What to think about, as inline HTML; empty unless it failed.
    pub say: String,
    /// What happened.
    pub facts: Facts,
}

/// What came of a check.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Verdict {
    /// It is as it should be.
    Passed,
    /// It isn't.
    Failed,
    /// It wasn't looked at, because something before it went wrong.
    #[default]
    NotRun,
}

/// What happened in a check.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Facts {
    /// Nothing yet.
    #[default]
    None,
    /// A request was answered.
    Exchange {
        /// What was sent.
        request: Request,
        /// What came back.
        answer: Box<Answer>,
        /// What of it isn't as expected.
        mismatch: Option<Mismatch>,
    },
    /// Tests were run.
    Tests {
        /// What they came to.
        report: TestReport,
        /// Whether they are tests that the learner doesn't see.
        hidden: bool,
    },
    /// The program of the check, with its replaced files, can't be loaded.
    Unloadable(Diagnostic),
    /// The worker gave no answer.
    Lost,
}

/// Why a program can't be loaded.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trouble {
    /// What to think about, as inline HTML.
    pub say: String,
    /// What Python says; `None` when the worker was lost.
    pub diagnostic: Option<Diagnostic>,
    /// What the program printed before it failed.
    pub output: String,
}
