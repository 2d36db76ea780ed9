//! `tuple`.

use std::rc::Rc;

use super::slots;
use crate::code::BinaryOp;
use crate::error::PyResult;
use crate::interp::Interp;
use crate::native::{Definition, def};
use crate::object::Binding;
use crate::value::{Tuple, Value};

fn tuple_of(interp: &Interp, value: &Value) -> PyResult<Rc<Tuple>> {
    match value.base() {
        Value::Tuple(items) => Ok(items.clone()),
        _ => Err(interp.wrong_receiver("tuple", value)),
    }
}

fn new(interp: &mut Interp, args: &[Value]) -> PyResult {
    let exact = interp.types.tuple.clone();
    let value = match &args[1] {
        Value::Unbound => Value::tuple(Vec::new()),
        tuple @ Value::Tuple(_) => tuple.clone(),
        iterable => Value::tuple(interp.collect(iterable)?),
    };
    interp.base_instance(&args[0], &exact, value)
}

fn index(interp: &mut Interp, args: &[Value]) -> PyResult {
    let items = tuple_of(interp, &args[0])?;
    let (start, stop) = interp.search_bounds(&args[2], &args[3], items.len(), false)?;
    for (position, item) in items.iter().enumerate().take(stop).skip(start) {
        if interp.equal(item, &args[1])? {
            return Ok(Value::size(position));
        }
    }
    Err(interp.value_error("tuple.index(x): x not in tuple"))
}

fn count(interp: &mut Interp, args: &[Value]) -> PyResult {
    let items = tuple_of(interp, &args[0])?;
    let mut count = 0;
    for item in items.iter() {
        if interp.equal(item, &args[1])? {
            count += 1;
        }
    }
    Ok(Value::Int(count))
}

fn get_new_arguments(interp: &mut Interp, args: &[Value]) -> PyResult {
    let items = tuple_of(interp, &args[0])?;
    Ok(Value::tuple(vec![Value::Tuple(items)]))
}

const STATIC: &[Definition] = &[def("__new__", "(type, iterable=(), /)", new)];

const METHODS: &[Definition] = &[
    def(
        "index",
        "(self, value, start=0, stop=9223372036854775807, /)",
        index,
    ),
    def("count", "(self, value, /)", count),
    def("__getnewargs__", "(self, /)", get_new_arguments),
];

/// Give `tuple` its methods.
pub fn install(interp: &Interp) {
    let class = interp.types.tuple.clone();
    interp.add_methods(&class, Binding::StaticMethod, STATIC);
    interp.add_methods(&class, Binding::Method, METHODS);
    slots::add_comparisons(interp, &class);
    slots::add_container(interp, &class);
    slots::add_get_item(interp, &class);
    slots::add_operator(interp, &class, BinaryOp::Add);
    slots::add_operators(interp, &class, &[BinaryOp::Multiply]);
    slots::add_repr_and_hash(interp, &class);
    slots::add_class_get_item(interp, &class);
}
