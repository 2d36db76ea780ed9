//! The arithmetic of `int`, `bool`, `float` and `complex`.

use std::rc::Rc;

use num_bigint::{BigInt, Sign};
use num_integer::Integer;
use num_traits::{FromPrimitive, One, Pow, Signed, ToPrimitive, Zero};

use crate::code::BinaryOp;
use crate::error::{PyResult, Raised};
use crate::interp::Interp;
use crate::value::Value;

/// A built-in number, taken out of a value.
pub(crate) enum Number {
    /// An int that fits, or a bool.
    Int(i64),
    /// An int that doesn't fit.
    Big(Rc<BigInt>),
    /// A float.
    Float(f64),
    /// A complex number.
    Complex(f64, f64),
}

impl Number {
    /// The number in a value, where it is one.
    pub(crate) fn of(value: &Value) -> Option<Number> {
        Some(match value {
            Value::Int(number) => Number::Int(*number),
            Value::Bool(flag) => Number::Int(i64::from(*flag)),
            Value::Float(number) => Number::Float(*number),
            Value::BigInt(number) => Number::Big(number.clone()),
            Value::Complex(parts) => Number::Complex(parts.0, parts.1),
            _ => return None,
        })
    }
}

/// An `int` value (or `bool`) as a big int.
pub fn to_big(value: &Value) -> Option<BigInt> {
    match value.base() {
        Value::Int(number) => Some(BigInt::from(*number)),
        Value::Bool(flag) => Some(BigInt::from(u8::from(*flag))),
        Value::BigInt(number) => Some((**number).clone()),
        _ => None,
    }
}

/// The nearest float of a big int; `None` where it is too large.
pub fn big_to_f64(number: &BigInt) -> Option<f64> {
    number.to_f64().filter(|float| float.is_finite())
}

/// `a / b` of ints, correctly rounded; `None` where the result is too large for a float.
pub fn true_divide_big(a: &BigInt, b: &BigInt) -> Option<f64> {
    // Scale so that the quotient has 64 to 66 bits, keep a sticky bit for the remainder, and let one conversion do the rounding. Results
    // that are subnormal are rounded once more by the scaling at the end, where the sticky bit can't help: shift less for these.
    let shift = 66 - (a.bits() as i64 - b.bits() as i64);
    let shift = shift.min(1074 + 2);
    let (numerator, denominator) = if shift >= 0 {
        (a << shift as u64, b.clone())
    } else {
        (a.clone(), b << (-shift) as u64)
    };
    let negative = (numerator.sign() == Sign::Minus) != (denominator.sign() == Sign::Minus);
    let (quotient, rest) = numerator.abs().div_rem(&denominator.abs());
    let mut quotient = quotient;
    if !rest.is_zero() {
        quotient |= BigInt::one();
    }
    let bits = quotient.bits() as i64;
    // The exponent of the last bit that a float of this size can hold.
    let last = (bits - shift - 53).max(-1074) + shift;
    if last > 0 {
        let unit = BigInt::one() << last as u64;
        let (mut rounded, rest) = quotient.div_rem(&unit);
        let twice = rest << 1_u32;
        if twice > unit || (twice == unit && rounded.is_odd()) {
            rounded += 1;
        }
        quotient = rounded << last as u64;
    }
    let float = quotient.to_f64()?;
    let result = scale(float, -shift);
    if result.is_infinite() {
        return None;
    }
    Some(if negative { -result } else { result })
}

/// `float * 2**exponent`, in steps that don't overflow on the way.
pub(crate) fn scale(mut float: f64, mut exponent: i64) -> f64 {
    while exponent > 1000 {
        float *= 2_f64.powi(1000);
        exponent -= 1000;
        if !float.is_finite() {
            return float;
        }
    }
    while exponent < -1000 {
        float *= 2_f64.powi(-1000);
        exponent += 1000;
        if float == 0.0 {
            return float;
        }
    }
    float * 2_f64.powi(exponent as i32)
}

