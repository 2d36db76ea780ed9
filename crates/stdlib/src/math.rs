//! `math`.

use std::rc::Rc;

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{One, Signed, ToPrimitive, Zero};
use playground_python::error::PyResult;
use playground_python::interp::Interp;
use playground_python::native::{Definition, def};
use playground_python::value::{DictObject, Value};

use crate::playground::add;

fn checked(interp: &Interp, inputs: &[f64], result: f64) -> PyResult {
    if result.is_nan() && !inputs.iter().any(|input| input.is_nan()) {
        return Err(interp.value_error("math domain error"));
    }
    if result.is_infinite() && inputs.iter().all(|input| input.is_finite()) {
        return Err(interp.overflow_error("math range error"));
    }
    Ok(Value::Float(result))
}

macro_rules! unary {
    ($name:literal, $function:expr) => {
        def($name, "(x, /)", |interp, args| {
            let x = interp.as_f64(&args[0])?;
            let function: fn(f64) -> f64 = $function;
            checked(interp, &[x], function(x))
        })
    };
}

macro_rules! binary {
    ($name:literal, $function:expr) => {
        def($name, "(x, y, /)", |interp, args| {
            let (x, y) = (interp.as_f64(&args[0])?, interp.as_f64(&args[1])?);
            let function: fn(f64, f64) -> f64 = $function;
            checked(interp, &[x, y], function(x, y))
        })
    };
}

fn to_int(interp: &Interp, number: f64) -> PyResult {
    if number.is_nan() {
        return Err(interp.value_error("cannot convert float NaN to integer"));
    }
    if number.is_infinite() {
        return Err(interp.overflow_error("cannot convert float infinity to integer"));
    }
    Ok(num_traits::FromPrimitive::from_f64(number)
        .map_or(Value::Int(0), |number: BigInt| Value::int(number)))
}

macro_rules! rounding {
    ($name:literal, $special:literal, $function:expr) => {
        def($name, "(x, /)", |interp, args| {
            if matches!(args[0].base(), Value::Int(_) | Value::BigInt(_)) {
                return Ok(args[0].base().clone());
            }
            let name = interp.intern($special);
            if !matches!(args[0].base(), Value::Float(_))
                && let Some(value) = interp.call_special(&args[0], &name, &[])?
            {
                return Ok(value);
            }
            let x = interp.as_f64(&args[0])?;
            let function: fn(f64) -> f64 = $function;
            to_int(interp, function(x))
        })
    };
}

fn logarithm(interp: &mut Interp, value: &Value, log: fn(f64) -> f64) -> PyResult<f64> {
    if let Value::BigInt(number) = value.base()
        && number.is_positive()
    {
        // ln(m · 2^k) = ln m + k · ln 2, for numbers that no float holds.
        let shift = number.bits().saturating_sub(64);
        let top = (&**number >> shift).to_f64().unwrap_or(1.0);
        return Ok(log(top) + shift as f64 * log(2.0));
    }
    let x = interp.as_f64(value)?;
    if x <= 0.0 {
        return Err(interp.value_error("expected a positive input"));
    }
    Ok(log(x))
}

/// Lanczos' approximation of the gamma function, good to about fifteen digits.
fn gamma(x: f64) -> f64 {
    const G: f64 = 7.0;
    const COEFFICIENTS: [f64; 9] = [
        0.999_999_999_999_809_9,
        676.520_368_121_885_1,
        -1_259.139_216_722_402_8,
        771.323_428_777_653_1,
        -176.615_029_162_140_6,
        12.507_343_278_686_905,
        -0.138_571_095_265_720_12,
        9.984_369_578_019_572e-6,
        1.505_632_735_149_311_6e-7,
    ];
    if x < 0.5 {
        return std::f64::consts::PI / ((std::f64::consts::PI * x).sin() * gamma(1.0 - x));
    }
    let x = x - 1.0;
    let t = x + G + 0.5;
    let sum = COEFFICIENTS
        .iter()
        .enumerate()
        .skip(1)
        .fold(COEFFICIENTS[0], |sum, (index, value)| {
            sum + value / (x + index as f64)
        });
    (2.0 * std::f64::consts::PI).sqrt() * t.powf(x + 0.5) * (-t).exp() * sum
}

