//! The way of a request through the application, as a flat list of events in order.
//!
//! Nesting is told by pairs (`middleware_enter` … `middleware_exit`) and, for dependencies, by
//! `depth`. Values are reprs, already cut to a readable length by the engine.

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use crate::Source;

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TraceEvent {
    /// What happened.
    #[serde(flatten)]
    pub kind: TraceKind,
    /// The place in the program that it belongs to; `None` for what FastAPI does by itself.
    #[serde(default)]
    pub source: Option<Source>,
    /// The virtual time, in microseconds since the request began.
    #[serde(default)]
    pub at: u64,
    /// Instructions that were run since the event before.
    #[serde(default)]
    pub cost: u64,
}

/// The kinds of events.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[expect(
    missing_docs,
    reason = "each field is what its name says; the kinds are documented"
)]
pub enum TraceKind {
    /// A middleware took the request.
    MiddlewareEnter { name: String },
    /// A middleware gave the response on.
    MiddlewareExit {
        name: String,
        #[serde(default)]
        status: Option<u16>,
    },
    /// The router compared the request with a route.
    RouteTried {
        method: String,
        path: String,
        matched: bool,
        #[serde(default)]
        reason: Option<RouteMiss>,
    },
    /// A dependency began.
    DependencyEnter {
        name: String,
        #[serde(default)]
        depth: u32,
    },
    /// A dependency's value was taken from the request's cache.
    DependencyReused {
        name: String,
        #[serde(default)]
        depth: u32,
    },
    /// A dependency gave its value, or (with `yield`) ran its clean-up.
    DependencyExit {
        name: String,
        #[serde(default)]
        depth: u32,
    },
    /// A parameter was read from the request.
    Parameter {
        name: String,
        /// `path`, `query`, `header`, `cookie`, `body`, `form`, `file`.
        place: String,
        #[serde(default, deserialize_with = "text")]
        raw: Option<String>,
        #[serde(default, deserialize_with = "text")]
        value: Option<String>,
        outcome: ParameterOutcome,
    },
    /// Validation found something wrong.
    ValidationError {
        loc: Vec<Value>,
        message: String,
        r#type: String,
        #[serde(default, deserialize_with = "text")]
        input: Option<String>,
    },
    /// A path operation was called.
    Call {
        name: String,
        #[serde(default)]
        arguments: Vec<(String, String)>,
    },
    /// A path operation returned.
    Return {
        name: String,
        #[serde(default, deserialize_with = "text")]
        value: Option<String>,
    },
    /// The return value went through the response model.
    ResponseModel {
        model: String,
        /// What the model does not have, as dotted paths.
        #[serde(default)]
        dropped: Vec<String>,
    },
    /// A background task ran.
    BackgroundTask {
        name: String,
        #[serde(default)]
        arguments: Vec<(String, String)>,
    },
    /// An exception reached FastAPI.
    Exception {
        r#type: String,
        message: String,
        /// The handler that took it.
        #[serde(default)]
        handler: Option<String>,
    },
    /// The program slept: virtual time moved.
    Sleep { seconds: f64 },
    /// A password was hashed, or a hash verified: slow on purpose.
    Hash {
        /// The function and its costs.
        what: String,
        /// How long it took, in real microseconds.
        #[serde(default)]
        elapsed_us: u64,
    },
    /// A statement was sent to a database.
    Sql {
        database: String,
        statement: String,
        /// What was given for its placeholders; each item is one run of the statement.
        #[serde(default)]
        parameters: Vec<String>,
        /// The names of the columns; none for a statement that gives no rows.
        #[serde(default)]
        columns: Vec<String>,
        /// The first rows.
        #[serde(default)]
        sample: Vec<Vec<String>>,
        /// How many rows it gave, or changed.
        #[serde(default)]
        rows: u64,
        /// How long it took, in real microseconds.
        #[serde(default)]
        elapsed_us: u64,
        /// What SQLite said against it.
        #[serde(default)]
        error: Option<String>,
    },
}

/// What became of a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ParameterOutcome {
    /// It was sent and is valid.
    Ok,
    /// It was not sent; its default was taken.
    Default,
    /// It was not sent and has no default.
    Missing,
    /// It was sent and is not valid.
    Invalid,
}

/// Why a route did not match.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RouteMiss {
    /// The path is another.
    Path,
    /// The path fits, the method does not.
    Method,
}

/// Takes text as it is, and other JSON as its compact form: a trace is for reading.
fn text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    Ok(match Option::<Value>::deserialize(deserializer)? {
        None | Some(Value::Null) => None,
        Some(Value::String(text)) => Some(text),
        Some(other) => Some(other.to_string()),
    })
}
