//! `int` and `bool`.

use num_bigint::{BigInt, BigUint, Sign};
use num_integer::Integer;
use num_traits::{Signed, Zero};

use super::bytearray::with_bytes;
use super::slots;
use crate::code::BinaryOp;
use crate::error::PyResult;
use crate::interp::Interp;
use crate::native::{Attribute, Definition, def};
use crate::object::Binding;
use crate::ops::to_big;
use crate::value::Value;

/// The operators of ints.
const OPERATORS: &[BinaryOp] = &[
    BinaryOp::Add,
    BinaryOp::Subtract,
    BinaryOp::Multiply,
    BinaryOp::TrueDivide,
    BinaryOp::FloorDivide,
    BinaryOp::Remainder,
    BinaryOp::Power,
    BinaryOp::LeftShift,
    BinaryOp::RightShift,
    BinaryOp::And,
    BinaryOp::Or,
    BinaryOp::Xor,
];

impl Interp {
    /// The int that a value is or holds.
    fn int_in(&self, value: &Value) -> PyResult {
        match value.base() {
            number @ (Value::Int(_) | Value::BigInt(_)) => Ok(number.clone()),
            Value::Bool(flag) => Ok(Value::Int(i64::from(*flag))),
            _ => Err(self.wrong_receiver("int", value)),
        }
    }

    /// `int(value)`.
    pub fn to_int(&mut self, value: &Value) -> PyResult {
        match value {
            Value::Int(_) | Value::BigInt(_) => return Ok(value.clone()),
            Value::Bool(flag) => return Ok(Value::Int(i64::from(*flag))),
            Value::Float(number) => return self.float_to_int(*number),
            Value::Str(text) => return self.int_from_text(text, 10),
            _ => {}
        }
        if let Value::Object(_) = value {
            let names = self.names.clone();
            if let Some(result) = self.call_special(value, &names.int, &[])? {
                return match result.base() {
                    Value::Int(_) | Value::BigInt(_) | Value::Bool(_) => self.int_in(&result),
                    other => Err(self.type_error(format_args!(
                        "__int__ returned non-int (type {})",
                        self.type_name(other)
                    ))),
                };
            }
            if self.has_index(value) {
                return self.index(value);
            }
            if let Some(text) = value.as_str() {
                return self.int_from_text(text, 10);
            }
        }
        if let Some(bytes) = with_bytes(value, <[u8]>::to_vec) {
            return self.int_from_bytes_text(&bytes, 10);
        }
        Err(self.type_error(format_args!(
            "int() argument must be a string, a bytes-like object or a real number, not '{}'",
            self.type_name(value)
        )))
    }

    fn int_from_bytes_text(&self, bytes: &[u8], base: u32) -> PyResult {
        let invalid = || {
            self.value_error(format_args!(
                "invalid literal for int() with base {base}: {}",
                super::bytes_repr(bytes)
            ))
        };
        let text = std::str::from_utf8(bytes).map_err(|_| invalid())?;
        self.int_from_text(text, base).map_err(|raised| {
            // Too many digits keeps its own words.
            let is_invalid = raised
                .first_argument()
                .and_then(|message| message.as_str().cloned())
                .is_some_and(|message| message.starts_with("invalid"));
            if is_invalid { invalid() } else { raised }
        })
    }
}

fn new(interp: &mut Interp, args: &[Value]) -> PyResult {
    let exact = interp.types.int.clone();
    let number = match (&args[1], args[2].bound()) {
        (Value::Unbound, None) => Value::Int(0),
        (Value::Unbound, Some(_)) => return Err(interp.type_error("int() missing string argument")),
        (value, None) => interp.to_int(value)?,
        (value, Some(base)) => {
            let base = interp.index_clamped(base)?;
            let Some(base) = u32::try_from(base)
                .ok()
                .filter(|base| *base == 0 || (2..=36).contains(base))
            else {
                return Err(interp.value_error("int() base must be >= 2 and <= 36, or 0"));
            };
            if let Some(text) = value.as_str() {
                interp.int_from_text(text, base)?
            } else if let Some(bytes) = with_bytes(value, <[u8]>::to_vec) {
                interp.int_from_bytes_text(&bytes, base)?
            } else {
                return Err(interp.type_error("int() can't convert non-string with explicit base"));
            }
        }
    };
    interp.base_instance(&args[0], &exact, number)
}

fn new_bool(interp: &mut Interp, args: &[Value]) -> PyResult {
    let exact = interp.types.bool_.clone();
    let flag = match args[1].bound() {
        Some(value) => interp.truth(value)?,
        None => false,
    };
    interp.base_instance(&args[0], &exact, Value::Bool(flag))
}

fn itself(interp: &mut Interp, args: &[Value]) -> PyResult {
    interp.int_in(&args[0])
}

fn to_float(interp: &mut Interp, args: &[Value]) -> PyResult {
    let number = interp.int_in(&args[0])?;
    interp.as_f64(&number).map(Value::Float)
}

