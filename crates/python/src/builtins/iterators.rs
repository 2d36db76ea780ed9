//! The iterators of the built-in containers.
//!
//! They keep their container, see its changes as CPython's do, and let go of it at the end, so that an iterator that is exhausted stays so.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use super::bytearray::with_bytes;
use crate::dict::Dict;
use crate::error::PyResult;
use crate::interp::Interp;
use crate::object::NativeData;
use crate::ops::set_order;
use crate::value::{DictObject, List, SetObject, Str, Tuple, Value};

/// Over a list, forwards or backwards.
pub struct ListIterator {
    /// The list, until the end.
    pub list: RefCell<Option<Rc<List>>>,
    /// The next index; backwards, the one after it.
    pub index: Cell<usize>,
    /// Whether it goes backwards.
    pub is_reverse: bool,
}

impl NativeData for ListIterator {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        if let Some(list) = &*self.list.borrow() {
            visit(&Value::List(list.clone()));
        }
    }
    fn clear(&self) {
        let list = self.list.take();
        drop(list);
    }
    fn next(&self, _interp: &mut Interp) -> PyResult<Option<Value>> {
        let found = {
            let list = self.list.borrow();
            let Some(list) = &*list else { return Ok(None) };
            let items = list.0.borrow();
            let index = if self.is_reverse {
                self.index.get().checked_sub(1)
            } else {
                Some(self.index.get())
            };
            index.and_then(|index| items.get(index).cloned())
        };
        match found {
            Some(item) => {
                let index = self.index.get();
                self.index.set(if self.is_reverse {
                    index - 1
                } else {
                    index + 1
                });
                Ok(Some(item))
            }
            None => {
                self.clear();
                Ok(None)
            }
        }
    }
    fn is_iterator(&self) -> bool {
        true
    }
}

/// Over a tuple.
pub struct TupleIterator {
    /// The tuple.
    pub items: Rc<Tuple>,
    /// The next index.
    pub index: Cell<usize>,
}

impl NativeData for TupleIterator {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&Value::Tuple(self.items.clone()));
    }
    fn next(&self, _interp: &mut Interp) -> PyResult<Option<Value>> {
        let index = self.index.get();
        let item = self.items.get(index).cloned();
        if item.is_some() {
            self.index.set(index + 1);
        }
        Ok(item)
    }
    fn is_iterator(&self) -> bool {
        true
    }
}

/// Over the characters of a string.
pub struct StrIterator {
    /// The string.
    pub text: Str,
    /// The byte where the next character begins.
    pub position: Cell<usize>,
}

impl NativeData for StrIterator {
    fn next(&self, _interp: &mut Interp) -> PyResult<Option<Value>> {
        let start = self.position.get();
        let Some(character) = self.text.get(start..).and_then(|rest| rest.chars().next()) else {
            return Ok(None);
        };
        self.position.set(start + character.len_utf8());
        let mut buffer = [0; 4];
        Ok(Some(Value::str(&*character.encode_utf8(&mut buffer))))
    }
    fn is_iterator(&self) -> bool {
        true
    }
}

/// Over bytes, a bytearray or a memoryview.
pub struct BytesIterator {
    /// What it goes over.
    pub source: Value,
    /// The next index.
    pub index: Cell<usize>,
}

impl NativeData for BytesIterator {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.source);
    }
    fn next(&self, _interp: &mut Interp) -> PyResult<Option<Value>> {
        let index = self.index.get();
        let byte = with_bytes(&self.source, |bytes| bytes.get(index).copied()).flatten();
        if byte.is_some() {
            self.index.set(index + 1);
        }
        Ok(byte.map(|byte| Value::Int(i64::from(byte))))
    }
    fn is_iterator(&self) -> bool {
        true
    }
}

/// What an iterator over a dict gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "The names say it.")]
pub enum Walk {
    Keys,
    Values,
    Items,
}

/// Over a dict or a set.
pub struct TableIterator {
    source: RefCell<Option<TableSource>>,
    walk: Walk,
    position: Cell<usize>,
    is_reverse: bool,
    length: usize,
    version: u64,
    left: Cell<usize>,
    /// The entries in the order of the walk, where it isn't that of the table.
    order: Option<Vec<usize>>,
}

enum TableSource {
    Dict(Rc<DictObject>),
    Set(Rc<SetObject>),
}

impl TableSource {
    fn table(&self) -> &RefCell<Dict> {
        match self {
            TableSource::Dict(dict) => &dict.0,
            TableSource::Set(set) => &set.0,
        }
    }
}

impl TableIterator {
    /// Over the keys, values or items of a dict.
    pub fn of_dict(dict: &Rc<DictObject>, walk: Walk, is_reverse: bool) -> TableIterator {
        TableIterator::new(TableSource::Dict(dict.clone()), walk, is_reverse)
    }

    /// Over the members of a set.
    pub fn of_set(set: &Rc<SetObject>) -> TableIterator {
        TableIterator::new(TableSource::Set(set.clone()), Walk::Keys, false)
    }

