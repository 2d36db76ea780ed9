//! The operators: what the instructions and Rust code do with values of any type.
//!
//! Every operation has the same shape: a quick answer for the built-in types, and the protocol of special methods for everything
//! else. What a built-in type does by itself stands in the functions named `builtin_…`, which take values as [`Value::base`] gives them
//! and say `None` for "not implemented"; the native methods (`int.__add__`) call the same functions.
//!
//! Here are truth, hashes, sizes, and small helpers; the rest has a file for each kind of operation.

mod arithmetic;
mod compare;
mod containers;
mod items;
mod iterate;
mod numbers;
mod sequences;
mod set_order;
mod sets;
mod tables;
mod text;

pub(crate) use sequences::STEP;
pub(crate) use set_order::set_order;

pub(crate) use arithmetic::operand;
pub use arithmetic::{binary_symbol, reflected_name};
pub(crate) use items::select;
pub use items::{SliceBounds, slice_bounds};
pub use numbers::{big_to_f64, floor_divide, to_big, true_divide_big};

use num_bigint::BigInt;
use num_traits::{Signed, ToPrimitive};

use crate::dict::{TUPLE_SEED, hash_big_int, mix, quick_hash};
use crate::error::PyResult;
use crate::interp::Interp;
use crate::value::Value;

/// How deeply the Rust code of an operation may nest (a list in a list in a list …) before it is a `RecursionError`: the stack is small.
const MAX_NESTING: usize = 200;

/// A number as a count: 0 for what is negative, the largest count for what doesn't fit, which is less in a browser than elsewhere.
pub fn count(number: i64) -> usize {
    usize::try_from(number.max(0)).unwrap_or(usize::MAX)
}

/// Whether a value is of a built-in type whose operations are known here, so that no special method needs to be looked up.
pub(crate) fn is_plain(value: &Value) -> bool {
    !matches!(value, Value::Object(_) | Value::Class(_))
}

impl Interp {
    /// Count work that runs no instructions, like instructions: `list(range(10**9))` must end too.
    pub fn charge(&mut self, units: u64) -> PyResult<()> {
        self.fuel = self.fuel.saturating_sub(units);
        if self.fuel == 0 {
            return Err(self.out_of_fuel());
        }
        Ok(())
    }

    /// Run something that may nest, as deep as the Rust stack allows.
    pub fn nested<T>(&mut self, run: impl FnOnce(&mut Interp) -> PyResult<T>) -> PyResult<T> {
        if self.nesting >= MAX_NESTING {
            return Err(self.error(
                &self.types.recursion_error,
                "maximum recursion depth exceeded",
            ));
        }
        self.nesting += 1;
        let result = run(self);
        self.nesting -= 1;
        result
    }

    /// `bool(value)`.
    pub fn truth(&mut self, value: &Value) -> PyResult<bool> {
        Ok(match value {
            Value::Unbound | Value::None => false,
            Value::Bool(flag) => *flag,
            Value::Int(number) => *number != 0,
            Value::Float(number) => *number != 0.0,
            Value::Complex(parts) => parts.0 != 0.0 || parts.1 != 0.0,
            Value::Str(text) => !text.is_empty(),
            Value::Bytes(bytes) => !bytes.is_empty(),
            Value::Tuple(items) => !items.is_empty(),
            Value::List(list) => !list.0.borrow().is_empty(),
            Value::Dict(dict) => !dict.is_empty(),
            Value::Set(set) | Value::FrozenSet(set) => !set.is_empty(),
            Value::NotImplemented => {
                return Err(
                    self.type_error("NotImplemented should not be used in a boolean context")
                );
            }
            Value::Object(_) | Value::Class(_) => return self.truth_by_method(value),
            _ => true,
        })
    }

    fn truth_by_method(&mut self, value: &Value) -> PyResult<bool> {
        let names = self.names.clone();
        if let Some(result) = self.call_special(value, &names.bool_, &[])? {
            return match result {
                Value::Bool(flag) => Ok(flag),
                other => Err(self.type_error(format_args!(
                    "__bool__ should return bool, returned {}",
                    self.type_name(&other)
                ))),
            };
        }
        if let Some(result) = self.call_special(value, &names.len, &[])? {
            return Ok(self.size_of_result(&result)? != 0);
        }
        Ok(true)
    }

