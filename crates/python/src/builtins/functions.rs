//! The built-in functions, and the namespace of the module `builtins`.
//!
//! Iterators that built-in functions make (`map`, `zip` …) are in [`super::lazy`].

use crate::compile::{self, Mode};
use crate::error::PyResult;
use crate::interp::Interp;
use crate::native::{Definition, def};
use crate::object::Binding;
use crate::source::Source;
use crate::value::{Str, Value};

use super::evaluate::{local_namespace, run_text};

pub(super) fn install(interp: &mut Interp) {
    let builtins = interp.builtins.clone();
    for definition in FUNCTIONS {
        let value = interp.native("builtins", *definition, Binding::Function);
        builtins.set_str(interp.intern(definition.name), value);
    }
    let types = interp.types.clone();
    let hidden = [
        "NoneType",
        "ellipsis",
        "NotImplementedType",
        "function",
        "builtin_function_or_method",
        "method_descriptor",
        "method",
        "module",
        "code",
        "cell",
        "frame",
        "traceback",
        "generator",
        "coroutine",
        "async_generator",
        "getset_descriptor",
        "member_descriptor",
        "mappingproxy",
        "SimpleNamespace",
        "GenericAlias",
        "Union",
        "dict_keys",
        "dict_values",
        "dict_items",
        "NotSupportedError",
        "LimitExceeded",
    ];
    for class in types.all() {
        let name = class.name();
        if !hidden.contains(&&*name) {
            builtins.set_str(interp.intern(&name), Value::Class(class.clone()));
        }
        if class.dict.get_str(&interp.names.module).is_none() {
            class
                .dict
                .set_str(interp.names.module.clone(), Value::str("builtins"));
        }
        let can_be_base = !matches!(
            &*name,
            "bool"
                | "NoneType"
                | "ellipsis"
                | "NotImplementedType"
                | "function"
                | "range"
                | "slice"
                | "generator"
                | "coroutine"
                | "async_generator"
                | "memoryview"
                | "method"
                | "code"
                | "cell"
                | "Union"
        );
        class.is_final.set(!can_be_base);
    }
    for (name, value) in [
        ("None", Value::None),
        ("True", Value::Bool(true)),
        ("False", Value::Bool(false)),
        ("Ellipsis", Value::Ellipsis),
        ("NotImplemented", Value::NotImplemented),
        ("__debug__", Value::Bool(true)),
        ("EnvironmentError", Value::Class(types.os_error.clone())),
        ("IOError", Value::Class(types.os_error.clone())),
    ] {
        builtins.set_str(interp.intern(name), value);
    }
    builtins.set_str(interp.names.name.clone(), Value::str("builtins"));
    let name = interp.intern("builtins");
    let module = Value::Module(std::rc::Rc::new(crate::object::Module {
        name: name.clone(),
        dict: builtins,
    }));
    interp.heap.track(&module);
    interp.modules.set_str(name, module);
}

/// The keywords of a native function that takes `**kwargs`.
pub fn keyword_list(dict: &Value) -> Vec<(Str, Value)> {
    match dict {
        Value::Dict(dict) => dict
            .entries()
            .into_iter()
            .filter_map(|(key, value)| Some((key.as_str()?.clone(), value)))
            .collect(),
        _ => Vec::new(),
    }
}

/// `ascii()` of a `repr`: everything that isn't ASCII is escaped.
pub fn ascii_text(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    for character in text.chars() {
        match u32::from(character) {
            0..=0x7f => result.push(character),
            code @ 0x80..=0xff => result.push_str(&format!("\\x{code:02x}")),
            code @ 0x100..=0xffff => result.push_str(&format!("\\u{code:04x}")),
            code => result.push_str(&format!("\\U{code:08x}")),
        }
    }
    result
}

fn name_argument(interp: &Interp, value: &Value, function: &str) -> PyResult<Str> {
    match value.as_str() {
        Some(name) => Ok(name.clone()),
        None => {
            let type_name = interp.type_name(value);
            let _ = function;
            Err(interp.type_error(format_args!(
                "attribute name must be string, not '{type_name}'"
            )))
        }
    }
}

