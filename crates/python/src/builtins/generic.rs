//! `types.GenericAlias` (`list[int]`) and `types.UnionType` (`int | None`).

use crate::error::PyResult;
use crate::interp::Interp;
use crate::native::{Attribute, Definition, def};
use crate::object::{Binding, NativeData};
use crate::value::Value;

/// The data of a generic alias.
pub struct GenericAlias {
    /// `__origin__`.
    pub origin: Value,
    /// `__args__`.
    pub args: Vec<Value>,
    /// Whether it stands unpacked: `*tuple[int]`.
    pub is_unpacked: bool,
}

impl NativeData for GenericAlias {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.origin);
        self.args.iter().for_each(visit);
    }
}

/// The data of a union.
pub struct UnionType {
    /// `__args__`, flat and without repetitions.
    pub args: Vec<Value>,
}

impl NativeData for UnionType {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        self.args.iter().for_each(visit);
    }
}

pub(super) fn install(interp: &mut Interp) {
    let types = interp.types.clone();
    interp.add_methods(
        &types.generic_alias,
        Binding::StaticMethod,
        &[def("__new__", "(cls, origin, args, /)", |_interp, args| {
            let parts = match &args[2] {
                Value::Tuple(items) => items.to_vec(),
                single => vec![single.clone()],
            };
            Ok(alias(_interp, args[1].clone(), parts))
        })],
    );
    interp.add_methods(&types.generic_alias, Binding::Method, ALIAS_METHODS);
    interp.add_attributes(&types.generic_alias, ALIAS_ATTRIBUTES);
    interp.add_methods(&types.union_type, Binding::Method, UNION_METHODS);
    interp.add_methods(
        &types.union_type,
        Binding::ClassMethod,
        &[def(
            "__class_getitem__",
            "(cls, args, /)",
            |interp, args| {
                let parts = match &args[1] {
                    Value::Tuple(items) => items.to_vec(),
                    single => vec![single.clone()],
                };
                if parts.is_empty() {
                    return Err(interp.type_error("Cannot take a Union of no types."));
                }
                union(interp, parts)
            },
        )],
    );
    interp.add_attributes(&types.union_type, UNION_ATTRIBUTES);
    let module = Value::str("typing");
    interp.class_set(&types.union_type, &interp.names.module.clone(), module);
    let module = Value::str("types");
    interp.class_set(&types.generic_alias, &interp.names.module.clone(), module);
    for class in [
        &types.list,
        &types.dict,
        &types.set,
        &types.frozenset,
        &types.tuple,
        &types.type_,
    ] {
        interp.add_methods(
            class,
            Binding::ClassMethod,
            &[def("__class_getitem__", "(cls, args, /)", class_getitem)],
        );
    }
    // `type[int]` subscripts the class `type` itself; metaclasses that inherit from it don't.
}

fn class_getitem(interp: &mut Interp, args: &[Value]) -> PyResult {
    let parts = match &args[1] {
        Value::Tuple(items) => items.to_vec(),
        single => vec![single.clone()],
    };
    Ok(alias(interp, args[0].clone(), parts))
}

/// `origin[args]`.
pub fn alias(interp: &Interp, origin: Value, args: Vec<Value>) -> Value {
    interp.native_object(
        &interp.types.generic_alias,
        GenericAlias {
            origin,
            args,
            is_unpacked: false,
        },
    )
}

