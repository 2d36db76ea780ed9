//! Rich comparisons.

use std::cmp::Ordering;
use std::rc::Rc;

use num_bigint::BigInt;
use num_traits::{FromPrimitive, Signed};

use super::is_plain;
use crate::builtins::bytearray::with_bytes;
use crate::code::CompareOp;
use crate::dict::quick_equal;
use crate::error::PyResult;
use crate::interp::Interp;
use crate::value::{DictObject, Str, Value};

/// What an ordering means for an operator.
pub(crate) fn holds(op: CompareOp, ordering: Ordering) -> bool {
    match op {
        CompareOp::Less => ordering.is_lt(),
        CompareOp::LessEqual => ordering.is_le(),
        CompareOp::Equal => ordering.is_eq(),
        CompareOp::NotEqual => ordering.is_ne(),
        CompareOp::Greater => ordering.is_gt(),
        CompareOp::GreaterEqual => ordering.is_ge(),
    }
}

/// The operator with its sides exchanged.
pub(crate) fn swapped(op: CompareOp) -> CompareOp {
    match op {
        CompareOp::Less => CompareOp::Greater,
        CompareOp::LessEqual => CompareOp::GreaterEqual,
        CompareOp::Greater => CompareOp::Less,
        CompareOp::GreaterEqual => CompareOp::LessEqual,
        same => same,
    }
}

fn symbol(op: CompareOp) -> &'static str {
    match op {
        CompareOp::Less => "<",
        CompareOp::LessEqual => "<=",
        CompareOp::Equal => "==",
        CompareOp::NotEqual => "!=",
        CompareOp::Greater => ">",
        CompareOp::GreaterEqual => ">=",
    }
}

/// How two built-in real numbers compare: the outer `None` where one isn't a number, the inner where one is not-a-number.
fn compare_numbers(left: &Value, right: &Value) -> Option<Option<Ordering>> {
    use Value::{BigInt as Big, Bool, Float, Int};
    Some(match (left, right) {
        (Int(a), Int(b)) => Some(a.cmp(b)),
        (Float(a), Float(b)) => a.partial_cmp(b),
        (Bool(a), _) => return compare_numbers(&Int(i64::from(*a)), right),
        (_, Bool(b)) => return compare_numbers(left, &Int(i64::from(*b))),
        (Int(a), Float(b)) => compare_int_float(*a, *b),
        (Float(a), Int(b)) => compare_int_float(*b, *a).map(Ordering::reverse),
        (Big(a), Big(b)) => Some(a.cmp(b)),
        (Big(a), Int(_)) => Some(if a.is_negative() {
            Ordering::Less
        } else {
            Ordering::Greater
        }),
        (Int(_), Big(b)) => Some(if b.is_negative() {
            Ordering::Greater
        } else {
            Ordering::Less
        }),
        (Big(a), Float(b)) => compare_big_float(a, *b),
        (Float(a), Big(b)) => compare_big_float(b, *a).map(Ordering::reverse),
        _ => return None,
    })
}

fn compare_int_float(int: i64, float: f64) -> Option<Ordering> {
    if float.is_nan() {
        return None;
    }
    if float >= 9_223_372_036_854_775_808.0 {
        return Some(Ordering::Less);
    }
    if float < -9_223_372_036_854_775_808.0 {
        return Some(Ordering::Greater);
    }
    let whole = float.trunc();
    Some(
        int.cmp(&(whole as i64))
            .then_with(|| whole.partial_cmp(&float).unwrap_or(Ordering::Equal)),
    )
}

fn compare_big_float(big: &BigInt, float: f64) -> Option<Ordering> {
    if float.is_nan() {
        return None;
    }
    if float.is_infinite() {
        return Some(if float > 0.0 {
            Ordering::Less
        } else {
            Ordering::Greater
        });
    }
    let whole = BigInt::from_f64(float.trunc())?;
    Some(
        big.cmp(&whole)
            .then_with(|| float.trunc().partial_cmp(&float).unwrap_or(Ordering::Equal)),
    )
}

impl Interp {
    /// `left == right` as a truth value (identity counts as equality, as in containers).
    pub fn equal(&mut self, left: &Value, right: &Value) -> PyResult<bool> {
        if left.is(right) {
            return Ok(true);
        }
        if !matches!(left, Value::Tuple(_))
            && let Some(answer) = quick_equal(left, right)
        {
            return Ok(answer);
        }
        self.compare_truth(CompareOp::Equal, left, right)
    }

