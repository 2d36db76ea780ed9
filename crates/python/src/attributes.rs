//! How attributes are looked up, set and deleted: the descriptor protocol.

use std::rc::Rc;

use crate::error::PyResult;
use crate::interp::Interp;
use crate::object::Class;
use crate::value::{Str, Value};

impl Interp {
    /// The class of a value: `type(x)`.
    pub fn type_of(&self, value: &Value) -> Rc<Class> {
        let _ = value;
        self.types.object.clone()
    }

    /// The name of the class of a value, for messages.
    pub fn type_name(&self, value: &Value) -> Str {
        self.type_of(value).name()
    }

    /// `getattr(value, name)`.
    pub fn get_attribute(&mut self, value: &Value, name: &Str) -> PyResult {
        Err(self.attribute_error("", value, name))
    }

    /// `getattr(value, name, None)`, telling "not there" from `None`: only `AttributeError` counts as that.
    pub fn get_attribute_optional(&mut self, value: &Value, name: &Str) -> PyResult<Option<Value>> {
        let _ = (value, name);
        Ok(None)
    }

    /// `getattr(value, "name")` by text.
    pub fn attribute(&mut self, value: &Value, name: &str) -> PyResult {
        let name = self.intern(name);
        self.get_attribute(value, &name)
    }

    /// `setattr(value, name, new)`.
    pub fn set_attribute(&mut self, value: &Value, name: &Str, new: &Value) -> PyResult<()> {
        let _ = (value, name, new);
        Ok(())
    }

    /// `delattr(value, name)`.
    pub fn delete_attribute(&mut self, value: &Value, name: &Str) -> PyResult<()> {
        let _ = (value, name);
        Ok(())
    }

    /// A method looked up on the class of a value and bound to it, as special methods are: `type(x).name` bound to x.
    pub fn special(&mut self, value: &Value, name: &Str) -> PyResult<Option<Value>> {
        let _ = (value, name);
        Ok(None)
    }
}
