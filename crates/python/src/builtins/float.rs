//! `float` and `complex`.

use num_bigint::BigInt;
use num_traits::{FromPrimitive, One};

use super::number_text::{parse_complex, parse_hex_float};
use super::slots;
use crate::code::BinaryOp;
use crate::error::PyResult;
use crate::interp::Interp;
use crate::native::{Attribute, Definition, def};
use crate::object::Binding;
use crate::ops::big_to_f64;
use crate::value::Value;

const OPERATORS: &[BinaryOp] = &[
    BinaryOp::Add,
    BinaryOp::Subtract,
    BinaryOp::Multiply,
    BinaryOp::TrueDivide,
    BinaryOp::FloorDivide,
    BinaryOp::Remainder,
    BinaryOp::Power,
];

const COMPLEX_OPERATORS: &[BinaryOp] = &[
    BinaryOp::Add,
    BinaryOp::Subtract,
    BinaryOp::Multiply,
    BinaryOp::TrueDivide,
    BinaryOp::Power,
];

impl Interp {
    fn float_in(&self, value: &Value) -> PyResult<f64> {
        match value.base() {
            Value::Float(number) => Ok(*number),
            _ => Err(self.wrong_receiver("float", value)),
        }
    }

    fn complex_in(&self, value: &Value) -> PyResult<(f64, f64)> {
        match value.base() {
            Value::Complex(parts) => Ok(**parts),
            _ => Err(self.wrong_receiver("complex", value)),
        }
    }

    /// Whether an object can be made a float by a method.
    fn has_float(&self, value: &Value) -> bool {
        let class = self.type_of(value);
        matches!(value, Value::Object(_))
            && (self.class_lookup(&class, &self.names.float).is_some() || self.has_index(value))
    }

    /// `float(value)`.
    pub fn to_float(&mut self, value: &Value) -> PyResult<f64> {
        if let Value::Float(number) = value {
            return Ok(*number);
        }
        if let Some(text) = value.as_str() {
            return self.float_from_text(text);
        }
        if let Some(bytes) = super::bytearray::with_bytes(value, <[u8]>::to_vec) {
            return match std::str::from_utf8(&bytes)
                .ok()
                .and_then(super::number_text::parse_float)
            {
                Some(number) => Ok(number),
                None => Err(self.value_error(format_args!(
                    "could not convert string to float: {}",
                    super::bytes_repr(&bytes)
                ))),
            };
        }
        let is_number = match value.base() {
            Value::Float(_) | Value::Int(_) | Value::BigInt(_) | Value::Bool(_) => true,
            _ => self.has_float(value),
        };
        if !is_number {
            return Err(self.type_error(format_args!(
                "float() argument must be a string or a real number, not '{}'",
                self.type_name(value)
            )));
        }
        self.as_f64(value)
    }

    /// `round(number, places)` of a float.
    pub fn round_float(&self, number: f64, places: i64) -> PyResult<f64> {
        if !number.is_finite() || number == 0.0 || places > 330 {
            return Ok(number);
        }
        if places < -330 {
            return Ok(0.0_f64.copysign(number));
        }
        let rounded = if places >= 0 {
            let places = places as usize;
            format!("{number:.places$}").parse().unwrap_or(number)
        } else {
            let whole = BigInt::from_f64(number.trunc()).unwrap_or_default();
            let tens = places.unsigned_abs() as u32;
            let rounded = super::int::round_to_tens(&whole, tens, number.fract() != 0.0);
            big_to_f64(&rounded)
                .map_or(f64::INFINITY, f64::abs)
                .copysign(number)
        };
        if rounded.is_infinite() {
            return Err(self.overflow_error("rounded value too large to represent"));
        }
        Ok(rounded)
    }
}

fn new(interp: &mut Interp, args: &[Value]) -> PyResult {
    let exact = interp.types.float.clone();
    let number = match args[1].bound() {
        Some(value) => interp.to_float(value)?,
        None => 0.0,
    };
    interp.base_instance(&args[0], &exact, Value::Float(number))
}