/// The type parameters among arguments, in order of appearance: `__parameters__`.
pub fn parameters(interp: &mut Interp, args: &[Value]) -> PyResult<Vec<Value>> {
    let mut found: Vec<Value> = Vec::new();
    for arg in args {
        if matches!(
            arg,
            Value::Class(_) | Value::None | Value::Str(_) | Value::Ellipsis
        ) {
            continue;
        }
        if let Value::Tuple(items) = arg {
            for item in parameters(interp, items)? {
                push_new(&mut found, item);
            }
            continue;
        }
        let list = match arg {
            Value::List(list) => Some(list.0.borrow().clone()),
            _ => None,
        };
        if let Some(items) = list {
            for item in parameters(interp, &items)? {
                push_new(&mut found, item);
            }
            continue;
        }
        let class = interp.type_of(arg);
        let substitute = interp.intern("__typing_subst__");
        if interp.class_lookup(&class, &substitute).is_some() {
            push_new(&mut found, arg.clone());
            continue;
        }
        let name = interp.intern("__parameters__");
        if let Some(inner) = interp.get_attribute_optional(arg, &name)?
            && let Value::Tuple(items) = &inner
        {
            for item in items.iter() {
                push_new(&mut found, item.clone());
            }
        }
    }
    Ok(found)
}

fn push_new(found: &mut Vec<Value>, value: Value) {
    if !found.iter().any(|other| other.is(&value)) {
        found.push(value);
    }
}

/// An argument with type parameters replaced.
fn substitute(interp: &mut Interp, arg: &Value, from: &[Value], to: &[Value]) -> PyResult {
    if let Some(index) = from.iter().position(|parameter| parameter.is(arg)) {
        return Ok(to.get(index).cloned().unwrap_or_else(|| arg.clone()));
    }
    let list = match arg {
        Value::List(list) => Some(list.0.borrow().clone()),
        _ => None,
    };
    if let Some(items) = list {
        let mut made = Vec::new();
        for item in &items {
            made.push(substitute(interp, item, from, to)?);
        }
        return Ok(interp.list(made));
    }
    if matches!(
        arg,
        Value::Class(_) | Value::None | Value::Ellipsis | Value::Str(_)
    ) {
        return Ok(arg.clone());
    }
    let name = interp.intern("__parameters__");
    let Some(Value::Tuple(own)) = interp.get_attribute_optional(arg, &name)? else {
        return Ok(arg.clone());
    };
    if own.is_empty() {
        return Ok(arg.clone());
    }
    let mut values = Vec::new();
    for parameter in own.iter() {
        values.push(substitute(interp, parameter, from, to)?);
    }
    let key = if values.len() == 1 {
        values.remove(0)
    } else {
        Value::tuple(values)
    };
    interp.get_item(arg, &key)
}

/// `alias[items]`: replace the type parameters.
fn subscript(
    interp: &mut Interp,
    this: &Value,
    args: &[Value],
    key: &Value,
) -> PyResult<Vec<Value>> {
    let from = parameters(interp, args)?;
    let to = match key {
        Value::Tuple(items) => items.to_vec(),
        single => vec![single.clone()],
    };
    if from.is_empty() {
        let text = interp.repr(this)?;
        return Err(interp.type_error(format_args!("{text} is not a generic class")));
    }
    if from.len() != to.len() {
        let text = interp.repr(this)?;
        let many = if to.len() > from.len() { "many" } else { "few" };
        let (got, expected) = (to.len(), from.len());
        return Err(interp.type_error(format_args!(
            "Too {many} arguments for {text}; actual {got}, expected {expected}"
        )));
    }
    let mut made = Vec::new();
    for arg in args {
        made.push(substitute(interp, arg, &from, &to)?);
    }
    Ok(made)
}

/// How a type is shown inside an alias or a union.
pub fn type_repr(interp: &mut Interp, value: &Value) -> PyResult<String> {
    match value {
        Value::Ellipsis => Ok("...".to_owned()),
        Value::None => Ok("None".to_owned()),
        Value::Class(class) if std::rc::Rc::ptr_eq(class, &interp.types.none_type) => {
            Ok("None".to_owned())
        }
        Value::Class(class) => Ok(super::object::full_name(interp, class)),
        Value::List(list) => {
            let items = list.0.borrow().clone();
            let mut parts = Vec::new();
            for item in &items {
                parts.push(type_repr(interp, item)?);
            }
            Ok(format!("[{}]", parts.join(", ")))
        }
        other => Ok(interp.repr(other)?.to_string()),
    }
}

