//! Attributes and methods of functions, methods, modules, code objects, cells, generators, coroutines and frames.

use std::rc::Rc;

use crate::code::{Code, CodeKind};
use crate::error::{ExceptionData, PyResult};
use crate::interp::Interp;
use crate::native::{Attribute, Definition, Parameters, def};
use crate::object::Binding;
use crate::value::Value;

use super::generators::{
    ASEND_METHODS, ASYNC_GENERATOR_METHODS, CoroutineWrapper, GENERATOR_ATTRIBUTES,
    GENERATOR_METHODS, ITERATOR_METHODS, WRAPPER_METHODS,
};

pub(super) fn install(interp: &mut Interp) {
    let types = interp.types.clone();
    interp.add_attributes(&types.function, FUNCTION_ATTRIBUTES);
    interp.add_methods(
        &types.function,
        Binding::Method,
        &[
            def(
                "__get__",
                "(self, instance, owner=None, /)",
                |interp, args| {
                    if args[1].is_none() {
                        return Ok(args[0].clone());
                    }
                    let class = interp.type_of(&args[1]);
                    interp.bind(&args[0], &args[1], &class)
                },
            ),
            def("__call__", "(self, /, *args, **kwargs)", call_through),
            def("__repr__", "(self, /)", |_, args| match &args[0] {
                Value::Function(function) => Ok(Value::str(format!(
                    "<function {} at 0x{:012x}>",
                    function.qualname.borrow(),
                    args[0].address()
                ))),
                _ => Ok(Value::str("<function>")),
            }),
        ],
    );
    interp.add_attributes(&types.method, METHOD_ATTRIBUTES);
    interp.add_methods(
        &types.method,
        Binding::StaticMethod,
        &[def("__new__", "(cls, function, instance, /)", |_, args| {
            Ok(Value::Method(Rc::new(crate::object::Method {
                function: args[1].clone(),
                receiver: args[2].clone(),
            })))
        })],
    );
    interp.add_methods(&types.method, Binding::Method, METHOD_METHODS);
    for class in [&types.builtin_function, &types.method_descriptor] {
        interp.add_attributes(class, NATIVE_ATTRIBUTES);
        interp.add_methods(class, Binding::Method, NATIVE_METHODS);
    }
    interp.add_methods(
        &types.module,
        Binding::StaticMethod,
        &[def(
            "__new__",
            "(cls, name='', doc=None)",
            |interp, args| {
                let name = args[1].as_str().cloned().unwrap_or_else(|| "".into());
                Ok(interp.new_module(&name))
            },
        )],
    );
    interp.add_methods(
        &types.module,
        Binding::Method,
        &[
            def("__init__", "(self, /, *args, **kwargs)", |_, _| {
                Ok(Value::None)
            }),
            def("__repr__", "(self, /)", module_repr),
        ],
    );
    interp.add_attributes(&types.code, CODE_ATTRIBUTES);
    interp.add_methods(
        &types.code,
        Binding::Method,
        &[
            def("__repr__", "(self, /)", |_, args| match &args[0] {
                Value::Code(code) => Ok(Value::str(format!(
                    "<code object {} at 0x{:012x}, file \"{}\", line {}>",
                    code.name,
                    args[0].address(),
                    code.source.name,
                    code.first_line()
                ))),
                _ => Ok(Value::None),
            }),
            def("co_positions", "(self, /)", |interp, _| {
                Ok(interp.list(Vec::new()))
            }),
        ],
    );
    interp.add_attributes(
        &types.cell,
        &[Attribute {
            name: "cell_contents",
            get: |interp, this| match this {
                Value::Cell(cell) if !cell.0.borrow().is_unbound() => Ok(cell.0.borrow().clone()),
                _ => Err(interp.value_error("cell is empty")),
            },
            set: Some(|_, this, value| {
                if let Value::Cell(cell) = this {
                    let old = cell.0.replace(value.clone());
                    drop(old);
                }
                Ok(())
            }),
        }],
    );
    for class in [&types.generator, &types.coroutine, &types.async_generator] {
        interp.add_attributes(class, GENERATOR_ATTRIBUTES);
    }
    interp.add_methods(&types.generator, Binding::Method, GENERATOR_METHODS);
    interp.add_methods(&types.generator, Binding::Method, ITERATOR_METHODS);
    interp.add_methods(&types.coroutine, Binding::Method, GENERATOR_METHODS);
    interp.add_methods(
        &types.coroutine,
        Binding::Method,
        &[def("__await__", "(self, /)", |interp, args| {
            let class = interp.native_class("coroutine_wrapper");
            Ok(interp.native_object(&class, CoroutineWrapper(args[0].clone())))
        })],
    );
    let wrapper = interp.native_class("coroutine_wrapper");
    interp.add_methods(&wrapper, Binding::Method, WRAPPER_METHODS);
    interp.add_methods(
        &types.async_generator,
        Binding::Method,
        ASYNC_GENERATOR_METHODS,
    );
    let asend = interp.native_class("async_generator_asend");
    interp.add_methods(&asend, Binding::Method, ASEND_METHODS);
}

