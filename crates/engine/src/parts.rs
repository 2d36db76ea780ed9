//! `_part`: how Python asks the parts of the engine that may be binaries of their own, and which of them a program needs.
//!
//! The exception that a failure becomes is Python source (`_parts.py`); here values are only carried over.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use playground_parts::{Answer, Part, Value as Plain};
use playground_protocol::Program;
use playground_python::error::PyResult;
use playground_python::imports::imported;
use playground_python::interp::Interp;
use playground_python::native::{Definition, def};
use playground_python::object::Binding;
use playground_python::value::{DictObject, Value};

use crate::host::Host;

/// A part that several programs may ask, one after the other.
pub type SharedPart = Rc<RefCell<dyn Part>>;

/// How deeply lists may be nested on their way to a part.
const DEPTH: usize = 16;

/// The host that the interpreter's module asks.
struct Outside(Rc<dyn Host>);

/// The names of the parts that a program needs, by what its files import and say.
pub fn needed(program: &Program) -> Vec<&'static str> {
    let mut needed = Vec::new();
    for file in program
        .files
        .iter()
        .filter(|file| file.path.ends_with(".py"))
    {
        let modules = imported(&file.text);
        for part in playground_packages::PARTS {
            let top = |module: &String| module.split('.').next().unwrap_or_default().to_owned();
            let names = modules
                .iter()
                .map(top)
                .any(|top| part.modules.contains(&top.as_str()));
            if (names || part.marks.iter().any(|mark| file.text.contains(mark)))
                && !needed.contains(&part.name)
            {
                needed.push(part.name);
            }
        }
    }
    needed
}

/// Looks up the names that stand in the program's strings as `\\N{…}`, for the parser has no table of its own in the browser.
fn learn_names(names: &SharedPart, program: &Program) {
    for file in &program.files {
        for rest in file.text.split("\\N{").skip(1) {
            let Some((name, _)) = rest.split_once('}') else {
                continue;
            };
            let told = names.borrow_mut().call("character", &[name.into()]);
            let character = told.ok().and_then(|told| told.text()?.chars().next());
            if let Some(character) = character {
                unicode_names2::learn(name, character);
            }
        }
    }
}

/// Lets an interpreter ask the parts, and import what comes with those that the program needs.
pub(crate) fn install(interp: &mut Interp, host: &Rc<dyn Host>, program: &Program) {
    let outside = host.clone();
    interp.extension(move |_| Outside(outside));
    interp.importer.native.insert("_part", fill);
    let needed = needed(program);
    for part in playground_packages::PARTS {
        let here = needed.contains(&part.name).then(|| host.part(part.name));
        match here.flatten() {
            Some(shared) => {
                if part.name == "names" {
                    learn_names(&shared, program);
                }
                let sources: HashMap<String, String> =
                    shared.borrow().sources().into_iter().collect();
                interp.importer.extra.push(Rc::new(sources));
            }
            None => {
                for module in part.modules {
                    interp.importer.unsupported.insert(module, NOT_HERE);
                }
            }
        }
    }
}

const NOT_HERE: &str = "it is fetched when a file of the program imports it with an import statement; \
     if there is one, it could not be fetched: look at the connection and reload the page";

/// What the part that is SQLite says of a database file, if it is here and has something to say.
pub(crate) fn database_file(
    interp: &Interp,
    function: &str,
    path: &str,
    bytes: Option<&[u8]>,
) -> Option<Plain> {
    let outside = interp.extension_if_made::<Outside>()?;
    let part = outside.0.part("sqlite")?;
    let mut part = part.try_borrow_mut().ok()?;
    let mut arguments = vec![Plain::from(path)];
    arguments.extend(bytes.map(|bytes| Plain::from(bytes.to_vec())));
    part.call(function, &arguments).ok()
}

