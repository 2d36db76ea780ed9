//! What exceptions have: construction, `str`, attributes, notes, groups; and how a traceback is written.

use std::cell::RefCell;

use crate::error::{ExceptionData, PyResult, Raised, TracebackEntry};
use crate::interp::Interp;
use crate::native::{Attribute, Definition, def};
use crate::object::{Binding, NativeData, Payload};
use crate::value::{Str, Value};

use super::error_details::{OS_ERROR_METHODS, SYNTAX_ERROR_METHODS, UNICODE_METHODS, os_error_new};
use super::exception_groups::{GROUP_METHODS, group_new};

/// The data of a traceback object: the entries from this level to the innermost.
pub struct Traceback {
    /// The outermost first.
    pub entries: std::rc::Rc<Vec<TracebackEntry>>,
    /// Where this object stands in them.
    pub index: usize,
}

impl NativeData for Traceback {}

pub(super) fn install(interp: &mut Interp) {
    let types = interp.types.clone();
    interp.add_methods(
        &types.base_exception,
        Binding::StaticMethod,
        &[def("__new__", "(cls, /, *args, **kwargs)", exception_new)],
    );
    interp.add_methods(&types.base_exception, Binding::Method, METHODS);
    interp.add_attributes(&types.base_exception, ATTRIBUTES);
    interp.add_methods(
        &types.key_error,
        Binding::Method,
        &[def("__str__", "(self, /)", |interp, args| {
            let items = arguments(&args[0]);
            match items.as_slice() {
                [only] => Ok(Value::Str(interp.repr(only)?)),
                _ => exception_str(interp, args),
            }
        })],
    );
    interp.add_methods(
        &types.stop_iteration,
        Binding::Method,
        &[def("__init__", "(self, /, *args)", |interp, args| {
            set_arguments(&args[0], &args[1]);
            let value = arguments(&args[0]).first().cloned().unwrap_or(Value::None);
            set_own(interp, &args[0], "value", value);
            Ok(Value::None)
        })],
    );
    interp.add_attributes(
        &types.stop_iteration,
        &[Attribute {
            name: "value",
            get: |_, this| match this {
                Value::Object(object) => Ok(object
                    .own(&Str::from("value"))
                    .or_else(|| arguments(this).first().cloned())
                    .unwrap_or(Value::None)),
                _ => Ok(Value::None),
            },
            set: Some(|interp, this, value| {
                set_own(interp, this, "value", value.clone());
                Ok(())
            }),
        }],
    );
    interp.add_methods(
        &types.system_exit,
        Binding::Method,
        &[def("__init__", "(self, /, *args)", |interp, args| {
            set_arguments(&args[0], &args[1]);
            let items = arguments(&args[0]);
            let code = match items.as_slice() {
                [] => Value::None,
                [only] => only.clone(),
                many => Value::tuple(many.to_vec()),
            };
            set_own(interp, &args[0], "code", code);
            Ok(Value::None)
        })],
    );
    for class in [&types.import_error, &types.name_error] {
        interp.add_methods(
            class,
            Binding::Method,
            &[def(
                "__init__",
                "(self, /, *args, name=None, path=None, name_from=None)",
                |interp, args| {
                    set_arguments(&args[0], &args[1]);
                    set_own(interp, &args[0], "name", args[2].clone().or(Value::None));
                    set_own(interp, &args[0], "path", args[3].clone().or(Value::None));
                    let message = arguments(&args[0]).first().cloned().unwrap_or(Value::None);
                    set_own(interp, &args[0], "msg", message);
                    Ok(Value::None)
                },
            )],
        );
    }
    interp.add_methods(
        &types.attribute_error,
        Binding::Method,
        &[def(
            "__init__",
            "(self, /, *args, name=None, obj=None)",
            |interp, args| {
                set_arguments(&args[0], &args[1]);
                set_own(interp, &args[0], "name", args[2].clone().or(Value::None));
                set_own(interp, &args[0], "obj", args[3].clone().or(Value::None));
                Ok(Value::None)
            },
        )],
    );
    interp.add_methods(&types.os_error, Binding::Method, OS_ERROR_METHODS);
    interp.add_methods(
        &types.os_error,
        Binding::StaticMethod,
        &[def("__new__", "(cls, /, *args, **kwargs)", os_error_new)],
    );
    interp.add_methods(&types.syntax_error, Binding::Method, SYNTAX_ERROR_METHODS);
    interp.add_methods(
        &types.unicode_decode_error,
        Binding::Method,
        UNICODE_METHODS,
    );
    interp.add_methods(
        &types.unicode_encode_error,
        Binding::Method,
        UNICODE_METHODS,
    );
    interp.add_methods(
        &types.base_exception_group,
        Binding::StaticMethod,
        &[def("__new__", "(cls, message, exceptions, /)", group_new)],
    );
    interp.add_methods(&types.base_exception_group, Binding::Method, GROUP_METHODS);
    interp.add_methods(
        &types.base_exception_group,
        Binding::ClassMethod,
        &[def(
            "__class_getitem__",
            "(cls, item, /)",
            |interp, args| {
                Ok(super::generic::alias(
                    interp,
                    args[0].clone(),
                    vec![args[1].clone()],
                ))
            },
        )],
    );
    let ancestors = vec![
        types.base_exception_group.clone(),
        types.exception.clone(),
        types.base_exception.clone(),
        types.object.clone(),
    ];
    types.exception_group.ancestors.replace(ancestors.into());
    types.exception_group.bases.replace(vec![
        types.base_exception_group.clone(),
        types.exception.clone(),
    ]);
    interp.add_attributes(&types.traceback, TRACEBACK_ATTRIBUTES);
    interp.touch_classes();
}