fn from_number(interp: &mut Interp, args: &[Value]) -> PyResult {
    let number = interp.as_f64(&args[1])?;
    interp.call(&args[0], &[Value::Float(number)])
}

fn itself(interp: &mut Interp, args: &[Value]) -> PyResult {
    interp.float_in(&args[0]).map(Value::Float)
}

fn trunc(interp: &mut Interp, args: &[Value]) -> PyResult {
    let number = interp.float_in(&args[0])?;
    interp.float_to_int(number)
}

fn floor(interp: &mut Interp, args: &[Value]) -> PyResult {
    let number = interp.float_in(&args[0])?;
    interp.float_to_int(number.floor())
}

fn ceil(interp: &mut Interp, args: &[Value]) -> PyResult {
    let number = interp.float_in(&args[0])?;
    interp.float_to_int(number.ceil())
}

fn round(interp: &mut Interp, args: &[Value]) -> PyResult {
    let number = interp.float_in(&args[0])?;
    match args[1].bound().filter(|places| !places.is_none()) {
        None => interp.float_to_int(number.round_ties_even()),
        Some(places) => {
            let places = interp.index_clamped(places)?;
            interp.round_float(number, places).map(Value::Float)
        }
    }
}

fn is_integer(interp: &mut Interp, args: &[Value]) -> PyResult {
    let number = interp.float_in(&args[0])?;
    Ok(Value::Bool(number.is_finite() && number.fract() == 0.0))
}

/// A finite float's sign, mantissa and exponent: `± mantissa * 2**exponent`.
fn decompose(number: f64) -> (bool, u64, i64) {
    let bits = number.to_bits();
    let exponent = ((bits >> 52) & 0x7ff) as i64;
    let fraction = bits & ((1 << 52) - 1);
    let (mantissa, exponent) = if exponent == 0 {
        (fraction, -1074)
    } else {
        (fraction | (1 << 52), exponent - 1075)
    };
    (number.is_sign_negative(), mantissa, exponent)
}

fn as_integer_ratio(interp: &mut Interp, args: &[Value]) -> PyResult {
    let number = interp.float_in(&args[0])?;
    if number.is_nan() {
        return Err(interp.value_error("cannot convert NaN to integer ratio"));
    }
    if number.is_infinite() {
        return Err(interp.overflow_error("cannot convert Infinity to integer ratio"));
    }
    let (is_negative, mut mantissa, mut exponent) = decompose(number);
    if mantissa == 0 {
        return Ok(Value::tuple(vec![Value::Int(0), Value::Int(1)]));
    }
    let zeros = mantissa.trailing_zeros();
    mantissa >>= zeros;
    exponent += i64::from(zeros);
    let mut numerator = BigInt::from(mantissa);
    let mut denominator = BigInt::one();
    if exponent >= 0 {
        numerator <<= exponent as u64;
    } else {
        denominator <<= (-exponent) as u64;
    }
    if is_negative {
        numerator = -numerator;
    }
    Ok(Value::tuple(vec![
        Value::int(numerator),
        Value::int(denominator),
    ]))
}

fn hex(interp: &mut Interp, args: &[Value]) -> PyResult {
    let number = interp.float_in(&args[0])?;
    if !number.is_finite() {
        return Ok(Value::str(super::float_repr(number)));
    }
    let sign = if number.is_sign_negative() { "-" } else { "" };
    if number == 0.0 {
        return Ok(Value::str(format!("{sign}0x0.0p+0")));
    }
    let bits = number.to_bits();
    let raw = ((bits >> 52) & 0x7ff) as i64;
    let fraction = bits & ((1 << 52) - 1);
    let (lead, exponent) = if raw == 0 {
        (0, -1022)
    } else {
        (1, raw - 1023)
    };
    Ok(Value::str(format!(
        "{sign}0x{lead}.{fraction:013x}p{}{}",
        if exponent < 0 { '-' } else { '+' },
        exponent.abs()
    )))
}

