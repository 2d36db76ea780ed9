//! `property`, `classmethod`, `staticmethod`, `super`, and the members that `__slots__` makes.

use std::cell::RefCell;
use std::rc::Rc;

use crate::error::PyResult;
use crate::interp::Interp;
use crate::native::{Attribute, Definition, def};
use crate::object::{Binding, Class, NativeData};
use crate::value::{Str, Value};

/// The data of a `property`.
pub struct Property {
    /// `fget`, or `None`.
    pub getter: RefCell<Value>,
    /// `fset`, or `None`.
    pub setter: RefCell<Value>,
    /// `fdel`, or `None`.
    pub deleter: RefCell<Value>,
    /// `__doc__`.
    pub doc: RefCell<Value>,
    /// The name that `__set_name__` told.
    pub name: RefCell<Option<Str>>,
}

impl Property {
    /// ` 'name'` for messages, with the space before it.
    pub fn shown_name(&self) -> String {
        match &*self.name.borrow() {
            Some(name) => format!(" '{name}'"),
            None => match &*self.getter.borrow() {
                Value::Function(function) => format!(" '{}'", function.name.borrow()),
                _ => String::new(),
            },
        }
    }
}

impl NativeData for Property {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        for value in [&self.getter, &self.setter, &self.deleter, &self.doc] {
            visit(&value.borrow());
        }
    }

    fn clear(&self) {
        for value in [&self.getter, &self.setter, &self.deleter] {
            let old = value.replace(Value::None);
            drop(old);
        }
    }
}

macro_rules! wrapper {
    ($name:ident, $doc:literal) => {
        #[doc = $doc]
        pub struct $name(pub RefCell<Value>);

        impl NativeData for $name {
            fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
                visit(&self.0.borrow());
            }

            fn clear(&self) {
                let old = self.0.replace(Value::None);
                drop(old);
            }
        }
    };
}

wrapper!(ClassMethod, "The data of a `classmethod`: what it wraps.");
wrapper!(StaticMethod, "The data of a `staticmethod`: what it wraps.");

/// The data of a `super` object.
pub struct Super {
    /// The class after which the search begins.
    pub class: Rc<Class>,
    /// The instance, or the class for a class method.
    pub object: Value,
    /// The class whose order of ancestors is searched.
    pub object_class: Rc<Class>,
}

impl NativeData for Super {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.object);
        visit(&Value::Class(self.class.clone()));
        visit(&Value::Class(self.object_class.clone()));
    }
}

/// The descriptor of one name of `__slots__`.
pub struct Member {
    /// The slot's name.
    pub name: Str,
    /// The name of the class that declares it.
    pub owner: Str,
}

impl NativeData for Member {}

pub(super) fn install(interp: &mut Interp) {
    let types = interp.types.clone();
    interp.add_methods(
        &types.property,
        Binding::StaticMethod,
        &[def(
            "__new__",
            "(cls, fget=None, fset=None, fdel=None, doc=None)",
            property_new,
        )],
    );
    interp.add_methods(&types.property, Binding::Method, PROPERTY_METHODS);
    interp.add_attributes(&types.property, PROPERTY_ATTRIBUTES);
    for (class, new) in [
        (
            &types.classmethod,
            class_method_new as crate::native::NativeFn,
        ),
        (&types.staticmethod, static_method_new),
    ] {
        interp.add_methods(
            class,
            Binding::StaticMethod,
            &[def("__new__", "(cls, function, /)", new)],
        );
        interp.add_methods(
            class,
            Binding::Method,
            &[
                def("__get__", "(self, instance, owner=None, /)", wrapper_get),
                def("__call__", "(self, /, *args, **kwargs)", wrapper_call),
            ],
        );
        interp.add_attributes(class, WRAPPER_ATTRIBUTES);
    }
    interp.add_methods(
        &types.super_,
        Binding::StaticMethod,
        &[def(
            "__new__",
            "(cls, type=None, object=None, /)",
            super_new,
        )],
    );
    interp.add_methods(
        &types.super_,
        Binding::Method,
        &[def("__repr__", "(self, /)", super_repr)],
    );
    interp.add_attributes(
        &types.super_,
        &[
            Attribute {
                name: "__thisclass__",
                get: |interp, this| Ok(super_data(interp, this)?.0),
                set: None,
            },
            Attribute {
                name: "__self__",
                get: |interp, this| Ok(super_data(interp, this)?.1),
                set: None,
            },
            Attribute {
                name: "__self_class__",
                get: |interp, this| Ok(super_data(interp, this)?.2),
                set: None,
            },
        ],
    );
    interp.add_methods(&types.member_descriptor, Binding::Method, MEMBER_METHODS);
    interp.add_attributes(
        &types.member_descriptor,
        &[Attribute {
            name: "__name__",
            get: |_, this| {
                Ok(this
                    .data::<Member>()
                    .map_or(Value::None, |member| Value::Str(member.name.clone())))
            },
            set: None,
        }],
    );
    interp.add_methods(
        &types.getset_descriptor,
        Binding::Method,
        &[def(
            "__get__",
            "(self, instance, owner=None, /)",
            attribute_get,
        )],
    );
    interp.add_attributes(
        &types.getset_descriptor,
        &[Attribute {
            name: "__name__",
            get: |_, this| {
                Ok(this
                    .data::<Attribute>()
                    .map_or(Value::None, |attribute| Value::str(attribute.name)))
            },
            set: None,
        }],
    );
}

