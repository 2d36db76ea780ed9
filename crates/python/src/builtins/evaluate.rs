//! `eval`, `exec` and the namespaces that `locals()` shows.

use crate::compile::{self, Mode};
use crate::error::PyResult;
use crate::interp::Interp;
use crate::source::Source;
use crate::value::Value;

/// The namespace that `locals()` gives: of a module or class the real one, of a function a copy.
pub(super) fn local_namespace(interp: &Interp) -> Option<std::rc::Rc<crate::value::DictObject>> {
    let frame = interp.frames.last()?;
    if let Value::Dict(dict) = frame.namespace.base() {
        return Some(dict.clone());
    }
    let dict = interp.dict();
    for (name, value) in frame.code.locals.iter().zip(&frame.stack) {
        if !value.is_unbound() && !name.starts_with('.') {
            dict.set_str(name.clone(), value.clone());
        }
    }
    let first = frame.code.locals.len();
    for (name, cell) in frame
        .code
        .cell_names
        .iter()
        .chain(&frame.code.free_names)
        .zip(frame.stack.get(first..).unwrap_or(&[]))
    {
        if let Value::Cell(cell) = cell
            && !cell.0.borrow().is_unbound()
        {
            dict.set_str(name.clone(), cell.0.borrow().clone());
        }
    }
    Some(dict)
}

pub(super) fn run_text(interp: &mut Interp, args: &[Value], mode: Mode) -> PyResult {
    let code = match &args[0] {
        Value::Code(code) => code.clone(),
        other => {
            let Some(text) = other.as_str().cloned() else {
                let name = if mode == Mode::Eval { "eval" } else { "exec" };
                return Err(interp.type_error(format_args!(
                    "{name}() arg 1 must be a string, bytes or code object"
                )));
            };
            let text = if mode == Mode::Eval {
                text.trim().to_owned()
            } else {
                text.to_string()
            };
            let source = Source::new("<string>", &text, false);
            match compile::compile(&source, mode) {
                Ok(code) => code,
                Err(error) => return Err(interp.syntax_error(&source, &error)),
            }
        }
    };
    let globals = match args[1].bound().map(Value::base) {
        Some(Value::Dict(dict)) => Some(dict.clone()),
        _ => None,
    };
    let namespace = match args[2].bound() {
        Some(Value::None) | None => match &globals {
            Some(globals) => Value::Dict(globals.clone()),
            None => local_namespace(interp).map_or(Value::None, Value::Dict),
        },
        // A subclass of `dict` stays what it is: it may have `__missing__`.
        Some(mapping) => mapping.clone(),
    };
    let globals = match globals {
        Some(globals) => globals,
        None => match interp.frames.last() {
            Some(frame) => frame.globals.clone(),
            None => interp.dict(),
        },
    };
    interp.run_in(&code, &globals, &namespace)
}