const FUNCTIONS: &[Definition] = &[
    def(
        "__build_class__",
        "(func, name, /, *bases, **kwds)",
        |interp, args| {
            let bases = interp.collect(&args[2])?;
            let keywords = keyword_list(&args[3]);
            interp.build_class(&args[0], &args[1], &bases, keywords)
        },
    ),
    def(
        "__import__",
        "(name, globals=None, locals=None, fromlist=(), level=0)",
        |interp, args| {
            let Some(name) = args[0].as_str().cloned() else {
                return Err(interp.type_error("__import__() argument 1 must be str"));
            };
            let level = args[4].clone().or(Value::Int(0));
            let from_list = match args[3].bound() {
                Some(list) if !list.is_none() => Value::tuple(interp.collect(list)?),
                _ => Value::None,
            };
            interp.import_statement(&name, &level, &from_list)
        },
    ),
    def(
        "print",
        "(*args, sep=' ', end='\\n', file=None, flush=False)",
        print,
    ),
    def("len", "(obj, /)", |interp, args| {
        Ok(Value::size(interp.length(&args[0])?))
    }),
    def("repr", "(obj, /)", |interp, args| {
        Ok(Value::Str(interp.repr(&args[0])?))
    }),
    def("ascii", "(obj, /)", |interp, args| {
        Ok(Value::str(ascii_text(&interp.repr(&args[0])?)))
    }),
    def("format", "(value, format_spec='', /)", |interp, args| {
        let spec = match args[1].bound() {
            None => "".into(),
            Some(spec) => match spec.as_str() {
                Some(spec) => spec.clone(),
                None => {
                    return Err(interp.type_error(format_args!(
                        "format() argument 2 must be str, not {}",
                        interp.type_name(spec)
                    )));
                }
            },
        };
        Ok(Value::Str(interp.format(&args[0], &spec)?))
    }),
    def("hash", "(obj, /)", |interp, args| {
        let hash = interp.hash(&args[0])? as i64;
        Ok(Value::Int(hash))
    }),
    def("id", "(obj, /)", |_, args| {
        Ok(Value::Int(match &args[0] {
            Value::Int(number) => 0x1000_0000 + number * 32,
            Value::Float(number) => (number.to_bits() >> 1) as i64,
            Value::None => 0x10,
            Value::Bool(flag) => 0x20 + i64::from(*flag) * 0x10,
            Value::Ellipsis => 0x40,
            Value::NotImplemented => 0x50,
            other => other.address() as i64,
        }))
    }),
    def("callable", "(obj, /)", |interp, args| {
        let class = interp.type_of(&args[0]);
        let callable = matches!(
            &args[0],
            Value::Function(_) | Value::Native(_) | Value::Method(_) | Value::Class(_)
        ) || interp.class_lookup(&class, &interp.names.call).is_some();
        Ok(Value::Bool(callable))
    }),
    def("isinstance", "(obj, class_or_tuple, /)", |interp, args| {
        Ok(Value::Bool(interp.isinstance(&args[0], &args[1])?))
    }),
    def("issubclass", "(cls, class_or_tuple, /)", |interp, args| {
        Ok(Value::Bool(interp.issubclass(&args[0], &args[1])?))
    }),
    def("getattr", "(obj, name, default=None, /)", |interp, args| {
        let name = name_argument(interp, &args[1], "getattr")?;
        if args[2].is_unbound() {
            return interp.get_attribute(&args[0], &name);
        }
        Ok(interp
            .get_attribute_optional(&args[0], &name)?
            .unwrap_or_else(|| args[2].clone()))
    }),
    def("hasattr", "(obj, name, /)", |interp, args| {
        let name = name_argument(interp, &args[1], "hasattr")?;
        Ok(Value::Bool(
            interp.get_attribute_optional(&args[0], &name)?.is_some(),
        ))
    }),
    def("setattr", "(obj, name, value, /)", |interp, args| {
        let name = name_argument(interp, &args[1], "setattr")?;
        interp.set_attribute(&args[0], &name, &args[2])?;
        Ok(Value::None)
    }),
    def("delattr", "(obj, name, /)", |interp, args| {
        let name = name_argument(interp, &args[1], "delattr")?;
        interp.delete_attribute(&args[0], &name)?;
        Ok(Value::None)
    }),
    def("iter", "(object, sentinel=None, /)", |interp, args| {
        if args[1].is_unbound() {
            return interp.iter(&args[0]);
        }
        Ok(interp.callable_iterator(&args[0], &args[1]))
    }),
    def("next", "(iterator, default=None, /)", |interp, args| {
        if let Value::Generator(generator) = &args[0] {
            return match interp
                .resume(generator, crate::vm::generator::Resume::Send(Value::None))?
            {
                crate::vm::generator::Resumed::Returned(_) if !args[1].is_unbound() => {
                    Ok(args[1].clone())
                }
                crate::vm::generator::Resumed::Returned(value) => Err(interp.stop_iteration(value)),
                crate::vm::generator::Resumed::Yielded(value)
                | crate::vm::generator::Resumed::Awaited(value) => Ok(value),
            };
        }
        match interp.next(&args[0])? {
            Some(value) => Ok(value),
            None if args[1].is_unbound() => Err(interp.stop_iteration(Value::None)),
            None => Ok(args[1].clone()),
        }
    }),
    def("aiter", "(async_iterable, /)", |interp, args| {
        let name = interp.names.aiter.clone();
        match interp.call_special(&args[0], &name, &[])? {
            Some(iterator) => Ok(iterator),
            None => {
                let type_name = interp.type_name(&args[0]);
                Err(interp.type_error(format_args!(
                    "'{type_name}' object is not an async iterable"
                )))
            }
        }
    }),
    def(
        "anext",
        "(async_iterator, default=None, /)",
        |interp, args| {
            let name = interp.names.anext.clone();
            let Some(awaitable) = interp.call_special(&args[0], &name, &[])? else {
                let type_name = interp.type_name(&args[0]);
                return Err(interp.type_error(format_args!(
                    "'{type_name}' object is not an async iterator"
                )));
            };
            if args[1].is_unbound() {
                return Ok(awaitable);
            }
            let module = interp.import("_anext")?;
            let function = interp.attribute(&module, "with_default")?;
            interp.call(&function, &[awaitable, args[1].clone()])
        },
    ),
    def("abs", "(x, /)", |interp, args| {
        let name = interp.names.abs.clone();
        match interp.call_special(&args[0], &name, &[])? {
            Some(value) => Ok(value),
            None => {
                let type_name = interp.type_name(&args[0]);
                Err(interp.type_error(format_args!("bad operand type for abs(): '{type_name}'")))
            }
        }
    }),
    def("round", "(number, ndigits=None)", |interp, args| {
        let name = interp.names.round.clone();
        let digits: Vec<Value> = args[1]
            .bound()
            .filter(|digits| !digits.is_none())
            .cloned()
            .into_iter()
            .collect();
        match interp.call_special(&args[0], &name, &digits)? {
            Some(value) => Ok(value),
            None => {
                let type_name = interp.type_name(&args[0]);
                Err(interp.type_error(format_args!(
                    "type {type_name} doesn't define __round__ method"
                )))
            }
        }
    }),
    def("divmod", "(x, y, /)", |interp, args| {
        let (forward, backward) = (interp.intern("__divmod__"), interp.intern("__rdivmod__"));
        if let Some(value) = interp.call_special(&args[0], &forward, &args[1..2])?
            && !matches!(value, Value::NotImplemented)
        {
            return Ok(value);
        }
        if let Some(value) = interp.call_special(&args[1], &backward, &args[0..1])?
            && !matches!(value, Value::NotImplemented)
        {
            return Ok(value);
        }
        let (left, right) = (interp.type_name(&args[0]), interp.type_name(&args[1]));
        Err(interp.type_error(format_args!(
            "unsupported operand type(s) for divmod(): '{left}' and '{right}'"
        )))
    }),
    def("pow", "(base, exp, mod=None)", |interp, args| {
        match args[2].bound() {
            Some(modulus) if !modulus.is_none() => {
                let name = interp.names.pow.clone();
                match interp.call_special(&args[0], &name, &args[1..3])? {
                    Some(value) if !matches!(value, Value::NotImplemented) => Ok(value),
                    _ => {
                        let (a, b, c) = (
                            interp.type_name(&args[0]),
                            interp.type_name(&args[1]),
                            interp.type_name(modulus),
                        );
                        Err(interp.type_error(format_args!(
                            "unsupported operand type(s) for ** or pow(): '{a}', '{b}', '{c}'"
                        )))
                    }
                }
            }
            _ => interp.binary(crate::code::BinaryOp::Power, &args[0], &args[1]),
        }
    }),
    def("sum", "(iterable, /, start=0)", |interp, args| {
        let start = args[1].clone().or(Value::Int(0));
        if start.as_str().is_some() {
            return Err(interp.type_error("sum() can't sum strings [use ''.join(seq) instead]"));
        }
        let iterator = interp.iter(&args[0])?;
        let mut total = start;
        while let Some(item) = interp.next(&iterator)? {
            interp.charge(1)?;
            total = interp.binary(crate::code::BinaryOp::Add, &total, &item)?;
        }
        Ok(total)
    }),
    def("min", "(*args, key=None, default=None)", |interp, args| {
        extreme(interp, args, "min", crate::code::CompareOp::Less)
    }),
    def("max", "(*args, key=None, default=None)", |interp, args| {
        extreme(interp, args, "max", crate::code::CompareOp::Greater)
    }),
    def("any", "(iterable, /)", |interp, args| {
        let iterator = interp.iter(&args[0])?;
        while let Some(item) = interp.next(&iterator)? {
            interp.charge(1)?;
            if interp.truth(&item)? {
                return Ok(Value::Bool(true));
            }
        }
        Ok(Value::Bool(false))
    }),
    def("all", "(iterable, /)", |interp, args| {
        let iterator = interp.iter(&args[0])?;
        while let Some(item) = interp.next(&iterator)? {
            interp.charge(1)?;
            if !interp.truth(&item)? {
                return Ok(Value::Bool(false));
            }
        }
        Ok(Value::Bool(true))
    }),
    def(
        "sorted",
        "(iterable, /, *, key=None, reverse=False)",
        |interp, args| {
            let items = interp.collect(&args[0])?;
            let list = interp.list(items);
            let sort = interp.attribute(&list, "sort")?;
            let mut keywords = Vec::new();
            for (name, value) in [("key", &args[1]), ("reverse", &args[2])] {
                if let Some(value) = value.bound() {
                    keywords.push((interp.intern(name), value.clone()));
                }
            }
            interp.call_keywords(&sort, Vec::new(), keywords)?;
            Ok(list)
        },
    ),
    def("chr", "(i, /)", |interp, args| {
        let Value::Int(code) = interp.index(&args[0])? else {
            return Err(interp.overflow_error("Python int too large to convert to C int"));
        };
        match u32::try_from(code).ok().filter(|code| *code < 0x11_0000) {
            Some(code) => Ok(Value::str(
                char::from_u32(code).unwrap_or('\u{fffd}').to_string(),
            )),
            None => Err(interp.value_error("chr() arg not in range(0x110000)")),
        }
    }),
    def("ord", "(c, /)", |interp, args| {
        let length = match args[0].base() {
            Value::Str(text) if text.char_count() == 1 => {
                return Ok(Value::Int(
                    text.chars().next().map_or(0, |c| i64::from(u32::from(c))),
                ));
            }
            Value::Bytes(bytes) if bytes.len() == 1 => return Ok(Value::Int(i64::from(bytes[0]))),
            Value::Str(text) => text.char_count(),
            Value::Bytes(bytes) => bytes.len(),
            other => {
                let name = interp.type_name(other);
                return Err(interp.type_error(format_args!(
                    "ord() expected string of length 1, but {name} found"
                )));
            }
        };
        Err(interp.type_error(format_args!(
            "ord() expected a character, but string of length {length} found"
        )))
    }),
    def("bin", "(number, /)", |interp, args| {
        radix(interp, &args[0], "#b")
    }),
    def("oct", "(number, /)", |interp, args| {
        radix(interp, &args[0], "#o")
    }),
    def("hex", "(number, /)", |interp, args| {
        radix(interp, &args[0], "#x")
    }),
    def("dir", "(obj=None, /)", |interp, args| {
        let names = match args[0].bound() {
            Some(value) => {
                let name = interp.names.dir.clone();
                let names = interp
                    .call_special(value, &name, &[])?
                    .unwrap_or(Value::None);
                interp.collect(&names)?
            }
            None => local_namespace(interp)
                .map(|dict| dict.entries().into_iter().map(|(name, _)| name).collect())
                .unwrap_or_default(),
        };
        let list = interp.list(names);
        interp.call_method(&list, "sort", &[])?;
        Ok(list)
    }),
    def("vars", "(obj=None, /)", |interp, args| {
        match args[0].bound() {
            Some(value) => {
                let name = interp.names.dict.clone();
                match interp.get_attribute_optional(value, &name)? {
                    Some(dict) => Ok(dict),
                    None => Err(interp.type_error("vars() argument must have __dict__ attribute")),
                }
            }
            None => Ok(local_namespace(interp).map_or(Value::None, Value::Dict)),
        }
    }),
    def("locals", "()", |interp, _| {
        Ok(local_namespace(interp).map_or(Value::None, Value::Dict))
    }),
    def("globals", "()", |interp, _| {
        Ok(interp
            .frames
            .last()
            .map_or(Value::None, |frame| Value::Dict(frame.globals.clone())))
    }),
    def(
        "compile",
        "(source, filename='<string>', mode='exec', flags=0, dont_inherit=False, optimize=-1)",
        |interp, args| {
            let Some(text) = args[0].as_str().cloned() else {
                return Err(
                    interp.type_error("compile() arg 1 must be a string, bytes or AST object")
                );
            };
            let name = args[1]
                .as_str()
                .cloned()
                .unwrap_or_else(|| "<string>".into());
            let mode = match args[2].as_str().map(|mode| mode.to_string()).as_deref() {
                Some("eval") => Mode::Eval,
                _ => Mode::Exec,
            };
            let text = if mode == Mode::Eval {
                text.trim().to_owned()
            } else {
                text.to_string()
            };
            let source = Source::new(&name, &text, false);
            match compile::compile(&source, mode) {
                Ok(code) => Ok(Value::Code(code)),
                Err(error) => Err(interp.syntax_error(&source, &error)),
            }
        },
    ),
    def(
        "eval",
        "(source, globals=None, locals=None, /)",
        |interp, args| run_text(interp, args, Mode::Eval),
    ),
    def(
        "exec",
        "(source, globals=None, locals=None, /)",
        |interp, args| {
            run_text(interp, args, Mode::Exec)?;
            Ok(Value::None)
        },
    ),
    def("input", "(prompt='', /)", |interp, _| {
        Err(interp.unsupported(
            "input()",
            "there is no terminal; take the value from a request instead",
        ))
    }),
    def("breakpoint", "(*args, **kws)", |interp, _| {
        Err(interp.unsupported("breakpoint()", "look at the trace of the request instead"))
    }),
];

