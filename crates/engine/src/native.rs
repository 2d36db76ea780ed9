//! The native module `_playground`: what the library written in Python needs from the engine and a
//! program never sees. Virtual time, trace events, places in the source.

use std::rc::Rc;

use playground_python::error::{PyResult, Raised};
use playground_python::frame::Frame;
use playground_python::interp::Interp;
use playground_python::native::{Definition, def};
use playground_python::object::Binding;
use playground_python::source::{Place, Range, Source};
use playground_python::trace::Event;
use playground_python::value::{DictObject, Value};

use crate::diagnose;

/// What the last unhandled exception of a request was, for the answer that carries it.
#[derive(Default)]
pub(crate) struct Unhandled(pub std::cell::RefCell<Option<Raised>>);

const FUNCTIONS: &[Definition] = &[
    def("tracing", "()", |interp, _| {
        Ok(Value::Bool(interp.tracer.is_on))
    }),
    def("trace", "(kind, source=None, /, **data)", trace),
    def("monotonic", "()", |interp, _| {
        Ok(Value::Float(interp.elapsed as f64 / 1e6))
    }),
    def("advance", "(seconds, /)", advance),
    def("caller_source", "()", caller_source),
    def("unsupported", "(feature, instead, /)", unsupported),
    def("getline", "(filename, lineno, /)", getline),
    def("getsource", "(filename, /)", getsource),
    def("stack", "()", stack),
    def("entropy", "(n, /)", entropy),
    def("caller_globals", "(depth=0, /)", caller_globals),
];

/// Fills the module.
pub(crate) fn fill(interp: &mut Interp, dict: &Rc<DictObject>) -> PyResult<()> {
    for definition in FUNCTIONS {
        let function = interp.native("_playground", *definition, Binding::Function);
        dict.set_str(interp.intern(definition.name), function);
    }
    Ok(())
}

fn argument(arguments: &[Value], index: usize) -> Value {
    arguments.get(index).cloned().unwrap_or_default()
}

fn text(value: &Value) -> String {
    value.as_str().map(ToString::to_string).unwrap_or_default()
}

fn trace(interp: &mut Interp, arguments: &[Value]) -> PyResult {
    let (kind, about) = (text(&argument(arguments, 0)), argument(arguments, 1));
    let mut place = place_of(&about);
    if kind == "exception" {
        let handled = interp.handled_exception();
        if let Some(raised) = &handled {
            place = innermost(raised).or(place);
        }
        let data = argument(arguments, 2);
        let untaken = matches!(&data, Value::Dict(dict) if dict.get("handler").is_none_or(|handler| handler.is_none()));
        let unhandled = interp.extension(|_| Unhandled::default());
        *unhandled.0.borrow_mut() = handled.filter(|_| untaken);
    }
    if interp.tracer.is_on {
        let (at, instructions, data) =
            (interp.elapsed, interp.instructions, argument(arguments, 2));
        interp.tracer.events.push(Event {
            kind,
            place,
            at,
            instructions,
            data,
        });
    }
    Ok(Value::None)
}

fn advance(interp: &mut Interp, arguments: &[Value]) -> PyResult {
    let seconds = interp.as_f64(&argument(arguments, 0))?;
    if seconds > 0.0 {
        // The cast saturates; a clock at the end of time stays there.
        interp.elapsed = interp
            .elapsed
            .saturating_add((seconds * 1e6).round() as i64);
    }
    Ok(Value::None)
}

fn unsupported(interp: &mut Interp, arguments: &[Value]) -> PyResult {
    Err(interp.unsupported(text(&argument(arguments, 0)), text(&argument(arguments, 1))))
}

fn caller_source(interp: &mut Interp, _: &[Value]) -> PyResult {
    let frame = interp
        .frames
        .iter()
        .rev()
        .find(|frame| frame.code.source.is_program);
    let Some(place) = frame.map(|frame| frame_place(frame)) else {
        return Ok(Value::None);
    };
    let numbers = [place.line, place.column, place.end_line, place.end_column];
    let mut items = vec![Value::str(&*place.file)];
    items.extend(numbers.map(|number| Value::Int(i64::from(number))));
    Ok(Value::tuple(items))
}

fn frame_range(frame: &Frame) -> Range {
    frame
        .code
        .ranges
        .get(frame.current() as usize)
        .copied()
        .unwrap_or(frame.code.range)
}

fn frame_place(frame: &Frame) -> Place {
    frame.code.source.place(frame_range(frame))
}

/// The source of a file by its name: the program's own files, or the library's that run now.
fn find_source(interp: &Interp, name: &str) -> Option<Rc<Source>> {
    interp.importer.program.get(name).cloned().or_else(|| {
        interp
            .frames
            .iter()
            .map(|frame| &frame.code.source)
            .find(|source| &*source.name == name)
            .cloned()
    })
}