fn alias_of<'a>(interp: &Interp, this: &'a Value) -> PyResult<&'a GenericAlias> {
    this.data::<GenericAlias>()
        .ok_or_else(|| interp.type_error("a generic alias is required"))
}

const ALIAS_METHODS: &[Definition] = &[
    def("__repr__", "(self, /)", |interp, args| {
        let data = alias_of(interp, &args[0])?;
        let origin = type_repr(interp, &data.origin)?;
        let mut parts = Vec::new();
        for arg in &data.args {
            parts.push(type_repr(interp, arg)?);
        }
        let parts = if parts.is_empty() {
            "()".to_owned()
        } else {
            parts.join(", ")
        };
        let star = if data.is_unpacked { "*" } else { "" };
        Ok(Value::str(format!("{star}{origin}[{parts}]")))
    }),
    def("__getitem__", "(self, key, /)", |interp, args| {
        let data = alias_of(interp, &args[0])?;
        let made = subscript(interp, &args[0], &data.args, &args[1])?;
        Ok(alias(interp, data.origin.clone(), made))
    }),
    def("__mro_entries__", "(self, bases, /)", |interp, args| {
        let data = alias_of(interp, &args[0])?;
        Ok(Value::tuple(vec![data.origin.clone()]))
    }),
    def("__call__", "(self, /, *args, **kwargs)", |interp, args| {
        let origin = alias_of(interp, &args[0])?.origin.clone();
        let positional = interp.collect(&args[1])?;
        let keywords = super::functions::keyword_list(&args[2]);
        let made = interp.call_keywords(&origin, positional, keywords)?;
        if let Value::Object(_) = &made {
            let name = interp.intern("__orig_class__");
            if let Err(raised) = interp.set_attribute(&made, &name, &args[0])
                && !raised.is(&interp.types.attribute_error)
                && !raised.is(&interp.types.type_error)
            {
                return Err(raised);
            }
        }
        Ok(made)
    }),
    def("__eq__", "(self, other, /)", |interp, args| {
        let (Some(left), Some(right)) = (
            args[0].data::<GenericAlias>(),
            args[1].data::<GenericAlias>(),
        ) else {
            return Ok(Value::NotImplemented);
        };
        if !left.origin.is(&right.origin)
            || left.args.len() != right.args.len()
            || left.is_unpacked != right.is_unpacked
        {
            return Ok(Value::Bool(false));
        }
        for (a, b) in left.args.iter().zip(&right.args) {
            if !interp.equal(a, b)? {
                return Ok(Value::Bool(false));
            }
        }
        Ok(Value::Bool(true))
    }),
    def("__hash__", "(self, /)", |interp, args| {
        let data = alias_of(interp, &args[0])?;
        let mut hash = interp.hash(&data.origin)?;
        for arg in &data.args {
            hash = crate::dict::mix(hash, hash_type(interp, arg)?);
        }
        Ok(Value::Int((hash >> 3) as i64))
    }),
    def("__or__", "(self, other, /)", |interp, args| {
        union_of(interp, &args[0], &args[1])
    }),
    def("__ror__", "(self, other, /)", |interp, args| {
        union_of(interp, &args[1], &args[0])
    }),
    def("__iter__", "(self, /)", |interp, args| {
        let data = alias_of(interp, &args[0])?;
        let made = GenericAlias {
            origin: data.origin.clone(),
            args: data.args.clone(),
            is_unpacked: true,
        };
        let unpacked = interp.native_object(&interp.types.generic_alias, made);
        interp.iter(&Value::tuple(vec![unpacked]))
    }),
    def("__instancecheck__", "(self, instance, /)", |interp, _| {
        Err(interp.type_error("isinstance() argument 2 cannot be a parameterized generic"))
    }),
    def("__subclasscheck__", "(self, subclass, /)", |interp, _| {
        Err(interp.type_error("issubclass() argument 2 cannot be a parameterized generic"))
    }),
    def("__getattr__", "(self, name, /)", |interp, args| {
        let data = alias_of(interp, &args[0])?;
        interp.get_attribute(
            &data.origin,
            args[1].as_str().unwrap_or(&interp.names.name.clone()),
        )
    }),
    def("__getattribute__", "(self, name, /)", |interp, args| {
        let Some(name) = args[1].as_str().cloned() else {
            return Err(interp.type_error("attribute name must be string"));
        };
        alias_attribute(interp, &args[0], &name)
    }),
    def("__dir__", "(self, /)", |interp, args| {
        let origin = alias_of(interp, &args[0])?.origin.clone();
        let names = super::object::dir_names(interp, &origin)?;
        Ok(interp.list(names))
    }),
];

