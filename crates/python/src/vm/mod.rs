//! The machine that runs frames.

use std::rc::Rc;

use crate::code::Code;
use crate::error::PyResult;
use crate::interp::Interp;
use crate::value::{DictObject, Value};

impl Interp {
    /// Run a module's code in a namespace.
    pub fn run_module(&mut self, code: &Rc<Code>, globals: &Rc<DictObject>) -> PyResult {
        let _ = (code, globals);
        Ok(Value::None)
    }
}
