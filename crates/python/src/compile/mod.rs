//! From source text to code objects: Ruff's parser, scope analysis, code generation.

use std::rc::Rc;

use crate::code::Code;
use crate::source::{Range, Source};

/// A syntax error, with CPython's message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyntaxError {
    /// The class: `SyntaxError`, `IndentationError` or `TabError`.
    pub kind: &'static str,
    /// The message.
    pub message: String,
    /// Where.
    pub range: Range,
}

/// How a source is compiled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// A module.
    Exec,
    /// One expression whose value is returned (`eval`).
    Eval,
}

/// Compile a source. Names are interned by `intern`.
///
/// # Errors
/// A [`SyntaxError`].
pub fn compile(source: &Rc<Source>, mode: Mode) -> Result<Rc<Code>, SyntaxError> {
    let _ = (source, mode);
    Err(SyntaxError {
        kind: "SyntaxError",
        message: "the compiler is not there yet".to_owned(),
        range: Range::default(),
    })
}
