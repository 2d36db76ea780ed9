//! Calls: binding arguments to parameters, and from Rust into Python.

use crate::error::PyResult;
use crate::interp::Interp;
use crate::value::{Str, Value};

impl Interp {
    /// Call with positional arguments.
    pub fn call(&mut self, callable: &Value, args: &[Value]) -> PyResult {
        self.call_keywords(callable, args.to_vec(), Vec::new())
    }

    /// Call with positional and keyword arguments.
    pub fn call_keywords(
        &mut self,
        callable: &Value,
        args: Vec<Value>,
        keywords: Vec<(Str, Value)>,
    ) -> PyResult {
        let _ = (callable, args, keywords);
        Ok(Value::None)
    }

    /// `value.name(*args)`.
    pub fn call_method(&mut self, value: &Value, name: &str, args: &[Value]) -> PyResult {
        let method = self.attribute(value, name)?;
        self.call(&method, args)
    }

    /// Call a special method, looked up on the class: `None` where there is none.
    pub fn call_special(
        &mut self,
        value: &Value,
        name: &Str,
        args: &[Value],
    ) -> PyResult<Option<Value>> {
        match self.special(value, name)? {
            Some(method) => self.call(&method, args).map(Some),
            None => Ok(None),
        }
    }
}
