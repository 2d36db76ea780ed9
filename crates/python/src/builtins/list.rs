//! `list`.

use std::rc::Rc;

use super::slots;
use crate::code::BinaryOp;
use crate::error::PyResult;
use crate::interp::Interp;
use crate::native::{Definition, def};
use crate::object::{Binding, Class, Payload};
use crate::value::{List, Value};

impl Interp {
    /// The value of a built-in class made for a class that may be a subclass of it: `int.__new__(cls, …)`.
    pub(crate) fn base_instance(
        &self,
        class: &Value,
        exact: &Rc<Class>,
        value: Value,
    ) -> PyResult<Value> {
        let Value::Class(class) = class else {
            return Err(self.type_error(format_args!(
                "{}.__new__(X): X is not a type object ({})",
                exact.name(),
                self.type_name(class)
            )));
        };
        if Rc::ptr_eq(class, exact) {
            return Ok(value);
        }
        if !class.is_subclass_of(exact) {
            let (name, exact) = (class.name(), exact.name());
            return Err(self.type_error(format_args!(
                "{exact}.__new__({name}): {name} is not a subtype of {exact}"
            )));
        }
        Ok(self.object(class, Payload::Base(value)))
    }

    /// The error of a method that was called on a value of another type.
    pub(crate) fn wrong_receiver(&self, wanted: &str, value: &Value) -> crate::error::Raised {
        self.type_error(format_args!(
            "descriptor requires a '{wanted}' object but received a '{}'",
            self.type_name(value)
        ))
    }

    fn list_of(&self, value: &Value) -> PyResult<Rc<List>> {
        match value.base() {
            Value::List(list) => Ok(list.clone()),
            _ => Err(self.wrong_receiver("list", value)),
        }
    }

    /// The place of a value between two indices, as `index` methods say them.
    pub(crate) fn search_bounds(
        &mut self,
        start: &Value,
        stop: &Value,
        length: usize,
        takes_none: bool,
    ) -> PyResult<(usize, usize)> {
        let length = length as i64;
        let mut clamp = |value: &Value, default: i64| -> PyResult<usize> {
            if value.is_unbound() || (takes_none && value.is_none()) {
                return Ok(default as usize);
            }
            let index = if self.has_index(value) {
                self.index_clamped(value)?
            } else {
                return Err(self.type_error(if takes_none {
                    "slice indices must be integers or None or have an __index__ method"
                } else {
                    "slice indices must be integers or have an __index__ method"
                }));
            };
            let index = if index < 0 {
                index.saturating_add(length).max(0)
            } else {
                index
            };
            Ok(crate::ops::count(index))
        };
        let start = clamp(start, 0)?;
        let stop = clamp(stop, length)?.min(length as usize);
        Ok((start, stop))
    }
}

fn new(interp: &mut Interp, args: &[Value]) -> PyResult {
    let exact = interp.types.list.clone();
    let list = interp.list(Vec::new());
    interp.base_instance(&args[0], &exact, list)
}

fn init(interp: &mut Interp, args: &[Value]) -> PyResult {
    let list = interp.list_of(&args[0])?;
    let old = std::mem::take(&mut *list.0.borrow_mut());
    drop(old);
    if let Some(iterable) = args[1].bound() {
        interp.list_extend(&list, iterable)?;
    }
    Ok(Value::None)
}

fn append(interp: &mut Interp, args: &[Value]) -> PyResult {
    match args[0].base() {
        Value::List(list) => {
            let mut items = list.0.borrow_mut();
            if items.len() >= 1 << 16 && items.len().is_power_of_two() {
                interp.check_size(items.len().saturating_mul(2 * size_of::<Value>()))?;
            }
            items.push(args[1].clone());
            Ok(Value::None)
        }
        _ => Err(interp.wrong_receiver("list", &args[0])),
    }
}

fn extend(interp: &mut Interp, args: &[Value]) -> PyResult {
    let list = interp.list_of(&args[0])?;
    interp.list_extend(&list, &args[1])?;
    Ok(Value::None)
}

fn insert(interp: &mut Interp, args: &[Value]) -> PyResult {
    let list = interp.list_of(&args[0])?;
    let index = interp.index_clamped(&args[1])?;
    let mut items = list.0.borrow_mut();
    let length = items.len() as i64;
    let index = if index < 0 {
        index.saturating_add(length).max(0)
    } else {
        index.min(length)
    };
    interp.charge((length - index) as u64 / 64)?;
    items.insert(index as usize, args[2].clone());
    Ok(Value::None)
}

fn pop(interp: &mut Interp, args: &[Value]) -> PyResult {
    let list = interp.list_of(&args[0])?;
    let index = match args[1].bound() {
        Some(index) => interp.index_clamped(index)?,
        None => -1,
    };
    let mut items = list.0.borrow_mut();
    if items.is_empty() {
        return Err(interp.index_error("pop from empty list"));
    }
    match Interp::position(index, items.len()) {
        Some(index) => {
            interp.charge((items.len() - index) as u64 / 64)?;
            Ok(items.remove(index))
        }
        None => Err(interp.index_error("pop index out of range")),
    }
}

