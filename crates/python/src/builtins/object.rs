//! `object` and `type`: what every object and every class has.

use std::rc::Rc;

use crate::code::CompareOp;
use crate::error::PyResult;
use crate::interp::Interp;
use crate::native::{Attribute, Definition, def};
use crate::object::{Binding, Class, Layout, NativeData, Payload};
use crate::value::{DictObject, Str, Value};

/// The data of a `mappingproxy`: the mapping that it shows.
pub struct MappingProxy(pub Value);

impl NativeData for MappingProxy {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.0);
    }
}

pub(super) fn install(interp: &mut Interp) {
    let types = interp.types.clone();
    interp.add_methods(
        &types.object,
        Binding::StaticMethod,
        &[def("__new__", "(cls, /, *args, **kwargs)", object_new)],
    );
    interp.add_methods(
        &types.object,
        Binding::ClassMethod,
        &[
            def("__init_subclass__", "(cls, /)", |_, _| Ok(Value::None)),
            def("__subclasshook__", "(cls, other, /)", |_, _| {
                Ok(Value::NotImplemented)
            }),
        ],
    );
    interp.add_methods(&types.object, Binding::Method, OBJECT_METHODS);
    interp.add_attributes(&types.object, OBJECT_ATTRIBUTES);
    interp.add_methods(
        &types.type_,
        Binding::StaticMethod,
        &[def(
            "__new__",
            "(cls, name, bases=None, dict=None, /, **kwargs)",
            type_new,
        )],
    );
    interp.add_methods(
        &types.type_,
        Binding::ClassMethod,
        &[def(
            "__prepare__",
            "(cls, /, *args, **kwargs)",
            |interp, _| Ok(Value::Dict(interp.dict())),
        )],
    );
    interp.add_methods(&types.type_, Binding::Method, TYPE_METHODS);
    interp.add_attributes(&types.type_, TYPE_ATTRIBUTES);
}

/// `object.__new__`.
pub fn object_new(interp: &mut Interp, args: &[Value]) -> PyResult {
    let Value::Class(class) = &args[0] else {
        let name = interp.type_name(&args[0]);
        return Err(interp.type_error(format_args!(
            "object.__new__(X): X is not a type object ({name})"
        )));
    };
    let has_arguments = !matches!(&args[1], Value::Tuple(items) if items.is_empty())
        || !matches!(&args[2], Value::Dict(dict) if dict.is_empty());
    if has_arguments {
        let object = interp.types.object.clone();
        let own_new = interp.class_lookup(class, &interp.names.new);
        let default_new = interp.class_lookup(&object, &interp.names.new);
        let own_init = interp.class_lookup(class, &interp.names.init);
        let default_init = interp.class_lookup(&object, &interp.names.init);
        let overrides_new =
            !matches!((&own_new, &default_new), (Some(own), Some(default)) if own.is(default));
        let overrides_init =
            !matches!((&own_init, &default_init), (Some(own), Some(default)) if own.is(default));
        if overrides_new {
            return Err(interp.type_error(
                "object.__new__() takes exactly one argument (the type to instantiate)",
            ));
        }
        if !overrides_init {
            let name = class.name();
            return Err(interp.type_error(format_args!("{name}() takes no arguments")));
        }
    }
    if class.layout != Layout::Object {
        let name = class.name();
        return Err(interp.type_error(format_args!(
            "object.__new__({name}) is not safe, use {name}.__new__()"
        )));
    }
    interp.check_abstract(class)?;
    Ok(interp.object(class, Payload::None))
}

/// `object.__init__`.
pub fn object_init(interp: &mut Interp, args: &[Value]) -> PyResult {
    let has_arguments = !matches!(&args[1], Value::Tuple(items) if items.is_empty())
        || !matches!(&args[2], Value::Dict(dict) if dict.is_empty());
    if has_arguments {
        let class = interp.type_of(&args[0]);
        let object = interp.types.object.clone();
        let own_init = interp.class_lookup(&class, &interp.names.init);
        let default_init = interp.class_lookup(&object, &interp.names.init);
        if !matches!((&own_init, &default_init), (Some(own), Some(default)) if own.is(default)) {
            return Err(interp.type_error(
                "object.__init__() takes exactly one argument (the instance to initialize)",
            ));
        }
    }
    Ok(Value::None)
}

