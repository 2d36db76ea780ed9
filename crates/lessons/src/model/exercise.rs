//! Exercises: a task, a program to change, and checks of what the program then does.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::ExampleFile;

/// The exercises of a section.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ExerciseSet {
    /// The name of their file, or of the folder of their files.
    pub name: String,
    /// The exercises, from easy to hard.
    pub exercises: Vec<Exercise>,
}

/// What is done in an exercise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExerciseKind {
    /// Gaps, written `___`, are filled.
    Complete,
    /// Lines are put into their order (a Parsons problem).
    Order,
    /// A defect is found and mended.
    Fix,
    /// The program is written.
    #[default]
    Write,
}

/// An exercise, or a step of a project.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Exercise {
    /// Its stable id: progress and the learner's program are kept under it.
    pub id: String,
    /// What is done.
    pub kind: ExerciseKind,
    /// Its title.
    pub title: String,
    /// About how long it takes.
    pub minutes: u32,
    /// What to do, as HTML.
    pub task: String,
    /// Why the solution works, as HTML; shown afterwards.
    pub explain: String,
    /// Hints in steps, as HTML.
    pub hints: Vec<String>,
    /// Where the application is: `main:app`.
    pub app: String,
    /// Environment variables.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub env: BTreeMap<String, String>,
    /// The file that is shown first and that most has to be done in.
    pub edit: String,
    /// The files at first.
    pub files: Vec<ExampleFile>,
    /// The files that are not the learner's to change.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub locked: Vec<String>,
    /// The files of the solution, all of them.
    pub solution: Vec<ExampleFile>,
    /// The lines to order, in the right order; they go where [`Exercise::edit`] has the line `# ___`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<String>,
    /// Lines that don't belong there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub extra: Vec<Extra>,
    /// What is checked, in this order.
    pub checks: Vec<Check>,
    /// How errors of loading are explained.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub broken: Vec<Broken>,
    /// Wrong attempts and what is said to them. Only the check of the content needs them.
    #[serde(skip)]
    pub wrong: Vec<Wrong>,
    /// The checks, by name, of earlier steps that don't hold any more after this step of a project.
    #[serde(skip)]
    pub ends: Vec<String>,
    /// The file that it is read from, below the content folder. Only the check of the content needs
    /// it.
    #[serde(skip)]
    pub file: String,
    /// The line of the file at which it begins.
    #[serde(skip)]
    pub line: usize,
}

impl Exercise {
    /// The text of a file with lines put where its gap `# ___` is.
    pub fn with_lines(&self, lines: &[&str]) -> String {
        let scaffold = self
            .files
            .iter()
            .find(|file| file.path == self.edit)
            .map(|file| file.text.as_str())
            .unwrap_or_default();
        let mut text = String::new();
        for line in scaffold.lines() {
            if line.trim() == GAP_LINE {
                for line in lines {
                    text.push_str(line);
                    text.push('\n');
                }
            } else {
                text.push_str(line);
                text.push('\n');
            }
        }
        text
    }

    /// A line to order by its number: first [`Exercise::lines`], then [`Exercise::extra`].
    pub fn line_at(&self, index: usize) -> Option<&str> {
        self.lines.get(index).map(String::as_str).or_else(|| {
            let extra = self.extra.get(index.checked_sub(self.lines.len())?)?;
            Some(extra.line.as_str())
        })
    }
}

/// The line of a scaffold in whose place ordered lines go.
pub const GAP_LINE: &str = "# ___";

/// A line that doesn't belong into the program.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extra {
    /// The line.
    pub line: String,
    /// Which misconception it stands for, as inline HTML.
    pub why: String,
}

/// One thing that a program must do.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Check {
    /// What it is, in a few words, as plain text.
    pub name: String,
    /// What is said when it isn't so, as inline HTML.
    pub say: String,
    /// Whether the program is loaded afresh before.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub fresh: bool,
    /// Files that replace the learner's before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub with: Vec<ExampleFile>,
    /// What is done, and what is expected of it.
    pub act: Act,
    /// Misconceptions, recognized by what the program does.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub when: Vec<When>,
}

/// How something is checked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
pub enum Act {
    /// A request is sent.
    Send {
        /// The method in upper case.
        method: String,
        /// Path and query.
        url: String,
        /// Header names and values.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        headers: Vec<(String, String)>,
        /// The body.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        body: Option<String>,
        /// How many times; the last answer counts.
        count: u32,
        /// What is expected of the answer.
        expect: Box<Expect>,
    },
    /// The program's own tests are run.
    Tests {
        /// Whether they must pass; otherwise at least one must fail.
        pass: bool,
        /// How many there must be.
        least: usize,
    },
    /// Tests that the learner doesn't see are run: each function of the source is one.
    Hidden {
        /// The source of the test module.
        source: String,
    },
}

impl Default for Act {
    fn default() -> Self {
        Self::Tests {
            pass: true,
            least: 1,
        }
    }
}

/// A misconception that can be told from the answer.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct When {
    /// What the answer is like.
    pub expect: Expect,
    /// What is said then, as inline HTML.
    pub say: String,
}

/// What is expected of an answer. What is empty isn't looked at.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Expect {
    /// The status.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    /// The body is exactly this JSON.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub json: Option<Value>,
    /// The body is JSON that holds at least this.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub has: Option<Value>,
    /// What stands at JSON pointers (RFC 6901) into the body.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub at: Vec<(String, Value)>,
    /// JSON pointers to which the body has nothing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub absent: Vec<String>,
    /// The body has this text in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contains: Option<String>,
    /// The body doesn't have this text in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lacks: Option<String>,
    /// Headers by name.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub headers: Vec<(String, HeaderWant)>,
    /// What was printed has this text in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub output: Option<String>,
    /// Files that were written have these texts in them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<(String, String)>,
    /// The answer took at most so many milliseconds of the program's time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_ms: Option<u64>,
    /// The request sent at most so many statements to databases.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_statements: Option<usize>,
}

/// What is expected of a header.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum HeaderWant {
    /// Whether it is there.
    There(bool),
    /// Its value.
    Value(String),
}

/// How an error of loading is explained.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Broken {
    /// A text in the error's message or traceback.
    pub text: String,
    /// What is said then, as inline HTML.
    pub say: String,
}

/// A wrong attempt, by which the checks are checked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wrong {
    /// Which misconception it is.
    pub name: String,
    /// The files, all of them.
    pub files: Vec<ExampleFile>,
    /// What the first message says.
    pub says: String,
}
