//! `type`: what every class has.

use std::rc::Rc;

use crate::error::PyResult;
use crate::interp::Interp;
use crate::native::{Attribute, Definition, def};
use crate::value::{DictObject, Str, Value};

use super::object::{MappingProxy, class_entry, default_repr, full_name};

pub(super) fn type_new(interp: &mut Interp, args: &[Value]) -> PyResult {
    let Value::Class(metaclass) = &args[0] else {
        return Err(interp.type_error("type.__new__(X): X is not a type object"));
    };
    if args[2].is_unbound() || args[3].is_unbound() {
        return Err(interp.type_error("type() takes 1 or 3 arguments"));
    }
    let Some(name) = args[1].as_str().cloned() else {
        let name = interp.type_name(&args[1]);
        return Err(interp.type_error(format_args!(
            "type.__new__() argument 1 must be str, not {name}"
        )));
    };
    let Value::Tuple(bases) = args[2].base() else {
        let name = interp.type_name(&args[2]);
        return Err(interp.type_error(format_args!(
            "type.__new__() argument 2 must be tuple, not {name}"
        )));
    };
    let Value::Dict(namespace) = args[3].base() else {
        let name = interp.type_name(&args[3]);
        return Err(interp.type_error(format_args!(
            "type.__new__() argument 3 must be dict, not {name}"
        )));
    };
    let keywords = crate::builtins::functions::keyword_list(&args[4]);
    let namespace: Rc<DictObject> = namespace.clone();
    interp.new_class(metaclass, &name, bases, &namespace, keywords)
}

pub(super) const TYPE_METHODS: &[Definition] = &[
    def("__init__", "(self, /, *args, **kwargs)", |_, _| {
        Ok(Value::None)
    }),
    def("__call__", "(self, /, *args, **kwargs)", |interp, args| {
        let Value::Class(class) = &args[0] else {
            return Err(interp.type_error("a class is required"));
        };
        let positional = interp.collect(&args[1])?;
        let keywords = crate::builtins::functions::keyword_list(&args[2]);
        match interp.instantiate(class, positional, keywords)? {
            crate::call::Invoked::Done(value) => Ok(value),
            crate::call::Invoked::Frame(mut frame) => {
                let finish = std::mem::replace(&mut frame.finish, crate::frame::Finish::Native);
                let value = interp.run_frame(frame)?;
                match finish {
                    crate::frame::Finish::Instance(instance) => Ok(instance),
                    _ => Ok(value),
                }
            }
        }
    }),
    def("__repr__", "(self, /)", |interp, args| match &args[0] {
        Value::Class(class) => Ok(Value::str(format!(
            "<class '{}'>",
            full_name(interp, class)
        ))),
        other => Ok(Value::str(default_repr(interp, &other.clone()))),
    }),
    def("mro", "(self, /)", |interp, args| {
        let order = order_of(&args[0]);
        Ok(interp.list(order))
    }),
    def("__subclasses__", "(self, /)", |interp, args| {
        let Value::Class(class) = &args[0] else {
            return Ok(Value::None);
        };
        let classes = class
            .subclasses
            .borrow()
            .iter()
            .filter_map(std::rc::Weak::upgrade)
            .map(Value::Class)
            .collect();
        Ok(interp.list(classes))
    }),
    def(
        "__instancecheck__",
        "(self, instance, /)",
        |interp, args| match &args[0] {
            Value::Class(class) => Ok(Value::Bool(interp.plain_class_check(
                &args[1],
                &class.clone(),
                true,
            )?)),
            _ => Ok(Value::Bool(false)),
        },
    ),
    def(
        "__subclasscheck__",
        "(self, subclass, /)",
        |interp, args| match &args[0] {
            Value::Class(class) => Ok(Value::Bool(interp.plain_class_check(
                &args[1],
                &class.clone(),
                false,
            )?)),
            _ => Ok(Value::Bool(false)),
        },
    ),
    def("__or__", "(self, other, /)", |interp, args| {
        crate::builtins::generic::union_of(interp, &args[0], &args[1])
    }),
    def("__ror__", "(self, other, /)", |interp, args| {
        crate::builtins::generic::union_of(interp, &args[1], &args[0])
    }),
    def("__hash__", "(self, /)", |_, args| {
        Ok(Value::Int((args[0].address() as i64) >> 4))
    }),
    def("__eq__", "(self, other, /)", |_, args| {
        Ok(if args[0].is(&args[1]) {
            Value::Bool(true)
        } else {
            Value::NotImplemented
        })
    }),
    def("__getattribute__", "(self, name, /)", |interp, args| {
        let Some(name) = args[1].as_str().cloned() else {
            return Err(interp.type_error("attribute name must be string"));
        };
        match interp.generic_attribute(&args[0], &name)? {
            Some(value) => Ok(value),
            None => {
                let shown = match &args[0] {
                    Value::Class(class) => class.name(),
                    other => interp.type_name(other),
                };
                Err(interp.attribute_error(
                    format_args!("type object '{shown}' has no attribute '{name}'"),
                    &args[0],
                    &name,
                ))
            }
        }
    }),
];

fn order_of(value: &Value) -> Vec<Value> {
    let Value::Class(class) = value else {
        return Vec::new();
    };
    std::iter::once(class.clone())
        .chain(class.ancestors.borrow().iter().cloned())
        .map(Value::Class)
        .collect()
}

/// An attribute of classes that lives in their namespace under its own name.
fn namespace_entry(this: &Value, name: &Str, default: Value) -> Value {
    match this {
        Value::Class(class) => class_entry(class, name, default),
        _ => default,
    }
}