const OBJECT_METHODS: &[Definition] = &[
    def("__init__", "(self, /, *args, **kwargs)", object_init),
    def("__repr__", "(self, /)", |interp, args| {
        Ok(Value::str(default_repr(interp, &args[0])))
    }),
    def("__str__", "(self, /)", |interp, args| {
        Ok(Value::Str(interp.repr(&args[0])?))
    }),
    def("__format__", "(self, format_spec, /)", |interp, args| {
        if args[1].as_str().is_some_and(|spec| !spec.is_empty()) {
            let name = interp.type_name(&args[0]);
            return Err(interp.type_error(format_args!(
                "unsupported format string passed to {name}.__format__"
            )));
        }
        Ok(Value::Str(interp.str(&args[0])?))
    }),
    def("__eq__", "(self, other, /)", |_, args| {
        Ok(if args[0].is(&args[1]) {
            Value::Bool(true)
        } else {
            Value::NotImplemented
        })
    }),
    def("__ne__", "(self, other, /)", |interp, args| {
        let eq = interp.names.eq.clone();
        match interp.call_special(&args[0], &eq, &args[1..2])? {
            None | Some(Value::NotImplemented) => Ok(Value::NotImplemented),
            Some(result) => Ok(Value::Bool(!interp.truth(&result)?)),
        }
    }),
    def("__lt__", "(self, other, /)", |_, _| {
        Ok(Value::NotImplemented)
    }),
    def("__le__", "(self, other, /)", |_, _| {
        Ok(Value::NotImplemented)
    }),
    def("__gt__", "(self, other, /)", |_, _| {
        Ok(Value::NotImplemented)
    }),
    def("__ge__", "(self, other, /)", |_, _| {
        Ok(Value::NotImplemented)
    }),
    def("__hash__", "(self, /)", |_, args| {
        Ok(Value::Int((args[0].address() as i64) >> 4))
    }),
    def("__getattribute__", "(self, name, /)", |interp, args| {
        let Some(name) = args[1].as_str().cloned() else {
            return Err(interp.type_error("attribute name must be string"));
        };
        match interp.generic_attribute(&args[0], &name)? {
            Some(value) => Ok(value),
            None => {
                let type_name = interp.type_name(&args[0]);
                Err(interp.attribute_error(
                    format_args!("'{type_name}' object has no attribute '{name}'"),
                    &args[0],
                    &name,
                ))
            }
        }
    }),
    def("__setattr__", "(self, name, value, /)", |interp, args| {
        let Some(name) = args[1].as_str().cloned() else {
            return Err(interp.type_error("attribute name must be string"));
        };
        interp.generic_change(&args[0], &name, &args[2])?;
        Ok(Value::None)
    }),
    def("__delattr__", "(self, name, /)", |interp, args| {
        let Some(name) = args[1].as_str().cloned() else {
            return Err(interp.type_error("attribute name must be string"));
        };
        interp.generic_change(&args[0], &name, &Value::Unbound)?;
        Ok(Value::None)
    }),
    def("__dir__", "(self, /)", |interp, args| {
        let names = dir_names(interp, &args[0])?;
        Ok(interp.list(names))
    }),
    def("__sizeof__", "(self, /)", |_, _| Ok(Value::Int(48))),
    def("__reduce_ex__", "(self, protocol, /)", |interp, args| {
        reduce(interp, &args[0])
    }),
    def("__reduce__", "(self, /)", |interp, args| {
        reduce(interp, &args[0])
    }),
    def("__getstate__", "(self, /)", |_, args| match &args[0] {
        Value::Object(object) => Ok(object.dict().map_or(Value::None, Value::Dict)),
        _ => Ok(Value::None),
    }),
];

/// `<module.Class object at 0x…>`.
pub fn default_repr(interp: &mut Interp, value: &Value) -> String {
    let class = interp.type_of(value);
    format!(
        "<{} object at 0x{:012x}>",
        full_name(interp, &class),
        value.address()
    )
}

/// `module.Class`, without the module for built-in classes.
pub fn full_name(interp: &Interp, class: &Class) -> String {
    let module = class
        .dict
        .get_str(&interp.names.module)
        .and_then(|module| module.as_str().cloned());
    match module {
        Some(module) if &*module != "builtins" => format!("{module}.{}", class.qualname.borrow()),
        _ => class.qualname.borrow().to_string(),
    }
}

/// What `copy` needs: how to make the object again (`copyreg.__newobj__`), its state, its items.
fn reduce(interp: &mut Interp, value: &Value) -> PyResult {
    let class = interp.type_of(value);
    if !class.is_heap && !matches!(value, Value::Object(_)) {
        let name = class.name();
        return Err(interp.type_error(format_args!("cannot pickle '{name}' object")));
    }
    let module = interp.import("copyreg")?;
    let make = interp.attribute(&module, "__newobj__")?;
    let mut args = vec![Value::Class(class.clone())];
    if let Value::Object(object) = value {
        match object.payload() {
            Payload::Base(Value::Dict(_) | Value::List(_)) | Payload::None => {}
            Payload::Base(base) => args.push(base.clone()),
            Payload::Native(_) => {
                if let Some(data) = object.data::<crate::error::ExceptionData>() {
                    args.extend(interp.collect(&data.args.borrow().clone())?);
                } else {
                    let name = class.name();
                    return Err(interp.type_error(format_args!("cannot pickle '{name}' object")));
                }
            }
        }
    }
    let getstate = interp.intern("__getstate__");
    let state = interp
        .call_special(value, &getstate, &[])?
        .unwrap_or(Value::None);
    let (mut items, mut pairs) = (Value::None, Value::None);
    match value.base() {
        Value::List(_) => items = interp.iter(value)?,
        Value::Dict(_) => {
            let entries = interp.call_method(value, "items", &[])?;
            pairs = interp.iter(&entries)?;
        }
        _ => {}
    }
    Ok(Value::tuple(vec![
        make,
        Value::tuple(args),
        state,
        items,
        pairs,
    ]))
}

