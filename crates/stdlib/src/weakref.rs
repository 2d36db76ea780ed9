//! `_weakref`: references that don't keep an object alive.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use playground_python::error::PyResult;
use playground_python::interp::Interp;
use playground_python::native::{Definition, def};
use playground_python::object::{Binding, Class, Function, NativeData, Object};
use playground_python::value::{DictObject, Value};

use crate::playground::add;

enum Target {
    Object(Weak<Object>),
    Class(Weak<Class>),
    Function(Weak<Function>),
    /// What can't be referenced weakly here is kept: it lives as long as its reference.
    Kept(Value),
}

struct Reference {
    target: Target,
    callback: RefCell<Value>,
    hash: RefCell<Option<u64>>,
}

impl NativeData for Reference {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.callback.borrow());
        if let Target::Kept(value) = &self.target {
            visit(value);
        }
    }
}

fn target(value: &Value) -> Option<Value> {
    match &value.data::<Reference>()?.target {
        Target::Object(weak) => weak.upgrade().map(Value::Object),
        Target::Class(weak) => weak.upgrade().map(Value::Class),
        Target::Function(weak) => weak.upgrade().map(Value::Function),
        Target::Kept(value) => Some(value.clone()),
    }
}

fn reference_new(interp: &mut Interp, args: &[Value]) -> PyResult {
    let Value::Class(class) = &args[0] else {
        return Err(interp.type_error("a class is required"));
    };
    let target = match &args[1] {
        Value::Object(object) => Target::Object(Rc::downgrade(object)),
        Value::Class(class) => Target::Class(Rc::downgrade(class)),
        Value::Function(function) => Target::Function(Rc::downgrade(function)),
        kept @ (Value::Method(_)
        | Value::Module(_)
        | Value::Set(_)
        | Value::FrozenSet(_)
        | Value::Generator(_)
        | Value::Native(_)
        | Value::Code(_)) => Target::Kept(kept.clone()),
        other => {
            let name = interp.type_name(other);
            return Err(interp.type_error(format_args!(
                "cannot create weak reference to '{name}' object"
            )));
        }
    };
    let callback = RefCell::new(args[2].clone().or(Value::None));
    Ok(interp.native_object(
        class,
        Reference {
            target,
            callback,
            hash: RefCell::new(None),
        },
    ))
}

const METHODS: &[Definition] = &[
    def("__init__", "(self, /, *args)", |_, _| Ok(Value::None)),
    def("__call__", "(self, /)", |_, args| {
        Ok(target(&args[0]).unwrap_or(Value::None))
    }),
    def("__hash__", "(self, /)", |interp, args| {
        let Some(reference) = args[0].data::<Reference>() else {
            return Ok(Value::Int(0));
        };
        let known = *reference.hash.borrow();
        let hash = match known {
            Some(hash) => hash,
            None => match target(&args[0]) {
                Some(value) => interp.hash(&value)?,
                None => return Err(interp.type_error("weak object has gone away")),
            },
        };
        reference.hash.replace(Some(hash));
        Ok(Value::Int((hash >> 1) as i64))
    }),
    def("__eq__", "(self, other, /)", |interp, args| {
        match (target(&args[0]), target(&args[1])) {
            (Some(left), Some(right)) => Ok(Value::Bool(interp.equal(&left, &right)?)),
            _ => Ok(Value::Bool(args[0].is(&args[1]))),
        }
    }),
    def("__repr__", "(self, /)", |interp, args| {
        Ok(Value::str(match target(&args[0]) {
            Some(value) => format!(
                "<weakref at 0x{:012x}; to '{}' at 0x{:012x}>",
                args[0].address(),
                interp.type_name(&value),
                value.address()
            ),
            None => format!("<weakref at 0x{:012x}; dead>", args[0].address()),
        }))
    }),
];

/// `proxy(x)`: here the object itself, which behaves the same while it lives.
const FUNCTIONS: &[Definition] = &[
    def("proxy", "(object, callback=None, /)", |_, args| {
        Ok(args[0].clone())
    }),
    def("getweakrefcount", "(object, /)", |_, _| Ok(Value::Int(0))),
    def("getweakrefs", "(object, /)", |interp, _| {
        Ok(interp.list(Vec::new()))
    }),
];

pub(crate) fn fill(interp: &mut Interp, module: &Rc<DictObject>) -> PyResult<()> {
    let class = interp.define_class("weakref", "ReferenceType", &interp.types.object.clone());
    interp.add_methods(
        &class,
        Binding::StaticMethod,
        &[def(
            "__new__",
            "(cls, object, callback=None, /)",
            reference_new,
        )],
    );
    interp.add_methods(&class, Binding::Method, METHODS);
    for name in ["ref", "ReferenceType", "ProxyType", "CallableProxyType"] {
        module.set_str(interp.intern(name), Value::Class(class.clone()));
    }
    add(interp, module, "weakref", FUNCTIONS);
    Ok(())
}