/// `(a // b, a % b)` of floats, as Python defines them.
pub(crate) fn float_divmod(a: f64, b: f64) -> (f64, f64) {
    let mut rest = a % b;
    let mut quotient = (a - rest) / b;
    if rest == 0.0 {
        rest = 0.0_f64.copysign(b);
    } else if (b < 0.0) != (rest < 0.0) {
        rest += b;
        quotient -= 1.0;
    }
    let floor = if quotient == 0.0 {
        0.0_f64.copysign(a / b)
    } else {
        let floor = quotient.floor();
        if quotient - floor > 0.5 {
            floor + 1.0
        } else {
            floor
        }
    };
    (floor, rest)
}

/// `a // b` of ints that aren't zero.
pub fn floor_divide(a: i64, b: i64) -> Option<i64> {
    let quotient = a.checked_div(b)?;
    Some(if a % b != 0 && (a < 0) != (b < 0) {
        quotient - 1
    } else {
        quotient
    })
}

impl Interp {
    fn division_by_zero(&self) -> Raised {
        self.error(&self.types.zero_division_error, "division by zero")
    }

    /// An arithmetic operator on built-in numbers; `None` where one isn't a number or the operator isn't theirs.
    pub(crate) fn number_binary(
        &mut self,
        op: BinaryOp,
        left: &Value,
        right: &Value,
    ) -> PyResult<Option<Value>> {
        if let (Value::Bool(a), Value::Bool(b)) = (left, right) {
            match op {
                BinaryOp::And => return Ok(Some(Value::Bool(a & b))),
                BinaryOp::Or => return Ok(Some(Value::Bool(a | b))),
                BinaryOp::Xor => return Ok(Some(Value::Bool(a ^ b))),
                _ => {}
            }
        }
        let (Some(a), Some(b)) = (Number::of(left), Number::of(right)) else {
            return Ok(None);
        };
        match (a, b) {
            (Number::Int(a), Number::Int(b)) => self.int_binary(op, a, b),
            (Number::Complex(re, im), b) => {
                let b = self.number_to_complex(b)?;
                self.complex_binary(op, (re, im), b)
            }
            (a, Number::Complex(re, im)) => {
                let a = self.number_to_complex(a)?;
                self.complex_binary(op, a, (re, im))
            }
            (Number::Float(a), b) => {
                let b = self.number_to_float(b)?;
                self.float_binary(op, a, b)
            }
            (a, Number::Float(b)) => {
                let a = self.number_to_float(a)?;
                self.float_binary(op, a, b)
            }
            (Number::Big(a), Number::Big(b)) => self.big_binary(op, &a, &b),
            (Number::Big(a), Number::Int(b)) => self.big_binary(op, &a, &BigInt::from(b)),
            (Number::Int(a), Number::Big(b)) => self.big_binary(op, &BigInt::from(a), &b),
        }
    }

    fn number_to_float(&self, number: Number) -> PyResult<f64> {
        Ok(match number {
            Number::Int(number) => number as f64,
            Number::Float(number) | Number::Complex(number, _) => number,
            Number::Big(number) => big_to_f64(&number)
                .ok_or_else(|| self.overflow_error("int too large to convert to float"))?,
        })
    }

    fn number_to_complex(&self, number: Number) -> PyResult<(f64, f64)> {
        if let Number::Complex(re, im) = number {
            return Ok((re, im));
        }
        Ok((self.number_to_float(number)?, 0.0))
    }

