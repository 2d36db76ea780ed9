//! Validators of int, float and complex, and the bounds that ordered values have.

use num_bigint::BigInt;
use playground_python::code::CompareOp;
use playground_python::interp::Interp;
use playground_python::value::Value;

use super::{Check, Exactness, Mode, State};
use crate::config::{Schema, get};
use crate::errors::{Checked, Fail};

/// `gt`, `ge`, `lt`, `le`.
#[derive(Default)]
pub struct Bounds(Vec<(CompareOp, &'static str, &'static str, Value)>);

impl Bounds {
    /// From a schema.
    pub fn read(schema: &Schema) -> Bounds {
        let table = [
            (CompareOp::LessEqual, "less_than_equal", "le"),
            (CompareOp::Less, "less_than", "lt"),
            (CompareOp::GreaterEqual, "greater_than_equal", "ge"),
            (CompareOp::Greater, "greater_than", "gt"),
        ];
        Bounds(
            table
                .into_iter()
                .filter_map(|(op, kind, key)| get(schema, key).map(|bound| (op, kind, key, bound)))
                .collect(),
        )
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Check them; `show` makes of a bound what the error's context has.
    pub fn check(
        &self,
        interp: &mut Interp,
        value: &Value,
        input: &Value,
        show: fn(&mut Interp, &Value) -> Checked,
    ) -> Checked<()> {
        for (op, kind, key, bound) in &self.0 {
            let holds = match (value, bound) {
                (Value::Int(value), Value::Int(bound)) => match op {
                    CompareOp::LessEqual => value <= bound,
                    CompareOp::Less => value < bound,
                    CompareOp::GreaterEqual => value >= bound,
                    _ => value > bound,
                },
                _ => interp.compare_truth(*op, value, bound)?,
            };
            if !holds {
                let bound = show(interp, bound)?;
                return Err(Fail::with(kind, vec![(key, bound)], input));
            }
        }
        Ok(())
    }

    /// Visit the bounds.
    pub fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        self.0.iter().for_each(|(_, _, _, bound)| visit(bound));
    }
}

/// A bound as it is.
pub fn plain(_interp: &mut Interp, bound: &Value) -> Checked {
    Ok(bound.clone())
}

/// `int`.
pub struct Int {
    /// Only `int`.
    pub strict: bool,
    /// What it must be a multiple of.
    pub multiple_of: Option<Value>,
    /// Bounds.
    pub bounds: Bounds,
}

/// Read an int from text: digits, single underscores between them, and a fraction of zeros.
pub fn int_of_text(text: &str) -> Option<Value> {
    let trimmed = text.trim();
    let (negative, digits) = match trimmed.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, trimmed.strip_prefix('+').unwrap_or(trimmed)),
    };
    let digits = match digits.split_once('.') {
        Some((whole, fraction)) if fraction.bytes().all(|byte| byte == b'0') => whole,
        Some(_) => return None,
        None => digits,
    };
    let is_well_formed = !digits.is_empty()
        && !digits.starts_with('_')
        && !digits.ends_with('_')
        && !digits.contains("__")
        && digits
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'_');
    if !is_well_formed {
        return None;
    }
    let plain: String = digits.chars().filter(|digit| *digit != '_').collect();
    let number = match plain.parse::<i64>() {
        Ok(number) => Value::Int(if negative { -number } else { number }),
        Err(_) => {
            let number: BigInt = plain.parse().ok()?;
            Value::int(if negative { -number } else { number })
        }
    };
    Some(number)
}

impl Int {
    fn read(&self, interp: &mut Interp, input: &Value, state: &mut State) -> Checked {
        match input {
            Value::Int(_) | Value::BigInt(_) => return Ok(input.clone()),
            Value::Object(_) if !matches!(input.base(), Value::Object(_)) => {
                if let base @ (Value::Int(_) | Value::BigInt(_)) = input.base() {
                    state.floor(Exactness::Lax);
                    return Ok(base.clone());
                }
            }
            _ => {}
        }
        if state.is_strict(self.strict) && state.mode != Mode::Strings {
            return Err(Fail::new("int_type", input));
        }
        state.floor(Exactness::Lax);
        match input.base() {
            Value::Bool(value) => Ok(Value::Int(i64::from(*value))),
            Value::Str(text) => self.parse(text, input),
            Value::Bytes(bytes) => match std::str::from_utf8(bytes) {
                Ok(text) => self.parse(text, input),
                Err(_) => Err(Fail::new("int_type", input)),
            },
            Value::Float(number) => {
                if !number.is_finite() {
                    Err(Fail::new("finite_number", input))
                } else if number.fract() != 0.0 {
                    Err(Fail::new("int_from_float", input))
                } else if number.abs() >= 9_223_372_036_854_775_808.0 {
                    Err(Fail::new("int_parsing_size", input))
                } else {
                    Ok(interp.float_to_int(*number)?)
                }
            }
            Value::Object(_) => {
                let name = interp.type_name(input);
                if &*name == "Decimal" {
                    let finite = interp.call_method(input, "is_finite", &[])?;
                    if !interp.truth(&finite)? {
                        return Err(Fail::new("finite_number", input));
                    }
                    let class = Value::Class(interp.types.int.clone());
                    let number = interp.call(&class, std::slice::from_ref(input))?;
                    if interp.equal(&number, input)? {
                        return Ok(number);
                    }
                    return Err(Fail::new("int_from_float", input));
                }
                Err(Fail::new("int_type", input))
            }
            _ => Err(Fail::new("int_type", input)),
        }
    }