const FUNCTIONS: &[Definition] = &[
    def(
        "call",
        "(part, function, arguments, /)",
        |interp, arguments| {
            let (Some(part), Some(function)) = (
                arguments.first().and_then(Value::as_str),
                arguments.get(1).and_then(Value::as_str),
            ) else {
                return Err(interp.type_error("a part and a function are required"));
            };
            let (part, function) = (part.to_string(), function.to_string());
            let given = plain(interp, arguments.get(2).unwrap_or(&Value::None), 0)?;
            let host = outside(interp)?;
            let Some(shared) = host.0.part(&part) else {
                return Err(interp.unsupported(part, NOT_HERE));
            };
            let answer = match shared.try_borrow_mut() {
                Ok(mut part) => part.call(&function, given.items().unwrap_or_default()),
                Err(_) => Err(playground_parts::Failure::misuse(&function)),
            };
            Ok(told(answer))
        },
    ),
    // Real microseconds, for saying how long something took.
    def("ticks", "()", |interp, _| {
        let host = outside(interp)?;
        Ok(Value::Int(
            i64::try_from(host.0.ticks()).unwrap_or(i64::MAX),
        ))
    }),
];

fn fill(interp: &mut Interp, module: &Rc<DictObject>) -> PyResult<()> {
    for definition in FUNCTIONS {
        let function = interp.native("_part", *definition, Binding::Function);
        module.set_str(interp.intern(definition.name), function);
    }
    Ok(())
}

fn outside(interp: &mut Interp) -> PyResult<Rc<Outside>> {
    interp
        .extension_if_made::<Outside>()
        .ok_or_else(|| interp.type_error("this interpreter has no parts"))
}

/// `(True, value)`, or `(False, kind, message, details)`.
fn told(answer: Answer) -> Value {
    match answer {
        Ok(value) => Value::tuple(vec![Value::Bool(true), python(value)]),
        Err(failure) => Value::tuple(vec![
            Value::Bool(false),
            Value::str(failure.kind),
            Value::str(failure.message),
            Value::tuple(failure.details.into_iter().map(python).collect()),
        ]),
    }
}

/// A value of a part as Python's.
fn python(value: Plain) -> Value {
    match value {
        Plain::None => Value::None,
        Plain::Bool(flag) => Value::Bool(flag),
        Plain::Int(number) => Value::Int(number),
        Plain::Float(number) => Value::Float(number),
        Plain::Text(text) => Value::str(text),
        Plain::Bytes(bytes) => Value::bytes(bytes),
        Plain::List(items) => Value::tuple(items.into_iter().map(python).collect()),
    }
}

/// A value of Python's as a part takes it.
fn plain(interp: &mut Interp, value: &Value, depth: usize) -> PyResult<Plain> {
    if depth > DEPTH {
        return Err(interp.value_error("a part can't be given lists that are nested so deeply"));
    }
    let list = |interp: &mut Interp, items: &[Value]| -> PyResult<Plain> {
        let items = items.iter().map(|item| plain(interp, item, depth + 1));
        Ok(Plain::List(items.collect::<PyResult<_>>()?))
    };
    Ok(match value.base() {
        Value::None => Plain::None,
        Value::Bool(flag) => Plain::Bool(*flag),
        Value::Int(number) => Plain::Int(*number),
        Value::BigInt(_) => {
            let class = interp.types.overflow_error.clone();
            return Err(interp.error(
                &class,
                "integers of more than 64 bits can't be given to a part",
            ));
        }
        Value::Float(number) => Plain::Float(*number),
        Value::Str(text) => Plain::Text(text.to_string()),
        Value::Bytes(bytes) => Plain::Bytes(bytes.to_vec()),
        Value::Tuple(items) => list(interp, items)?,
        Value::List(items) => {
            let items = items.0.borrow().clone();
            list(interp, &items)?
        }
        _ => {
            let name = interp.type_name(value);
            return Err(interp.type_error(format!("type '{name}' is not supported")));
        }
    })
}
