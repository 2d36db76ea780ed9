//! Iteration: `iter`, `next`, `reversed`, and all items of an iterable at once.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use crate::builtins::iterators::{
    BytesIterator, CallableIterator, ListIterator, SequenceIterator, StrIterator, TableIterator,
    TupleIterator, Walk,
};
use crate::builtins::range::Range;
use crate::code::CodeKind;
use crate::error::{PyResult, Raised};
use crate::interp::Interp;
use crate::object::Object;
use crate::value::Value;

impl Interp {
    /// `iter(value)`.
    pub fn iter(&mut self, value: &Value) -> PyResult {
        if let Some(iterator) = self.builtin_iter(value) {
            return Ok(iterator);
        }
        match value {
            Value::Object(object) if is_native_iterator(object) && !object.class().is_heap => {
                Ok(value.clone())
            }
            Value::Object(_) | Value::Class(_) => self.iter_by_method(value),
            _ => Err(self.not_iterable(value)),
        }
    }

    fn not_iterable(&self, value: &Value) -> Raised {
        self.type_error(format_args!(
            "'{}' object is not iterable",
            self.type_name(value)
        ))
    }

    /// An iterator over a built-in container; `None` for everything else.
    pub(crate) fn builtin_iter(&self, value: &Value) -> Option<Value> {
        Some(match value {
            Value::List(list) => self.native_iterator(
                "list_iterator",
                ListIterator {
                    list: RefCell::new(Some(list.clone())),
                    index: Cell::new(0),
                    is_reverse: false,
                },
            ),
            Value::Tuple(items) => self.native_iterator(
                "tuple_iterator",
                TupleIterator {
                    items: items.clone(),
                    index: Cell::new(0),
                },
            ),
            Value::Dict(dict) => self.native_iterator(
                "dict_keyiterator",
                TableIterator::of_dict(dict, Walk::Keys, false),
            ),
            Value::Str(text) => self.native_iterator(
                if text.is_ascii() {
                    "str_ascii_iterator"
                } else {
                    "str_iterator"
                },
                StrIterator {
                    text: text.clone(),
                    position: Cell::new(0),
                },
            ),
            Value::Set(set) | Value::FrozenSet(set) => {
                self.native_iterator("set_iterator", TableIterator::of_set(set))
            }
            Value::Bytes(_) => self.native_iterator(
                "bytes_iterator",
                BytesIterator {
                    source: value.clone(),
                    index: Cell::new(0),
                },
            ),
            Value::Generator(generator) if generator.kind() == CodeKind::Generator => value.clone(),
            _ => return None,
        })
    }

    fn iter_by_method(&mut self, value: &Value) -> PyResult {
        let names = self.names.clone();
        let class = self.type_of(value);
        match self.class_lookup(&class, &names.iter) {
            Some(Value::None) => return Err(self.not_iterable(value)),
            Some(_) => {
                let iterator = self
                    .call_special(value, &names.iter, &[])?
                    .unwrap_or(Value::None);
                if !self.is_iterator(&iterator) {
                    return Err(self.type_error(format_args!(
                        "iter() returned non-iterator of type '{}'",
                        self.type_name(&iterator)
                    )));
                }
                return Ok(iterator);
            }
            None => {}
        }
        if self.class_lookup(&class, &names.getitem).is_some() {
            return Ok(self.native_iterator(
                "iterator",
                SequenceIterator {
                    sequence: RefCell::new(Some(value.clone())),
                    index: Cell::new(0),
                    is_reverse: false,
                },
            ));
        }
        Err(self.not_iterable(value))
    }

    /// Whether `next(value)` has a chance.
    pub fn is_iterator(&self, value: &Value) -> bool {
        match value {
            Value::Generator(generator) => generator.kind() == CodeKind::Generator,
            Value::Object(object) => {
                is_native_iterator(object)
                    || self
                        .class_lookup(&object.class(), &self.names.next)
                        .is_some()
            }
            Value::Class(_) => self
                .class_lookup(&self.type_of(value), &self.names.next)
                .is_some(),
            _ => false,
        }
    }

    /// `next(iterator)`; `None` at its end.
    pub fn next(&mut self, iterator: &Value) -> PyResult<Option<Value>> {
        match iterator {
            Value::Generator(generator) if generator.kind() == CodeKind::Generator => {
                return self.resume_generator(generator, Value::None);
            }
            Value::Object(object) => {
                if let Some(data) = object.native()
                    && data.is_iterator()
                {
                    let class = object.class();
                    if !class.is_heap
                        || matches!(
                            self.class_lookup(&class, &self.names.next),
                            Some(Value::Native(_)) | None
                        )
                    {
                        return data.next(self);
                    }
                }
            }
            Value::Class(_) => {}
            _ => return Err(self.not_an_iterator(iterator)),
        }
        let name = self.names.next.clone();
        match self.call_special(iterator, &name, &[]) {
            Ok(Some(value)) => Ok(Some(value)),
            Ok(None) => Err(self.not_an_iterator(iterator)),
            Err(raised) if raised.is(&self.types.stop_iteration) => Ok(None),
            Err(raised) => Err(raised),
        }
    }