    fn int_binary(&mut self, op: BinaryOp, a: i64, b: i64) -> PyResult<Option<Value>> {
        let quick = match op {
            BinaryOp::Add => a.checked_add(b),
            BinaryOp::Subtract => a.checked_sub(b),
            BinaryOp::Multiply => a.checked_mul(b),
            BinaryOp::FloorDivide | BinaryOp::Remainder | BinaryOp::TrueDivide if b == 0 => {
                return Err(self.division_by_zero());
            }
            BinaryOp::TrueDivide => {
                const EXACT: u64 = 1 << 53;
                if a.unsigned_abs() <= EXACT && b.unsigned_abs() <= EXACT {
                    return Ok(Some(Value::Float(a as f64 / b as f64)));
                }
                None
            }
            BinaryOp::FloorDivide => floor_divide(a, b),
            BinaryOp::Remainder => a.checked_rem(b).map(|rest| {
                if rest != 0 && (rest < 0) != (b < 0) {
                    rest + b
                } else {
                    rest
                }
            }),
            BinaryOp::Power if b >= 0 => u32::try_from(b).ok().and_then(|b| a.checked_pow(b)),
            BinaryOp::LeftShift if (0..63).contains(&b) => {
                let shifted = a << b;
                (shifted >> b == a).then_some(shifted)
            }
            BinaryOp::RightShift if b >= 0 => Some(a >> b.min(63)),
            BinaryOp::And => Some(a & b),
            BinaryOp::Or => Some(a | b),
            BinaryOp::Xor => Some(a ^ b),
            _ => None,
        };
        match quick {
            Some(result) => Ok(Some(Value::Int(result))),
            None => self.big_binary(op, &BigInt::from(a), &BigInt::from(b)),
        }
    }

    fn big_binary(&mut self, op: BinaryOp, a: &BigInt, b: &BigInt) -> PyResult<Option<Value>> {
        let result = match op {
            BinaryOp::Add => a + b,
            BinaryOp::Subtract => a - b,
            BinaryOp::Multiply => {
                self.charge_product(a.bits(), b.bits())?;
                a * b
            }
            BinaryOp::TrueDivide | BinaryOp::FloorDivide | BinaryOp::Remainder if b.is_zero() => {
                return Err(self.division_by_zero());
            }
            BinaryOp::TrueDivide => {
                self.charge_product(a.bits(), b.bits())?;
                let quotient = true_divide_big(a, b).ok_or_else(|| {
                    self.overflow_error("integer division result too large for a float")
                })?;
                return Ok(Some(Value::Float(quotient)));
            }
            BinaryOp::FloorDivide => {
                self.charge_product(a.bits(), b.bits())?;
                a.div_floor(b)
            }
            BinaryOp::Remainder => {
                self.charge_product(a.bits(), b.bits())?;
                a.mod_floor(b)
            }
            BinaryOp::Power => return self.int_power(a, b).map(Some),
            BinaryOp::LeftShift | BinaryOp::RightShift if b.is_negative() => {
                return Err(self.value_error("negative shift count"));
            }
            BinaryOp::LeftShift => {
                if a.is_zero() {
                    return Ok(Some(Value::Int(0)));
                }
                let Some(shift) = b.to_usize() else {
                    return Err(self.overflow_error("too many digits in integer"));
                };
                self.check_size(shift / 8)?;
                self.charge(shift as u64 / 512)?;
                a << shift
            }
            BinaryOp::RightShift => match b.to_usize() {
                Some(shift) => a >> shift,
                None if a.is_negative() => BigInt::from(-1),
                None => BigInt::zero(),
            },
            BinaryOp::And => a & b,
            BinaryOp::Or => a | b,
            BinaryOp::Xor => a ^ b,
            BinaryOp::MatrixMultiply => return Ok(None),
        };
        Ok(Some(Value::int(result)))
    }

    /// Count the work of multiplying or dividing ints of so many bits, where it is more than an instruction's.
    pub(crate) fn charge_product(&mut self, a_bits: u64, b_bits: u64) -> PyResult<()> {
        let (large, small) = (a_bits.max(b_bits) / 64, a_bits.min(b_bits) / 64);
        if large < 32 {
            return Ok(());
        }
        self.charge(large.saturating_mul(small.isqrt() + 1) / 2)
    }

