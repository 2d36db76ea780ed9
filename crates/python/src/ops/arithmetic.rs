//! Binary, in-place and unary operators: which side is asked, in which order, and what is said when neither knows.

use std::rc::Rc;

use num_traits::ToPrimitive;

use super::is_plain;
use crate::builtins::bytearray::is_bytearray;
use crate::code::{BinaryOp, UnaryOp};
use crate::error::{PyResult, Raised};
use crate::interp::Interp;
use crate::value::{Str, Value};

/// How a program writes an operator.
pub fn binary_symbol(op: BinaryOp) -> &'static str {
    match op {
        BinaryOp::Add => "+",
        BinaryOp::Subtract => "-",
        BinaryOp::Multiply => "*",
        BinaryOp::MatrixMultiply => "@",
        BinaryOp::TrueDivide => "/",
        BinaryOp::FloorDivide => "//",
        BinaryOp::Remainder => "%",
        BinaryOp::Power => "**",
        BinaryOp::LeftShift => "<<",
        BinaryOp::RightShift => ">>",
        BinaryOp::And => "&",
        BinaryOp::Or => "|",
        BinaryOp::Xor => "^",
    }
}

/// The special methods of an operator: `__add__`, `__radd__`, `__iadd__`.
pub(crate) fn names_of(interp: &Interp, op: BinaryOp) -> [Str; 3] {
    let n = &interp.names;
    match op {
        BinaryOp::Add => [&n.add, &n.radd, &n.iadd],
        BinaryOp::Subtract => [&n.sub, &n.rsub, &n.isub],
        BinaryOp::Multiply => [&n.mul, &n.rmul, &n.imul],
        BinaryOp::MatrixMultiply => [&n.matmul, &n.rmatmul, &n.imatmul],
        BinaryOp::TrueDivide => [&n.truediv, &n.rtruediv, &n.itruediv],
        BinaryOp::FloorDivide => [&n.floordiv, &n.rfloordiv, &n.ifloordiv],
        BinaryOp::Remainder => [&n.mod_, &n.rmod, &n.imod],
        BinaryOp::Power => [&n.pow, &n.rpow, &n.ipow],
        BinaryOp::LeftShift => [&n.lshift, &n.rlshift, &n.ilshift],
        BinaryOp::RightShift => [&n.rshift, &n.rrshift, &n.irshift],
        BinaryOp::And => [&n.and, &n.rand, &n.iand],
        BinaryOp::Or => [&n.or, &n.ror, &n.ior],
        BinaryOp::Xor => [&n.xor, &n.rxor, &n.ixor],
    }
    .map(Str::clone)
}

/// The right side as a built-in operator takes it: the value that an instance of a derived class holds. What is formatted by `%` stays
/// itself, because its class may say how it is shown or what a missing key means.
pub(crate) fn operand<'a>(op: BinaryOp, left: &Value, right: &'a Value) -> &'a Value {
    let formats = op == BinaryOp::Remainder
        && (matches!(left, Value::Str(_) | Value::Bytes(_)) || is_bytearray(left));
    if formats { right } else { right.base() }
}

/// The name of the method that the right side is asked for.
pub fn reflected_name(interp: &Interp, op: BinaryOp) -> Str {
    let [_, reflected, _] = names_of(interp, op);
    reflected
}

impl Interp {
    /// A binary operator.
    pub fn binary(&mut self, op: BinaryOp, left: &Value, right: &Value) -> PyResult {
        match (op, left, right) {
            (BinaryOp::Add, Value::Int(a), Value::Int(b)) => {
                if let Some(sum) = a.checked_add(*b) {
                    return Ok(Value::Int(sum));
                }
            }
            (BinaryOp::Subtract, Value::Int(a), Value::Int(b)) => {
                if let Some(difference) = a.checked_sub(*b) {
                    return Ok(Value::Int(difference));
                }
            }
            (BinaryOp::Multiply, Value::Int(a), Value::Int(b)) => {
                if let Some(product) = a.checked_mul(*b) {
                    return Ok(Value::Int(product));
                }
            }
            _ => {}
        }
        match self.binary_slots(op, left, right)? {
            Some(result) => Ok(result),
            None => Err(self.binary_error(op, false, left, right)),
        }
    }

