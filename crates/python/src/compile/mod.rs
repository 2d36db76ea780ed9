//! From source text to code objects: Ruff's parser, scope analysis, code generation.
//!
//! [`symbols`] collects names and [`scope`] finds out where they come from; [`unit`] is one code object in the making, in which [`names`]
//! become instructions; the other files compile one kind of thing each. What instructions do at run time stands in [`crate::code`].

mod annotations;
mod asserts;
mod assignments;
mod blocks;
mod calls;
mod classes;
mod comprehensions;
mod conditions;
pub mod dis;
mod effects;
mod error_guesses;
mod error_text;
mod errors;
mod exceptions;
mod expressions;
mod functions;
mod limits;
mod names;
mod patterns;
mod scan;
mod scope;
mod statements;
mod strings;
mod symbols;
#[cfg(test)]
mod tests;
mod type_parameters;
mod unit;

use std::rc::Rc;

use ruff_python_ast::Mod;
use ruff_python_parser::{ParseOptions, parse_unchecked};
use ruff_text_size::TextRange;

use crate::code::{Code, Instruction};
use crate::source::{Range, Source};
use scope::range_of;
use symbols::Collector;
use unit::Compiler;

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
type Result<T = ()> = std::result::Result<T, SyntaxError>;

/// How deeply expressions and statements may nest: the compiler recurses over the tree, in a Rust stack of one megabyte.
const MAX_DEPTH: usize = 200;

/// A `SyntaxError` at a range of the tree.
fn error(message: impl Into<String>, range: TextRange) -> SyntaxError {
    SyntaxError {
        kind: "SyntaxError",
        message: message.into(),
        range: range_of(range),
    }
}

/// The error for a tree that is too deep.
fn too_deep(range: TextRange) -> SyntaxError {
    error("maximum recursion depth exceeded during compilation", range)
}

/// Compile a source.
///
/// # Errors
/// A [`SyntaxError`].
pub fn compile(source: &Rc<Source>, mode: Mode) -> Result<Rc<Code>> {
    let code = compile_source(source, mode)?;
    #[cfg(debug_assertions)]
    if let Err(fault) = effects::verify(&code) {
        unreachable!("{fault}");
    }
    Ok(code)
}

/// Says what is wrong with a text that isn't Python. What only makes sense elsewhere, such as a
/// `return` outside of a function, is let through: fragments of programs can be looked at too.
///
/// # Errors
/// A [`SyntaxError`].
pub fn parse(source: &Rc<Source>) -> Result {
    limits::check(&source.text)?;
    let parsed = parse_unchecked(
        &source.text,
        ParseOptions::from(ruff_python_parser::Mode::Module),
    );
    match parsed.errors() {
        [] => Ok(()),
        errors => Err(errors::from_parser(source, errors)),
    }
}

fn compile_source(source: &Rc<Source>, mode: Mode) -> Result<Rc<Code>> {
    let parser_mode = match mode {
        Mode::Exec => ruff_python_parser::Mode::Module,
        Mode::Eval => ruff_python_parser::Mode::Expression,
    };
    limits::check(&source.text)?;
    let parsed = parse_unchecked(&source.text, ParseOptions::from(parser_mode));
    if !parsed.errors().is_empty() {
        return Err(errors::from_parser(source, parsed.errors()));
    }
    match parsed.syntax() {
        Mod::Module(module) => {
            let future_annotations = annotations::check_future(&module.body)?;
            let scopes = Collector::of_module(&module.body, future_annotations)?;
            let mut compiler = Compiler::new(source.clone(), scopes);
            compiler.future_annotations = future_annotations;
            compiler.module(&module.body)?;
            Ok(Rc::new(compiler.finish_module()))
        }
        Mod::Expression(expression) => {
            let scopes = Collector::of_expression(&expression.body)?;
            let mut compiler = Compiler::new(source.clone(), scopes);
            compiler.expression(&expression.body)?;
            compiler.emit(Instruction::Return);
            Ok(Rc::new(compiler.finish_module()))
        }
    }
}