    fn not_an_iterator(&self, value: &Value) -> Raised {
        self.type_error(format_args!(
            "'{}' object is not an iterator",
            self.type_name(value)
        ))
    }

    /// All items of an iterable.
    pub fn collect(&mut self, iterable: &Value) -> PyResult<Vec<Value>> {
        let items = match iterable {
            Value::List(list) => list.0.borrow().clone(),
            Value::Tuple(items) => items.to_vec(),
            Value::Dict(dict) => dict.0.borrow().iter().map(|(key, _)| key.clone()).collect(),
            Value::Set(set) | Value::FrozenSet(set) => set.members(),
            Value::Str(text) => {
                self.check_size(text.char_count().saturating_mul(64))?;
                let mut buffer = [0; 4];
                text.chars()
                    .map(|character| Value::str(&*character.encode_utf8(&mut buffer)))
                    .collect()
            }
            Value::Bytes(bytes) => bytes
                .iter()
                .map(|&byte| Value::Int(i64::from(byte)))
                .collect(),
            _ => return self.collect_slowly(iterable),
        };
        self.charge(items.len() as u64 / 16)?;
        Ok(items)
    }

    fn collect_slowly(&mut self, iterable: &Value) -> PyResult<Vec<Value>> {
        if let Some(range) = iterable.data::<Range>() {
            // The limit is known before the first item is made.
            let length = usize::try_from(range.length()).unwrap_or(usize::MAX);
            self.check_size(length.saturating_mul(size_of::<Value>()))?;
        }
        let iterator = self.iter(iterable)?;
        let mut items = Vec::new();
        while let Some(item) = self.next(&iterator)? {
            self.grow(items.len())?;
            items.push(item);
        }
        Ok(items)
    }

    /// `reversed(value)`.
    pub fn reversed(&mut self, value: &Value) -> PyResult {
        if let Some(iterator) = self.builtin_reversed(value) {
            return Ok(iterator);
        }
        let name = self.names.reversed.clone();
        let class = self.type_of(value);
        match self.class_lookup(&class, &name) {
            Some(Value::None) => {}
            Some(_) => {
                if let Some(result) = self.call_special(value, &name, &[])? {
                    return Ok(result);
                }
            }
            None => {
                let is_sequence = match value {
                    Value::Str(_) | Value::Bytes(_) => true,
                    Value::Object(_) => {
                        self.class_lookup(&class, &self.names.getitem).is_some()
                            && self.class_lookup(&class, &self.names.len).is_some()
                    }
                    _ => false,
                };
                if is_sequence {
                    let length = self.length(value)?;
                    return Ok(self.native_iterator(
                        "reversed",
                        SequenceIterator {
                            sequence: RefCell::new(Some(value.clone())),
                            index: Cell::new(length as i64 - 1),
                            is_reverse: true,
                        },
                    ));
                }
            }
        }
        Err(self.type_error(format_args!("'{}' object is not reversible", class.name())))
    }

    /// `reversed()` of a built-in container that has a way of its own; `None` for everything else.
    pub(crate) fn builtin_reversed(&self, value: &Value) -> Option<Value> {
        Some(match value {
            Value::List(list) => self.native_iterator(
                "list_reverseiterator",
                ListIterator {
                    index: Cell::new(list.0.borrow().len()),
                    list: RefCell::new(Some(list.clone())),
                    is_reverse: true,
                },
            ),
            Value::Tuple(items) => self.native_iterator(
                "reversed",
                TupleIterator {
                    items: Rc::new(crate::value::Tuple(items.iter().rev().cloned().collect())),
                    index: Cell::new(0),
                },
            ),
            Value::Dict(dict) => self.native_iterator(
                "dict_reversekeyiterator",
                TableIterator::of_dict(dict, Walk::Keys, true),
            ),
            _ => return None,
        })
    }

    /// `iter(callable, sentinel)`.
    pub fn callable_iterator(&self, callable: &Value, sentinel: &Value) -> Value {
        self.native_iterator(
            "callable_iterator",
            CallableIterator {
                callable: RefCell::new(Some(callable.clone())),
                sentinel: sentinel.clone(),
            },
        )
    }
}

fn is_native_iterator(object: &Object) -> bool {
    object.native().is_some_and(|data| data.is_iterator())
}