fn call_through(interp: &mut Interp, args: &[Value]) -> PyResult {
    let positional = interp.collect(&args[1])?;
    let keywords = crate::builtins::functions::keyword_list(&args[2]);
    interp.call_keywords(&args[0], positional, keywords)
}

macro_rules! function_field {
    ($name:literal, $field:ident) => {
        Attribute {
            name: $name,
            get: |_, this| match this {
                Value::Function(function) => Ok(function.$field.borrow().clone()),
                _ => Ok(Value::None),
            },
            set: Some(|_, this, value| {
                if let Value::Function(function) = this {
                    let old = function.$field.replace(value.clone().or(Value::None));
                    drop(old);
                }
                Ok(())
            }),
        }
    };
}

macro_rules! function_name {
    ($name:literal, $field:ident) => {
        Attribute {
            name: $name,
            get: |_, this| match this {
                Value::Function(function) => Ok(Value::Str(function.$field.borrow().clone())),
                _ => Ok(Value::None),
            },
            set: Some(|interp, this, value| match (this, value.as_str()) {
                (Value::Function(function), Some(name)) => {
                    function.$field.replace(name.clone());
                    Ok(())
                }
                _ => Err(interp.type_error(concat!($name, " must be set to a string object"))),
            }),
        }
    };
}

const FUNCTION_ATTRIBUTES: &[Attribute] = &[
    function_name!("__name__", name),
    function_name!("__qualname__", qualname),
    function_field!("__defaults__", defaults),
    function_field!("__kwdefaults__", keyword_defaults),
    function_field!("__doc__", doc),
    function_field!("__module__", module),
    function_field!("__type_params__", type_parameters),
    Attribute {
        name: "__annotate__",
        get: |_, this| match this {
            Value::Function(function) => Ok(function.annotate.borrow().clone()),
            _ => Ok(Value::None),
        },
        set: Some(|_, this, value| {
            if let Value::Function(function) = this {
                let old = (
                    function.annotate.replace(value.clone().or(Value::None)),
                    function.annotations.replace(Value::Unbound),
                );
                drop(old);
            }
            Ok(())
        }),
    },
    Attribute {
        name: "__annotations__",
        get: |interp, this| {
            let Value::Function(function) = this else {
                return Ok(Value::None);
            };
            if let Some(found) = function.annotations.borrow().bound() {
                return Ok(found.clone());
            }
            let annotate = function.annotate.borrow().clone();
            let made = if annotate.is_none() {
                Value::Dict(interp.dict())
            } else {
                interp.call(&annotate, &[Value::Int(1)])?
            };
            function.annotations.replace(made.clone());
            Ok(made)
        },
        set: Some(|_, this, value| {
            if let Value::Function(function) = this {
                let old = (
                    function.annotations.replace(value.clone()),
                    function.annotate.replace(Value::None),
                );
                drop(old);
            }
            Ok(())
        }),
    },
    Attribute {
        name: "__code__",
        get: |_, this| match this {
            Value::Function(function) => Ok(Value::Code(function.code.clone())),
            _ => Ok(Value::None),
        },
        set: None,
    },
    Attribute {
        name: "__globals__",
        get: |_, this| match this {
            Value::Function(function) => Ok(Value::Dict(function.globals.clone())),
            _ => Ok(Value::None),
        },
        set: None,
    },
    Attribute {
        name: "__closure__",
        get: |_, this| match this {
            Value::Function(function) if !function.closure.borrow().is_empty() => Ok(Value::tuple(
                function
                    .closure
                    .borrow()
                    .iter()
                    .cloned()
                    .map(Value::Cell)
                    .collect(),
            )),
            _ => Ok(Value::None),
        },
        set: None,
    },
    Attribute {
        name: "__dict__",
        get: |interp, this| {
            let Value::Function(function) = this else {
                return Ok(Value::None);
            };
            if let Some(dict) = &*function.dict.borrow() {
                return Ok(Value::Dict(dict.clone()));
            }
            let dict = interp.dict();
            function.dict.replace(Some(dict.clone()));
            Ok(Value::Dict(dict))
        },
        set: Some(|_, this, value| {
            if let (Value::Function(function), Value::Dict(dict)) = (this, value) {
                function.dict.replace(Some(dict.clone()));
            }
            Ok(())
        }),
    },
];

