//! `_playground`: what our own Python source asks of the engine: virtual time, tracing, places in the source, entropy.

use std::cell::RefCell;
use std::rc::Rc;

use playground_python::code::CodeKind;
use playground_python::error::{PyResult, Raised};
use playground_python::interp::Interp;
use playground_python::native::{Definition, def};
use playground_python::object::Binding;
use playground_python::source::{Place, Range, Source};
use playground_python::trace::Event;
use playground_python::value::{DictObject, Value};

const FUNCTIONS: &[Definition] = &[
    def("tracing", "()", |interp, _| {
        Ok(Value::Bool(interp.tracer.is_on))
    }),
    def("trace", "(kind, source, /, **data)", trace),
    def("monotonic", "()", |interp, _| {
        Ok(Value::Float(interp.elapsed as f64 / 1e6))
    }),
    def("advance", "(seconds, /)", |interp, args| {
        let seconds = match args[0].base() {
            Value::Float(seconds) => *seconds,
            Value::Int(seconds) => *seconds as f64,
            _ => 0.0,
        };
        // A negative number goes back, to when a thread had begun that ran beside the others.
        interp.elapsed += (seconds.clamp(-1e10, 1e10) * 1e6).round() as i64;
        Ok(Value::None)
    }),
    def("caller_source", "()", |interp, _| {
        let place = interp
            .frames
            .iter()
            .rev()
            .find(|frame| frame.code.source.is_program)
            .map(|frame| frame.code.place(frame.current()));
        Ok(place.map_or(Value::None, |place| place_value(&place)))
    }),
    def("unsupported", "(feature, instead='', /)", |interp, args| {
        let feature = interp.str(&args[0])?;
        let instead = match args[1].bound() {
            Some(instead) => interp.str(instead)?,
            None => "".into(),
        };
        Err(interp.unsupported(feature, instead))
    }),
    def("getline", "(filename, lineno, /)", |interp, args| {
        let (Some(name), Value::Int(line)) = (args[0].as_str(), &args[1]) else {
            return Ok(Value::str(""));
        };
        let line = u32::try_from(*line).unwrap_or(0);
        let source = find_source(interp, name);
        Ok(source.map_or_else(
            || Value::str(""),
            |source| Value::str(source.line_text(line)),
        ))
    }),
    def("getsource", "(filename, /)", |interp, args| {
        let Some(name) = args[0].as_str() else {
            return Ok(Value::None);
        };
        Ok(find_source(interp, name).map_or(Value::None, |source| Value::str(&*source.text)))
    }),
    def("stack", "()", |interp, _| {
        let mut rows = Vec::new();
        for frame in &interp.frames {
            let line = frame.code.line(frame.current());
            rows.push(Value::tuple(vec![
                Value::str(&*frame.code.source.name),
                Value::Int(i64::from(line)),
                Value::Str(frame.code.name.clone()),
                Value::str(frame.code.source.line_text(line).trim()),
            ]));
        }
        Ok(interp.list(rows))
    }),
    // Whether the code that asks was called by a coroutine of the program, and not by an ordinary path operation,
    // which a server would run in a thread.
    def("blocks_loop", "()", |interp, _| {
        let blocks = interp.frames.iter().rev().find_map(|frame| {
            let is_coroutine = matches!(
                frame.code.kind,
                CodeKind::Coroutine | CodeKind::AsyncGenerator
            );
            is_coroutine.then_some(frame.code.source.is_program)
        });
        Ok(Value::Bool(blocks.unwrap_or(false)))
    }),
    def("entropy", "(n, /)", |interp, args| {
        let count = interp.count_clamped(&args[0])?;
        interp.check_size(count)?;
        let mut bytes = vec![0; count];
        interp.host.entropy(&mut bytes);
        Ok(Value::bytes(bytes))
    }),
    def("caller_globals", "(depth=0, /)", |interp, args| {
        // 0 is the caller of the function that asks.
        let depth = match args[0].bound() {
            Some(depth) => interp.count_clamped(depth)?,
            None => 0,
        };
        let index = interp.frames.len().checked_sub(depth + 2);
        let frame = index.and_then(|index| interp.frames.get(index));
        Ok(frame.map_or(Value::None, |frame| Value::Dict(frame.globals.clone())))
    }),
    def("collect", "()", |interp, _| {
        Ok(Value::size(interp.heap.collect()))
    }),
    def("now", "()", |interp, _| Ok(Value::Int(interp.now()))),
];