    /// What both sides say, `None` where neither knows.
    fn binary_slots(
        &mut self,
        op: BinaryOp,
        left: &Value,
        right: &Value,
    ) -> PyResult<Option<Value>> {
        if is_plain(left) && is_plain(right) {
            return self.builtin_binary(op, left, right);
        }
        let [name, reflected, _] = names_of(self, op);
        let left_class = self.type_of(left);
        let right_class = self.type_of(right);
        let same = Rc::ptr_eq(&left_class, &right_class);
        let mut right_asked = same;
        if !same && right_class.is_subclass_of(&left_class) {
            let ours = self.class_lookup(&right_class, &reflected);
            let theirs = self.class_lookup(&left_class, &reflected);
            let overrides = match (&ours, &theirs) {
                (Some(ours), Some(theirs)) => !ours.is(theirs),
                (Some(_), None) => true,
                _ => false,
            };
            if overrides {
                right_asked = true;
                if let Some(result) = self.call_slot(right, &reflected, left)? {
                    return Ok(Some(result));
                }
            }
        }
        // Sequences have `+` and `*` of another kind than numbers: they are asked when the right side, if it has one of the numbers'
        // kind, has said no.
        let is_sequence = matches!(op, BinaryOp::Add | BinaryOp::Multiply)
            && is_plain(left)
            && self.is_repeatable(left);
        if is_sequence && !right_asked {
            right_asked = true;
            if let Some(result) = self.call_slot(right, &reflected, left)? {
                return Ok(Some(result));
            }
        }
        let result = if is_plain(left) {
            self.builtin_binary(op, left, operand(op, left, right))?
        } else {
            self.call_slot(left, &name, right)?
        };
        if result.is_some() || right_asked {
            return Ok(result);
        }
        if is_plain(right) {
            self.builtin_binary(op, left.base(), right)
        } else {
            self.call_slot(right, &reflected, left)
        }
    }

    fn call_slot(&mut self, value: &Value, name: &Str, other: &Value) -> PyResult<Option<Value>> {
        let result = self.call_special(value, name, std::slice::from_ref(other))?;
        Ok(result.filter(|result| !matches!(result, Value::NotImplemented)))
    }

    /// An operator on two values of built-in types; `None` where their types don't know it.
    pub(crate) fn builtin_binary(
        &mut self,
        op: BinaryOp,
        left: &Value,
        right: &Value,
    ) -> PyResult<Option<Value>> {
        if let Some(result) = self.number_binary(op, left, right)? {
            return Ok(Some(result));
        }
        match op {
            BinaryOp::Add => self.concatenate(left, right),
            BinaryOp::Multiply => self.repeat_either(left, right),
            BinaryOp::Remainder => self.format_percent(left, right),
            BinaryOp::And | BinaryOp::Or | BinaryOp::Xor | BinaryOp::Subtract => {
                self.set_binary(op, left, right)
            }
            _ => Ok(None),
        }
    }

    /// The `TypeError` of an operator that neither side knows.
    pub fn binary_error(
        &self,
        op: BinaryOp,
        in_place: bool,
        left: &Value,
        right: &Value,
    ) -> Raised {
        let (left_name, right_name) = (self.type_name(left), self.type_name(right));
        if op == BinaryOp::Add {
            match left.base() {
                Value::Str(_) | Value::List(_) | Value::Tuple(_) => {
                    let name = match left.base() {
                        Value::Str(_) => "str",
                        Value::List(_) => "list",
                        _ => "tuple",
                    };
                    return self.type_error(format_args!(
                        "can only concatenate {name} (not \"{right_name}\") to {name}"
                    ));
                }
                Value::Bytes(_) => {
                    return self
                        .type_error(format_args!("can't concat {right_name} to {left_name}"));
                }
                base if is_bytearray(base) => {
                    return self
                        .type_error(format_args!("can't concat {right_name} to {left_name}"));
                }
                _ => {}
            }
        }
        if op == BinaryOp::Multiply {
            if self.is_repeatable(left) {
                return self.type_error(format_args!(
                    "can't multiply sequence by non-int of type '{right_name}'"
                ));
            }
            if self.is_repeatable(right) {
                return self.type_error(format_args!(
                    "can't multiply sequence by non-int of type '{left_name}'"
                ));
            }
        }
        let symbol = binary_symbol(op);
        let symbol = match (op, in_place) {
            (BinaryOp::Power, false) => "** or pow()".to_owned(),
            (_, true) => format!("{symbol}="),
            _ => symbol.to_owned(),
        };
        self.type_error(format_args!(
            "unsupported operand type(s) for {symbol}: '{left_name}' and '{right_name}'"
        ))
    }

    /// An in-place operator.
    pub fn in_place(&mut self, op: BinaryOp, left: &Value, right: &Value) -> PyResult {
        match left {
            Value::Int(_) | Value::Float(_) | Value::Str(_) => {}
            Value::List(_) | Value::Set(_) | Value::Dict(_)
                if self.builtin_in_place(op, left, right)? =>
            {
                return Ok(left.clone());
            }
            Value::Object(_) | Value::Class(_) => {
                let [_, _, name] = names_of(self, op);
                if let Some(result) = self.call_slot(left, &name, right)? {
                    return Ok(result);
                }
            }
            _ => {}
        }
        if op == BinaryOp::Add
            && let (Value::Int(a), Value::Int(b)) = (left, right)
            && let Some(sum) = a.checked_add(*b)
        {
            return Ok(Value::Int(sum));
        }
        match self.binary_slots(op, left, right)? {
            Some(result) => Ok(result),
            None => Err(self.binary_error(op, true, left, right)),
        }
    }