fn getline(interp: &mut Interp, arguments: &[Value]) -> PyResult {
    let name = text(&argument(arguments, 0));
    let line = interp.as_usize(&argument(arguments, 1))?;
    let line = u32::try_from(line).unwrap_or(u32::MAX);
    Ok(Value::str(
        find_source(interp, &name)
            .map(|source| source.line_text(line).to_owned())
            .unwrap_or_default(),
    ))
}

fn getsource(interp: &mut Interp, arguments: &[Value]) -> PyResult {
    let name = text(&argument(arguments, 0));
    Ok(find_source(interp, &name).map_or(Value::None, |source| Value::str(&*source.text)))
}

fn stack(interp: &mut Interp, _: &[Value]) -> PyResult {
    // The innermost frame is the one that called.
    let count = interp.frames.len().saturating_sub(1);
    let rows = interp
        .frames
        .iter()
        .take(count)
        .map(|frame| {
            let source = &frame.code.source;
            let line = source.line(frame_range(frame).start);
            Value::tuple(vec![
                Value::str(&*source.name),
                Value::Int(i64::from(line)),
                Value::Str(frame.code.name.clone()),
                Value::str(source.line_text(line).trim()),
            ])
        })
        .collect();
    Ok(interp.list(rows))
}

fn entropy(interp: &mut Interp, arguments: &[Value]) -> PyResult {
    let count = interp.as_usize(&argument(arguments, 0))?;
    interp.check_size(count)?;
    let mut bytes = vec![0; count];
    interp.host.entropy(&mut bytes);
    Ok(Value::bytes(bytes))
}

fn caller_globals(interp: &mut Interp, arguments: &[Value]) -> PyResult {
    let depth = match argument(arguments, 0) {
        Value::Unbound => 0,
        given => interp.as_usize(&given)?,
    };
    let wanted = interp
        .frames
        .len()
        .checked_sub(2)
        .and_then(|last| last.checked_sub(depth));
    let frame = wanted.and_then(|index| interp.frames.get(index));
    Ok(frame.map_or(Value::None, |frame| Value::Dict(frame.globals.clone())))
}

/// The place that an object has in the learner's program: a function's `def`, a class's or an
/// exception's line, a tuple that says it.
pub(crate) fn place_of(value: &Value) -> Option<Place> {
    match value {
        Value::Function(function) => {
            let source = &function.code.source;
            source
                .is_program
                .then(|| def_place(source, function.code.range))
        }
        Value::Method(method) => {
            let function = method.function.clone();
            place_of(&function)
        }
        Value::Tuple(items) => {
            let number = |index: usize| match items.get(index) {
                Some(Value::Int(number)) => u32::try_from(*number).ok(),
                _ => None,
            };
            let file = items.first()?.as_str()?.to_string();
            let (line, column) = (number(1)?, number(2)?);
            Some(Place {
                file: file.into(),
                line,
                column,
                end_line: number(3).unwrap_or(line),
                end_column: number(4).unwrap_or(column),
            })
        }
        Value::Object(object) if playground_python::builtins::exceptions::has_exception(object) => {
            innermost(&Raised(object.clone()))
        }
        _ => None,
    }
}

fn innermost(raised: &Raised) -> Option<Place> {
    let traceback = raised.data().traceback.borrow();
    let entry = traceback
        .iter()
        .find(|entry| entry.code.source.is_program)?;
    Some(entry.code.source.place(entry.range))
}

/// The line of the `def` in a range that begins with decorators.
fn def_place(source: &Source, range: Range) -> Place {
    let whole = source.place(range);
    let line = (whole.line..=whole.end_line)
        .find(|line| {
            let text = source.line_text(*line).trim_start();
            ["def ", "async def ", "class ", "lambda"]
                .iter()
                .any(|word| text.starts_with(word))
        })
        .unwrap_or(whole.line);
    let text = source.line_text(line);
    let indent = text.chars().take_while(|c| c.is_whitespace()).count();
    let end = text.trim_end().chars().count();
    let column = |count: usize| u32::try_from(count).unwrap_or(u32::MAX).saturating_add(1);
    Place {
        file: whole.file,
        line,
        column: column(indent),
        end_line: line,
        end_column: column(end),
    }
}

/// The diagnostic of the exception that the last request left unhandled.
pub(crate) fn take_unhandled(interp: &mut Interp) -> Option<playground_protocol::Diagnostic> {
    let unhandled = interp.extension(|_| Unhandled::default());
    let raised = unhandled.0.borrow_mut().take()?;
    Some(diagnose::exception(interp, &raised))
}