/// Attributes of an alias: its own, and for other names those of the origin.
pub fn alias_attribute(interp: &mut Interp, this: &Value, name: &crate::value::Str) -> PyResult {
    if let Some(found) = interp.generic_attribute(this, name)? {
        return Ok(found);
    }
    let origin = alias_of(interp, this)?.origin.clone();
    if name.starts_with("__")
        && name.ends_with("__")
        && !matches!(
            &**name,
            "__name__" | "__qualname__" | "__module__" | "__doc__" | "__mro__" | "__bases__"
        )
    {
        let type_name = interp.type_name(this);
        return Err(interp.attribute_error(
            format_args!("'{type_name}' object has no attribute '{name}'"),
            this,
            name,
        ));
    }
    interp.get_attribute(&origin, name)
}

fn hash_type(interp: &mut Interp, value: &Value) -> PyResult<u64> {
    interp.hash(value)
}

const ALIAS_ATTRIBUTES: &[Attribute] = &[
    Attribute {
        name: "__origin__",
        get: |interp, this| Ok(alias_of(interp, this)?.origin.clone()),
        set: None,
    },
    Attribute {
        name: "__args__",
        get: |interp, this| Ok(Value::tuple(alias_of(interp, this)?.args.clone())),
        set: None,
    },
    Attribute {
        name: "__parameters__",
        get: |interp, this| {
            let args = alias_of(interp, this)?.args.clone();
            Ok(Value::tuple(parameters(interp, &args)?))
        },
        set: None,
    },
    Attribute {
        name: "__unpacked__",
        get: |interp, this| Ok(Value::Bool(alias_of(interp, this)?.is_unpacked)),
        set: None,
    },
    Attribute {
        name: "__class__",
        get: |interp, _| Ok(Value::Class(interp.types.generic_alias.clone())),
        set: None,
    },
];

/// Whether a value may stand in a union made with `|`.
fn is_unionable(interp: &mut Interp, value: &Value) -> bool {
    match value {
        Value::None | Value::Class(_) | Value::Str(_) => true,
        Value::Object(_) => {
            value.data::<GenericAlias>().is_some() || value.data::<UnionType>().is_some() || {
                let class = interp.type_of(value);
                let module = class
                    .dict
                    .get_str(&interp.names.module)
                    .and_then(|module| module.as_str().cloned());
                module.is_some_and(|module| {
                    matches!(
                        &*module,
                        "typing" | "_typing" | "annotationlib" | "typing_extensions"
                    )
                })
            }
        }
        _ => false,
    }
}

/// `left | right` of types.
pub fn union_of(interp: &mut Interp, left: &Value, right: &Value) -> PyResult {
    let strings = matches!(left, Value::Str(_)) || matches!(right, Value::Str(_));
    if strings || !is_unionable(interp, left) || !is_unionable(interp, right) {
        return Ok(Value::NotImplemented);
    }
    union(interp, vec![left.clone(), right.clone()])
}

