//! Instructions about names: namespaces of modules and classes, globals, cells.

use std::cell::RefCell;
use std::rc::Rc;

use crate::code::Instruction;
use crate::error::{PyResult, Raised};
use crate::interp::Interp;
use crate::object::CellObject;
use crate::value::{Str, Value};

impl Interp {
    pub(super) fn namespace_instruction(&mut self, instruction: Instruction) -> PyResult<()> {
        match instruction {
            Instruction::MakeCell(index) => {
                let cell = self.new_cell(Value::Unbound);
                if let Some(frame) = self.frames.last_mut() {
                    let slot = frame.code.locals.len() + index as usize;
                    if let Some(place) = frame.stack.get_mut(slot) {
                        *place = cell;
                    }
                }
            }
            Instruction::LoadDeref(index) => {
                let content = self
                    .cell(index)
                    .map_or(Value::Unbound, |cell| cell.0.borrow().clone());
                if content.is_unbound() {
                    return Err(self.empty_cell(index));
                }
                self.push(content);
            }
            Instruction::StoreDeref(index) => {
                let value = self.pop();
                if let Some(cell) = self.cell(index) {
                    let old = cell.0.replace(value);
                    drop(old);
                }
            }
            Instruction::DeleteDeref(index) => {
                let old = self
                    .cell(index)
                    .map_or(Value::Unbound, |cell| cell.0.take());
                if old.is_unbound() {
                    return Err(self.empty_cell(index));
                }
            }
            Instruction::LoadClosure(index) => {
                let cell = self.cell(index).map_or(Value::Unbound, Value::Cell);
                self.push(cell);
            }
            Instruction::LoadClassDeref(index) => {
                let namespace = self
                    .frames
                    .last()
                    .map(|frame| frame.namespace.clone())
                    .unwrap_or_default();
                self.load_from_or_cell(&namespace, index)?;
            }
            Instruction::LoadFromDictOrDeref(index) => {
                let namespace = self.pop();
                self.load_from_or_cell(&namespace, index)?;
            }
            Instruction::LoadFromDictOrGlobals(index) => {
                let namespace = self.pop();
                let name = self.name(index);
                let value = match self.namespace_get(&namespace, &name)? {
                    Some(value) => value,
                    None => self.global(&name)?,
                };
                self.push(value);
            }
            Instruction::LoadName(index) => {
                let name = self.name(index);
                let namespace = self
                    .frames
                    .last()
                    .map(|frame| frame.namespace.clone())
                    .unwrap_or_default();
                let value = match self.namespace_get(&namespace, &name)? {
                    Some(value) => value,
                    None => self.global(&name)?,
                };
                self.push(value);
            }
            Instruction::StoreName(index) => {
                let name = self.name(index);
                let value = self.pop();
                let namespace = self
                    .frames
                    .last()
                    .map(|frame| frame.namespace.clone())
                    .unwrap_or_default();
                match &namespace {
                    Value::Dict(dict) => dict.set_str(name, value),
                    other => self.set_item(other, &Value::Str(name), &value)?,
                }
            }
            Instruction::DeleteName(index) => {
                let name = self.name(index);
                let namespace = self
                    .frames
                    .last()
                    .map(|frame| frame.namespace.clone())
                    .unwrap_or_default();
                let found = match &namespace {
                    Value::Dict(dict) => dict.remove_str(&name).is_some(),
                    other => self.delete_item(other, &Value::Str(name.clone())).is_ok(),
                };
                if !found {
                    return Err(self.undefined_name(&name));
                }
            }
            Instruction::StoreGlobal(index) => {
                let name = self.name(index);
                let value = self.pop();
                if let Some(frame) = self.frames.last() {
                    frame.globals.set_str(name, value);
                }
            }
            Instruction::DeleteGlobal(index) => {
                let name = self.name(index);
                let removed = self
                    .frames
                    .last()
                    .and_then(|frame| frame.globals.remove_str(&name));
                if removed.is_none() {
                    return Err(self.undefined_name(&name));
                }
            }
            _ => {
                let namespace = self
                    .frames
                    .last()
                    .map(|frame| frame.namespace.clone())
                    .unwrap_or_default();
                self.push(namespace);
            }
        }
        Ok(())
    }

