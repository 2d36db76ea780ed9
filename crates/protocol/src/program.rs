//! A program, a request to it, and what loading it came to.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{Body, Operation};

/// A learner's program: its files, where its application is, and its environment.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Program {
    /// The files; paths are relative and use `/`.
    pub files: Vec<File>,
    /// Where the application is, as uvicorn is told: `main:app`, `app.main:app`.
    pub entry: String,
    /// Environment variables that the program sees.
    #[serde(default)]
    pub env: BTreeMap<String, String>,
    /// Names the program over its edits: while it stays the same, the databases of the program stay
    /// when it is loaded again; when it changes they are removed.
    #[serde(default)]
    pub workspace: String,
}

/// One file of a program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct File {
    /// Its relative path, such as `app/main.py`.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// A request to the loaded program.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Request {
    /// The method, in upper case.
    pub method: String,
    /// Path and query, such as `/items/1?q=search`.
    pub url: String,
    /// Header names and values in order.
    #[serde(default)]
    pub headers: Vec<(String, String)>,
    /// The body; `None` sends none.
    #[serde(default)]
    pub body: Option<Body>,
    /// Whether the answer shall carry a trace. Tracing never changes the answer.
    #[serde(default = "yes")]
    pub trace: bool,
}

fn yes() -> bool {
    true
}

/// A program that was loaded.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Loaded {
    /// What the program can be asked, in the order of its declaration.
    pub operations: Vec<Operation>,
    /// The program's OpenAPI document, or `None` when it switched it off or making it failed (then
    /// `warnings` says why).
    #[serde(default)]
    pub openapi: Option<serde_json::Value>,
    /// What was printed while the module ran.
    #[serde(default)]
    pub output: String,
    /// What is not wrong enough to stop the program.
    #[serde(default)]
    pub warnings: Vec<Diagnostic>,
    /// The program's test functions, by pytest's ids (`test_main.py::test_read`).
    #[serde(default)]
    pub tests: Vec<String>,
    /// The databases that the program has, by name: their paths, or `:memory:`.
    #[serde(default)]
    pub databases: Vec<String>,
    /// How long loading took, in real microseconds.
    #[serde(default)]
    pub elapsed: u64,
}

/// A range in a file of the program. Lines and columns count from 1; columns count characters
/// (Unicode scalar values); the end is exclusive. It stands on the wire as one flat object.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The file's path.
    pub file: String,
    /// The first line.
    pub line: u32,
    /// The first column.
    #[serde(default = "one")]
    pub column: u32,
    /// The last line.
    #[serde(default)]
    pub end_line: u32,
    /// The column after the last character.
    #[serde(default)]
    pub end_column: u32,
}

fn one() -> u32 {
    1
}

/// How bad a diagnostic is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The program can't run, or it raised.
    #[default]
    Error,
    /// It runs, but probably not as meant.
    Warning,
}

/// One thing that is wrong with a program, said to its author.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// Where; `None` when it is about the program as a whole.
    #[serde(default)]
    pub source: Option<Source>,
    /// How bad it is.
    #[serde(default)]
    pub severity: Severity,
    /// What is wrong, as Python says it: `NameError: name 'ap' is not defined`.
    pub message: String,
    /// What to do instead, where that is known.
    #[serde(default)]
    pub hint: Option<String>,
    /// Python's traceback, where there is one.
    #[serde(default)]
    pub traceback: Option<String>,
}