    /// Change a list, set or dict in place; whether it was done.
    pub(crate) fn builtin_in_place(
        &mut self,
        op: BinaryOp,
        left: &Value,
        right: &Value,
    ) -> PyResult<bool> {
        match (op, left) {
            (BinaryOp::Add, Value::List(list)) => {
                self.list_extend(list, right)?;
                Ok(true)
            }
            (BinaryOp::Multiply, Value::List(list)) => {
                if !self.has_index(right) {
                    return Ok(false);
                }
                let times = self.index_clamped(right)?;
                let items = list.0.borrow().clone();
                let repeated = self.repeat_items(&items, times)?;
                let old = std::mem::replace(&mut *list.0.borrow_mut(), repeated);
                drop(old);
                Ok(true)
            }
            (BinaryOp::Or, Value::Dict(dict)) => {
                self.dict_update(dict, right)?;
                Ok(true)
            }
            (
                BinaryOp::And | BinaryOp::Or | BinaryOp::Xor | BinaryOp::Subtract,
                Value::Set(set),
            ) => {
                if !self.is_set_operand(right) {
                    return Ok(false);
                }
                let Some(Value::Set(result)) = self.set_binary(op, left, right.base())? else {
                    return Ok(false);
                };
                let table = result.0.borrow().copy();
                let old = std::mem::replace(&mut *set.0.borrow_mut(), table);
                drop(old);
                Ok(true)
            }
            _ => Ok(false),
        }
    }

    /// A unary operator.
    pub fn unary(&mut self, op: UnaryOp, value: &Value) -> PyResult {
        if op == UnaryOp::Not {
            return Ok(Value::Bool(!self.truth(value)?));
        }
        if is_plain(value) {
            if let Some(result) = self.builtin_unary(op, value) {
                return Ok(result);
            }
        } else {
            let name = match op {
                UnaryOp::Negative => self.names.neg.clone(),
                UnaryOp::Positive => self.names.pos.clone(),
                UnaryOp::Invert | UnaryOp::Not => self.names.invert.clone(),
            };
            if let Some(result) = self.call_special(value, &name, &[])? {
                return Ok(result);
            }
        }
        let symbol = match op {
            UnaryOp::Negative => "-",
            UnaryOp::Positive => "+",
            UnaryOp::Invert | UnaryOp::Not => "~",
        };
        Err(self.type_error(format_args!(
            "bad operand type for unary {symbol}: '{}'",
            self.type_name(value)
        )))
    }

    /// A unary operator on a built-in number.
    pub(crate) fn builtin_unary(&self, op: UnaryOp, value: &Value) -> Option<Value> {
        let small = match value {
            Value::Bool(flag) => Some(i64::from(*flag)),
            Value::Int(number) => Some(*number),
            _ => None,
        };
        if let Some(number) = small {
            return Some(match op {
                UnaryOp::Negative => number
                    .checked_neg()
                    .map_or_else(|| Value::int(-num_bigint::BigInt::from(number)), Value::Int),
                UnaryOp::Positive => Value::Int(number),
                UnaryOp::Invert => Value::Int(!number),
                UnaryOp::Not => Value::Bool(number == 0),
            });
        }
        match (op, value) {
            (UnaryOp::Negative, Value::Float(number)) => Some(Value::Float(-number)),
            (UnaryOp::Positive, Value::Float(_) | Value::BigInt(_) | Value::Complex(_)) => {
                Some(value.clone())
            }
            (UnaryOp::Negative, Value::BigInt(number)) => Some(Value::int(-&**number)),
            (UnaryOp::Invert, Value::BigInt(number)) => Some(Value::int(!&**number)),
            (UnaryOp::Negative, Value::Complex(parts)) => {
                Some(super::numbers::complex((-parts.0, -parts.1)))
            }
            _ => None,
        }
    }

    /// `abs(value)` of a built-in number.
    pub fn builtin_absolute(&self, value: &Value) -> Option<Value> {
        Some(match value.base() {
            Value::Bool(flag) => Value::Int(i64::from(*flag)),
            Value::Int(number) => number.checked_abs().map_or_else(
                || Value::int(-num_bigint::BigInt::from(*number)),
                Value::Int,
            ),
            Value::BigInt(number) if number.to_f64().is_some_and(|float| float < 0.0) => {
                Value::int(-&**number)
            }
            Value::BigInt(_) => value.base().clone(),
            Value::Float(number) => Value::Float(number.abs()),
            Value::Complex(parts) => Value::Float(parts.0.hypot(parts.1)),
            _ => return None,
        })
    }
}