const METHOD_ATTRIBUTES: &[Attribute] = &[
    Attribute {
        name: "__func__",
        get: |_, this| match this {
            Value::Method(method) => Ok(method.function.clone()),
            _ => Ok(Value::None),
        },
        set: None,
    },
    Attribute {
        name: "__self__",
        get: method_receiver,
        set: None,
    },
    Attribute {
        name: "__name__",
        get: |interp, this| method_forward(interp, this, "__name__"),
        set: None,
    },
    Attribute {
        name: "__qualname__",
        get: |interp, this| method_forward(interp, this, "__qualname__"),
        set: None,
    },
    Attribute {
        name: "__doc__",
        get: |interp, this| method_forward(interp, this, "__doc__"),
        set: None,
    },
    Attribute {
        name: "__module__",
        get: |interp, this| method_forward(interp, this, "__module__"),
        set: None,
    },
    Attribute {
        name: "__code__",
        get: |interp, this| method_forward(interp, this, "__code__"),
        set: None,
    },
    Attribute {
        name: "__defaults__",
        get: |interp, this| method_forward(interp, this, "__defaults__"),
        set: None,
    },
    Attribute {
        name: "__kwdefaults__",
        get: |interp, this| method_forward(interp, this, "__kwdefaults__"),
        set: None,
    },
    Attribute {
        name: "__annotations__",
        get: |interp, this| method_forward(interp, this, "__annotations__"),
        set: None,
    },
    Attribute {
        name: "__globals__",
        get: |interp, this| method_forward(interp, this, "__globals__"),
        set: None,
    },
    Attribute {
        name: "__dict__",
        get: |interp, this| method_forward(interp, this, "__dict__"),
        set: None,
    },
];

fn method_receiver(_interp: &mut Interp, this: &Value) -> PyResult {
    match this {
        Value::Method(method) => Ok(method.receiver.clone()),
        _ => Ok(Value::None),
    }
}

fn method_forward(interp: &mut Interp, this: &Value, name: &str) -> PyResult {
    match this {
        Value::Method(method) => {
            let function = method.function.clone();
            interp.attribute(&function, name)
        }
        _ => Ok(Value::None),
    }
}

