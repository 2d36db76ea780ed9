//! The operators: what the instructions and Rust code do with values of any type.

use crate::code::{BinaryOp, CompareOp, UnaryOp};
use crate::error::PyResult;
use crate::interp::Interp;
use crate::value::{DictObject, SetObject, Str, Value};

impl Interp {
    /// Count work that runs no instructions.
    pub fn charge(&mut self, units: u64) -> PyResult<()> {
        self.fuel = self.fuel.saturating_sub(units);
        if self.fuel == 0 {
            return Err(self.out_of_fuel());
        }
        Ok(())
    }
    /// A slice object.
    pub fn new_slice(&self, start: Value, stop: Value, step: Value) -> Value {
        Value::tuple(vec![start, stop, step])
    }
    /// `bool(value)`.
    pub fn truth(&mut self, value: &Value) -> PyResult<bool> {
        let _ = value;
        Ok(false)
    }
    /// `hash(value)`.
    pub fn hash(&mut self, value: &Value) -> PyResult<u64> {
        let _ = value;
        Ok(0)
    }
    /// `left == right` as a truth value (identity counts as equality, as in containers).
    pub fn equal(&mut self, left: &Value, right: &Value) -> PyResult<bool> {
        let _ = (left, right);
        Ok(false)
    }
    /// A rich comparison.
    pub fn compare(&mut self, op: CompareOp, left: &Value, right: &Value) -> PyResult {
        let _ = (op, left, right);
        Ok(Value::None)
    }
    /// A rich comparison as a truth value.
    pub fn compare_truth(&mut self, op: CompareOp, left: &Value, right: &Value) -> PyResult<bool> {
        let result = self.compare(op, left, right)?;
        self.truth(&result)
    }
    /// A binary operator.
    pub fn binary(&mut self, op: BinaryOp, left: &Value, right: &Value) -> PyResult {
        let _ = (op, left, right);
        Ok(Value::None)
    }
    /// An in-place operator.
    pub fn in_place(&mut self, op: BinaryOp, left: &Value, right: &Value) -> PyResult {
        let _ = (op, left, right);
        Ok(Value::None)
    }
    /// A unary operator.
    pub fn unary(&mut self, op: UnaryOp, value: &Value) -> PyResult {
        let _ = (op, value);
        Ok(Value::None)
    }
    /// `item in container`.
    pub fn contains(&mut self, container: &Value, item: &Value) -> PyResult<bool> {
        let _ = (container, item);
        Ok(false)
    }
    /// `len(value)`.
    pub fn length(&mut self, value: &Value) -> PyResult<usize> {
        let _ = value;
        Ok(0)
    }
    /// `value[key]`.
    pub fn get_item(&mut self, value: &Value, key: &Value) -> PyResult {
        let _ = (value, key);
        Ok(Value::None)
    }
    /// `value[key] = new`.
    pub fn set_item(&mut self, value: &Value, key: &Value, new: &Value) -> PyResult<()> {
        let _ = (value, key, new);
        Ok(())
    }
    /// `del value[key]`.
    pub fn delete_item(&mut self, value: &Value, key: &Value) -> PyResult<()> {
        let _ = (value, key);
        Ok(())
    }
    /// `iter(value)`.
    pub fn iter(&mut self, value: &Value) -> PyResult {
        let _ = value;
        Ok(Value::None)
    }
    /// `next(iterator)`; `None` at its end.
    pub fn next(&mut self, iterator: &Value) -> PyResult<Option<Value>> {
        let _ = iterator;
        Ok(None)
    }
    /// All items of an iterable.
    pub fn collect(&mut self, iterable: &Value) -> PyResult<Vec<Value>> {
        let _ = iterable;
        Ok(Vec::new())
    }
    /// `repr(value)`.
    pub fn repr(&mut self, value: &Value) -> PyResult<Str> {
        let _ = value;
        Ok(Str::from(""))
    }
    /// `str(value)`.
    pub fn str(&mut self, value: &Value) -> PyResult<Str> {
        let _ = value;
        Ok(Str::from(""))
    }
    /// `format(value, spec)`.
    pub fn format(&mut self, value: &Value, spec: &str) -> PyResult<Str> {
        let _ = (value, spec);
        Ok(Str::from(""))
    }
    /// The value as an index (`__index__`): "'X' object cannot be interpreted as an integer".
    pub fn index(&mut self, value: &Value) -> PyResult {
        let _ = value;
        Ok(Value::None)
    }
    /// The value as a size that fits into `i64`; larger ints are cut to the nearest (as slices do).
    pub fn index_clamped(&mut self, value: &Value) -> PyResult<i64> {
        let _ = value;
        Ok(0)
    }
    /// `dict.get(key)` for any key.
    pub fn dict_get(&mut self, dict: &DictObject, key: &Value) -> PyResult<Option<Value>> {
        let _ = (dict, key);
        Ok(None)
    }
    /// `dict[key] = value` for any key; the old value.
    pub fn dict_set(
        &mut self,
        dict: &DictObject,
        key: &Value,
        value: Value,
    ) -> PyResult<Option<Value>> {
        let _ = (dict, key, value);
        Ok(None)
    }
    /// `del dict[key]`; the removed value.
    pub fn dict_remove(&mut self, dict: &DictObject, key: &Value) -> PyResult<Option<Value>> {
        let _ = (dict, key);
        Ok(None)
    }
    /// `item in set`.
    pub fn set_contains(&mut self, set: &SetObject, item: &Value) -> PyResult<bool> {
        let _ = (set, item);
        Ok(false)
    }
    /// `set.add(item)`; whether it is new.
    pub fn set_add(&mut self, set: &SetObject, item: &Value) -> PyResult<bool> {
        let _ = (set, item);
        Ok(false)
    }
    /// `set.discard(item)`; whether it was there.
    pub fn set_remove(&mut self, set: &SetObject, item: &Value) -> PyResult<bool> {
        let _ = (set, item);
        Ok(false)
    }
}