fn property_new(interp: &mut Interp, args: &[Value]) -> PyResult {
    let Value::Class(class) = &args[0] else {
        return Err(interp.type_error("property.__new__(X): X is not a type object"));
    };
    let getter = args[1].clone().or(Value::None);
    let doc = match args[4].clone().or(Value::None) {
        Value::None => {
            let name = interp.names.doc.clone();
            interp
                .get_attribute_optional(&getter, &name)?
                .unwrap_or(Value::None)
        }
        given => given,
    };
    let data = Property {
        getter: RefCell::new(getter),
        setter: RefCell::new(args[2].clone().or(Value::None)),
        deleter: RefCell::new(args[3].clone().or(Value::None)),
        doc: RefCell::new(doc),
        name: RefCell::new(None),
    };
    Ok(interp.native_object(class, data))
}

const PROPERTY_METHODS: &[Definition] = &[
    def("__init__", "(self, /, *args, **kwargs)", |_, _| {
        Ok(Value::None)
    }),
    def("getter", "(self, function, /)", |interp, args| {
        property_with(interp, args, 0)
    }),
    def("setter", "(self, function, /)", |interp, args| {
        property_with(interp, args, 1)
    }),
    def("deleter", "(self, function, /)", |interp, args| {
        property_with(interp, args, 2)
    }),
    def("__set_name__", "(self, owner, name, /)", |_, args| {
        if let (Some(property), Some(name)) = (args[0].data::<Property>(), args[2].as_str()) {
            property.name.replace(Some(name.clone()));
        }
        Ok(Value::None)
    }),
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
    def("__set__", "(self, instance, value, /)", |interp, args| {
        let setter = args[0]
            .data::<Property>()
            .map_or(Value::None, |property| property.setter.borrow().clone());
        if setter.is_none() {
            return Err(interp.error(&interp.types.attribute_error, "property has no setter"));
        }
        interp.call(&setter, &args[1..3])
    }),
    def("__delete__", "(self, instance, /)", |interp, args| {
        let deleter = args[0]
            .data::<Property>()
            .map_or(Value::None, |property| property.deleter.borrow().clone());
        if deleter.is_none() {
            return Err(interp.error(&interp.types.attribute_error, "property has no deleter"));
        }
        interp.call(&deleter, &args[1..2])
    }),
];

const PROPERTY_ATTRIBUTES: &[Attribute] = &[
    Attribute {
        name: "fget",
        get: |_, this| {
            Ok(this
                .data::<Property>()
                .map_or(Value::None, |p| p.getter.borrow().clone()))
        },
        set: None,
    },
    Attribute {
        name: "fset",
        get: |_, this| {
            Ok(this
                .data::<Property>()
                .map_or(Value::None, |p| p.setter.borrow().clone()))
        },
        set: None,
    },
    Attribute {
        name: "fdel",
        get: |_, this| {
            Ok(this
                .data::<Property>()
                .map_or(Value::None, |p| p.deleter.borrow().clone()))
        },
        set: None,
    },
    Attribute {
        name: "__doc__",
        get: |_, this| {
            Ok(this
                .data::<Property>()
                .map_or(Value::None, |p| p.doc.borrow().clone()))
        },
        set: Some(|_, this, value| {
            if let Some(property) = this.data::<Property>() {
                property.doc.replace(value.clone().or(Value::None));
            }
            Ok(())
        }),
    },
    Attribute {
        name: "__name__",
        get: |interp, this| {
            let name = this
                .data::<Property>()
                .and_then(|property| property.name.borrow().clone());
            match name {
                Some(name) => Ok(Value::Str(name)),
                None => {
                    let getter = this
                        .data::<Property>()
                        .map_or(Value::None, |p| p.getter.borrow().clone());
                    interp.attribute(&getter, "__name__")
                }
            }
        },
        set: None,
    },
    Attribute {
        name: "__isabstractmethod__",
        get: |interp, this| {
            let functions = this.data::<Property>().map(|p| {
                [
                    p.getter.borrow().clone(),
                    p.setter.borrow().clone(),
                    p.deleter.borrow().clone(),
                ]
            });
            for function in functions.into_iter().flatten() {
                if is_abstract(interp, &function)? {
                    return Ok(Value::Bool(true));
                }
            }
            Ok(Value::Bool(false))
        },
        set: None,
    },
];