    fn new(source: TableSource, walk: Walk, is_reverse: bool) -> TableIterator {
        let (length, version, order) = {
            let table = source.table().borrow();
            let order = match &source {
                TableSource::Set(_) => set_order(&table),
                TableSource::Dict(_) => None,
            };
            (table.len(), table.version, order)
        };
        TableIterator {
            source: RefCell::new(Some(source)),
            walk,
            position: Cell::new(if is_reverse { usize::MAX } else { 0 }),
            is_reverse,
            length,
            version,
            left: Cell::new(length),
            order,
        }
    }

    /// How many are left.
    pub fn left(&self) -> usize {
        self.left.get()
    }

    fn step(&self, interp: &Interp) -> PyResult<Option<(Value, Value)>> {
        let source = self.source.borrow();
        let Some(source) = &*source else {
            return Ok(None);
        };
        let table = source.table().borrow();
        if table.version != self.version {
            let is_dict = matches!(source, TableSource::Dict(_));
            return Err(
                interp.runtime_error(match (is_dict, table.len() == self.length) {
                    (true, true) => "dictionary keys changed during iteration",
                    (true, false) => "dictionary changed size during iteration",
                    (false, _) => "Set changed size during iteration",
                }),
            );
        }
        if let Some(order) = &self.order {
            let position = self.position.get();
            self.position.set(position + 1);
            let entry = order.get(position).and_then(|&index| table.entry(index));
            return Ok(entry.map(|(key, value)| (key.clone(), value.clone())));
        }
        if self.is_reverse {
            let mut position = self.position.get();
            if position == usize::MAX {
                position = table.last_index().map_or(0, |last| last + 1);
            }
            while position > 0 {
                position -= 1;
                if let Some((key, value)) = table.entry(position) {
                    self.position.set(position);
                    return Ok(Some((key.clone(), value.clone())));
                }
            }
            return Ok(None);
        }
        Ok(table
            .next_from(self.position.get())
            .map(|(position, key, value)| {
                self.position.set(position);
                (key.clone(), value.clone())
            }))
    }
}

impl NativeData for TableIterator {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        match &*self.source.borrow() {
            Some(TableSource::Dict(dict)) => visit(&Value::Dict(dict.clone())),
            Some(TableSource::Set(set)) => visit(&Value::Set(set.clone())),
            None => {}
        }
    }
    fn clear(&self) {
        let source = self.source.take();
        drop(source);
    }
    fn next(&self, interp: &mut Interp) -> PyResult<Option<Value>> {
        let Some((key, value)) = self.step(interp)? else {
            self.clear();
            return Ok(None);
        };
        self.left.set(self.left.get().saturating_sub(1));
        Ok(Some(match self.walk {
            Walk::Keys => key,
            Walk::Values => value,
            Walk::Items => Value::tuple(vec![key, value]),
        }))
    }
    fn is_iterator(&self) -> bool {
        true
    }
}

/// Over anything with `__getitem__`, from 0 until `IndexError`, or backwards.
pub struct SequenceIterator {
    /// The sequence, until the end.
    pub sequence: RefCell<Option<Value>>,
    /// The next index.
    pub index: Cell<i64>,
    /// Whether it goes backwards.
    pub is_reverse: bool,
}

impl NativeData for SequenceIterator {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        if let Some(sequence) = &*self.sequence.borrow() {
            visit(sequence);
        }
    }
    fn clear(&self) {
        let sequence = self.sequence.take();
        drop(sequence);
    }
    fn next(&self, interp: &mut Interp) -> PyResult<Option<Value>> {
        let Some(sequence) = self.sequence.borrow().clone() else {
            return Ok(None);
        };
        let index = self.index.get();
        if index < 0 {
            self.clear();
            return Ok(None);
        }
        match interp.get_item(&sequence, &Value::Int(index)) {
            Ok(item) => {
                self.index.set(if self.is_reverse {
                    index - 1
                } else {
                    index + 1
                });
                Ok(Some(item))
            }
            Err(raised)
                if raised.is(&interp.types.index_error)
                    || raised.is(&interp.types.stop_iteration) =>
            {
                self.clear();
                Ok(None)
            }
            Err(raised) => Err(raised),
        }
    }
    fn is_iterator(&self) -> bool {
        true
    }
}

/// `iter(callable, sentinel)`.
pub struct CallableIterator {
    /// What is called, until the end.
    pub callable: RefCell<Option<Value>>,
    /// The result that ends it.
    pub sentinel: Value,
}

impl NativeData for CallableIterator {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        if let Some(callable) = &*self.callable.borrow() {
            visit(callable);
        }
        visit(&self.sentinel);
    }
    fn clear(&self) {
        let callable = self.callable.take();
        drop(callable);
    }
    fn next(&self, interp: &mut Interp) -> PyResult<Option<Value>> {
        let Some(callable) = self.callable.borrow().clone() else {
            return Ok(None);
        };
        let result = match interp.call(&callable, &[]) {
            Ok(result) => result,
            Err(raised) if raised.is(&interp.types.stop_iteration) => {
                self.clear();
                return Ok(None);
            }
            Err(raised) => return Err(raised),
        };
        if interp.equal(&self.sentinel, &result)? {
            self.clear();
            return Ok(None);
        }
        Ok(Some(result))
    }
    fn is_iterator(&self) -> bool {
        true
    }
}