    /// A rich comparison as a truth value.
    pub fn compare_truth(&mut self, op: CompareOp, left: &Value, right: &Value) -> PyResult<bool> {
        match (left, right) {
            (Value::Int(a), Value::Int(b)) => return Ok(holds(op, a.cmp(b))),
            (Value::Str(a), Value::Str(b)) => return Ok(compare_strings(op, a, b)),
            _ => {}
        }
        match self.compare(op, left, right)? {
            Value::Bool(flag) => Ok(flag),
            result => self.truth(&result),
        }
    }

    /// A rich comparison.
    pub fn compare(&mut self, op: CompareOp, left: &Value, right: &Value) -> PyResult {
        match (left, right) {
            (Value::Int(a), Value::Int(b)) => return Ok(Value::Bool(holds(op, a.cmp(b)))),
            (Value::Str(a), Value::Str(b)) => return Ok(Value::Bool(compare_strings(op, a, b))),
            _ => {}
        }
        let found = if is_plain(left) && is_plain(right) {
            self.builtin_compare(op, left, right)?
        } else {
            self.compare_slots(op, left, right)?
        };
        if let Some(result) = found {
            return Ok(result);
        }
        match op {
            CompareOp::Equal => Ok(Value::Bool(left.is(right))),
            CompareOp::NotEqual => Ok(Value::Bool(!left.is(right))),
            _ => Err(self.type_error(format_args!(
                "'{}' not supported between instances of '{}' and '{}'",
                symbol(op),
                self.type_name(left),
                self.type_name(right)
            ))),
        }
    }

    fn compare_slots(
        &mut self,
        op: CompareOp,
        left: &Value,
        right: &Value,
    ) -> PyResult<Option<Value>> {
        self.nested(|interp| {
            let left_class = interp.type_of(left);
            let right_class = interp.type_of(right);
            let right_first =
                !Rc::ptr_eq(&left_class, &right_class) && right_class.is_subclass_of(&left_class);
            if right_first && let Some(result) = interp.compare_slot(swapped(op), right, left)? {
                return Ok(Some(result));
            }
            if let Some(result) = interp.compare_slot(op, left, right)? {
                return Ok(Some(result));
            }
            if right_first {
                return Ok(None);
            }
            interp.compare_slot(swapped(op), right, left)
        })
    }

    /// The comparison of one side, `None` for `NotImplemented`.
    pub(crate) fn compare_slot(
        &mut self,
        op: CompareOp,
        value: &Value,
        other: &Value,
    ) -> PyResult<Option<Value>> {
        if is_plain(value) {
            return self.builtin_compare(op, value, other.base());
        }
        let name = self.compare_name(op);
        let class = self.type_of(value);
        match self.class_lookup(&class, &name) {
            None => Ok(None),
            Some(Value::Native(native)) if native.owner.as_str() == "object" => {
                self.default_compare(op, value, other)
            }
            Some(_) => {
                let result = self.call_special(value, &name, std::slice::from_ref(other))?;
                Ok(result.filter(|result| !matches!(result, Value::NotImplemented)))
            }
        }
    }

    /// What `object` itself does: identity, and `!=` as the contrary of `==`.
    pub(crate) fn default_compare(
        &mut self,
        op: CompareOp,
        value: &Value,
        other: &Value,
    ) -> PyResult<Option<Value>> {
        match op {
            CompareOp::Equal => Ok(value.is(other).then_some(Value::Bool(true))),
            CompareOp::NotEqual => match self.compare_slot(CompareOp::Equal, value, other)? {
                Some(result) => Ok(Some(Value::Bool(!self.truth(&result)?))),
                None => Ok(None),
            },
            _ => Ok(None),
        }
    }

    /// The special method of a comparison.
    pub(crate) fn compare_name(&self, op: CompareOp) -> Str {
        let names = &self.names;
        match op {
            CompareOp::Less => &names.lt,
            CompareOp::LessEqual => &names.le,
            CompareOp::Equal => &names.eq,
            CompareOp::NotEqual => &names.ne,
            CompareOp::Greater => &names.gt,
            CompareOp::GreaterEqual => &names.ge,
        }
        .clone()
    }

