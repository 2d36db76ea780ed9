//! What all native iterators have: `__iter__` and `__next__`.

use std::rc::Rc;

use crate::error::PyResult;
use crate::interp::Interp;
use crate::native::{Definition, def};
use crate::object::{Binding, Class};
use crate::value::Value;

const METHODS: &[Definition] = &[
    def("__iter__", "(self, /)", iter),
    def("__next__", "(self, /)", next),
];

/// Add the methods of the iterator protocol to a class of native iterators.
pub fn add_iterator_methods(interp: &Interp, class: &Rc<Class>) {
    interp.add_methods(class, Binding::Method, METHODS);
}

fn iter(_interp: &mut Interp, args: &[Value]) -> PyResult {
    Ok(args[0].clone())
}

fn next(interp: &mut Interp, args: &[Value]) -> PyResult {
    match interp.next(&args[0])? {
        Some(value) => Ok(value),
        None => Err(interp.stop_iteration(Value::None)),
    }
}
