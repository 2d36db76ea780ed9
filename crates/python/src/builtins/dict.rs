//! `dict`.

use std::rc::Rc;

use super::iterators::Walk;
use super::slots;
use crate::code::BinaryOp;
use crate::error::PyResult;
use crate::interp::Interp;
use crate::native::{Definition, def};
use crate::object::Binding;
use crate::value::{DictObject, Value};

impl Interp {
    fn dict_in(&self, value: &Value) -> PyResult<Rc<DictObject>> {
        match value.base() {
            Value::Dict(dict) => Ok(dict.clone()),
            _ => Err(self.wrong_receiver("dict", value)),
        }
    }

    /// `d.update(*args, **kwargs)` with the count of `args` checked.
    fn update_with(
        &mut self,
        name: &str,
        dict: &DictObject,
        args: &Value,
        keywords: &Value,
    ) -> PyResult<()> {
        if let Value::Tuple(args) = args {
            match &args[..] {
                [] => {}
                [other] => self.dict_update(dict, other)?,
                _ => {
                    return Err(self.type_error(format_args!(
                        "{name} expected at most 1 argument, got {}",
                        args.len()
                    )));
                }
            }
        }
        if let Value::Dict(keywords) = keywords {
            for (key, value) in keywords.entries() {
                let old = self.dict_set(dict, &key, value)?;
                drop(old);
            }
        }
        Ok(())
    }
}

fn new(interp: &mut Interp, args: &[Value]) -> PyResult {
    let exact = interp.types.dict.clone();
    let dict = Value::Dict(interp.dict());
    interp.base_instance(&args[0], &exact, dict)
}

fn init(interp: &mut Interp, args: &[Value]) -> PyResult {
    let dict = interp.dict_in(&args[0])?;
    interp.update_with("dict", &dict, &args[1], &args[2])?;
    Ok(Value::None)
}

fn update(interp: &mut Interp, args: &[Value]) -> PyResult {
    let dict = interp.dict_in(&args[0])?;
    interp.update_with("update", &dict, &args[1], &args[2])?;
    Ok(Value::None)
}

fn get(interp: &mut Interp, args: &[Value]) -> PyResult {
    let dict = interp.dict_in(&args[0])?;
    let found = interp.dict_get(&dict, &args[1])?;
    Ok(found.unwrap_or_else(|| args[2].clone().or(Value::None)))
}

fn set_default(interp: &mut Interp, args: &[Value]) -> PyResult {
    let dict = interp.dict_in(&args[0])?;
    interp.dict_set_default(&dict, &args[1], args[2].clone().or(Value::None))
}

fn pop(interp: &mut Interp, args: &[Value]) -> PyResult {
    let dict = interp.dict_in(&args[0])?;
    // In an empty dict nothing is looked for, whatever the key.
    let removed = match dict.is_empty() {
        true => None,
        false => interp.dict_remove(&dict, &args[1])?,
    };
    match removed {
        Some(value) => Ok(value),
        None if args[2].is_unbound() => Err(interp.key_error(args[1].clone())),
        None => Ok(args[2].clone()),
    }
}

fn pop_item(interp: &mut Interp, args: &[Value]) -> PyResult {
    let dict = interp.dict_in(&args[0])?;
    let removed = {
        let mut table = dict.0.borrow_mut();
        let last = table.last_index();
        last.and_then(|last| table.remove_at(last))
    };
    match removed {
        Some((key, value)) => Ok(Value::tuple(vec![key, value])),
        None => Err(interp.key_error(Value::str("popitem(): dictionary is empty"))),
    }
}

fn keys(interp: &mut Interp, args: &[Value]) -> PyResult {
    let dict = interp.dict_in(&args[0])?;
    Ok(interp.dict_view(&dict, Walk::Keys))
}

fn values(interp: &mut Interp, args: &[Value]) -> PyResult {
    let dict = interp.dict_in(&args[0])?;
    Ok(interp.dict_view(&dict, Walk::Values))
}

fn items(interp: &mut Interp, args: &[Value]) -> PyResult {
    let dict = interp.dict_in(&args[0])?;
    Ok(interp.dict_view(&dict, Walk::Items))
}