    fn parse(&self, text: &str, input: &Value) -> Checked {
        if text.len() > 4300 {
            return Err(Fail::new("int_parsing_size", input));
        }
        int_of_text(text).ok_or_else(|| Fail::new("int_parsing", input))
    }
}

impl Check for Int {
    fn check(&self, interp: &mut Interp, input: &Value, state: &mut State) -> Checked {
        let number = self.read(interp, input, state)?;
        if let Some(multiple_of) = &self.multiple_of {
            let rest = interp.binary(
                playground_python::code::BinaryOp::Remainder,
                &number,
                multiple_of,
            )?;
            if interp.truth(&rest)? {
                return Err(Fail::with(
                    "multiple_of",
                    vec![("multiple_of", multiple_of.clone())],
                    input,
                ));
            }
        }
        self.bounds.check(interp, &number, input, plain)?;
        Ok(number)
    }

    fn name(&self) -> String {
        if self.bounds.is_empty() && self.multiple_of.is_none() {
            "int".to_owned()
        } else {
            "constrained-int".to_owned()
        }
    }
}

/// `float`.
pub struct Float {
    /// Only numbers.
    pub strict: bool,
    /// Whether infinity and NaN are accepted.
    pub allow_inf_nan: bool,
    /// What it must be a multiple of.
    pub multiple_of: Option<f64>,
    /// Bounds.
    pub bounds: Bounds,
}

impl Float {
    fn read(&self, interp: &mut Interp, input: &Value, state: &mut State) -> Checked<f64> {
        if let Value::Float(number) = input {
            return Ok(*number);
        }
        let strict = state.is_strict(self.strict) && state.mode != Mode::Strings;
        match input.base() {
            Value::Float(number) => {
                state.floor(Exactness::Strict);
                Ok(*number)
            }
            Value::Int(_) | Value::BigInt(_) => {
                state.floor(if state.mode == Mode::Json {
                    Exactness::Strict
                } else {
                    Exactness::Lax
                });
                Ok(interp.as_f64(input.base())?)
            }
            _ if strict => Err(Fail::new("float_type", input)),
            Value::Bool(value) => {
                state.floor(Exactness::Lax);
                Ok(f64::from(u8::from(*value)))
            }
            Value::Str(text) => {
                state.floor(Exactness::Lax);
                interp
                    .float_from_text(text)
                    .map_err(|_| Fail::new("float_parsing", input))
            }
            Value::Bytes(bytes) => {
                state.floor(Exactness::Lax);
                let text = std::str::from_utf8(bytes).unwrap_or_default();
                interp
                    .float_from_text(text)
                    .map_err(|_| Fail::new("float_parsing", input))
            }
            Value::Object(object) => {
                let name = interp.names.float.clone();
                if interp.class_lookup(&object.class(), &name).is_some() {
                    state.floor(Exactness::Lax);
                    return Ok(interp.as_f64(input)?);
                }
                Err(Fail::new("float_type", input))
            }
            _ => Err(Fail::new("float_type", input)),
        }
    }
}

impl Check for Float {
    fn check(&self, interp: &mut Interp, input: &Value, state: &mut State) -> Checked {
        let number = self.read(interp, input, state)?;
        if !self.allow_inf_nan && !number.is_finite() {
            return Err(Fail::new("finite_number", input));
        }
        if let Some(multiple_of) = self.multiple_of {
            let rest = number % multiple_of;
            let threshold = number.abs() / 1e9;
            if rest.abs() > threshold && (rest.abs() - multiple_of).abs() > threshold {
                return Err(Fail::with(
                    "multiple_of",
                    vec![("multiple_of", Value::Float(multiple_of))],
                    input,
                ));
            }
        }
        let value = Value::Float(number);
        self.bounds.check(interp, &value, input, |interp, bound| {
            Ok(Value::Float(interp.as_f64(bound)?))
        })?;
        Ok(value)
    }

    fn name(&self) -> String {
        if self.bounds.is_empty() && self.multiple_of.is_none() {
            "float".to_owned()
        } else {
            "constrained-float".to_owned()
        }
    }
}

/// `complex`.
pub struct Complex {
    /// Only `complex`.
    pub strict: bool,
}

impl Check for Complex {
    fn check(&self, interp: &mut Interp, input: &Value, state: &mut State) -> Checked {
        if let Value::Complex(_) = input {
            return Ok(input.clone());
        }
        let class = Value::Class(interp.types.complex.clone());
        match input.base() {
            Value::Str(_) if !state.is_strict(self.strict) || state.mode != Mode::Python => {
                state.floor(Exactness::Lax);
                interp
                    .call(&class, &[input.base().clone()])
                    .map_err(|_| Fail::new("complex_str_parsing", input))
            }
            _ if state.is_strict(self.strict) && state.mode == Mode::Python => {
                Err(Fail::new("complex_type", input))
            }
            Value::Int(_) | Value::BigInt(_) | Value::Float(_) => {
                state.floor(Exactness::Lax);
                Ok(interp.call(&class, &[input.base().clone()])?)
            }
            _ => Err(Fail::new("complex_type", input)),
        }
    }

    fn name(&self) -> String {
        "complex".to_owned()
    }
}