    /// `hash(value)`.
    pub fn hash(&mut self, value: &Value) -> PyResult<u64> {
        match value {
            Value::Tuple(items) => self.hash_tuple(items),
            Value::FrozenSet(set) => {
                let mut hash: u64 = 0x7A3D_51B2_0C4F_9E61 ^ set.len() as u64;
                for member in set.members() {
                    // The order of the members must not matter.
                    hash = hash.wrapping_add(mix(TUPLE_SEED, self.hash(&member)?));
                }
                Ok(hash)
            }
            Value::Object(_) | Value::Class(_) => self.hash_by_method(value),
            Value::Method(method) => {
                let function = self.hash(&method.function)?;
                Ok(mix(function, method.receiver.address() as u64))
            }
            Value::List(_) | Value::Dict(_) | Value::Set(_) => Err(self.unhashable(value)),
            _ => match quick_hash(value) {
                Some(hash) => Ok(hash),
                None => Err(self.unhashable(value)),
            },
        }
    }

    fn hash_tuple(&mut self, items: &[Value]) -> PyResult<u64> {
        self.nested(|interp| {
            let mut hash = TUPLE_SEED;
            for item in items {
                hash = mix(hash, interp.hash(item)?);
            }
            Ok(hash)
        })
    }

    fn unhashable(&self, value: &Value) -> crate::error::Raised {
        self.type_error(format_args!("unhashable type: '{}'", self.type_name(value)))
    }

    /// The hash of an object that is hashed by identity.
    pub fn identity_hash(&self, value: &Value) -> u64 {
        (value.address() as u64 >> 4).wrapping_mul(0x9E37_79B9_7F4A_7C15)
    }

    fn hash_by_method(&mut self, value: &Value) -> PyResult<u64> {
        let name = self.names.hash.clone();
        let class = self.type_of(value);
        let Some(found) = self.class_lookup(&class, &name) else {
            return Ok(self.identity_hash(value));
        };
        match found {
            Value::None => Err(self.unhashable(value)),
            Value::Native(ref native)
                if native.owner.as_str() == "object" || native.owner.as_str() == "type" =>
            {
                Ok(self.identity_hash(value))
            }
            Value::Native(_) if !matches!(value.base(), Value::Object(_) | Value::Class(_)) => {
                self.hash(value.base())
            }
            _ => {
                let result = self
                    .call_special(value, &name, &[])?
                    .unwrap_or(Value::Int(0));
                match result.base() {
                    Value::Int(number) => Ok((if *number == -1 { -2 } else { *number }) as u64),
                    Value::Bool(flag) => Ok(u64::from(*flag)),
                    Value::BigInt(number) => Ok(hash_big_int(number) as u64),
                    _ => Err(self.type_error("__hash__ method should return an integer")),
                }
            }
        }
    }

    /// `len(value)`.
    pub fn length(&mut self, value: &Value) -> PyResult<usize> {
        if let Some(length) = self.builtin_length(value) {
            return Ok(length);
        }
        let name = self.names.len.clone();
        if !is_plain(value)
            && let Some(result) = self.call_special(value, &name, &[])?
        {
            return self.size_of_result(&result);
        }
        Err(self.type_error(format_args!(
            "object of type '{}' has no len()",
            self.type_name(value)
        )))
    }

    /// The length of a built-in container.
    pub(crate) fn builtin_length(&self, value: &Value) -> Option<usize> {
        Some(match value {
            Value::Str(text) => text.char_count(),
            Value::Bytes(bytes) => bytes.len(),
            Value::Tuple(items) => items.len(),
            Value::List(list) => list.0.borrow().len(),
            Value::Dict(dict) => dict.len(),
            Value::Set(set) | Value::FrozenSet(set) => set.len(),
            _ => return None,
        })
    }

    fn size_of_result(&mut self, result: &Value) -> PyResult<usize> {
        let number = self.index(result)?;
        match number {
            Value::Int(number) if number < 0 => {
                Err(self.value_error("__len__() should return >= 0"))
            }
            Value::Int(number) => Ok(number as usize),
            _ => Err(self.overflow_error("cannot fit 'int' into an index-sized integer")),
        }
    }