const METHOD_METHODS: &[Definition] = &[
    def("__call__", "(self, /, *args, **kwargs)", call_through),
    def("__get__", "(self, instance, owner=None, /)", |_, args| {
        Ok(args[0].clone())
    }),
    def("__eq__", "(self, other, /)", |_, args| {
        match (&args[0], &args[1]) {
            (Value::Method(a), Value::Method(b)) => Ok(Value::Bool(
                a.function.is(&b.function) && a.receiver.is(&b.receiver),
            )),
            _ => Ok(Value::NotImplemented),
        }
    }),
    def("__hash__", "(self, /)", |_, args| match &args[0] {
        Value::Method(method) => Ok(Value::Int(
            ((method.function.address() ^ method.receiver.address()) >> 4) as i64,
        )),
        _ => Ok(Value::Int(0)),
    }),
    def("__repr__", "(self, /)", |interp, args| {
        let Value::Method(method) = &args[0] else {
            return Ok(Value::None);
        };
        let name = interp.attribute(&method.function, "__qualname__")?;
        let receiver = interp.repr(&method.receiver)?;
        Ok(Value::str(format!(
            "<bound method {} of {receiver}>",
            name.as_str().map_or("?", |name| name.as_str())
        )))
    }),
];

fn native_of(this: &Value) -> Option<(&crate::object::NativeFunction, Option<&Value>)> {
    match this {
        Value::Native(function) => Some((function, None)),
        Value::Method(method) => match &method.function {
            Value::Native(function) => Some((function, Some(&method.receiver))),
            _ => None,
        },
        _ => None,
    }
}

const NATIVE_ATTRIBUTES: &[Attribute] = &[
    Attribute {
        name: "__name__",
        get: |_, this| {
            Ok(native_of(this).map_or(Value::None, |(native, _)| {
                Value::str(native.definition.name)
            }))
        },
        set: None,
    },
    Attribute {
        name: "__qualname__",
        get: |_, this| {
            Ok(native_of(this).map_or(Value::None, |(native, _)| {
                if native.binding == Binding::Function || native.owner.is_empty() {
                    Value::str(native.definition.name)
                } else {
                    Value::str(format!("{}.{}", native.owner, native.definition.name))
                }
            }))
        },
        set: None,
    },
    Attribute {
        name: "__module__",
        get: |_, this| {
            Ok(native_of(this).map_or(Value::None, |(native, _)| {
                if native.binding == Binding::Function && !native.owner.is_empty() {
                    Value::Str(native.owner.clone())
                } else {
                    Value::None
                }
            }))
        },
        set: None,
    },
    Attribute {
        name: "__doc__",
        get: |_, _| Ok(Value::None),
        set: None,
    },
    Attribute {
        name: "__self__",
        get: |_, this| {
            Ok(native_of(this)
                .and_then(|(_, receiver)| receiver.cloned())
                .unwrap_or(Value::None))
        },
        set: None,
    },
    Attribute {
        name: "__text_signature__",
        get: |_, this| {
            Ok(native_of(this).map_or(Value::None, |(native, receiver)| {
                let text = native.definition.signature;
                let bound = receiver.is_some() || !native.data.is_unbound();
                if !bound {
                    return Value::str(text);
                }
                let rest = Parameters::parse(text);
                let inner = text.trim_start_matches('(').trim_end_matches(')');
                let inner = inner.split_once(',').map_or("", |(_, rest)| rest.trim());
                let inner = inner
                    .strip_prefix("/, ")
                    .or(inner.strip_prefix('/'))
                    .unwrap_or(inner);
                let _ = rest;
                Value::str(format!("({inner})"))
            }))
        },
        set: None,
    },
];