const FUNCTIONS: &[Definition] = &[
    unary!("sqrt", f64::sqrt),
    unary!("cbrt", f64::cbrt),
    unary!("exp", f64::exp),
    unary!("exp2", f64::exp2),
    unary!("expm1", f64::exp_m1),
    unary!("log1p", f64::ln_1p),
    unary!("sin", f64::sin),
    unary!("cos", f64::cos),
    unary!("tan", f64::tan),
    unary!("asin", f64::asin),
    unary!("acos", f64::acos),
    unary!("atan", f64::atan),
    unary!("sinh", f64::sinh),
    unary!("cosh", f64::cosh),
    unary!("tanh", f64::tanh),
    unary!("asinh", f64::asinh),
    unary!("acosh", f64::acosh),
    unary!("atanh", f64::atanh),
    unary!("fabs", f64::abs),
    unary!("degrees", f64::to_degrees),
    unary!("radians", f64::to_radians),
    unary!("gamma", gamma),
    binary!("pow", f64::powf),
    binary!("atan2", f64::atan2),
    binary!("fmod", |x, y| x % y),
    binary!("copysign", f64::copysign),
    binary!("remainder", |x, y| x - y * (x / y).round_ties_even()),
    rounding!("floor", "__floor__", f64::floor),
    rounding!("ceil", "__ceil__", f64::ceil),
    rounding!("trunc", "__trunc__", f64::trunc),
    def("log", "(x, base=None, /)", |interp, args| {
        let value = logarithm(interp, &args[0], f64::ln)?;
        match args[1].bound() {
            Some(base) if !base.is_none() => {
                let base = logarithm(interp, base, f64::ln)?;
                if base == 0.0 {
                    return Err(interp.error(&interp.types.zero_division_error, "division by zero"));
                }
                Ok(Value::Float(value / base))
            }
            _ => Ok(Value::Float(value)),
        }
    }),
    def("log2", "(x, /)", |interp, args| {
        Ok(Value::Float(logarithm(interp, &args[0], f64::log2)?))
    }),
    def("log10", "(x, /)", |interp, args| {
        Ok(Value::Float(logarithm(interp, &args[0], f64::log10)?))
    }),
    def("isnan", "(x, /)", |interp, args| {
        Ok(Value::Bool(interp.as_f64(&args[0])?.is_nan()))
    }),
    def("isinf", "(x, /)", |interp, args| {
        Ok(Value::Bool(interp.as_f64(&args[0])?.is_infinite()))
    }),
    def("isfinite", "(x, /)", |interp, args| {
        Ok(Value::Bool(interp.as_f64(&args[0])?.is_finite()))
    }),
    def(
        "isclose",
        "(a, b, *, rel_tol=1e-09, abs_tol=0.0)",
        |interp, args| {
            let (a, b) = (interp.as_f64(&args[0])?, interp.as_f64(&args[1])?);
            let relative = if args[2].is_unbound() {
                1e-9
            } else {
                interp.as_f64(&args[2])?
            };
            let absolute = if args[3].is_unbound() {
                0.0
            } else {
                interp.as_f64(&args[3])?
            };
            if relative < 0.0 || absolute < 0.0 {
                return Err(interp.value_error("tolerances must be non-negative"));
            }
            let close = a == b
                || (a.is_finite()
                    && b.is_finite()
                    && (a - b).abs() <= (relative * a.abs().max(b.abs())).max(absolute));
            Ok(Value::Bool(close))
        },
    ),
    def("hypot", "(*coordinates)", |interp, args| {
        let mut sum = 0.0;
        for value in interp.collect(&args[0])? {
            let value = interp.as_f64(&value)?;
            sum += value * value;
        }
        Ok(Value::Float(f64::sqrt(sum)))
    }),
    def("dist", "(p, q, /)", |interp, args| {
        let (p, q) = (interp.collect(&args[0])?, interp.collect(&args[1])?);
        if p.len() != q.len() {
            return Err(interp.value_error("both points must have the same number of dimensions"));
        }
        let mut sum = 0.0;
        for (a, b) in p.iter().zip(&q) {
            let difference = interp.as_f64(a)? - interp.as_f64(b)?;
            sum += difference * difference;
        }
        Ok(Value::Float(f64::sqrt(sum)))
    }),
    def("fsum", "(seq, /)", |interp, args| {
        // Shewchuk's partial sums keep what rounding would lose.
        let mut partials: Vec<f64> = Vec::new();
        for value in interp.collect(&args[0])? {
            let mut x = interp.as_f64(&value)?;
            let mut kept = Vec::new();
            for mut y in partials {
                if x.abs() < y.abs() {
                    std::mem::swap(&mut x, &mut y);
                }
                let high = x + y;
                let low = y - (high - x);
                if low != 0.0 {
                    kept.push(low);
                }
                x = high;
            }
            kept.push(x);
            partials = kept;
        }
        Ok(Value::Float(partials.iter().rev().sum()))
    }),
    def("modf", "(x, /)", |interp, args| {
        let x = interp.as_f64(&args[0])?;
        let fraction = if x.is_infinite() {
            0.0_f64.copysign(x)
        } else {
            (x - x.trunc()).copysign(x)
        };
        Ok(Value::tuple(vec![
            Value::Float(fraction),
            Value::Float(x.trunc()),
        ]))
    }),
    def("frexp", "(x, /)", |interp, args| {
        let x = interp.as_f64(&args[0])?;
        if x == 0.0 || !x.is_finite() {
            return Ok(Value::tuple(vec![Value::Float(x), Value::Int(0)]));
        }
        let exponent = x.abs().log2().floor() as i32 + 1;
        let (mut mantissa, mut exponent) = (x / 2.0_f64.powi(exponent), exponent);
        if mantissa.abs() >= 1.0 {
            mantissa /= 2.0;
            exponent += 1;
        } else if mantissa.abs() < 0.5 {
            mantissa *= 2.0;
            exponent -= 1;
        }
        Ok(Value::tuple(vec![
            Value::Float(mantissa),
            Value::Int(i64::from(exponent)),
        ]))
    }),
    def("ldexp", "(x, i, /)", |interp, args| {
        let x = interp.as_f64(&args[0])?;
        let exponent = interp.index_clamped(&args[1])?.clamp(-5000, 5000) as i32;
        checked(
            interp,
            &[x],
            x * 2.0_f64.powi(exponent / 2) * 2.0_f64.powi(exponent - exponent / 2),
        )
    }),
    def("gcd", "(*integers)", |interp, args| {
        let mut result = BigInt::zero();
        for value in interp.collect(&args[0])? {
            result = result.gcd(&interp.as_bigint(&value)?);
        }
        Ok(Value::int(result.abs()))
    }),
    def("lcm", "(*integers)", |interp, args| {
        let mut result = BigInt::one();
        for value in interp.collect(&args[0])? {
            result = result.lcm(&interp.as_bigint(&value)?);
        }
        Ok(Value::int(result.abs()))
    }),
    def("isqrt", "(n, /)", |interp, args| {
        let n = interp.as_bigint(&args[0])?;
        if n.is_negative() {
            return Err(interp.value_error("isqrt() argument must be nonnegative"));
        }
        Ok(Value::int(n.sqrt()))
    }),
    def("factorial", "(n, /)", |interp, args| {
        let n = interp.as_bigint(&args[0])?;
        if n.is_negative() {
            return Err(interp.value_error("factorial() not defined for negative values"));
        }
        let Some(n) = n.to_u64().filter(|n| *n <= 20_000) else {
            return Err(interp.overflow_error("factorial() argument should not exceed 20000 here"));
        };
        interp.charge(n * n / 64)?;
        Ok(Value::int(
            (2..=n).fold(BigInt::one(), |product, factor| product * factor),
        ))
    }),
    def("comb", "(n, k, /)", |interp, args| {
        let (n, k) = (interp.as_bigint(&args[0])?, interp.as_bigint(&args[1])?);
        if n.is_negative() || k.is_negative() {
            return Err(interp.value_error(if n.is_negative() {
                "n must be a non-negative integer"
            } else {
                "k must be a non-negative integer"
            }));
        }
        if k > n {
            return Ok(Value::Int(0));
        }
        let k = std::cmp::min(k.clone(), &n - &k)
            .to_u64()
            .unwrap_or(u64::MAX);
        interp.charge(k)?;
        Ok(Value::int((0..k).fold(BigInt::one(), |result, i| {
            result * (&n - i) / (i + 1)
        })))
    }),
    def("perm", "(n, k=None, /)", |interp, args| {
        let n = interp.as_bigint(&args[0])?;
        let k = match args[1].bound() {
            Some(k) if !k.is_none() => interp.as_bigint(k)?,
            _ => n.clone(),
        };
        if k > n {
            return Ok(Value::Int(0));
        }
        let k = k.to_u64().unwrap_or(u64::MAX);
        interp.charge(k)?;
        Ok(Value::int(
            (0..k).fold(BigInt::one(), |result, i| result * (&n - i)),
        ))
    }),
    def("prod", "(iterable, /, *, start=1)", |interp, args| {
        let mut result = args[1].clone().or(Value::Int(1));
        for value in interp.collect(&args[0])? {
            result = interp.binary(playground_python::code::BinaryOp::Multiply, &result, &value)?;
        }
        Ok(result)
    }),
];

pub(crate) fn fill(interp: &mut Interp, module: &Rc<DictObject>) -> PyResult<()> {
    add(interp, module, "math", FUNCTIONS);
    for (name, value) in [
        ("pi", std::f64::consts::PI),
        ("e", std::f64::consts::E),
        ("tau", std::f64::consts::TAU),
        ("inf", f64::INFINITY),
        ("nan", f64::NAN),
    ] {
        module.set_str(interp.intern(name), Value::Float(value));
    }
    Ok(())
}