fn clear(interp: &mut Interp, args: &[Value]) -> PyResult {
    let dict = interp.dict_in(&args[0])?;
    let old = dict.0.borrow_mut().take_values();
    crate::heap::drop_values(old);
    Ok(Value::None)
}

fn copy(interp: &mut Interp, args: &[Value]) -> PyResult {
    let dict = interp.dict_in(&args[0])?;
    let table = dict.0.borrow().copy();
    interp.charge(table.len() as u64 / 8)?;
    Ok(Value::Dict(interp.dict_from(table)))
}

fn from_keys(interp: &mut Interp, args: &[Value]) -> PyResult {
    let value = args[2].clone().or(Value::None);
    let result = interp.call(&args[0], &[])?;
    let iterator = interp.iter(&args[1])?;
    while let Some(key) = interp.next(&iterator)? {
        interp.charge(crate::ops::STEP)?;
        interp.set_item(&result, &key, &value)?;
    }
    Ok(result)
}

fn get_item(interp: &mut Interp, args: &[Value]) -> PyResult {
    let dict = interp.dict_in(&args[0])?;
    if let Some(found) = interp.dict_get(&dict, &args[1])? {
        return Ok(found);
    }
    if matches!(args[0], Value::Object(_)) {
        let name = interp.names.missing.clone();
        if let Some(value) = interp.call_special(&args[0], &name, &args[1..2])? {
            return Ok(value);
        }
    }
    Err(interp.key_error(args[1].clone()))
}

fn set_item(interp: &mut Interp, args: &[Value]) -> PyResult {
    let dict = interp.dict_in(&args[0])?;
    let old = interp.dict_set(&dict, &args[1], args[2].clone())?;
    drop(old);
    Ok(Value::None)
}

fn delete_item(interp: &mut Interp, args: &[Value]) -> PyResult {
    let dict = interp.dict_in(&args[0])?;
    match interp.dict_remove(&dict, &args[1])? {
        Some(_) => Ok(Value::None),
        None => Err(interp.key_error(args[1].clone())),
    }
}

fn reversed(interp: &mut Interp, args: &[Value]) -> PyResult {
    let dict = interp.dict_in(&args[0])?;
    Ok(interp.dict_iterator(&dict, Walk::Keys, true))
}

const STATIC: &[Definition] = &[def("__new__", "(type, /, *args, **kwargs)", new)];

const CLASS: &[Definition] = &[def(
    "fromkeys",
    "(type, iterable, value=None, /)",
    from_keys,
)];

const METHODS: &[Definition] = &[
    def("__init__", "(self, /, *args, **kwargs)", init),
    def("update", "(self, /, *args, **kwargs)", update),
    def("get", "(self, key, default=None, /)", get),
    def("setdefault", "(self, key, default=None, /)", set_default),
    def("pop", "(self, key, default=None, /)", pop),
    def("popitem", "(self, /)", pop_item),
    def("keys", "(self, /)", keys),
    def("values", "(self, /)", values),
    def("items", "(self, /)", items),
    def("clear", "(self, /)", clear),
    def("copy", "(self, /)", copy),
    def("__getitem__", "(self, key, /)", get_item),
    def("__setitem__", "(self, key, value, /)", set_item),
    def("__delitem__", "(self, key, /)", delete_item),
    def("__reversed__", "(self, /)", reversed),
];

/// Give `dict` its methods.
pub fn install(interp: &Interp) {
    let class = interp.types.dict.clone();
    interp.add_methods(&class, Binding::StaticMethod, STATIC);
    interp.add_methods(&class, Binding::ClassMethod, CLASS);
    interp.add_methods(&class, Binding::Method, METHODS);
    slots::add_comparisons(interp, &class);
    slots::add_container(interp, &class);
    slots::add_operators(interp, &class, &[BinaryOp::Or]);
    slots::add_in_place(interp, &class, &[BinaryOp::Or]);
    slots::add_repr_only(interp, &class);
    slots::add_class_get_item(interp, &class);
}