    /// The comparison of two values of built-in types; `None` where their types don't know it.
    pub(crate) fn builtin_compare(
        &mut self,
        op: CompareOp,
        left: &Value,
        right: &Value,
    ) -> PyResult<Option<Value>> {
        if let Some(ordering) = compare_numbers(left, right) {
            let answer = match ordering {
                Some(ordering) => holds(op, ordering),
                None => op == CompareOp::NotEqual,
            };
            return Ok(Some(Value::Bool(answer)));
        }
        let is_equality = matches!(op, CompareOp::Equal | CompareOp::NotEqual);
        let equality = |equal: bool| Some(Value::Bool(equal == (op == CompareOp::Equal)));
        match (left, right) {
            (Value::Str(a), Value::Str(b)) => Ok(Some(Value::Bool(compare_strings(op, a, b)))),
            (Value::Tuple(a), Value::Tuple(b)) => {
                let (a, b) = (a.clone(), b.clone());
                self.nested(|interp| {
                    interp.compare_sequences(op, (a.len(), b.len()), &|index| {
                        Some((a.get(index)?.clone(), b.get(index)?.clone()))
                    })
                })
            }
            (Value::List(a), Value::List(b)) => {
                let (a, b) = (a.clone(), b.clone());
                let lengths = (a.0.borrow().len(), b.0.borrow().len());
                self.nested(|interp| {
                    interp.compare_sequences(op, lengths, &|index| {
                        Some((
                            a.0.borrow().get(index)?.clone(),
                            b.0.borrow().get(index)?.clone(),
                        ))
                    })
                })
            }
            (Value::Dict(a), Value::Dict(b)) if is_equality => {
                let (a, b) = (a.clone(), b.clone());
                let equal = self.nested(|interp| interp.equal_dicts(&a, &b))?;
                Ok(equality(equal))
            }
            _ => {
                if let Some(answer) = self.compare_set_like(op, left, right)? {
                    return Ok(Some(Value::Bool(answer)));
                }
                if let Some(ordering) =
                    with_bytes(left, |a| with_bytes(right, |b| a.cmp(b))).flatten()
                {
                    return Ok(Some(Value::Bool(holds(op, ordering))));
                }
                if is_equality {
                    if let Some((a, b)) = complex_parts(left).zip(complex_parts(right)) {
                        return Ok(equality(a == b));
                    }
                    if let Some(equal) = self.equal_natives(left, right)? {
                        return Ok(equality(equal));
                    }
                } else if let Some(answer) = self.compare_slices(op, left, right)? {
                    return Ok(Some(answer));
                }
                Ok(None)
            }
        }
    }

    /// Compare item by item: the first that differ decide.
    fn compare_sequences(
        &mut self,
        op: CompareOp,
        lengths: (usize, usize),
        pair: &dyn Fn(usize) -> Option<(Value, Value)>,
    ) -> PyResult<Option<Value>> {
        let is_equality = matches!(op, CompareOp::Equal | CompareOp::NotEqual);
        if is_equality && lengths.0 != lengths.1 {
            return Ok(Some(Value::Bool(op == CompareOp::NotEqual)));
        }
        let mut index = 0;
        while let Some((a, b)) = pair(index) {
            if !self.equal(&a, &b)? {
                return match op {
                    CompareOp::Equal => Ok(Some(Value::Bool(false))),
                    CompareOp::NotEqual => Ok(Some(Value::Bool(true))),
                    _ => self.compare(op, &a, &b).map(Some),
                };
            }
            index += 1;
        }
        self.charge(index as u64 / 8)?;
        Ok(Some(Value::Bool(holds(op, lengths.0.cmp(&lengths.1)))))
    }

    fn equal_dicts(&mut self, left: &Rc<DictObject>, right: &Rc<DictObject>) -> PyResult<bool> {
        if left.len() != right.len() {
            return Ok(false);
        }
        let entries = left.0.borrow().hashed_entries();
        for (hash, key, value) in entries {
            let Some(index) = self.find_entry(&right.0, hash, &key)? else {
                return Ok(false);
            };
            let other = right
                .0
                .borrow()
                .entry(index)
                .map(|(_, value)| value.clone());
            match other {
                Some(other) if self.equal(&value, &other)? => {}
                _ => return Ok(false),
            }
        }
        Ok(true)
    }
}

fn compare_strings(op: CompareOp, left: &Str, right: &Str) -> bool {
    match op {
        CompareOp::Equal => left == right,
        CompareOp::NotEqual => left != right,
        _ => holds(op, left.as_str().cmp(right.as_str())),
    }
}

/// A number as a complex number, where at least one of two is complex; big ints only where they are exact.
fn complex_parts(value: &Value) -> Option<(f64, f64)> {
    match value {
        Value::Complex(parts) => Some(**parts),
        Value::Float(number) => Some((*number, 0.0)),
        Value::Int(number) if (*number as f64) as i128 == i128::from(*number) => {
            Some((*number as f64, 0.0))
        }
        Value::Bool(flag) => Some((f64::from(u8::from(*flag)), 0.0)),
        _ => None,
    }
}