    /// The value as an index (`__index__`): "'X' object cannot be interpreted as an integer".
    pub fn index(&mut self, value: &Value) -> PyResult {
        match value {
            Value::Int(_) | Value::BigInt(_) => return Ok(value.clone()),
            Value::Bool(flag) => return Ok(Value::Int(i64::from(*flag))),
            Value::Object(_) => {
                if let Value::Int(_) | Value::BigInt(_) = value.base() {
                    return Ok(value.base().clone());
                }
                let name = self.names.index.clone();
                if let Some(result) = self.call_special(value, &name, &[])? {
                    return match result.base() {
                        Value::Int(_) | Value::BigInt(_) => Ok(result.base().clone()),
                        Value::Bool(flag) => Ok(Value::Int(i64::from(*flag))),
                        other => Err(self.type_error(format_args!(
                            "__index__ returned non-int (type {})",
                            self.type_name(other)
                        ))),
                    };
                }
            }
            _ => {}
        }
        Err(self.type_error(format_args!(
            "'{}' object cannot be interpreted as an integer",
            self.type_name(value)
        )))
    }

    /// Whether the value can be used as an index.
    pub fn has_index(&self, value: &Value) -> bool {
        match value.base() {
            Value::Int(_) | Value::BigInt(_) | Value::Bool(_) => true,
            Value::Object(_) => self
                .class_lookup(&self.type_of(value), &self.names.index)
                .is_some(),
            _ => false,
        }
    }

    /// The value as a size that fits into `i64`; larger ints are cut to the nearest (as slices do).
    pub fn index_clamped(&mut self, value: &Value) -> PyResult<i64> {
        Ok(match self.index(value)? {
            Value::Int(number) => number,
            Value::BigInt(number) if number.is_negative() => i64::MIN,
            _ => i64::MAX,
        })
    }

    /// The value as a count: as an index, with 0 for what is negative and the largest count for what is larger.
    pub fn count_clamped(&mut self, value: &Value) -> PyResult<usize> {
        Ok(count(self.index_clamped(value)?))
    }

    /// The value as an `i64`: an `OverflowError` where it doesn't fit.
    pub fn as_i64(&mut self, value: &Value) -> PyResult<i64> {
        match self.index(value)? {
            Value::Int(number) => Ok(number),
            _ => Err(self.overflow_error("Python int too large to convert to C ssize_t")),
        }
    }

    /// The value as a size: an `OverflowError` where it is negative or doesn't fit.
    pub fn as_usize(&mut self, value: &Value) -> PyResult<usize> {
        let number = self.as_i64(value)?;
        usize::try_from(number)
            .map_err(|_| self.overflow_error("can't convert negative int to unsigned"))
    }

    /// The value as a float (`__float__`, `__index__`): "must be real number, not X".
    pub fn as_f64(&mut self, value: &Value) -> PyResult<f64> {
        match value.base() {
            Value::Float(number) => Ok(*number),
            Value::Int(number) => Ok(*number as f64),
            Value::Bool(flag) => Ok(f64::from(u8::from(*flag))),
            Value::BigInt(number) => big_to_f64(number)
                .ok_or_else(|| self.overflow_error("int too large to convert to float")),
            Value::Object(_) => {
                let names = self.names.clone();
                if let Some(result) = self.call_special(value, &names.float, &[])? {
                    return match result.base() {
                        Value::Float(number) => Ok(*number),
                        other => Err(self.type_error(format_args!(
                            "{}.__float__ returned non-float (type {})",
                            self.type_name(value),
                            self.type_name(other)
                        ))),
                    };
                }
                if self.has_index(value) {
                    let index = self.index(value)?;
                    return self.as_f64(&index);
                }
                Err(self.not_real(value))
            }
            _ => Err(self.not_real(value)),
        }
    }

    fn not_real(&self, value: &Value) -> crate::error::Raised {
        self.type_error(format_args!(
            "must be real number, not {}",
            self.type_name(value)
        ))
    }

    /// The value as a big int, by `__index__`.
    pub fn as_bigint(&mut self, value: &Value) -> PyResult<BigInt> {
        Ok(match self.index(value)? {
            Value::Int(number) => BigInt::from(number),
            Value::BigInt(number) => (*number).clone(),
            _ => BigInt::default(),
        })
    }

    /// The number as an `f64` where it is a built-in real number.
    pub fn real(value: &Value) -> Option<f64> {
        Some(match value.base() {
            Value::Float(number) => *number,
            Value::Int(number) => *number as f64,
            Value::Bool(flag) => f64::from(u8::from(*flag)),
            Value::BigInt(number) => number.to_f64()?,
            _ => return None,
        })
    }
}