fn bit_length(interp: &mut Interp, args: &[Value]) -> PyResult {
    let number = to_big(&interp.int_in(&args[0])?).unwrap_or_default();
    Ok(Value::Int(number.bits() as i64))
}

fn bit_count(interp: &mut Interp, args: &[Value]) -> PyResult {
    let number = to_big(&interp.int_in(&args[0])?).unwrap_or_default();
    Ok(Value::Int(number.magnitude().count_ones() as i64))
}

fn as_integer_ratio(interp: &mut Interp, args: &[Value]) -> PyResult {
    let number = interp.int_in(&args[0])?;
    Ok(Value::tuple(vec![number, Value::Int(1)]))
}

/// `divmod` of built-in numbers, for `int` and `float`.
pub(crate) fn divide(interp: &mut Interp, left: &Value, right: &Value) -> PyResult {
    Ok(match interp.number_divmod(left.base(), right.base())? {
        Some((quotient, rest)) => Value::tuple(vec![quotient, rest]),
        None => Value::NotImplemented,
    })
}

fn power(interp: &mut Interp, args: &[Value]) -> PyResult {
    match args[2].bound().filter(|modulus| !modulus.is_none()) {
        None => Ok(interp
            .builtin_binary(BinaryOp::Power, args[0].base(), args[1].base())?
            .unwrap_or(Value::NotImplemented)),
        Some(modulus) => {
            let parts = (to_big(&args[0]), to_big(&args[1]), to_big(modulus));
            match parts {
                (Some(base), Some(exponent), Some(modulus)) => {
                    interp.modular_power(&base, &exponent, &modulus)
                }
                _ if [&args[1], modulus]
                    .iter()
                    .any(|part| matches!(part.base(), Value::Float(_) | Value::Complex(_))) =>
                {
                    Err(interp.type_error(
                        "pow() 3rd argument not allowed unless all arguments are integers",
                    ))
                }
                _ => Ok(Value::NotImplemented),
            }
        }
    }
}

/// `number` rounded to a multiple of `10**places`, halves to even; `has_rest` says that something was cut off below the ones.
pub(crate) fn round_to_tens(number: &BigInt, places: u32, has_rest: bool) -> BigInt {
    let unit = num_traits::pow(BigInt::from(10), places as usize);
    let (quotient, rest) = number.abs().div_rem(&unit);
    let twice: BigInt = rest * 2;
    let rounds_up = twice > unit || (twice == unit && (has_rest || quotient.is_odd()));
    let size = (quotient + u8::from(rounds_up)) * unit;
    if number.is_negative() { -size } else { size }
}

fn round(interp: &mut Interp, args: &[Value]) -> PyResult {
    let number = interp.int_in(&args[0])?;
    let Some(places) = args[1].bound().filter(|places| !places.is_none()) else {
        return Ok(number);
    };
    let places = interp.index_clamped(places)?;
    if places >= 0 {
        return Ok(number);
    }
    let big = to_big(&number).unwrap_or_default();
    // Each decimal place is more than three bits.
    let Some(places) = u32::try_from(places.unsigned_abs())
        .ok()
        .filter(|&places| u64::from(places) * 3 <= big.bits() + 3)
    else {
        return Ok(Value::Int(0));
    };
    Ok(Value::int(round_to_tens(&big, places, false)))
}

fn is_big_endian(interp: &Interp, name: &str, order: &Value) -> PyResult<bool> {
    match order.as_str().map(crate::value::Str::as_str) {
        Some("big") => Ok(true),
        Some("little") => Ok(false),
        Some(_) => Err(interp.value_error("byteorder must be either 'little' or 'big'")),
        None if order.is_unbound() => Ok(true),
        None => Err(interp.type_error(format_args!(
            "{name}() argument 'byteorder' must be str, not {}",
            interp.type_name(order)
        ))),
    }
}

fn to_bytes(interp: &mut Interp, args: &[Value]) -> PyResult {
    let number = to_big(&interp.int_in(&args[0])?).unwrap_or_default();
    let length = match args[1].bound() {
        Some(length) => interp.as_i64(length)?,
        None => 1,
    };
    let is_big = is_big_endian(interp, "to_bytes", &args[2])?;
    let is_signed = match args[3].bound() {
        Some(flag) => interp.truth(flag)?,
        None => false,
    };
    let Ok(length) = usize::try_from(length) else {
        return Err(interp.value_error("length argument must be non-negative"));
    };
    interp.check_size(length)?;
    if number.is_negative() && !is_signed {
        return Err(interp.overflow_error("can't convert negative int to unsigned"));
    }
    let mut bytes = if is_signed {
        if number.is_zero() {
            Vec::new()
        } else {
            number.to_signed_bytes_le()
        }
    } else if number.is_zero() {
        Vec::new()
    } else {
        number.to_bytes_le().1
    };
    if bytes.len() > length {
        return Err(interp.overflow_error("int too big to convert"));
    }
    bytes.resize(length, if number.is_negative() { 0xff } else { 0 });
    if is_big {
        bytes.reverse();
    }
    Ok(Value::bytes(bytes))
}