    fn int_power(&mut self, base: &BigInt, exponent: &BigInt) -> PyResult {
        if exponent.is_negative() {
            if base.is_zero() {
                return Err(self.zero_to_negative());
            }
            let base = self.number_to_float(Number::Big(Rc::new(base.clone())))?;
            let exponent = self.number_to_float(Number::Big(Rc::new(exponent.clone())))?;
            return Ok(Value::Float(base.powf(exponent)));
        }
        if exponent.is_zero() || base.is_one() {
            return Ok(Value::Int(1));
        }
        if base.is_zero() {
            return Ok(Value::Int(0));
        }
        if (-base).is_one() {
            return Ok(Value::Int(if exponent.is_odd() { -1 } else { 1 }));
        }
        let bits = exponent
            .to_u64()
            .and_then(|exponent| base.bits().checked_mul(exponent))
            .unwrap_or(u64::MAX);
        self.check_size(usize::try_from(bits / 8).unwrap_or(usize::MAX))?;
        self.charge_product(bits, bits)?;
        let exponent = exponent.to_u32().unwrap_or(u32::MAX);
        Ok(Value::int(Pow::pow(base, exponent)))
    }

    /// `pow(base, exponent, modulus)` of ints.
    pub fn modular_power(
        &mut self,
        base: &BigInt,
        exponent: &BigInt,
        modulus: &BigInt,
    ) -> PyResult {
        if modulus.is_zero() {
            return Err(self.value_error("pow() 3rd argument cannot be 0"));
        }
        let size = modulus.abs();
        let (base, exponent) = if exponent.is_negative() {
            let gcd = base.mod_floor(&size).extended_gcd(&size);
            if !gcd.gcd.is_one() {
                return Err(self.value_error("base is not invertible for the given modulus"));
            }
            (gcd.x.mod_floor(&size), -exponent)
        } else {
            (base.mod_floor(&size), exponent.clone())
        };
        let step = (size.bits() / 64 + 1).saturating_mul(size.bits() / 64 + 1);
        self.charge(step.saturating_mul(exponent.bits()) / 2)?;
        let result = base.modpow(&exponent, &size);
        Ok(Value::int(result.mod_floor(modulus)))
    }

    fn zero_to_negative(&self) -> Raised {
        self.error(&self.types.zero_division_error, "zero to a negative power")
    }

    fn float_binary(&mut self, op: BinaryOp, a: f64, b: f64) -> PyResult<Option<Value>> {
        let result = match op {
            BinaryOp::Add => a + b,
            BinaryOp::Subtract => a - b,
            BinaryOp::Multiply => a * b,
            BinaryOp::TrueDivide | BinaryOp::FloorDivide | BinaryOp::Remainder if b == 0.0 => {
                return Err(self.division_by_zero());
            }
            BinaryOp::TrueDivide => a / b,
            BinaryOp::FloorDivide => float_divmod(a, b).0,
            BinaryOp::Remainder => float_divmod(a, b).1,
            BinaryOp::Power => return self.float_power(a, b).map(Some),
            _ => return Ok(None),
        };
        Ok(Some(Value::Float(result)))
    }

    fn float_power(&mut self, a: f64, b: f64) -> PyResult {
        if a == 0.0 && b < 0.0 {
            return Err(self.zero_to_negative());
        }
        if a < 0.0 && a.is_finite() && b.is_finite() && b.fract() != 0.0 {
            let result = self.complex_power((a, 0.0), (b, 0.0))?;
            return Ok(complex(result));
        }
        let result = a.powf(b);
        if result.is_infinite() && a.is_finite() && b.is_finite() {
            return Err(self.exception(
                &self.types.overflow_error,
                vec![Value::Int(34), Value::str("Numerical result out of range")],
            ));
        }
        Ok(Value::Float(result))
    }

    fn complex_binary(
        &mut self,
        op: BinaryOp,
        a: (f64, f64),
        b: (f64, f64),
    ) -> PyResult<Option<Value>> {
        Ok(Some(complex(match op {
            BinaryOp::Add => (a.0 + b.0, a.1 + b.1),
            BinaryOp::Subtract => (a.0 - b.0, a.1 - b.1),
            BinaryOp::Multiply => multiply(a, b),
            BinaryOp::TrueDivide => {
                if b.0 == 0.0 && b.1 == 0.0 {
                    return Err(self.division_by_zero());
                }
                divide(a, b)
            }
            BinaryOp::Power => self.complex_power(a, b)?,
            _ => return Ok(None),
        })))
    }