    /// A cell with a content.
    pub(crate) fn new_cell(&self, content: Value) -> Value {
        let cell = Value::Cell(Rc::new(CellObject(RefCell::new(content))));
        self.heap.track(&cell);
        cell
    }

    /// The name that an instruction speaks of.
    pub(crate) fn name(&self, index: u32) -> Str {
        self.frames
            .last()
            .and_then(|frame| frame.code.names.get(index as usize))
            .cloned()
            .unwrap_or_else(|| Str::from(""))
    }

    fn cell(&self, index: u32) -> Option<Rc<CellObject>> {
        let frame = self.frames.last()?;
        match frame.stack.get(frame.code.locals.len() + index as usize) {
            Some(Value::Cell(cell)) => Some(cell.clone()),
            _ => None,
        }
    }

    fn cell_name(&self, index: u32) -> (Str, bool) {
        let Some(frame) = self.frames.last() else {
            return (Str::from(""), false);
        };
        let own = frame.code.cell_names.len();
        match frame.code.cell_names.get(index as usize) {
            Some(name) => (name.clone(), false),
            None => (
                frame
                    .code
                    .free_names
                    .get(index as usize - own)
                    .cloned()
                    .unwrap_or_else(|| "".into()),
                true,
            ),
        }
    }

    fn load_from_or_cell(&mut self, namespace: &Value, index: u32) -> PyResult<()> {
        let (name, _) = self.cell_name(index);
        let value = match self.namespace_get(namespace, &name)? {
            Some(value) => value,
            None => {
                let content = self
                    .cell(index)
                    .map_or(Value::Unbound, |cell| cell.0.borrow().clone());
                if content.is_unbound() {
                    return Err(self.empty_cell(index));
                }
                content
            }
        };
        self.push(value);
        Ok(())
    }

    /// A name from the namespace of a class body or a module; `None` where it isn't there.
    pub(crate) fn namespace_get(
        &mut self,
        namespace: &Value,
        name: &Str,
    ) -> PyResult<Option<Value>> {
        match namespace {
            Value::Dict(dict) => Ok(dict.get_str(name)),
            Value::Unbound => Ok(None),
            other => match self.get_item(other, &Value::Str(name.clone())) {
                Ok(value) => Ok(Some(value)),
                Err(raised) if raised.is(&self.types.key_error) => Ok(None),
                Err(raised) => Err(raised),
            },
        }
    }

    fn global(&mut self, name: &Str) -> PyResult {
        let found = self
            .frames
            .last()
            .and_then(|frame| frame.globals.get_str(name));
        match found.or_else(|| self.builtins.get_str(name)) {
            Some(value) => Ok(value),
            None => Err(self.undefined_name(name)),
        }
    }

    #[cold]
    pub(super) fn undefined_name(&self, name: &Str) -> Raised {
        self.name_error(format_args!("name '{name}' is not defined"), name)
    }

    #[cold]
    pub(super) fn unbound_local(&self, slot: u32) -> Raised {
        let name = self
            .frames
            .last()
            .and_then(|frame| frame.code.locals.get(slot as usize))
            .cloned();
        let name = name.unwrap_or_else(|| Str::from(""));
        self.unbound_local_named(&name)
    }

    fn unbound_local_named(&self, name: &Str) -> Raised {
        let message = format!(
            "cannot access local variable '{name}' where it is not associated with a value"
        );
        self.error(&self.types.unbound_local_error, message)
    }

    #[cold]
    fn empty_cell(&self, index: u32) -> Raised {
        match self.cell_name(index) {
            (name, false) => self.unbound_local_named(&name),
            (name, true) => self.name_error(
                format_args!("cannot access free variable '{name}' where it is not associated with a value in enclosing scope"),
                &name,
            ),
        }
    }
}
