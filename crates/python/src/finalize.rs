//! `__del__`: an object of a class that has it is kept when its last reference goes, until the machine has called it (PEP 442: once for
//! each object, and before the members of a cycle are emptied).
//!
//! Rust drops values where no Python can run. So a dying object hands what it has to a new one, which waits here until the
//! machine has come to a place where a program could notice.

use std::cell::{Cell, RefCell};

use crate::interp::Interp;
use crate::value::Value;

/// The objects that wait for their `__del__`.
#[derive(Default)]
pub struct Finalizers {
    waiting: RefCell<Vec<Value>>,
    has_waiting: Cell<bool>,
    is_closed: Cell<bool>,
}

impl Finalizers {
    /// Whether an object waits.
    pub fn has_waiting(&self) -> bool {
        self.has_waiting.get()
    }

    /// Whether objects are taken: not any more when the interpreter goes.
    pub fn is_open(&self) -> bool {
        !self.is_closed.get()
    }

    /// Take an object.
    pub(crate) fn add(&self, object: Value) {
        self.waiting.borrow_mut().push(object);
        self.has_waiting.set(true);
    }

    fn take(&self) -> Vec<Value> {
        self.has_waiting.set(false);
        std::mem::take(&mut *self.waiting.borrow_mut())
    }

    /// Forget the objects that wait, and take no more.
    pub(crate) fn close(&self) {
        self.is_closed.set(true);
        drop(self.take());
    }
}

impl Interp {
    /// Call `__del__` of the objects that wait. What one raises is printed and ignored, as in CPython; but a limit is a limit.
    pub(crate) fn run_finalizers(&mut self) -> crate::error::PyResult<()> {
        for object in self.heap.finalizers.take() {
            self.heap.track(&object);
            let name = self.names.del.clone();
            let class = self.type_of(&object);
            let Some(function) = self.class_lookup(&class, &name) else {
                continue;
            };
            let called = self
                .bind(&function, &object, &class)
                .and_then(|method| self.call(&method, &[]));
            let Err(raised) = called else { continue };
            if !raised.class().is_subclass_of(&self.types.exception) {
                return Err(raised);
            }
            let text = |told: crate::error::PyResult<crate::value::Str>| {
                told.map_or_else(|_| String::new(), |text| text.to_string())
            };
            let said = text(self.str(&raised.value()));
            let (owner, kind) = (class.name(), raised.class().name());
            let line = format!(
                "Exception ignored while calling deallocator {owner}.__del__: {kind}: {said}\n"
            );
            self.print(true, &line)?;
        }
        Ok(())
    }
}
