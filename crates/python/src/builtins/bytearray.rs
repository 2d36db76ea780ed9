//! `bytearray` and `memoryview`: what they hold. The methods that they share with `bytes` are in [`super::bytes`].

use std::cell::{Cell, RefCell};

use crate::error::PyResult;
use crate::interp::Interp;
use crate::object::NativeData;
use crate::value::Value;

/// What a `bytearray` holds.
pub struct ByteArray(pub RefCell<Vec<u8>>);

impl NativeData for ByteArray {}

/// What a `memoryview` holds: a window on bytes or a bytearray, one byte an item.
pub struct MemoryView {
    /// What it shows: `bytes` or a `bytearray`.
    pub source: Value,
    /// The first byte.
    pub start: i64,
    /// The distance between two bytes.
    pub step: i64,
    /// How many bytes.
    pub length: usize,
    /// Whether `release` was called.
    pub is_released: Cell<bool>,
}

impl NativeData for MemoryView {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.source);
    }
}

impl MemoryView {
    /// The place of a byte of the window in what it shows.
    pub fn place(&self, index: usize) -> usize {
        usize::try_from(self.start + index as i64 * self.step).unwrap_or(usize::MAX)
    }

    /// The bytes that it shows.
    pub fn content(&self) -> Vec<u8> {
        with_bytes(&self.source, |bytes| {
            (0..self.length)
                .filter_map(|index| bytes.get(self.place(index)).copied())
                .collect()
        })
        .unwrap_or_default()
    }
}

/// Run something with the bytes of a bytes-like object; `None` for every other value. It must not run Python code.
pub fn with_bytes<T>(value: &Value, run: impl FnOnce(&[u8]) -> T) -> Option<T> {
    match value.base() {
        Value::Bytes(bytes) => Some(run(bytes)),
        Value::Object(object) => {
            if let Some(array) = object.data::<ByteArray>() {
                return Some(run(&array.0.borrow()));
            }
            object.data::<MemoryView>().map(|view| run(&view.content()))
        }
        _ => None,
    }
}

/// Whether a value is a `bytearray`.
pub fn is_bytearray(value: &Value) -> bool {
    value.data::<ByteArray>().is_some()
}

impl Interp {
    /// The bytes of a parameter that `bytes()` would take: bytes-like, or an iterable of ints.
    pub(crate) fn bytes_argument(&mut self, value: &Value) -> PyResult<Vec<u8>> {
        if let Some(bytes) = with_bytes(value, <[u8]>::to_vec) {
            return Ok(bytes);
        }
        let name = self.names.bytes.clone();
        if matches!(value, Value::Object(_))
            && let Some(result) = self.call_special(value, &name, &[])?
        {
            return with_bytes(&result, <[u8]>::to_vec).ok_or_else(|| {
                self.type_error(format_args!(
                    "__bytes__ returned non-bytes (type {})",
                    self.type_name(&result)
                ))
            });
        }
        if value.as_str().is_some() || !self.looks_iterable(value) && !self.is_iterator(value) {
            return Err(self.type_error(format_args!(
                "cannot convert '{}' object to bytes",
                self.type_name(value)
            )));
        }
        self.bytes_from_iterable(value, "bytes must be in range(0, 256)")
    }

    /// Bytes from an iterable of ints.
    pub(crate) fn bytes_from_iterable(
        &mut self,
        iterable: &Value,
        message: &str,
    ) -> PyResult<Vec<u8>> {
        let iterator = self.iter(iterable)?;
        let mut bytes = Vec::new();
        while let Some(item) = self.next(&iterator)? {
            self.grow(bytes.len())?;
            bytes.push(self.byte(&item, message)?);
        }
        Ok(bytes)
    }

    /// A byte from an int.
    pub(crate) fn byte(&mut self, value: &Value, message: &str) -> PyResult<u8> {
        let number = self.index_clamped(value)?;
        u8::try_from(number).map_err(|_| self.value_error(message))
    }
}
