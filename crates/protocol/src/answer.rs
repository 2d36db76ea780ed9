//! What came back for a request.

use serde::{Deserialize, Serialize};

use crate::{Diagnostic, TraceEvent};

/// The answer to a request, with everything that happened on its way.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// Header names and values in the order of the response.
    pub headers: Vec<(String, String)>,
    /// The body, perhaps cut.
    pub body: Body,
    /// Says that `body` was cut.
    #[serde(default)]
    pub body_cut: Option<Cut>,
    /// How long it took.
    pub elapsed: Elapsed,
    /// The way of the request through the application; empty when it was not asked for.
    #[serde(default)]
    pub trace: Vec<TraceEvent>,
    /// What was printed, perhaps cut.
    #[serde(default)]
    pub output: String,
    /// Says that `output` was cut.
    #[serde(default)]
    pub output_cut: Option<Cut>,
    /// Files that the program has written since it was loaded, each as it is now.
    #[serde(default)]
    pub files: Vec<WrittenFile>,
    /// The databases that the program has now, by name: their paths, or `:memory:`. The statements
    /// of the request are events of its trace.
    #[serde(default)]
    pub databases: Vec<String>,
    /// An exception that no handler took (the status is then 500, unless the response was sent before), or a limit that was
    /// passed.
    #[serde(default)]
    pub error: Option<Diagnostic>,
}

/// Bytes, as text where they are UTF-8.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "as", content = "data", rename_all = "snake_case")]
pub enum Body {
    /// UTF-8 text.
    Text(String),
    /// Other bytes, in standard base64 with padding.
    Base64(String),
}

impl Default for Body {
    fn default() -> Self {
        Self::Text(String::new())
    }
}

impl Body {
    /// The text, when it is text.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Base64(_) => None,
        }
    }
}

/// Says that something long was cut: `shown` of `total` bytes crossed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cut {
    /// Bytes that are here.
    pub shown: u64,
    /// Bytes that there are.
    pub total: u64,
}

/// How long an answer took.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Elapsed {
    /// By the program's virtual clock, in microseconds: sleeping counts in full.
    pub virtual_us: u64,
    /// By the real clock, in microseconds: sleeping takes none.
    pub real_us: u64,
    /// Instructions that were run.
    #[serde(default)]
    pub instructions: u64,
}

/// A file that the program wrote.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WrittenFile {
    /// Its path in the program's file system.
    pub path: String,
    /// Its content, perhaps cut.
    pub body: Body,
    /// Says that `body` was cut.
    #[serde(default)]
    pub cut: Option<Cut>,
    /// Whether this request wrote it.
    #[serde(default)]
    pub changed: bool,
}