pub(crate) fn fill(interp: &mut Interp, module: &Rc<DictObject>) -> PyResult<()> {
    add(interp, module, "_playground", FUNCTIONS);
    Ok(())
}

/// Put functions into a module.
pub(crate) fn add(interp: &Interp, module: &DictObject, name: &str, functions: &[Definition]) {
    for definition in functions {
        module.set_str(
            interp.intern(definition.name),
            interp.native(name, *definition, Binding::Function),
        );
    }
}

fn find_source(interp: &Interp, name: &str) -> Option<Rc<playground_python::source::Source>> {
    interp.importer.program.get(name).cloned().or_else(|| {
        interp
            .frames
            .iter()
            .map(|frame| &frame.code.source)
            .find(|source| &*source.name == name)
            .cloned()
    })
}

fn place_value(place: &Place) -> Value {
    let number = |number: u32| Value::Int(i64::from(number));
    Value::tuple(vec![
        Value::str(&*place.file),
        number(place.line),
        number(place.column),
        number(place.end_line),
        number(place.end_column),
    ])
}

/// Where an object of the program was written: a function by its `def`, a class by its first method, a place as it is.
pub fn place_of(interp: &Interp, source: &Value) -> Option<Place> {
    match source {
        Value::Function(function) if function.code.source.is_program => {
            Some(def_place(&function.code.source, function.code.range))
        }
        Value::Method(method) => place_of(interp, &method.function),
        Value::Class(class) => {
            let file = class
                .dict
                .get("__module__")
                .and_then(|module| module.as_str().cloned())?;
            let Value::Int(line) = class.dict.get("__firstlineno__")? else {
                return None;
            };
            let name = format!("{}.py", file.replace('.', "/"));
            let program = interp.importer.program.get(&name)?;
            let line = u32::try_from(line).ok()?;
            Some(Place {
                file: program.name.clone(),
                line,
                column: 1,
                end_line: line,
                end_column: 1,
            })
        }
        Value::Tuple(items) => {
            let number = |index: usize| match items.get(index) {
                Some(Value::Int(number)) => u32::try_from(*number).ok(),
                _ => None,
            };
            Some(Place {
                file: items.first()?.as_str()?.as_str().into(),
                line: number(1)?,
                column: number(2)?,
                end_line: number(3)?,
                end_column: number(4)?,
            })
        }
        Value::Object(object) => {
            // `functools.wraps` says where the function really is.
            let wrapped = object.own(&"__wrapped__".into())?;
            place_of(interp, &wrapped)
        }
        _ => None,
    }
}

/// The line of the `def` in a range that begins with decorators.
fn def_place(source: &Source, range: Range) -> Place {
    let whole = source.place(range);
    let begins = |line: &u32| {
        let text = source.line_text(*line).trim_start();
        ["def ", "async def ", "class ", "lambda"]
            .iter()
            .any(|word| text.starts_with(word))
    };
    let line = (whole.line..=whole.end_line)
        .find(begins)
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

/// The last exception of which the trace said that no handler took it.
#[derive(Default)]
pub struct Unhandled(pub RefCell<Option<Raised>>);

/// The innermost place of the program that an exception went through.
pub fn place_of_exception(raised: &Raised) -> Option<Place> {
    let traceback = raised.data().traceback.borrow();
    let entry = traceback
        .iter()
        .find(|entry| entry.code.source.is_program)?;
    Some(entry.code.source.place(entry.range))
}

fn trace(interp: &mut Interp, args: &[Value]) -> PyResult {
    let Some(kind) = args[0].as_str() else {
        return Err(interp.type_error("a kind is required"));
    };
    let is_exception = &**kind == "exception";
    if !interp.tracer.is_on && !is_exception {
        return Ok(Value::None);
    }
    let mut place = place_of(interp, &args[1]);
    if is_exception {
        // Where it was raised says more than where its handler stands.
        let handled = interp.handled_exception();
        if let Some(raised) = &handled {
            place = place_of_exception(raised).or(place);
        }
        let is_untaken = match &args[2] {
            Value::Dict(data) => data.get("handler").is_none_or(|handler| handler.is_none()),
            _ => true,
        };
        let unhandled = interp.extension(|_| Unhandled::default());
        *unhandled.0.borrow_mut() = handled.filter(|_| is_untaken);
    }
    if !interp.tracer.is_on {
        return Ok(Value::None);
    }
    let event = Event {
        kind: kind.to_string(),
        place,
        at: interp.elapsed,
        instructions: interp.instructions,
        data: args[2].clone(),
    };
    interp.tracer.events.push(event);
    Ok(Value::None)
}
