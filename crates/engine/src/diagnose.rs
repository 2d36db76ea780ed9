//! Exceptions as diagnostics: what was raised, where in the learner's program, and the traceback.

use std::fmt::Write;
use std::rc::Rc;

use playground_protocol::{Diagnostic, Source};
use playground_python::builtins::object::full_name;
use playground_python::compile::SyntaxError;
use playground_python::error::{Raised, TracebackEntry};
use playground_python::interp::Interp;
use playground_python::source;
use playground_python::value::Value;

use crate::convert;

/// How many causes of a cause are told.
const CHAIN: usize = 8;

/// The diagnostic of an exception.
pub(crate) fn exception(interp: &mut Interp, raised: &Raised) -> Diagnostic {
    let message = headline(interp, raised);
    let source = syntax_place(interp, raised).or_else(|| place(raised));
    Diagnostic {
        source,
        message,
        traceback: Some(traceback(interp, raised)),
        ..Diagnostic::default()
    }
}

/// The diagnostic of a file that can't be compiled.
pub(crate) fn syntax(source: &Rc<source::Source>, error: &SyntaxError) -> Diagnostic {
    let place = source.place(error.range);
    Diagnostic {
        message: format!("{}: {}", error.kind, error.message),
        source: Some(convert::source(&place)),
        ..Diagnostic::default()
    }
}

/// The class and the message, without the class's module.
pub(crate) fn headline(interp: &mut Interp, raised: &Raised) -> String {
    let name = raised.class().name().to_string();
    // A syntax error's text has its place at the end, which stands beside the message here.
    let text = match syntax_message(interp, raised) {
        Some(message) => message,
        None => interp
            .str(&raised.value())
            .map(|text| text.to_string())
            .unwrap_or_default(),
    };
    if text.is_empty() {
        name
    } else {
        format!("{name}: {text}")
    }
}

/// The headline as the last line of a traceback has it: a class that is no built-in one is told with its module.
fn last_line(interp: &mut Interp, raised: &Raised) -> String {
    let headline = headline(interp, raised);
    let class = raised.class();
    let name = class.name().to_string();
    let full = full_name(interp, &class);
    let is_main = full.strip_prefix("__main__.");
    match headline.strip_prefix(&name) {
        Some(rest) => format!("{}{rest}", is_main.unwrap_or(&full)),
        None => headline,
    }
}

/// The innermost place of the learner's program that an exception went through.
pub(crate) fn place(raised: &Raised) -> Option<Source> {
    let traceback = raised.data().traceback.borrow();
    let entry = traceback
        .iter()
        .find(|entry| entry.code.source.is_program)?;
    Some(convert::source(&entry.code.source.place(entry.range)))
}

fn syntax_details(interp: &mut Interp, raised: &Raised, name: &str) -> Option<Value> {
    if !raised.is(&interp.types.syntax_error.clone()) {
        return None;
    }
    interp.attribute(&raised.value(), name).ok()
}

fn syntax_message(interp: &mut Interp, raised: &Raised) -> Option<String> {
    syntax_details(interp, raised, "msg")?
        .as_str()
        .map(ToString::to_string)
}

/// Where a syntax error is: not where the import stands, but in the file that was imported.
fn syntax_place(interp: &mut Interp, raised: &Raised) -> Option<Source> {
    let file = syntax_details(interp, raised, "filename")?
        .as_str()?
        .to_string();
    let mut number = |name: &str| match syntax_details(interp, raised, name) {
        Some(Value::Int(number)) => u32::try_from(number).unwrap_or(1),
        _ => 1,
    };
    Some(Source {
        file,
        line: number("lineno"),
        column: number("offset"),
        end_line: number("end_lineno"),
        end_column: number("end_offset"),
    })
}

/// The traceback as Python prints it, without the frames of the library where the program's own say
/// enough.
pub(crate) fn traceback(interp: &mut Interp, raised: &Raised) -> String {
    let mut out = String::new();
    chained(interp, raised, 0, &mut out);
    out
}

fn chained(interp: &mut Interp, raised: &Raised, depth: usize, out: &mut String) {
    let cause = raised.data().cause.borrow().clone();
    let context = raised.data().context.borrow().clone();
    let hidden = raised.data().suppress_context.get();
    if depth < CHAIN {
        if let Some(cause) = cause {
            chained(interp, &cause, depth + 1, out);
            out.push_str(
                "\nThe above exception was the direct cause of the following exception:\n\n",
            );
        } else if let Some(context) = context.filter(|_| !hidden) {
            chained(interp, &context, depth + 1, out);
            out.push_str(
                "\nDuring handling of the above exception, another exception occurred:\n\n",
            );
        }
    }
    let entries: Vec<TracebackEntry> = raised
        .data()
        .traceback
        .borrow()
        .iter()
        .rev()
        .cloned()
        .collect();
    let own = entries.iter().any(|entry| entry.code.source.is_program);
    if !entries.is_empty() {
        out.push_str("Traceback (most recent call last):\n");
    }
    for entry in entries
        .iter()
        .filter(|entry| entry.code.source.is_program || !own)
    {
        let source = &entry.code.source;
        let line = source.line(entry.range.start);
        let _ = writeln!(
            out,
            "  File \"{}\", line {line}, in {}",
            source.name, entry.code.qualname
        );
        let text = source.line_text(line).trim();
        if !text.is_empty() {
            let _ = writeln!(out, "    {text}");
        }
    }
    let _ = writeln!(out, "{}", last_line(interp, raised));
}