fn is_abstract(interp: &mut Interp, function: &Value) -> PyResult<bool> {
    let name = interp.names.isabstractmethod.clone();
    match interp.get_attribute_optional(function, &name)? {
        Some(flag) => interp.truth(&flag),
        None => Ok(false),
    }
}

/// A copy of a property with one of its functions replaced.
fn property_with(interp: &mut Interp, args: &[Value], which: usize) -> PyResult {
    let Some(property) = args[0].data::<Property>() else {
        return Err(interp.type_error("a property is required"));
    };
    let mut functions = [
        property.getter.borrow().clone(),
        property.setter.borrow().clone(),
        property.deleter.borrow().clone(),
    ];
    functions[which] = args[1].clone();
    let [getter, setter, deleter] = functions;
    let doc = if which == 0 {
        Value::None
    } else {
        property.doc.borrow().clone()
    };
    let class = Value::Class(interp.type_of(&args[0]));
    interp.call(&class, &[getter, setter, deleter, doc])
}

fn class_method_new(interp: &mut Interp, args: &[Value]) -> PyResult {
    let Value::Class(class) = &args[0] else {
        return Err(interp.type_error("classmethod.__new__(X): X is not a type object"));
    };
    Ok(interp.native_object(class, ClassMethod(RefCell::new(args[1].clone()))))
}

fn static_method_new(interp: &mut Interp, args: &[Value]) -> PyResult {
    let Value::Class(class) = &args[0] else {
        return Err(interp.type_error("staticmethod.__new__(X): X is not a type object"));
    };
    Ok(interp.native_object(class, StaticMethod(RefCell::new(args[1].clone()))))
}

fn wrapped(value: &Value) -> Value {
    if let Some(method) = value.data::<ClassMethod>() {
        return method.0.borrow().clone();
    }
    value
        .data::<StaticMethod>()
        .map_or(Value::None, |method| method.0.borrow().clone())
}

fn wrapper_get(interp: &mut Interp, args: &[Value]) -> PyResult {
    let owner = match args[2].bound() {
        Some(Value::Class(class)) => class.clone(),
        _ => interp.type_of(&args[1]),
    };
    interp.bind_for_class(&args[0], &Value::None, &owner)
}

fn wrapper_call(interp: &mut Interp, args: &[Value]) -> PyResult {
    if args[0].data::<StaticMethod>().is_none() {
        return Err(interp.type_error("'classmethod' object is not callable"));
    }
    let function = wrapped(&args[0]);
    let positional = interp.collect(&args[1])?;
    let keywords = crate::builtins::functions::keyword_list(&args[2]);
    interp.call_keywords(&function, positional, keywords)
}

const WRAPPER_ATTRIBUTES: &[Attribute] = &[
    Attribute {
        name: "__func__",
        get: |_, this| Ok(wrapped(this)),
        set: None,
    },
    Attribute {
        name: "__wrapped__",
        get: |_, this| Ok(wrapped(this)),
        set: None,
    },
    Attribute {
        name: "__name__",
        get: |interp, this| interp.attribute(&wrapped(this), "__name__"),
        set: None,
    },
    Attribute {
        name: "__qualname__",
        get: |interp, this| interp.attribute(&wrapped(this), "__qualname__"),
        set: None,
    },
    Attribute {
        name: "__module__",
        get: |interp, this| interp.attribute(&wrapped(this), "__module__"),
        set: None,
    },
    Attribute {
        name: "__doc__",
        get: |interp, this| interp.attribute(&wrapped(this), "__doc__"),
        set: None,
    },
    Attribute {
        name: "__isabstractmethod__",
        get: |interp, this| Ok(Value::Bool(is_abstract(interp, &wrapped(this))?)),
        set: None,
    },
];

fn super_data(interp: &mut Interp, this: &Value) -> PyResult<(Value, Value, Value)> {
    match this.data::<Super>() {
        Some(data) => Ok((
            Value::Class(data.class.clone()),
            data.object.clone(),
            Value::Class(data.object_class.clone()),
        )),
        None => Err(interp.type_error("a super object is required")),
    }
}

