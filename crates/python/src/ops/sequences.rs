//! What strings, bytes, lists and tuples do with `+` and `*`, and how lists grow.

use std::rc::Rc;

use crate::builtins::bytearray::{ByteArray, is_bytearray, with_bytes};
use crate::builtins::range::Range;
use crate::error::PyResult;
use crate::interp::Interp;
use crate::value::{List, Value};

/// What one step of an iteration in native code counts: about as many instructions as take its time.
pub(crate) const STEP: u64 = 4;

impl Interp {
    /// `left + right` of sequences.
    pub(crate) fn concatenate(&mut self, left: &Value, right: &Value) -> PyResult<Option<Value>> {
        Ok(Some(match (left, right) {
            (Value::Str(a), Value::Str(b)) => {
                if a.is_empty() {
                    return Ok(Some(right.clone()));
                }
                if b.is_empty() {
                    return Ok(Some(left.clone()));
                }
                let size = a.len() + b.len();
                if size > 1 << 16 {
                    self.check_size(size)?;
                    self.charge(size as u64 / 256)?;
                }
                let mut text = String::with_capacity(size);
                text.push_str(a);
                text.push_str(b);
                Value::str(text)
            }
            (Value::List(a), Value::List(b)) => {
                let mut items = Vec::with_capacity(a.0.borrow().len() + b.0.borrow().len());
                items.extend_from_slice(&a.0.borrow());
                items.extend_from_slice(&b.0.borrow());
                self.charge(items.len() as u64 / 16)?;
                self.list(items)
            }
            (Value::Tuple(a), Value::Tuple(b)) => {
                let mut items = Vec::with_capacity(a.len() + b.len());
                items.extend_from_slice(a);
                items.extend_from_slice(b);
                self.charge(items.len() as u64 / 16)?;
                Value::tuple(items)
            }
            _ => {
                let joined = with_bytes(left, |a| with_bytes(right, |b| [a, b].concat())).flatten();
                match joined {
                    Some(joined) if is_bytearray(left) => self.new_bytearray(joined),
                    Some(joined) => Value::bytes(joined),
                    None => return Ok(None),
                }
            }
        }))
    }

    /// `left * right` where one is a sequence and the other an int.
    pub(crate) fn repeat_either(&mut self, left: &Value, right: &Value) -> PyResult<Option<Value>> {
        if self.is_repeatable(left) && self.has_index(right) {
            let times = self.index_clamped(right)?;
            return self.repeat(left, times).map(Some);
        }
        if self.is_repeatable(right) && self.has_index(left) {
            let times = self.index_clamped(left)?;
            return self.repeat(right, times).map(Some);
        }
        Ok(None)
    }

    /// Whether `*` with an int repeats it.
    pub(crate) fn is_repeatable(&self, value: &Value) -> bool {
        matches!(
            value.base(),
            Value::Str(_) | Value::Bytes(_) | Value::List(_) | Value::Tuple(_)
        ) || is_bytearray(value)
    }

    fn repeat(&mut self, value: &Value, times: i64) -> PyResult {
        let count = super::count(times);
        Ok(match value.base() {
            Value::Str(text) => {
                self.check_repeat(text.len(), count)?;
                Value::str(text.repeat(count))
            }
            Value::List(list) => {
                let items = list.0.borrow().clone();
                let items = self.repeat_items(&items, times)?;
                self.list(items)
            }
            Value::Tuple(items) => {
                if count == 1 {
                    return Ok(value.base().clone());
                }
                let items = items.clone();
                Value::tuple(self.repeat_items(&items, times)?)
            }
            other => {
                let length = with_bytes(other, <[u8]>::len).unwrap_or(0);
                self.check_repeat(length, count)?;
                let bytes = with_bytes(other, |bytes| bytes.repeat(count)).unwrap_or_default();
                if is_bytearray(other) {
                    self.new_bytearray(bytes)
                } else {
                    Value::bytes(bytes)
                }
            }
        })
    }

    fn check_repeat(&mut self, length: usize, count: usize) -> PyResult<()> {
        let size = length.saturating_mul(count);
        if size > 1 << 12 {
            self.check_size(size)?;
            self.charge(size as u64 / 256)?;
        }
        Ok(())
    }

    pub(crate) fn repeat_items(&mut self, items: &[Value], times: i64) -> PyResult<Vec<Value>> {
        let count = super::count(times);
        let size = items.len().saturating_mul(count);
        self.check_size(size.saturating_mul(size_of::<Value>()))?;
        self.charge(size as u64 / 16)?;
        let mut repeated = Vec::with_capacity(size);
        for _ in 0..if items.is_empty() { 0 } else { count } {
            repeated.extend_from_slice(items);
        }
        Ok(repeated)
    }

    /// `list.extend(iterable)`.
    pub fn list_extend(&mut self, list: &Rc<List>, iterable: &Value) -> PyResult<()> {
        match iterable {
            Value::List(_) | Value::Tuple(_) | Value::Str(_) | Value::Dict(_) | Value::Set(_) => {
                let items = self.collect(iterable)?;
                list.0.borrow_mut().extend(items);
            }
            _ => {
                if let Some(range) = iterable.data::<Range>() {
                    // The limit is known before the first item is made.
                    let length = usize::try_from(range.length()).unwrap_or(usize::MAX);
                    self.check_size(length.saturating_mul(size_of::<Value>()))?;
                }
                // Items are added as they come, so that those before an exception stay.
                let iterator = self.iter(iterable)?;
                while let Some(item) = self.next(&iterator)? {
                    self.grow(list.0.borrow().len())?;
                    list.0.borrow_mut().push(item);
                }
            }
        }
        Ok(())
    }

    /// Count one more item of a list that an iterator fills.
    pub(crate) fn grow(&mut self, length: usize) -> PyResult<()> {
        self.charge(STEP)?;
        if length >= 1 << 16 && length.is_power_of_two() {
            self.check_size(length.saturating_mul(2 * size_of::<Value>()))?;
        }
        Ok(())
    }

    /// A `bytearray`.
    pub fn new_bytearray(&self, bytes: Vec<u8>) -> Value {
        self.native_object(
            &self.types.bytearray,
            ByteArray(std::cell::RefCell::new(bytes)),
        )
    }
}