    fn complex_power(&mut self, a: (f64, f64), b: (f64, f64)) -> PyResult<(f64, f64)> {
        if b == (0.0, 0.0) {
            return Ok((1.0, 0.0));
        }
        if a == (0.0, 0.0) {
            if b.0 < 0.0 || b.1 != 0.0 {
                return Err(self.zero_to_negative());
            }
            return Ok((0.0, 0.0));
        }
        if b.1 == 0.0 && b.0.fract() == 0.0 && b.0.abs() <= 100.0 {
            // Whole exponents are exact by multiplication.
            let mut result = (1.0, 0.0);
            let mut factor = a;
            let mut rest = b.0.abs() as u32;
            while rest > 0 {
                if rest & 1 == 1 {
                    result = multiply(result, factor);
                }
                factor = multiply(factor, factor);
                rest >>= 1;
            }
            return Ok(if b.0 < 0.0 {
                divide((1.0, 0.0), result)
            } else {
                result
            });
        }
        let length = a.0.hypot(a.1);
        let angle = a.1.atan2(a.0);
        let mut size = length.powf(b.0);
        let mut turn = angle * b.0;
        if b.1 != 0.0 {
            size *= (-angle * b.1).exp();
            turn += b.1 * length.ln();
        }
        Ok((size * turn.cos(), size * turn.sin()))
    }

    /// `divmod(a, b)` of built-in numbers; `None` where it isn't theirs.
    pub(crate) fn number_divmod(
        &mut self,
        left: &Value,
        right: &Value,
    ) -> PyResult<Option<(Value, Value)>> {
        let (Some(a), Some(b)) = (Number::of(left), Number::of(right)) else {
            return Ok(None);
        };
        if matches!(a, Number::Complex(..)) || matches!(b, Number::Complex(..)) {
            return Ok(None);
        }
        if matches!(a, Number::Float(_)) || matches!(b, Number::Float(_)) {
            let (a, b) = (self.number_to_float(a)?, self.number_to_float(b)?);
            if b == 0.0 {
                return Err(self.division_by_zero());
            }
            let (quotient, rest) = float_divmod(a, b);
            return Ok(Some((Value::Float(quotient), Value::Float(rest))));
        }
        let quotient = self.number_binary(BinaryOp::FloorDivide, left, right)?;
        let rest = self.number_binary(BinaryOp::Remainder, left, right)?;
        Ok(quotient.zip(rest))
    }

    /// The whole part of a float as an int: "cannot convert float NaN to integer".
    pub fn float_to_int(&self, number: f64) -> PyResult {
        if number.is_nan() {
            return Err(self.value_error("cannot convert float NaN to integer"));
        }
        if number.is_infinite() {
            return Err(self.overflow_error("cannot convert float infinity to integer"));
        }
        let whole = number.trunc();
        if whole.abs() < 9.0e18 {
            return Ok(Value::Int(whole as i64));
        }
        Ok(BigInt::from_f64(whole).map_or(Value::Int(0), Value::int))
    }
}

/// A complex number as a value.
pub(crate) fn complex(parts: (f64, f64)) -> Value {
    Value::Complex(Rc::new(parts))
}

fn multiply(a: (f64, f64), b: (f64, f64)) -> (f64, f64) {
    (a.0 * b.0 - a.1 * b.1, a.0 * b.1 + a.1 * b.0)
}

/// Division by the method that scales by the larger part of the divisor, so that nothing overflows on the way.
fn divide(a: (f64, f64), b: (f64, f64)) -> (f64, f64) {
    if b.0.abs() >= b.1.abs() {
        let ratio = b.1 / b.0;
        let divisor = b.0 + b.1 * ratio;
        ((a.0 + a.1 * ratio) / divisor, (a.1 - a.0 * ratio) / divisor)
    } else {
        let ratio = b.0 / b.1;
        let divisor = b.0 * ratio + b.1;
        ((a.0 * ratio + a.1) / divisor, (a.1 * ratio - a.0) / divisor)
    }
}