/// `Union[…]`: flat, without repetitions; one member is that member.
pub fn union(interp: &mut Interp, parts: Vec<Value>) -> PyResult {
    let mut flat: Vec<Value> = Vec::new();
    let mut pending: Vec<Value> = parts.into_iter().rev().collect();
    while let Some(part) = pending.pop() {
        if let Some(inner) = part.data::<UnionType>() {
            pending.extend(inner.args.iter().rev().cloned());
            continue;
        }
        let part = match part {
            Value::None => Value::Class(interp.types.none_type.clone()),
            Value::Str(text) => {
                let module = interp.import("annotationlib")?;
                let class = interp.attribute(&module, "ForwardRef")?;
                interp.call(&class, &[Value::Str(text)])?
            }
            other => other,
        };
        let mut is_new = true;
        for other in &flat {
            let same_class = std::rc::Rc::ptr_eq(&interp.type_of(other), &interp.type_of(&part));
            if other.is(&part) || (same_class && interp.equal(other, &part)?) {
                is_new = false;
                break;
            }
        }
        if is_new {
            flat.push(part);
        }
    }
    if flat.len() == 1 {
        return Ok(flat.remove(0));
    }
    Ok(interp.native_object(&interp.types.union_type.clone(), UnionType { args: flat }))
}

fn union_args(interp: &Interp, this: &Value) -> PyResult<Vec<Value>> {
    match this.data::<UnionType>() {
        Some(data) => Ok(data.args.clone()),
        None => Err(interp.type_error("a union is required")),
    }
}

const UNION_METHODS: &[Definition] = &[
    def("__repr__", "(self, /)", |interp, args| {
        let mut parts = Vec::new();
        for arg in union_args(interp, &args[0])? {
            parts.push(type_repr(interp, &arg)?);
        }
        Ok(Value::str(parts.join(" | ")))
    }),
    def("__eq__", "(self, other, /)", |interp, args| {
        let (Some(left), Some(right)) = (args[0].data::<UnionType>(), args[1].data::<UnionType>())
        else {
            return Ok(Value::NotImplemented);
        };
        if left.args.len() != right.args.len() {
            return Ok(Value::Bool(false));
        }
        for a in &left.args {
            let mut found = false;
            for b in &right.args {
                if a.is(b) || interp.equal(a, b)? {
                    found = true;
                    break;
                }
            }
            if !found {
                return Ok(Value::Bool(false));
            }
        }
        Ok(Value::Bool(true))
    }),
    def("__hash__", "(self, /)", |interp, args| {
        let mut hash: u64 = 0;
        for arg in union_args(interp, &args[0])? {
            hash = hash.wrapping_add(interp.hash(&arg)?.wrapping_mul(0x9E37_79B9));
        }
        Ok(Value::Int((hash >> 3) as i64))
    }),
    def("__or__", "(self, other, /)", |interp, args| {
        union_of(interp, &args[0], &args[1])
    }),
    def("__ror__", "(self, other, /)", |interp, args| {
        union_of(interp, &args[1], &args[0])
    }),
    def("__getitem__", "(self, key, /)", |interp, args| {
        let own = union_args(interp, &args[0])?;
        let made = subscript(interp, &args[0], &own, &args[1])?;
        union(interp, made)
    }),
    def(
        "__instancecheck__",
        "(self, instance, /)",
        |interp, args| Ok(Value::Bool(interp.isinstance(&args[1], &args[0])?)),
    ),
    def(
        "__subclasscheck__",
        "(self, subclass, /)",
        |interp, args| Ok(Value::Bool(interp.issubclass(&args[1], &args[0])?)),
    ),
];

const UNION_ATTRIBUTES: &[Attribute] = &[
    Attribute {
        name: "__args__",
        get: |interp, this| Ok(Value::tuple(union_args(interp, this)?)),
        set: None,
    },
    Attribute {
        name: "__origin__",
        get: |interp, _| Ok(Value::Class(interp.types.union_type.clone())),
        set: None,
    },
    Attribute {
        name: "__parameters__",
        get: |interp, this| {
            let args = union_args(interp, this)?;
            Ok(Value::tuple(parameters(interp, &args)?))
        },
        set: None,
    },
];