fn super_new(interp: &mut Interp, args: &[Value]) -> PyResult {
    let (class, object) = match (&args[1], &args[2]) {
        (Value::Unbound, _) => implicit_super(interp)?,
        (Value::Class(class), object) => (class.clone(), object.clone()),
        (other, _) => {
            let name = interp.type_name(other);
            return Err(interp.type_error(format_args!(
                "super() argument 1 must be a type, not {name}"
            )));
        }
    };
    let object_class = match &object {
        Value::Class(own) if own.is_subclass_of(&class) => own.clone(),
        other => {
            let own = interp.type_of(other);
            if !own.is_subclass_of(&class) && !object.is_unbound() {
                return Err(interp.type_error("super(type, obj): obj (instance of X) is not an instance or subtype of type (Y).".replace("(instance of X)", &format!("(instance of {})", own.name())).replace("(Y)", &format!("({})", class.name()))));
            }
            own
        }
    };
    Ok(interp.native_object(
        &interp.types.super_.clone(),
        Super {
            class,
            object,
            object_class,
        },
    ))
}

/// `super()` without arguments: the class from the cell `__class__`, the object from the first parameter.
fn implicit_super(interp: &mut Interp) -> PyResult<(Rc<Class>, Value)> {
    let Some(frame) = interp.frames.last() else {
        return Err(interp.runtime_error("super(): no current frame"));
    };
    let code = frame.code.clone();
    if code.positional == 0 && !code.has_varargs {
        return Err(interp.runtime_error("super(): no arguments"));
    }
    // The first parameter may have moved into a cell that a closure shares.
    let in_cell = code
        .cell_parameters
        .iter()
        .position(|parameter| *parameter == Some(0));
    let object = match in_cell {
        Some(index) => match frame.stack.get(code.locals.len() + index) {
            Some(Value::Cell(cell)) => cell.0.borrow().clone(),
            _ => Value::Unbound,
        },
        None => frame.stack.first().cloned().unwrap_or_default(),
    };
    let index = code
        .free_names
        .iter()
        .position(|name| &**name == "__class__");
    let class = index.and_then(|index| {
        match frame
            .stack
            .get(code.locals.len() + code.cell_names.len() + index)
        {
            Some(Value::Cell(cell)) => Some(cell.0.borrow().clone()),
            _ => None,
        }
    });
    match class {
        Some(Value::Class(class)) if !object.is_unbound() => Ok((class, object)),
        Some(Value::Class(_)) => Err(interp.runtime_error("super(): arg[0] deleted")),
        Some(_) => Err(interp.runtime_error("super(): empty __class__ cell")),
        None => Err(interp.runtime_error("super(): __class__ cell not found")),
    }
}

fn super_repr(interp: &mut Interp, args: &[Value]) -> PyResult {
    let (class, _, own) = super_data(interp, &args[0])?;
    let (Value::Class(class), Value::Class(own)) = (class, own) else {
        return Ok(Value::str("<super>"));
    };
    Ok(Value::str(format!(
        "<super: <class '{}'>, <{} object>>",
        class.name(),
        own.name()
    )))
}

const MEMBER_METHODS: &[Definition] = &[
    def(
        "__get__",
        "(self, instance, owner=None, /)",
        |interp, args| {
            let Some(member) = args[0].data::<Member>() else {
                return Ok(args[0].clone());
            };
            let Value::Object(object) = &args[1] else {
                return Ok(args[0].clone());
            };
            match object.slot(&member.name) {
                Some(value) => Ok(value),
                None => {
                    let (type_name, name) = (interp.type_name(&args[1]), member.name.clone());
                    Err(interp.attribute_error(
                        format_args!("'{type_name}' object has no attribute '{name}'"),
                        &args[1],
                        &name,
                    ))
                }
            }
        },
    ),
    def("__set__", "(self, instance, value, /)", |_, args| {
        if let (Some(member), Value::Object(object)) = (args[0].data::<Member>(), &args[1]) {
            object.set_slot(&member.name, args[2].clone());
        }
        Ok(Value::None)
    }),
    def("__delete__", "(self, instance, /)", |interp, args| {
        if let (Some(member), Value::Object(object)) = (args[0].data::<Member>(), &args[1])
            && !object.set_slot(&member.name, Value::Unbound)
        {
            let name = member.name.clone();
            return Err(interp.attribute_error(&*name, &args[1], &name));
        }
        Ok(Value::None)
    }),
    def("__repr__", "(self, /)", |_, args| {
        let Some(member) = args[0].data::<Member>() else {
            return Ok(Value::str("<member>"));
        };
        Ok(Value::str(format!(
            "<member '{}' of '{}' objects>",
            member.name, member.owner
        )))
    }),
];

fn attribute_get(interp: &mut Interp, args: &[Value]) -> PyResult {
    match (args[0].data::<Attribute>(), &args[1]) {
        (Some(attribute), instance) if !instance.is_none() => (attribute.get)(interp, instance),
        _ => Ok(args[0].clone()),
    }
}