/// The names that `dir()` shows: sorted.
pub fn dir_names(interp: &mut Interp, value: &Value) -> PyResult<Vec<Value>> {
    let mut names: Vec<Str> = Vec::new();
    let own_class = interp.type_of(value);
    let classes: Vec<Rc<Class>> = match value {
        Value::Class(class) => std::iter::once(class.clone())
            .chain(class.ancestors.borrow().iter().cloned())
            .collect(),
        Value::Module(_) => Vec::new(),
        _ => std::iter::once(own_class.clone())
            .chain(own_class.ancestors.borrow().iter().cloned())
            .collect(),
    };
    let own = match value {
        Value::Object(object) => object.dict(),
        Value::Module(module) => Some(module.dict.clone()),
        Value::Function(function) => function.dict.borrow().clone(),
        _ => None,
    };
    for dict in own
        .into_iter()
        .chain(classes.iter().map(|class| class.dict.clone()))
    {
        names.extend(
            dict.entries()
                .into_iter()
                .filter_map(|(name, _)| name.as_str().cloned()),
        );
    }
    names.sort_by(|a, b| a.as_str().cmp(b.as_str()));
    names.dedup_by(|a, b| a == b);
    Ok(names.into_iter().map(Value::Str).collect())
}

const OBJECT_ATTRIBUTES: &[Attribute] = &[
    Attribute {
        name: "__class__",
        get: |interp, this| Ok(Value::Class(interp.type_of(this))),
        set: Some(|interp, this, value| match (this, value) {
            (Value::Object(object), Value::Class(class))
                if class.is_heap && class.layout == object.class().layout =>
            {
                object.set_class(class.clone());
                Ok(())
            }
            (Value::Object(_), Value::Class(_)) => Err(interp.type_error(
                "__class__ assignment only supported for mutable types or ModuleType subclasses",
            )),
            (_, value) => {
                let name = interp.type_name(value);
                Err(interp.type_error(format_args!(
                    "__class__ must be set to a class, not '{name}' object"
                )))
            }
        }),
    },
    Attribute {
        name: "__dict__",
        get: |interp, this| {
            let class = interp.type_of(this);
            match this {
                Value::Object(object) if class.has_dict => {
                    Ok(Value::Dict(interp.object_dict(object)))
                }
                Value::Module(module) => Ok(Value::Dict(module.dict.clone())),
                _ => {
                    let name = class.name();
                    let dict_name = interp.names.dict.clone();
                    Err(interp.attribute_error(
                        format_args!("'{name}' object has no attribute '__dict__'"),
                        this,
                        &dict_name,
                    ))
                }
            }
        },
        set: Some(|interp, this, value| match (this, value) {
            (Value::Object(object), Value::Dict(dict)) => {
                object.set_dict(dict.clone());
                Ok(())
            }
            (_, value) => {
                let name = interp.type_name(value);
                Err(interp.type_error(format_args!(
                    "__dict__ must be set to a dictionary, not a '{name}'"
                )))
            }
        }),
    },
    Attribute {
        name: "__doc__",
        get: |interp, this| {
            let class = interp.type_of(this);
            Ok(class.dict.get_str(&interp.names.doc).unwrap_or(Value::None))
        },
        set: Some(|interp, this, value| {
            if let Value::Object(object) = this {
                let name = interp.names.doc.clone();
                interp.object_dict(object).set_str(name, value.clone());
            }
            Ok(())
        }),
    },
];

fn type_new(interp: &mut Interp, args: &[Value]) -> PyResult {
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

const TYPE_METHODS: &[Definition] = &[
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
fn namespace_entry(interp: &Interp, this: &Value, name: &Str, default: Value) -> Value {
    let _ = interp;
    match this {
        Value::Class(class) => class.dict.get_str(name).unwrap_or(default),
        _ => default,
    }
}

const TYPE_ATTRIBUTES: &[Attribute] = &[
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
                interp,
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
                interp,
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
            match namespace_entry(interp, this, &name, Value::Unbound) {
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
                interp,
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
                interp,
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

/// Which comparison a name of a special method is: for types that compare by one function.
pub fn compare_op(name: &str) -> CompareOp {
    match name {
        "__lt__" => CompareOp::Less,
        "__le__" => CompareOp::LessEqual,
        "__ne__" => CompareOp::NotEqual,
        "__gt__" => CompareOp::Greater,
        "__ge__" => CompareOp::GreaterEqual,
        _ => CompareOp::Equal,
    }
}