fn from_bytes(interp: &mut Interp, args: &[Value]) -> PyResult {
    let bytes = interp.bytes_argument(&args[1])?;
    let is_big = is_big_endian(interp, "from_bytes", &args[2])?;
    let is_signed = match args[3].bound() {
        Some(flag) => interp.truth(flag)?,
        None => false,
    };
    let number = match (is_signed, is_big) {
        (true, true) => BigInt::from_signed_bytes_be(&bytes),
        (true, false) => BigInt::from_signed_bytes_le(&bytes),
        (false, true) => BigInt::from_biguint(Sign::Plus, BigUint::from_bytes_be(&bytes)),
        (false, false) => BigInt::from_biguint(Sign::Plus, BigUint::from_bytes_le(&bytes)),
    };
    let number = Value::int(number);
    match &args[0] {
        Value::Class(class) if !std::rc::Rc::ptr_eq(class, &interp.types.int) => {
            interp.call(&args[0], &[number])
        }
        _ => Ok(number),
    }
}

fn get_new_arguments(interp: &mut Interp, args: &[Value]) -> PyResult {
    Ok(Value::tuple(vec![interp.int_in(&args[0])?]))
}

const METHODS: &[Definition] = &[
    def("__int__", "(self, /)", itself),
    def("__index__", "(self, /)", itself),
    def("__trunc__", "(self, /)", itself),
    def("__floor__", "(self, /)", itself),
    def("__ceil__", "(self, /)", itself),
    def("conjugate", "(self, /)", itself),
    def("__float__", "(self, /)", to_float),
    def("bit_length", "(self, /)", bit_length),
    def("bit_count", "(self, /)", bit_count),
    def("as_integer_ratio", "(self, /)", as_integer_ratio),
    def("is_integer", "(self, /)", |_, _| Ok(Value::Bool(true))),
    def("__divmod__", "(self, value, /)", |interp, args| {
        divide(interp, &args[0], &args[1])
    }),
    def("__rdivmod__", "(self, value, /)", |interp, args| {
        divide(interp, &args[1], &args[0])
    }),
    def("__pow__", "(self, value, mod=None, /)", power),
    def("__round__", "(self, ndigits=None, /)", round),
    def(
        "to_bytes",
        "(self, /, length=1, byteorder='big', *, signed=False)",
        to_bytes,
    ),
    def("__getnewargs__", "(self, /)", get_new_arguments),
];

const CLASS: &[Definition] = &[def(
    "from_bytes",
    "(type, /, bytes, byteorder='big', *, signed=False)",
    from_bytes,
)];

const ATTRIBUTES: &[Attribute] = &[
    Attribute {
        name: "real",
        get: |interp, value| interp.int_in(value),
        set: None,
    },
    Attribute {
        name: "imag",
        get: |_, _| Ok(Value::Int(0)),
        set: None,
    },
    Attribute {
        name: "numerator",
        get: |interp, value| interp.int_in(value),
        set: None,
    },
    Attribute {
        name: "denominator",
        get: |_, _| Ok(Value::Int(1)),
        set: None,
    },
];

/// Give `int` and `bool` their methods.
pub fn install(interp: &Interp) {
    let class = interp.types.int.clone();
    slots::add_operators(interp, &class, OPERATORS);
    slots::add_comparisons(interp, &class);
    slots::add_signs(interp, &class);
    slots::add_invert(interp, &class);
    slots::add_repr_and_hash(interp, &class);
    slots::add_format(interp, &class);
    interp.add_methods(
        &class,
        Binding::StaticMethod,
        &[def("__new__", "(type, x=0, /, base=10)", new)],
    );
    interp.add_methods(&class, Binding::ClassMethod, CLASS);
    interp.add_methods(&class, Binding::Method, METHODS);
    interp.add_attributes(&class, ATTRIBUTES);
    let class = interp.types.bool_.clone();
    interp.add_methods(
        &class,
        Binding::StaticMethod,
        &[def("__new__", "(type, object=False, /)", new_bool)],
    );
    slots::add_operators(
        interp,
        &class,
        &[BinaryOp::And, BinaryOp::Or, BinaryOp::Xor],
    );
    slots::add_repr_only_text(interp, &class);
    class.is_final.set(true);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_go_to_even() {
        for (number, places, result) in [(25, 1, 20), (35, 1, 40), (-25, 1, -20), (51, 2, 100)] {
            assert_eq!(
                round_to_tens(&BigInt::from(number), places, false),
                BigInt::from(result)
            );
        }
        assert_eq!(round_to_tens(&BigInt::from(25), 1, true), BigInt::from(30));
    }
}