/// `BaseException.__new__`.
pub(super) fn exception_new(interp: &mut Interp, args: &[Value]) -> PyResult {
    let Value::Class(class) = &args[0] else {
        return Err(interp.type_error("BaseException.__new__(X): X is not a type object"));
    };
    let data = ExceptionData {
        args: RefCell::new(args[1].clone()),
        ..ExceptionData::default()
    };
    Ok(interp.object(class, Payload::Native(Box::new(data))))
}

fn data<'a>(interp: &Interp, this: &'a Value) -> PyResult<&'a ExceptionData> {
    this.data::<ExceptionData>()
        .ok_or_else(|| interp.type_error("an exception is required"))
}

/// The arguments of an exception.
pub fn arguments(this: &Value) -> Vec<Value> {
    match this.data::<ExceptionData>() {
        Some(data) => match &*data.args.borrow() {
            Value::Tuple(items) => items.to_vec(),
            _ => Vec::new(),
        },
        None => Vec::new(),
    }
}

pub(super) fn set_arguments(this: &Value, args: &Value) {
    if let Some(data) = this.data::<ExceptionData>() {
        let old = data.args.replace(args.clone());
        drop(old);
    }
}

pub(super) fn set_own(interp: &Interp, this: &Value, name: &str, value: Value) {
    if let Value::Object(object) = this {
        interp
            .object_dict(object)
            .set_str(interp.intern(name), value);
    }
}

/// Add a note (PEP 678).
pub fn add_note(interp: &mut Interp, raised: &Raised, note: &str) {
    let dict = interp.object_dict(&raised.0);
    let name = interp.names.notes.clone();
    match dict.get_str(&name) {
        Some(Value::List(list)) => list.0.borrow_mut().push(Value::str(note)),
        _ => {
            let list = interp.list(vec![Value::str(note)]);
            dict.set_str(name, list);
        }
    }
}