const NATIVE_METHODS: &[Definition] = &[
    def("__call__", "(self, /, *args, **kwargs)", call_through),
    def(
        "__get__",
        "(self, instance, owner=None, /)",
        |interp, args| {
            if args[1].is_none() {
                return Ok(args[0].clone());
            }
            let class = interp.type_of(&args[1]);
            interp.bind(&args[0], &args[1], &class)
        },
    ),
    def("__eq__", "(self, other, /)", |_, args| {
        match (&args[0], &args[1]) {
            (Value::Method(a), Value::Method(b)) => Ok(Value::Bool(
                a.function.is(&b.function) && a.receiver.is(&b.receiver),
            )),
            (a, b) => Ok(Value::Bool(a.is(b))),
        }
    }),
    def("__hash__", "(self, /)", |_, args| match &args[0] {
        Value::Method(method) => Ok(Value::Int(
            ((method.function.address() ^ method.receiver.address()) >> 4) as i64,
        )),
        other => Ok(Value::Int((other.address() >> 4) as i64)),
    }),
    def("__repr__", "(self, /)", |interp, args| {
        let Some((native, receiver)) = native_of(&args[0]) else {
            return Ok(Value::None);
        };
        let name = native.definition.name;
        Ok(Value::str(match receiver {
            Some(receiver) => format!(
                "<built-in method {name} of {} object at 0x{:012x}>",
                interp.type_name(receiver),
                receiver.address()
            ),
            None if native.binding == Binding::Method => {
                format!("<method '{name}' of '{}' objects>", native.owner)
            }
            None => format!("<built-in function {name}>"),
        }))
    }),
];

fn module_repr(interp: &mut Interp, args: &[Value]) -> PyResult {
    let Value::Module(module) = &args[0] else {
        return Ok(Value::None);
    };
    let name = module
        .dict
        .get_str(&interp.names.name)
        .and_then(|name| name.as_str().cloned())
        .unwrap_or_else(|| module.name.clone());
    let file = module
        .dict
        .get_str(&interp.names.file)
        .and_then(|file| file.as_str().cloned());
    Ok(Value::str(match file {
        Some(file) => format!("<module '{name}' from '{file}'>"),
        None => format!("<module '{name}' (built-in)>"),
    }))
}

/// `co_flags` of CPython: optimized, newlocals, varargs, varkeywords, nested, generator, coroutine, async generator.
pub fn code_flags(code: &Code) -> i64 {
    let mut flags = match code.kind {
        CodeKind::Module | CodeKind::Class => 0,
        _ => 0x3,
    };
    if code.has_varargs {
        flags |= 0x4;
    }
    if code.has_varkeywords {
        flags |= 0x8;
    }
    if !code.free_names.is_empty() {
        flags |= 0x10;
    }
    flags
        | match code.kind {
            CodeKind::Generator => 0x20,
            CodeKind::Coroutine => 0x80,
            CodeKind::AsyncGenerator => 0x200,
            _ => 0,
        }
}

macro_rules! code_attribute {
    ($name:literal, $code:ident => $value:expr) => {
        Attribute {
            name: $name,
            get: |_, this| match this {
                Value::Code($code) => Ok($value),
                _ => Ok(Value::None),
            },
            set: None,
        }
    };
}

fn names_tuple(names: &[crate::value::Str]) -> Value {
    Value::tuple(names.iter().cloned().map(Value::Str).collect())
}

const CODE_ATTRIBUTES: &[Attribute] = &[
    code_attribute!("co_name", code => Value::Str(code.name.clone())),
    code_attribute!("co_qualname", code => Value::Str(code.qualname.clone())),
    code_attribute!("co_filename", code => Value::str(&*code.source.name)),
    code_attribute!("co_firstlineno", code => Value::Int(i64::from(code.first_line()))),
    code_attribute!("co_argcount", code => Value::Int(i64::from(code.positional))),
    code_attribute!("co_posonlyargcount", code => Value::Int(i64::from(code.positional_only))),
    code_attribute!("co_kwonlyargcount", code => Value::Int(i64::from(code.keyword_only))),
    code_attribute!("co_flags", code => Value::Int(code_flags(code))),
    code_attribute!("co_varnames", code => names_tuple(&code.locals)),
    code_attribute!("co_nlocals", code => Value::size(code.locals.len())),
    code_attribute!("co_names", code => names_tuple(&code.names)),
    code_attribute!("co_cellvars", code => names_tuple(&code.cell_names)),
    code_attribute!("co_freevars", code => names_tuple(&code.free_names)),
    code_attribute!("co_consts", code => Value::tuple(code.constants.clone())),
];

/// Whether an object holds exception data: exported for the exceptions' methods.
pub fn is_exception(value: &Value) -> bool {
    value.data::<ExceptionData>().is_some()
}
