//! From source text to code objects: Ruff's parser, scope analysis, code generation.
//!
//! [`scope`] finds out where names come from; [`unit`] is one code object in the making; the other files compile one kind of thing each.

mod annotations;
mod assignments;
mod classes;
mod comprehensions;
pub mod errors;
mod exceptions;
mod expressions;
mod functions;
mod patterns;
mod scope;
mod statements;
mod unit;

use std::rc::Rc;

use ruff_python_ast::Mod;
use ruff_python_parser::{ParseOptions, parse_unchecked};
use ruff_text_size::TextRange;

use crate::code::{Code, CodeKind, Instruction};
use crate::source::{Range, Source};
use scope::{Scopes, range_of};
use unit::{Compiler, Unit};

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

/// What compiling gives.
pub(crate) type Result<T = ()> = std::result::Result<T, SyntaxError>;

/// How deeply expressions and statements may nest: the compiler recurses over the tree, in a Rust stack of one megabyte.
pub(crate) const MAX_DEPTH: usize = 120;

/// A `SyntaxError` at a range of the tree.
pub(crate) fn error(message: impl Into<String>, range: TextRange) -> SyntaxError {
    SyntaxError {
        kind: "SyntaxError",
        message: message.into(),
        range: range_of(range),
    }
}

/// Compile a source.
///
/// # Errors
/// A [`SyntaxError`].
pub fn compile(source: &Rc<Source>, mode: Mode) -> Result<Rc<Code>> {
    errors::check_nesting(&source.text)?;
    let options = match mode {
        Mode::Exec => ParseOptions::from(ruff_python_parser::Mode::Module),
        Mode::Eval => ParseOptions::from(ruff_python_parser::Mode::Expression),
    };
    let parsed = parse_unchecked(&source.text, options);
    if let Some(error) = parsed.errors().first() {
        return Err(errors::from_parser(source, error));
    }
    let whole = Range {
        start: 0,
        end: u32::try_from(source.text.len()).unwrap_or(u32::MAX),
    };
    match parsed.syntax() {
        Mod::Module(module) => {
            let scopes = Scopes::of_module(&module.body);
            if let Some(error) = scopes.error {
                return Err(error);
            }
            let mut compiler = Compiler::new(source.clone(), scopes);
            compiler.future_annotations = annotations::has_future(&module.body);
            compiler.units.push(Unit::new(
                0,
                "<module>",
                "<module>",
                CodeKind::Module,
                whole,
            ));
            compiler.set_doc(&module.body);
            compiler.module_annotations(&module.body)?;
            compiler.body(&module.body)?;
            compiler.emit(Instruction::LoadNone);
            compiler.emit(Instruction::Return);
            Ok(Rc::new(compiler.finish_unit()))
        }
        Mod::Expression(expression) => {
            let scopes = Scopes::of_expression(&expression.body);
            if let Some(error) = scopes.error {
                return Err(error);
            }
            let mut compiler = Compiler::new(source.clone(), scopes);
            compiler.units.push(Unit::new(
                0,
                "<module>",
                "<module>",
                CodeKind::Module,
                whole,
            ));
            compiler.expression(&expression.body)?;
            compiler.emit(Instruction::Return);
            Ok(Rc::new(compiler.finish_unit()))
        }
    }
}