pub(super) fn exception_str(interp: &mut Interp, args: &[Value]) -> PyResult {
    let items = arguments(&args[0]);
    Ok(match items.as_slice() {
        [] => Value::str(""),
        [only] => Value::Str(interp.str(only)?),
        many => Value::Str(interp.repr(&Value::tuple(many.to_vec()))?),
    })
}

const METHODS: &[Definition] = &[
    def("__init__", "(self, /, *args, **kwargs)", |interp, args| {
        if matches!(&args[2], Value::Dict(dict) if !dict.is_empty()) {
            let name = interp.type_name(&args[0]);
            return Err(interp.type_error(format_args!("{name}() takes no keyword arguments")));
        }
        set_arguments(&args[0], &args[1]);
        Ok(Value::None)
    }),
    def("__str__", "(self, /)", exception_str),
    def("__repr__", "(self, /)", |interp, args| {
        let name = interp.type_name(&args[0]);
        let items = arguments(&args[0]);
        let inner = match items.as_slice() {
            [only] => interp.repr(only)?.to_string(),
            many => {
                let text = interp.repr(&Value::tuple(many.to_vec()))?;
                text[1..text.len() - 1].to_owned()
            }
        };
        Ok(Value::str(format!("{name}({inner})")))
    }),
    def("with_traceback", "(self, tb, /)", |interp, args| {
        set_traceback(interp, &args[0], &args[1])?;
        Ok(args[0].clone())
    }),
    def("add_note", "(self, note, /)", |interp, args| {
        let Some(note) = args[1].as_str().cloned() else {
            let name = interp.type_name(&args[1]);
            return Err(interp.type_error(format_args!("note must be a str, not '{name}'")));
        };
        let raised = interp.to_raised(&args[0])?;
        add_note(interp, &raised, &note);
        Ok(Value::None)
    }),
    def("__setstate__", "(self, state, /)", |interp, args| {
        if let (Value::Dict(state), Value::Object(object)) = (&args[1], &args[0]) {
            let dict = interp.object_dict(object);
            for (key, value) in state.entries() {
                interp.dict_set(&dict, &key, value)?;
            }
        }
        Ok(Value::None)
    }),
];

fn link(interp: &Interp, value: &Value, what: &str) -> PyResult<Option<Raised>> {
    match value {
        Value::None | Value::Unbound => Ok(None),
        other if super::callables::is_exception(other) => Ok(Some(interp.to_raised(other)?)),
        _ => Err(interp.type_error(format_args!(
            "exception {what} must be None or derive from BaseException"
        ))),
    }
}

const ATTRIBUTES: &[Attribute] = &[
    Attribute {
        name: "args",
        get: |interp, this| {
            Ok(data(interp, this)?
                .args
                .borrow()
                .clone()
                .or(Value::tuple(Vec::new())))
        },
        set: Some(|interp, this, value| {
            let items = interp.collect(value)?;
            set_arguments(this, &Value::tuple(items));
            Ok(())
        }),
    },
    Attribute {
        name: "__traceback__",
        get: |interp, this| Ok(interp.traceback_value(this)),
        set: Some(set_traceback),
    },
    Attribute {
        name: "__cause__",
        get: |interp, this| {
            Ok(data(interp, this)?
                .cause
                .borrow()
                .as_ref()
                .map_or(Value::None, Raised::value))
        },
        set: Some(|interp, this, value| {
            let raised = link(interp, value, "cause")?;
            let data = data(interp, this)?;
            data.suppress_context.set(true);
            let old = data.cause.replace(raised);
            drop(old);
            Ok(())
        }),
    },
    Attribute {
        name: "__context__",
        get: |interp, this| {
            Ok(data(interp, this)?
                .context
                .borrow()
                .as_ref()
                .map_or(Value::None, Raised::value))
        },
        set: Some(|interp, this, value| {
            let raised = link(interp, value, "context")?;
            let old = data(interp, this)?.context.replace(raised);
            drop(old);
            Ok(())
        }),
    },
    Attribute {
        name: "__suppress_context__",
        get: |interp, this| Ok(Value::Bool(data(interp, this)?.suppress_context.get())),
        set: Some(|interp, this, value| {
            let flag = interp.truth(value)?;
            data(interp, this)?.suppress_context.set(flag);
            Ok(())
        }),
    },
];

