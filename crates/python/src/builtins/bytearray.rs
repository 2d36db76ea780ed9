//! `bytearray` and `memoryview`: what they hold. The methods that they share with `bytes` are in [`super::bytes`].

use std::cell::{Cell, RefCell};

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
