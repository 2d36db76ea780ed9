//! The operators of sets, of what is like a set (views of dicts), and of dicts; equality of other native objects.

use std::cell::RefCell;
use std::rc::Rc;

use crate::builtins::range::Range;
use crate::builtins::slice::Slice;
use crate::builtins::views::View;
use crate::code::{BinaryOp, CompareOp};
use crate::dict::Dict;
use crate::error::PyResult;
use crate::interp::Interp;
use crate::value::Value;

impl Interp {
    /// Whether an operator of sets takes the value: sets, frozensets, and views of keys and items.
    pub(crate) fn is_set_operand(&self, value: &Value) -> bool {
        matches!(value.base(), Value::Set(_) | Value::FrozenSet(_))
            || value.data::<View>().is_some_and(View::is_set_like)
    }

    /// The members of what [`Interp::is_set_operand`] takes, as a table.
    fn set_table(&mut self, value: &Value) -> PyResult<Dict> {
        self.collect_set(value.base())
    }

    /// An operator of sets or dicts; `None` where the operands aren't some.
    pub(crate) fn set_binary(
        &mut self,
        op: BinaryOp,
        left: &Value,
        right: &Value,
    ) -> PyResult<Option<Value>> {
        if let (BinaryOp::Or, Value::Dict(a), Value::Dict(_)) = (op, left, right) {
            let merged = self.dict_from(a.0.borrow().copy());
            self.dict_update(&merged, right)?;
            return Ok(Some(Value::Dict(merged)));
        }
        if !self.is_set_operand(left) {
            // A view takes any iterable on its right, and so on its left.
            if right.data::<View>().is_none_or(|view| !view.is_set_like())
                || matches!(left, Value::None | Value::Int(_))
            {
                return Ok(None);
            }
        } else if !self.is_set_operand(right) && left.data::<View>().is_none() {
            return Ok(None);
        }
        let a = self.set_table(left)?;
        let b = self.set_table(right)?;
        let result = self.combine(op, a, b)?;
        Ok(Some(match left {
            Value::FrozenSet(_) => self.frozenset_from(result),
            _ => self.set_from(result),
        }))
    }

    /// The table of a union, an intersection, a difference or a symmetric difference.
    pub(crate) fn combine(&mut self, op: BinaryOp, a: Dict, b: Dict) -> PyResult<Dict> {
        self.charge((a.len() + b.len()) as u64 / 4)?;
        let result = RefCell::new(Dict::default());
        match op {
            BinaryOp::Or => {
                result.replace(a.copy());
                for (hash, key, _) in b.hashed_entries() {
                    if self.find_entry(&result, hash, &key)?.is_none() {
                        result.borrow_mut().push(hash, key, Value::None);
                    }
                }
            }
            _ => {
                let (a, b) = (RefCell::new(a), RefCell::new(b));
                let keep = op == BinaryOp::And;
                // An intersection walks over the smaller one, as CPython does: it decides which of two equal members is kept.
                let swap = keep && b.borrow().len() < a.borrow().len();
                let (walked, asked) = if swap { (&b, &a) } else { (&a, &b) };
                let entries = walked.borrow().hashed_entries();
                for (hash, key, _) in entries {
                    if self.find_entry(asked, hash, &key)?.is_some() == keep {
                        result.borrow_mut().push(hash, key, Value::None);
                    }
                }
                if op == BinaryOp::Xor {
                    let entries = b.borrow().hashed_entries();
                    for (hash, key, _) in entries {
                        if self.find_entry(&a, hash, &key)?.is_none() {
                            result.borrow_mut().push(hash, key, Value::None);
                        }
                    }
                }
            }
        }
        Ok(result.into_inner())
    }

    /// A comparison of sets: subset and superset; `None` where the operands aren't some.
    pub(crate) fn compare_set_like(
        &mut self,
        op: CompareOp,
        left: &Value,
        right: &Value,
    ) -> PyResult<Option<bool>> {
        if !self.is_set_operand(left) || !self.is_set_operand(right) {
            return Ok(None);
        }
        let a = self.set_table(left)?;
        let b = self.set_table(right)?;
        let (small, large, strict) = match op {
            CompareOp::Equal | CompareOp::NotEqual => {
                let equal = a.len() == b.len() && self.is_subset(&a, b)?;
                return Ok(Some(equal == (op == CompareOp::Equal)));
            }
            CompareOp::LessEqual => (a, b, false),
            CompareOp::Less => (a, b, true),
            CompareOp::GreaterEqual => (b, a, false),
            CompareOp::Greater => (b, a, true),
        };
        if small.len() > large.len() || (strict && small.len() == large.len()) {
            return Ok(Some(false));
        }
        self.is_subset(&small, large).map(Some)
    }

    pub(crate) fn is_subset(&mut self, small: &Dict, large: Dict) -> PyResult<bool> {
        let large = RefCell::new(large);
        for (hash, key, _) in small.hashed_entries() {
            if self.find_entry(&large, hash, &key)?.is_none() {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Whether two native objects that compare by value are equal; `None` for all others.
    pub(crate) fn equal_natives(&mut self, left: &Value, right: &Value) -> PyResult<Option<bool>> {
        if let (Some(a), Some(b)) = (left.data::<Range>(), right.data::<Range>()) {
            return Ok(Some(a.is_equal(b)));
        }
        if let (Some(a), Some(b)) = (left.data::<Slice>(), right.data::<Slice>()) {
            let (a, b) = (a.as_tuple(), b.as_tuple());
            return self.equal(&a, &b).map(Some);
        }
        if let (Value::Method(a), Value::Method(b)) = (left, right) {
            let equal = a.receiver.is(&b.receiver) && self.equal(&a.function, &b.function)?;
            return Ok(Some(equal));
        }
        if let (Value::Code(a), Value::Code(b)) = (left, right) {
            return Ok(Some(Rc::ptr_eq(a, b)));
        }
        Ok(None)
    }

    /// An ordering of slices, which compare like tuples.
    pub(crate) fn compare_slices(
        &mut self,
        op: CompareOp,
        left: &Value,
        right: &Value,
    ) -> PyResult<Option<Value>> {
        match (left.data::<Slice>(), right.data::<Slice>()) {
            (Some(a), Some(b)) => {
                let (a, b) = (a.as_tuple(), b.as_tuple());
                self.compare(op, &a, &b).map(Some)
            }
            _ => Ok(None),
        }
    }
}