fn set_traceback(interp: &mut Interp, this: &Value, value: &Value) -> PyResult<()> {
    let entries = match value {
        Value::None => Vec::new(),
        other => match other.data::<Traceback>() {
            Some(traceback) => traceback.entries[traceback.index..]
                .iter()
                .rev()
                .cloned()
                .collect(),
            None => return Err(interp.type_error("__traceback__ must be a traceback or None")),
        },
    };
    data(interp, this)?.traceback.replace(entries);
    Ok(())
}

impl Interp {
    /// `exception.__traceback__`.
    pub fn traceback_value(&mut self, exception: &Value) -> Value {
        let Some(data) = exception.data::<ExceptionData>() else {
            return Value::None;
        };
        let entries: Vec<TracebackEntry> = data.traceback.borrow().iter().rev().cloned().collect();
        if entries.is_empty() {
            return Value::None;
        }
        let class = self.types.traceback.clone();
        self.native_object(
            &class,
            Traceback {
                entries: std::rc::Rc::new(entries),
                index: 0,
            },
        )
    }
}

fn entry(this: &Value) -> Option<TracebackEntry> {
    let traceback = this.data::<Traceback>()?;
    traceback.entries.get(traceback.index).cloned()
}

const TRACEBACK_ATTRIBUTES: &[Attribute] = &[
    Attribute {
        name: "tb_next",
        get: |interp, this| {
            let Some(traceback) = this.data::<Traceback>() else {
                return Ok(Value::None);
            };
            if traceback.index + 1 >= traceback.entries.len() {
                return Ok(Value::None);
            }
            let next = Traceback {
                entries: traceback.entries.clone(),
                index: traceback.index + 1,
            };
            Ok(interp.native_object(&interp.types.traceback.clone(), next))
        },
        set: None,
    },
    Attribute {
        name: "tb_lineno",
        get: |_, this| {
            Ok(entry(this).map_or(Value::None, |entry| {
                Value::Int(i64::from(entry.code.source.line(entry.range.start)))
            }))
        },
        set: None,
    },
    Attribute {
        name: "tb_lasti",
        get: |_, _| Ok(Value::Int(0)),
        set: None,
    },
    Attribute {
        name: "_position",
        get: |_, this| {
            Ok(entry(this).map_or(Value::None, |entry| {
                let place = entry.code.source.place(entry.range);
                let number = |number: u32| Value::Int(i64::from(number));
                Value::tuple(vec![
                    number(place.line),
                    number(place.end_line),
                    number(place.column.saturating_sub(1)),
                    number(place.end_column.saturating_sub(1)),
                ])
            }))
        },
        set: None,
    },
    Attribute {
        name: "tb_frame",
        get: |interp, this| {
            let Some(entry) = entry(this) else {
                return Ok(Value::None);
            };
            let class = interp.types.simple_namespace.clone();
            let frame = interp.object(&class, Payload::None);
            if let Value::Object(object) = &frame {
                let dict = interp.object_dict(object);
                let globals = interp.dict();
                globals.set_str(
                    interp.names.file.clone(),
                    Value::str(&*entry.code.source.name),
                );
                dict.set_str(
                    "f_lineno".into(),
                    Value::Int(i64::from(entry.code.source.line(entry.range.start))),
                );
                dict.set_str("f_code".into(), Value::Code(entry.code));
                dict.set_str("f_globals".into(), Value::Dict(globals));
                dict.set_str("f_locals".into(), Value::Dict(interp.dict()));
                dict.set_str("f_back".into(), Value::None);
            }
            Ok(frame)
        },
        set: None,
    },
];