fn find(
    interp: &mut Interp,
    list: &List,
    item: &Value,
    (start, stop): (usize, usize),
) -> PyResult<Option<usize>> {
    let mut index = start;
    while index < stop {
        let found = list.0.borrow().get(index).cloned();
        let Some(found) = found else { break };
        if interp.equal(&found, item)? {
            return Ok(Some(index));
        }
        index += 1;
        if index % 16 == 0 {
            interp.charge(1)?;
        }
    }
    Ok(None)
}

fn remove(interp: &mut Interp, args: &[Value]) -> PyResult {
    let list = interp.list_of(&args[0])?;
    match find(interp, &list, &args[1], (0, usize::MAX))? {
        Some(index) => {
            let mut items = list.0.borrow_mut();
            let removed = (index < items.len()).then(|| items.remove(index));
            drop(items);
            drop(removed);
            Ok(Value::None)
        }
        None => Err(interp.value_error("list.remove(x): x not in list")),
    }
}

fn index(interp: &mut Interp, args: &[Value]) -> PyResult {
    let list = interp.list_of(&args[0])?;
    let length = list.0.borrow().len();
    let bounds = interp.search_bounds(&args[2], &args[3], length, false)?;
    match find(interp, &list, &args[1], bounds)? {
        Some(index) => Ok(Value::size(index)),
        None => Err(interp.value_error("list.index(x): x not in list")),
    }
}

fn count(interp: &mut Interp, args: &[Value]) -> PyResult {
    let list = interp.list_of(&args[0])?;
    let mut count = 0;
    let mut index = 0;
    while let Some(found) = find(interp, &list, &args[1], (index, usize::MAX))? {
        count += 1;
        index = found + 1;
    }
    Ok(Value::Int(count))
}

fn clear(interp: &mut Interp, args: &[Value]) -> PyResult {
    let list = interp.list_of(&args[0])?;
    let old = std::mem::take(&mut *list.0.borrow_mut());
    drop(old);
    Ok(Value::None)
}

fn copy(interp: &mut Interp, args: &[Value]) -> PyResult {
    let items = interp.list_of(&args[0])?.0.borrow().clone();
    interp.charge(items.len() as u64 / 16)?;
    Ok(interp.list(items))
}

fn reverse(interp: &mut Interp, args: &[Value]) -> PyResult {
    interp.list_of(&args[0])?.0.borrow_mut().reverse();
    Ok(Value::None)
}

fn sort(interp: &mut Interp, args: &[Value]) -> PyResult {
    let list = interp.list_of(&args[0])?;
    let key = args[1].bound().filter(|key| !key.is_none());
    let is_reverse = match args[2].bound() {
        Some(flag) => interp.truth(flag)?,
        None => false,
    };
    // The list is empty while it is sorted, so that whoever looks at it sees neither half of it, and a change is noticed.
    let mut items = std::mem::take(&mut *list.0.borrow_mut());
    let result = interp.sort_values(&mut items, key, is_reverse);
    let meanwhile = std::mem::replace(&mut *list.0.borrow_mut(), items);
    let was_changed = !meanwhile.is_empty();
    drop(meanwhile);
    result?;
    if was_changed {
        return Err(interp.value_error("list modified during sort"));
    }
    Ok(Value::None)
}

fn set_item(interp: &mut Interp, args: &[Value]) -> PyResult {
    let list = interp.list_of(&args[0])?;
    interp.list_set_item(&list, &args[1], &args[2])?;
    Ok(Value::None)
}

fn delete_item(interp: &mut Interp, args: &[Value]) -> PyResult {
    let list = interp.list_of(&args[0])?;
    interp.list_delete_item(&list, &args[1])?;
    Ok(Value::None)
}

fn reversed(interp: &mut Interp, args: &[Value]) -> PyResult {
    Ok(interp
        .builtin_reversed(args[0].base())
        .unwrap_or(Value::NotImplemented))
}

const STATIC: &[Definition] = &[def("__new__", "(type, /, *args, **kwargs)", new)];

const METHODS: &[Definition] = &[
    def("__init__", "(self, iterable=(), /)", init),
    def("append", "(self, object, /)", append),
    def("extend", "(self, iterable, /)", extend),
    def("insert", "(self, index, object, /)", insert),
    def("pop", "(self, index=-1, /)", pop),
    def("remove", "(self, value, /)", remove),
    def(
        "index",
        "(self, value, start=0, stop=9223372036854775807, /)",
        index,
    ),
    def("count", "(self, value, /)", count),
    def("clear", "(self, /)", clear),
    def("copy", "(self, /)", copy),
    def("reverse", "(self, /)", reverse),
    def("sort", "(self, /, *, key=None, reverse=False)", sort),
    def("__setitem__", "(self, key, value, /)", set_item),
    def("__delitem__", "(self, key, /)", delete_item),
    def("__reversed__", "(self, /)", reversed),
];

/// Give `list` its methods.
pub fn install(interp: &Interp) {
    let class = interp.types.list.clone();
    interp.add_methods(&class, Binding::StaticMethod, STATIC);
    interp.add_methods(&class, Binding::Method, METHODS);
    slots::add_comparisons(interp, &class);
    slots::add_container(interp, &class);
    slots::add_get_item(interp, &class);
    slots::add_operator(interp, &class, BinaryOp::Add);
    slots::add_operators(interp, &class, &[BinaryOp::Multiply]);
    slots::add_in_place(interp, &class, &[BinaryOp::Add, BinaryOp::Multiply]);
    slots::add_repr_only(interp, &class);
    slots::add_class_get_item(interp, &class);
}
