//! Decides whether a program does what an exercise wants, and which of the predicted answers came.
//!
//! Nothing is run here, and nothing is sent: a [`Judge`] says what the worker is to be asked next
//! and is told what came of it. So the app (over its worker, without blocking) and the command line
//! (with an engine in the same thread) judge alike:
//!
//! ```
//! # use playground_judge::{Judge, Report};
//! # use playground_lessons::Exercise;
//! # use playground_protocol::{Ask, File, Tell};
//! # fn worker(_: Ask) -> Result<Tell, String> { Err("The program takes too long".into()) }
//! fn judge(exercise: &Exercise, files: Vec<File>) -> Report {
//!     let mut judge = Judge::new(exercise, files);
//!     while let Some(ask) = judge.next() {
//!         match worker(ask) {
//!             Ok(tell) => judge.told(tell),
//!             Err(failure) => judge.failed(&failure), // timed out, broken down: nothing more is asked
//!         }
//!     }
//!     judge.report()
//! }
//! # let report = judge(&Exercise::default(), vec![File { path: "main.py".into(), text: "".into() }]);
//! # assert!(!report.passed);
//! ```
//!
//! `files` are the learner's, all of them; those that the exercise locks are put back as they are
//! in the exercise. [`Report::first`] is what a learner is told first: why the program can't be
//! loaded, or what the first failed check says. Everything that is called `say` is inline HTML and
//! safe to insert; what was sent, expected and answered ([`Facts`], [`Mismatch`]) is plain text.
//! [`Judge::at`] is the number of the check that is at work, for a progress display.
//!
//! **The worker has another program afterwards**: load the learner's own before it is used again.
//!
//! Predictions: [`predicted`] says which statuses and bodies of a
//! [`Predict`](playground_lessons::Predict) agree with an answer.

mod expect;
mod html;
mod judge;
mod plan;
mod predict;
mod report;

pub use expect::{Mismatch, body_text, expect_holds};
pub use html::escape;
pub use judge::Judge;
pub use predict::{Predicted, predicted};
pub use report::{Checked, Facts, Report, Trouble, Verdict};
