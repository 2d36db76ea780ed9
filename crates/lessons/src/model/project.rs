//! The projects of the checklist.

use serde::{Deserialize, Serialize};

use super::Exercise;

/// A guided sequence of exercises on one program that grows.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Project {
    /// Its stable id: the learner's program is kept under it.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What is built, as inline HTML.
    pub summary: String,
    /// About how long it takes.
    pub minutes: u32,
    /// What it is about, as HTML.
    pub intro: String,
    /// The file that it is read from, below the content folder. Only the check of the content needs
    /// it.
    #[serde(skip)]
    pub file: String,
    /// The steps. [`Exercise::files`] of a step is the solution of the step before it.
    pub steps: Vec<Exercise>,
}