fn radix(interp: &mut Interp, value: &Value, spec: &str) -> PyResult {
    let number = interp.index(value)?;
    Ok(Value::Str(interp.format(&number, spec)?))
}

fn print(interp: &mut Interp, args: &[Value]) -> PyResult {
    let part = |interp: &Interp, value: &Value, name: &str, default: &str| match value.bound() {
        None | Some(Value::None) => Ok(Str::from(default)),
        Some(value) => match value.as_str() {
            Some(text) => Ok(text.clone()),
            None => {
                let type_name = interp.type_name(value);
                Err(interp.type_error(format_args!(
                    "{name} must be None or a string, not {type_name}"
                )))
            }
        },
    };
    let separator = part(interp, &args[1], "sep", " ")?;
    let end = part(interp, &args[2], "end", "\n")?;
    let mut text = String::new();
    for (index, value) in interp.collect(&args[0])?.iter().enumerate() {
        if index > 0 {
            text.push_str(&separator);
        }
        text.push_str(&interp.str(value)?);
    }
    text.push_str(&end);
    let file = match args[3].bound() {
        None | Some(Value::None) => {
            // A program may have put another stream in the place of standard output.
            match interp.modules.get("sys") {
                Some(sys) => {
                    let name = interp.intern("stdout");
                    interp
                        .get_attribute_optional(&sys, &name)?
                        .filter(|stdout| !stdout.is_none())
                }
                None => None,
            }
        }
        Some(file) => Some(file.clone()),
    };
    match file {
        Some(file) => {
            interp.call_method(&file, "write", &[Value::str(text)])?;
        }
        None => interp.print(false, &text)?,
    }
    Ok(Value::None)
}

