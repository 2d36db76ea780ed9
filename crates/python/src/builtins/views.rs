//! The views of a dict: `keys()`, `values()` and `items()`.

use std::rc::Rc;

use super::iterators::{TableIterator, Walk};
use super::slots;
use crate::code::BinaryOp;
use crate::error::PyResult;
use crate::interp::Interp;
use crate::native::{Attribute, Definition, def};
use crate::object::{Binding, Class, NativeData};
use crate::value::{DictObject, Value};

/// A view of a dict.
pub struct View {
    /// The dict.
    pub dict: Rc<DictObject>,
    /// What it shows.
    pub walk: Walk,
}

impl NativeData for View {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&Value::Dict(self.dict.clone()));
    }
}

impl View {
    /// Whether it takes the operators of sets: keys and items do.
    pub fn is_set_like(&self) -> bool {
        self.walk != Walk::Values
    }
}

impl Interp {
    /// A view of a dict.
    pub fn dict_view(&self, dict: &Rc<DictObject>, walk: Walk) -> Value {
        let class = match walk {
            Walk::Keys => &self.types.dict_keys,
            Walk::Values => &self.types.dict_values,
            Walk::Items => &self.types.dict_items,
        };
        self.native_object(
            class,
            View {
                dict: dict.clone(),
                walk,
            },
        )
    }

    fn view_of<'a>(&self, value: &'a Value) -> PyResult<&'a View> {
        value
            .data::<View>()
            .ok_or_else(|| self.type_error("a view of a dict is required"))
    }

    /// An iterator over a dict in the way of a view.
    pub fn dict_iterator(&self, dict: &Rc<DictObject>, walk: Walk, is_reverse: bool) -> Value {
        let name = match (walk, is_reverse) {
            (Walk::Keys, false) => "dict_keyiterator",
            (Walk::Values, false) => "dict_valueiterator",
            (Walk::Items, false) => "dict_itemiterator",
            (Walk::Keys, true) => "dict_reversekeyiterator",
            (Walk::Values, true) => "dict_reversevalueiterator",
            (Walk::Items, true) => "dict_reverseitemiterator",
        };
        self.native_iterator(name, TableIterator::of_dict(dict, walk, is_reverse))
    }
}

fn iter(interp: &mut Interp, args: &[Value]) -> PyResult {
    let view = interp.view_of(&args[0])?;
    Ok(interp.dict_iterator(&view.dict, view.walk, false))
}

fn reversed(interp: &mut Interp, args: &[Value]) -> PyResult {
    let view = interp.view_of(&args[0])?;
    Ok(interp.dict_iterator(&view.dict, view.walk, true))
}

fn len(interp: &mut Interp, args: &[Value]) -> PyResult {
    Ok(Value::size(interp.view_of(&args[0])?.dict.len()))
}

fn contains(interp: &mut Interp, args: &[Value]) -> PyResult {
    let view = interp.view_of(&args[0])?;
    Ok(Value::Bool(match view.walk {
        Walk::Keys => interp.dict_get(&view.dict, &args[1])?.is_some(),
        Walk::Items => match args[1].base() {
            Value::Tuple(pair) if pair.len() == 2 => {
                match interp.dict_get(&view.dict, &pair[0])? {
                    Some(found) => interp.equal(&found, &pair[1])?,
                    None => false,
                }
            }
            _ => false,
        },
        Walk::Values => {
            for (_, value) in view.dict.entries() {
                if interp.equal(&value, &args[1])? {
                    return Ok(Value::Bool(true));
                }
            }
            false
        }
    }))
}

fn repr(interp: &mut Interp, args: &[Value]) -> PyResult {
    let view = interp.view_of(&args[0])?;
    let address = args[0].address();
    if interp.repr_stack.contains(&address) {
        return Ok(Value::str("..."));
    }
    let items: Vec<Value> = view
        .dict
        .entries()
        .into_iter()
        .map(|(key, value)| match view.walk {
            Walk::Keys => key,
            Walk::Values => value,
            Walk::Items => Value::tuple(vec![key, value]),
        })
        .collect();
    let name = interp.type_name(&args[0]);
    let list = interp.list(items);
    interp.repr_stack.push(address);
    let inside = interp.repr(&list);
    interp.repr_stack.pop();
    Ok(Value::str(format!("{name}({})", inside?)))
}

fn is_disjoint(interp: &mut Interp, args: &[Value]) -> PyResult {
    let other = interp.collect(&args[1])?;
    for item in other {
        if matches!(
            contains(interp, &[args[0].clone(), item])?,
            Value::Bool(true)
        ) {
            return Ok(Value::Bool(false));
        }
    }
    Ok(Value::Bool(true))
}

const METHODS: &[Definition] = &[
    def("__iter__", "(self, /)", iter),
    def("__reversed__", "(self, /)", reversed),
    def("__len__", "(self, /)", len),
    def("__contains__", "(self, key, /)", contains),
    def("__repr__", "(self, /)", repr),
];

const SET_METHODS: &[Definition] = &[def("isdisjoint", "(self, other, /)", is_disjoint)];

const ATTRIBUTES: &[Attribute] = &[Attribute {
    name: "mapping",
    get: |interp, value| {
        let dict = Value::Dict(interp.view_of(value)?.dict.clone());
        let class = Value::Class(interp.types.mapping_proxy.clone());
        interp.call(&class, &[dict])
    },
    set: None,
}];

const SET_OPERATORS: &[BinaryOp] = &[
    BinaryOp::And,
    BinaryOp::Or,
    BinaryOp::Xor,
    BinaryOp::Subtract,
];

fn install_one(interp: &Interp, class: &Rc<Class>, is_set_like: bool) {
    interp.add_methods(class, Binding::Method, METHODS);
    interp.add_attributes(class, ATTRIBUTES);
    if is_set_like {
        interp.add_methods(class, Binding::Method, SET_METHODS);
        slots::add_operators(interp, class, SET_OPERATORS);
        slots::add_comparisons(interp, class);
        interp.class_set(class, &interp.names.hash, Value::None);
    }
    class.is_final.set(true);
}

/// Give the views their methods.
pub fn install(interp: &Interp) {
    let types = interp.types.clone();
    install_one(interp, &types.dict_keys, true);
    install_one(interp, &types.dict_items, true);
    install_one(interp, &types.dict_values, false);
}