fn from_hex(interp: &mut Interp, args: &[Value]) -> PyResult {
    let Some(text) = args[1].as_str() else {
        return Err(interp.type_error("bad argument type for built-in operation"));
    };
    let Some(number) = parse_hex_float(text) else {
        return Err(interp.value_error("invalid hexadecimal floating-point string"));
    };
    if number.is_infinite() && !text.to_ascii_lowercase().contains("inf") {
        return Err(interp.overflow_error("hexadecimal value too large to represent as a float"));
    }
    match &args[0] {
        Value::Class(class) if std::rc::Rc::ptr_eq(class, &interp.types.float) => {
            Ok(Value::Float(number))
        }
        class => interp.call(class, &[Value::Float(number)]),
    }
}

fn power(interp: &mut Interp, args: &[Value]) -> PyResult {
    if args[2].bound().is_some_and(|modulus| !modulus.is_none()) {
        return Err(
            interp.type_error("pow() 3rd argument not allowed unless all arguments are integers")
        );
    }
    Ok(interp
        .builtin_binary(BinaryOp::Power, args[0].base(), args[1].base())?
        .unwrap_or(Value::NotImplemented))
}

const METHODS: &[Definition] = &[
    def("__float__", "(self, /)", itself),
    def("conjugate", "(self, /)", itself),
    def("__int__", "(self, /)", trunc),
    def("__trunc__", "(self, /)", trunc),
    def("__floor__", "(self, /)", floor),
    def("__ceil__", "(self, /)", ceil),
    def("__round__", "(self, ndigits=None, /)", round),
    def("is_integer", "(self, /)", is_integer),
    def("as_integer_ratio", "(self, /)", as_integer_ratio),
    def("hex", "(self, /)", hex),
    def("__divmod__", "(self, value, /)", |interp, args| {
        super::int::divide(interp, &args[0], &args[1])
    }),
    def("__rdivmod__", "(self, value, /)", |interp, args| {
        super::int::divide(interp, &args[1], &args[0])
    }),
    def("__pow__", "(self, value, mod=None, /)", power),
    def("__getnewargs__", "(self, /)", |interp, args| {
        Ok(Value::tuple(vec![itself(interp, args)?]))
    }),
];

const CLASS: &[Definition] = &[
    def("fromhex", "(type, string, /)", from_hex),
    def("from_number", "(type, number, /)", from_number),
];

const ATTRIBUTES: &[Attribute] = &[
    Attribute {
        name: "real",
        get: |interp, value| interp.float_in(value).map(Value::Float),
        set: None,
    },
    Attribute {
        name: "imag",
        get: |_, _| Ok(Value::Float(0.0)),
        set: None,
    },
];

/// The parts of `complex(real, imag)`: each may be complex itself.
fn complex_part(interp: &mut Interp, name: &str, value: &Value) -> PyResult<(f64, f64)> {
    match value.base() {
        Value::Complex(parts) => Ok(**parts),
        Value::Object(_) if name.is_empty() => {
            let special = interp.names.complex.clone();
            if let Some(result) = interp.call_special(value, &special, &[])? {
                return interp.complex_in(&result).map_err(|_| {
                    interp.type_error(format_args!(
                        "{}.__complex__() must return a complex, not {}",
                        interp.type_name(value),
                        interp.type_name(&result)
                    ))
                });
            }
            if !interp.has_float(value) {
                return Err(interp.type_error(format_args!(
                    "complex() argument must be a string or a number, not {}",
                    interp.type_name(value)
                )));
            }
            interp.as_f64(value).map(|real| (real, 0.0))
        }
        _ if Interp::real(value).is_some() || interp.has_float(value) => {
            interp.as_f64(value).map(|real| (real, 0.0))
        }
        _ if name.is_empty() => Err(interp.type_error(format_args!(
            "complex() argument must be a string or a number, not {}",
            interp.type_name(value)
        ))),
        _ => Err(interp.type_error(format_args!(
            "complex() argument '{name}' must be a real number, not {}",
            interp.type_name(value)
        ))),
    }
}