fn extreme(
    interp: &mut Interp,
    args: &[Value],
    name: &str,
    op: crate::code::CompareOp,
) -> PyResult {
    let given = interp.collect(&args[0])?;
    let key = args[1].bound().filter(|key| !key.is_none()).cloned();
    let items = match given.as_slice() {
        [] => {
            return Err(
                interp.type_error(format_args!("{name} expected at least 1 argument, got 0"))
            );
        }
        [iterable] => {
            let iterator = interp.iter(iterable)?;
            let mut items = Vec::new();
            while let Some(item) = interp.next(&iterator)? {
                interp.charge(1)?;
                items.push(item);
            }
            items
        }
        many => {
            if !args[2].is_unbound() {
                let message = format!(
                    "Cannot specify a default for {name}() with multiple positional arguments"
                );
                return Err(interp.type_error(message));
            }
            many.to_vec()
        }
    };
    let mut best: Option<(Value, Value)> = None;
    for item in items {
        let rank = match &key {
            Some(key) => interp.call(key, std::slice::from_ref(&item))?,
            None => item.clone(),
        };
        let is_better = match &best {
            Some((best_rank, _)) => interp.compare_truth(op, &rank, best_rank)?,
            None => true,
        };
        if is_better {
            best = Some((rank, item));
        }
    }
    match best {
        Some((_, item)) => Ok(item),
        None if args[2].is_unbound() => {
            Err(interp.value_error(format_args!("{name}() iterable argument is empty")))
        }
        None => Ok(args[2].clone()),
    }
}
