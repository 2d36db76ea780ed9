//! `object` and `type`: what every object and every class has.

use std::rc::Rc;

use crate::error::PyResult;
use crate::interp::Interp;
use crate::native::{Attribute, Definition, def};
use crate::object::{Binding, Class, Layout, NativeData, Payload};
use crate::value::{Str, Value};

use super::class_object::{TYPE_ATTRIBUTES, TYPE_METHODS, type_new};

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

/// What a class's namespace has under a name; what only describes its instances (an attribute of `object` or `type`) doesn't count.
pub fn class_entry(class: &Class, name: &Str, default: Value) -> Value {
    match class.dict.get_str(name) {
        Some(Value::Object(object)) if object.data::<Attribute>().is_some() => default,
        found => found.unwrap_or(default),
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
            let name = interp.names.doc.clone();
            let own = match this {
                Value::Module(module) => module.dict.get_str(&name),
                Value::Object(object) => object.own(&name),
                _ => None,
            };
            let class = interp.type_of(this);
            Ok(own.unwrap_or_else(|| class_entry(&class, &name, Value::None)))
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