pub(super) const TYPE_ATTRIBUTES: &[Attribute] = &[
    Attribute {
        name: "__name__",
        get: |_, this| match this {
            Value::Class(class) => Ok(Value::Str(class.name())),
            _ => Ok(Value::None),
        },
        set: Some(|interp, this, value| match (this, value.as_str()) {
            (Value::Class(class), Some(name)) => {
                class.name.replace(name.clone());
                Ok(())
            }
            _ => Err(interp.type_error("can only assign string to __name__")),
        }),
    },
    Attribute {
        name: "__qualname__",
        get: |_, this| match this {
            Value::Class(class) => Ok(Value::Str(class.qualname.borrow().clone())),
            _ => Ok(Value::None),
        },
        set: Some(|interp, this, value| match (this, value.as_str()) {
            (Value::Class(class), Some(name)) => {
                class.qualname.replace(name.clone());
                Ok(())
            }
            _ => Err(interp.type_error("can only assign string to __qualname__")),
        }),
    },
    Attribute {
        name: "__module__",
        get: |interp, this| {
            Ok(namespace_entry(
                this,
                &interp.names.module.clone(),
                Value::str("builtins"),
            ))
        },
        set: Some(|interp, this, value| {
            set_entry(interp, this, &interp.names.module.clone(), value)
        }),
    },
    Attribute {
        name: "__doc__",
        get: |interp, this| {
            Ok(namespace_entry(
                this,
                &interp.names.doc.clone(),
                Value::None,
            ))
        },
        set: Some(|interp, this, value| set_entry(interp, this, &interp.names.doc.clone(), value)),
    },
    Attribute {
        name: "__bases__",
        get: |_, this| match this {
            Value::Class(class) => Ok(Value::tuple(
                class
                    .bases
                    .borrow()
                    .iter()
                    .cloned()
                    .map(Value::Class)
                    .collect(),
            )),
            _ => Ok(Value::None),
        },
        set: None,
    },
    Attribute {
        name: "__base__",
        get: |_, this| match this {
            Value::Class(class) => Ok(class
                .bases
                .borrow()
                .first()
                .cloned()
                .map_or(Value::None, Value::Class)),
            _ => Ok(Value::None),
        },
        set: None,
    },
    Attribute {
        name: "__mro__",
        get: |_, this| Ok(Value::tuple(order_of(this))),
        set: None,
    },
    Attribute {
        name: "__dict__",
        get: |interp, this| match this {
            Value::Class(class) => {
                let proxy = interp.types.mapping_proxy.clone();
                Ok(interp.native_object(&proxy, MappingProxy(Value::Dict(class.dict.clone()))))
            }
            _ => Ok(Value::None),
        },
        set: None,
    },
    Attribute {
        name: "__abstractmethods__",
        get: |interp, this| {
            let name = interp.names.abstractmethods.clone();
            match namespace_entry(this, &name, Value::Unbound) {
                Value::Unbound => Err(interp.attribute_error("__abstractmethods__", this, &name)),
                found => Ok(found),
            }
        },
        set: Some(|interp, this, value| {
            set_entry(interp, this, &interp.names.abstractmethods.clone(), value)
        }),
    },
    Attribute {
        name: "__type_params__",
        get: |interp, this| {
            Ok(namespace_entry(
                this,
                &interp.names.type_params.clone(),
                Value::tuple(Vec::new()),
            ))
        },
        set: Some(|interp, this, value| {
            set_entry(interp, this, &interp.names.type_params.clone(), value)
        }),
    },
    Attribute {
        name: "__annotations__",
        get: class_annotations,
        set: Some(|interp, this, value| {
            set_entry(interp, this, &interp.names.annotations_cache.clone(), value)
        }),
    },
    Attribute {
        name: "__annotate__",
        get: |interp, this| {
            Ok(namespace_entry(
                this,
                &interp.names.annotate_func.clone(),
                Value::None,
            ))
        },
        set: Some(|interp, this, value| {
            set_entry(interp, this, &interp.names.annotate_func.clone(), value)
        }),
    },
];

fn set_entry(interp: &mut Interp, this: &Value, name: &Str, value: &Value) -> PyResult<()> {
    match this {
        Value::Class(class) if class.is_heap => {
            if value.is_unbound() {
                class.dict.remove_str(name);
                interp.touch_classes();
            } else {
                interp.class_set(class, name, value.clone());
            }
            Ok(())
        }
        _ => {
            let shown = match this {
                Value::Class(class) => class.name(),
                other => interp.type_name(other),
            };
            Err(interp.type_error(format_args!(
                "cannot set '{name}' attribute of immutable type '{shown}'"
            )))
        }
    }
}

/// `cls.__annotations__`: evaluated at first use and kept (PEP 649).
fn class_annotations(interp: &mut Interp, this: &Value) -> PyResult {
    let Value::Class(class) = this else {
        return Ok(Value::None);
    };
    for name in [&interp.names.annotations_cache, &interp.names.annotations] {
        if let Some(found) = class.dict.get_str(name) {
            return Ok(found);
        }
    }
    if !class.is_heap {
        let (name, shown) = (interp.names.annotations.clone(), class.name());
        return Err(interp.attribute_error(
            format_args!("type object '{shown}' has no attribute '__annotations__'"),
            this,
            &name,
        ));
    }
    let annotations = match class.dict.get_str(&interp.names.annotate_func) {
        Some(annotate) if !annotate.is_none() => interp.call(&annotate, &[Value::Int(1)])?,
        _ => Value::Dict(interp.dict()),
    };
    let cache = interp.names.annotations_cache.clone();
    interp.class_set(class, &cache, annotations.clone());
    Ok(annotations)
}