fn new_complex(interp: &mut Interp, args: &[Value]) -> PyResult {
    let exact = interp.types.complex.clone();
    let parts = match (args[1].bound(), args[2].bound()) {
        (None, None) => (0.0, 0.0),
        (Some(value), None) => match value.as_str() {
            Some(text) => parse_complex(text)
                .ok_or_else(|| interp.value_error("complex() arg is a malformed string"))?,
            None => complex_part(interp, "", value)?,
        },
        (real, Some(imaginary)) => {
            let (mut real, carried) = match real {
                Some(real) => complex_part(interp, "real", real)?,
                None => (0.0, 0.0),
            };
            let (mut size, turned) = complex_part(interp, "imag", imaginary)?;
            // Nothing is added that isn't there, so that a negative zero keeps its sign.
            if turned != 0.0 {
                real -= turned;
            }
            if carried != 0.0 {
                size += carried;
            }
            (real, size)
        }
    };
    let value = Value::Complex(std::rc::Rc::new(parts));
    interp.base_instance(&args[0], &exact, value)
}

fn conjugate(interp: &mut Interp, args: &[Value]) -> PyResult {
    let (real, imaginary) = interp.complex_in(&args[0])?;
    Ok(Value::Complex(std::rc::Rc::new((real, -imaginary))))
}

const COMPLEX_METHODS: &[Definition] = &[
    def("conjugate", "(self, /)", conjugate),
    def("__getnewargs__", "(self, /)", |interp, args| {
        let (real, imaginary) = interp.complex_in(&args[0])?;
        Ok(Value::tuple(vec![
            Value::Float(real),
            Value::Float(imaginary),
        ]))
    }),
    def("__complex__", "(self, /)", |interp, args| {
        let parts = interp.complex_in(&args[0])?;
        Ok(Value::Complex(std::rc::Rc::new(parts)))
    }),
    def("__pow__", "(self, value, mod=None, /)", |interp, args| {
        if args[2].bound().is_some_and(|modulus| !modulus.is_none()) {
            return Err(interp.value_error("complex modulo"));
        }
        Ok(interp
            .builtin_binary(BinaryOp::Power, args[0].base(), args[1].base())?
            .unwrap_or(Value::NotImplemented))
    }),
];

const COMPLEX_ATTRIBUTES: &[Attribute] = &[
    Attribute {
        name: "real",
        get: |interp, value| Ok(Value::Float(interp.complex_in(value)?.0)),
        set: None,
    },
    Attribute {
        name: "imag",
        get: |interp, value| Ok(Value::Float(interp.complex_in(value)?.1)),
        set: None,
    },
];

/// Give `float` and `complex` their methods.
pub fn install(interp: &Interp) {
    let class = interp.types.float.clone();
    slots::add_operators(interp, &class, OPERATORS);
    slots::add_comparisons(interp, &class);
    slots::add_signs(interp, &class);
    slots::add_repr_and_hash(interp, &class);
    slots::add_format(interp, &class);
    interp.add_methods(
        &class,
        Binding::StaticMethod,
        &[def("__new__", "(type, x=0, /)", new)],
    );
    interp.add_methods(&class, Binding::ClassMethod, CLASS);
    interp.add_methods(&class, Binding::Method, METHODS);
    interp.add_attributes(&class, ATTRIBUTES);
    let class = interp.types.complex.clone();
    slots::add_operators(interp, &class, COMPLEX_OPERATORS);
    slots::add_comparisons(interp, &class);
    slots::add_signs(interp, &class);
    slots::add_repr_and_hash(interp, &class);
    slots::add_format(interp, &class);
    interp.add_methods(
        &class,
        Binding::StaticMethod,
        &[def("__new__", "(type, real=0, imag=0)", new_complex)],
    );
    interp.add_methods(
        &class,
        Binding::ClassMethod,
        &[def("from_number", "(type, number, /)", |interp, args| {
            let parts = complex_part(interp, "", &args[1])?;
            let number = Value::Complex(std::rc::Rc::new(parts));
            interp.call(&args[0], &[number])
        })],
    );
    interp.add_methods(&class, Binding::Method, COMPLEX_METHODS);
    interp.add_attributes(&class, COMPLEX_ATTRIBUTES);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floats_are_taken_apart() {
        assert_eq!(decompose(1.0), (false, 1 << 52, -52));
        assert_eq!(decompose(-0.5), (true, 1 << 52, -53));
    }
}
