//! Validators of decimal, fraction, uuid and generators.

use std::rc::Rc;

use playground_python::code::BinaryOp;
use playground_python::error::PyResult;
use playground_python::interp::Interp;
use playground_python::object::NativeData;
use playground_python::value::Value;

use super::build::Builder;
use super::numbers::{Bounds, plain};
use super::{Check, Exactness, Mode, State, Validator};
use crate::config::{Config, Schema, flag, get, size};
use crate::errors::report::to_raised;
use crate::errors::{Checked, Fail, Place};
use crate::external;

/// Compile one of them.
pub fn build(
    builder: &mut Builder,
    interp: &mut Interp,
    schema: &Schema,
    config: &Config,
    kind: &str,
) -> PyResult<Validator> {
    let strict = config.strict(schema);
    Ok(match kind {
        "decimal" | "fraction" => Rc::new(Exact {
            is_decimal: kind == "decimal",
            strict,
            allow_inf_nan: flag(schema, "allow_inf_nan")
                .or_else(|| config.flag("allow_inf_nan"))
                .unwrap_or(false),
            max_digits: size(schema, "max_digits"),
            decimal_places: size(schema, "decimal_places"),
            multiple_of: get(schema, "multiple_of"),
            bounds: Bounds::read(schema),
        }),
        "uuid" => Rc::new(Uuid {
            strict,
            version: size(schema, "version"),
        }),
        _ => Rc::new(Generator {
            item: builder.optional(interp, schema, "items_schema", config)?,
            min: size(schema, "min_length"),
            max: size(schema, "max_length"),
        }),
    })
}

struct Exact {
    is_decimal: bool,
    strict: bool,
    allow_inf_nan: bool,
    max_digits: Option<usize>,
    decimal_places: Option<usize>,
    multiple_of: Option<Value>,
    bounds: Bounds,
}

impl Exact {
    fn read(&self, interp: &mut Interp, input: &Value, state: &mut State) -> Checked {
        let (module, class, type_kind, parsing) = if self.is_decimal {
            ("decimal", "Decimal", "decimal_type", "decimal_parsing")
        } else {
            ("fractions", "Fraction", "fraction_type", "fraction_parsing")
        };
        if external::is_instance(interp, input, module, class)? {
            return Ok(input.clone());
        }
        if state.is_strict(self.strict) && state.mode == Mode::Python {
            return Err(Fail::with(
                "is_instance_of",
                vec![("class", Value::str(class))],
                input,
            ));
        }
        if state.mode == Mode::Python {
            state.floor(Exactness::Lax);
        }
        let given = match input.base() {
            Value::Int(_) | Value::BigInt(_) => input.base().clone(),
            Value::Str(text) => Value::str(text.trim()),
            // The shortest text of a float is what its reader meant.
            Value::Float(_) if self.is_decimal => Value::Str(interp.str(input.base())?),
            Value::Float(_) => input.base().clone(),
            Value::Tuple(_) | Value::List(_)
                if self.is_decimal && matches!(input, Value::Tuple(_)) =>
            {
                input.clone()
            }
            _ => return Err(Fail::new(type_kind, input)),
        };
        match external::make(interp, module, class, &[given]) {
            Ok(value) => Ok(value),
            Err(raised) if raised.is(&interp.types.limit_exceeded) => Err(raised.into()),
            Err(raised) if raised.is(&interp.types.import_error) => Err(raised.into()),
            Err(_) => Err(Fail::new(parsing, input)),
        }
    }

    /// Digits and places, as `as_tuple` tells them.
    fn digits(&self, interp: &mut Interp, value: &Value, input: &Value) -> Checked<()> {
        if self.max_digits.is_none() && self.decimal_places.is_none() {
            return Ok(());
        }
        let value = if self.decimal_places.is_some() {
            interp.call_method(value, "normalize", &[])?
        } else {
            value.clone()
        };
        let parts = interp.call_method(&value, "as_tuple", &[])?;
        let digits = interp.attribute(&parts, "digits")?;
        let exponent = external::number(interp, &parts, "exponent")?;
        let mut digits = interp.length(&digits)?;
        let places = if exponent >= 0 {
            digits += usize::try_from(exponent).unwrap_or(0);
            0
        } else {
            let places = usize::try_from(-exponent).unwrap_or(0);
            digits = digits.max(places);
            places
        };
        if let Some(max) = self.max_digits
            && digits > max
        {
            return Err(Fail::with(
                "decimal_max_digits",
                vec![("max_digits", Value::size(max))],
                input,
            ));
        }
        if let Some(max) = self.decimal_places {
            if places > max {
                return Err(Fail::with(
                    "decimal_max_places",
                    vec![("decimal_places", Value::size(max))],
                    input,
                ));
            }
            if let Some(max_digits) = self.max_digits
                && digits - places > max_digits.saturating_sub(max)
            {
                let whole = max_digits.saturating_sub(max);
                return Err(Fail::with(
                    "decimal_whole_digits",
                    vec![("whole_digits", Value::size(whole))],
                    input,
                ));
            }
        }
        Ok(())
    }
}

impl Check for Exact {
    fn check(&self, interp: &mut Interp, input: &Value, state: &mut State) -> Checked {
        let value = self.read(interp, input, state)?;
        if self.is_decimal {
            let finite = interp.call_method(&value, "is_finite", &[])?;
            if !interp.truth(&finite)? {
                if !self.allow_inf_nan {
                    return Err(Fail::new("finite_number", input));
                }
            } else {
                self.digits(interp, &value, input)?;
            }
        }
        if let Some(multiple_of) = &self.multiple_of {
            let rest = interp.binary(BinaryOp::Remainder, &value, multiple_of)?;
            if interp.truth(&rest)? {
                let context = vec![("multiple_of", multiple_of.clone())];
                return Err(Fail::with("multiple_of", context, input));
            }
        }
        self.bounds.check(interp, &value, input, plain)?;
        Ok(value)
    }

    fn name(&self) -> String {
        if self.is_decimal {
            "decimal"
        } else {
            "fraction"
        }
        .to_owned()
    }

    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        self.bounds.traverse(visit);
        self.multiple_of.iter().for_each(visit);
    }
}

struct Uuid {
    strict: bool,
    version: Option<usize>,
}

impl Check for Uuid {
    fn check(&self, interp: &mut Interp, input: &Value, state: &mut State) -> Checked {
        let value = if external::is_instance(interp, input, "uuid", "UUID")? {
            input.clone()
        } else {
            if state.is_strict(self.strict) && state.mode == Mode::Python {
                return Err(Fail::with(
                    "is_instance_of",
                    vec![("class", Value::str("UUID"))],
                    input,
                ));
            }
            if state.mode == Mode::Python {
                state.floor(Exactness::Lax);
            }
            let parsed = match input.base() {
                Value::Str(text) => uuid::Uuid::parse_str(text),
                Value::Bytes(bytes) => {
                    match std::str::from_utf8(bytes).map(uuid::Uuid::parse_str) {
                        Ok(Ok(parsed)) => Ok(parsed),
                        _ => uuid::Uuid::from_slice(bytes),
                    }
                }
                _ => return Err(Fail::new("uuid_type", input)),
            };
            let parsed = parsed.map_err(|error| {
                let text = error.to_string();
                let text = text
                    .strip_prefix("invalid UUID: ")
                    .unwrap_or(&text)
                    .to_owned();
                Fail::with("uuid_parsing", vec![("error", Value::str(text))], input)
            })?;
            let hex = Value::str(parsed.simple().to_string());
            external::make(interp, "uuid", "UUID", &[hex])?
        };
        if let Some(version) = self.version {
            let own = interp.attribute(&value, "version")?;
            if !interp.equal(&own, &Value::size(version))? {
                return Err(Fail::with(
                    "uuid_version",
                    vec![("expected_version", Value::size(version))],
                    input,
                ));
            }
        }
        Ok(value)
    }

    fn name(&self) -> String {
        "uuid".to_owned()
    }
}

struct Generator {
    item: Option<Validator>,
    min: Option<usize>,
    max: Option<usize>,
}

/// An iterator that validates as it goes.
struct Items {
    source: Value,
    item: Option<Validator>,
    index: std::cell::Cell<usize>,
    state: State,
    limits: (Option<usize>, Option<usize>),
}

impl NativeData for Items {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.source);
    }

    fn is_iterator(&self) -> bool {
        true
    }

    fn next(&self, interp: &mut Interp) -> PyResult<Option<Value>> {
        let index = self.index.get();
        let length = |name: &'static str, limit: usize| {
            vec![
                ("field_type", Value::str("Generator")),
                (name, Value::size(limit)),
                (
                    "actual_length",
                    Value::size(if name == "max_length" {
                        index + 1
                    } else {
                        index
                    }),
                ),
            ]
        };
        let is_json = self.state.mode == Mode::Json;
        let fail = match interp.next(&self.source)? {
            None => match self.limits.0 {
                Some(min) if index < min => {
                    Fail::with("too_short", length("min_length", min), &self.source)
                }
                _ => return Ok(None),
            },
            Some(_) if self.limits.1.is_some_and(|max| index >= max) => {
                let max = self.limits.1.unwrap_or(0);
                Fail::with("too_long", length("max_length", max), &self.source)
            }
            Some(item) => {
                self.index.set(index + 1);
                match &self.item {
                    None => return Ok(Some(item)),
                    Some(validator) => {
                        let mut state = self.state.clone();
                        match validator.check(interp, &item, &mut state) {
                            Ok(value) => return Ok(Some(value)),
                            Err(fail) => {
                                fail.within(Place::Index(i64::try_from(index).unwrap_or(i64::MAX)))
                            }
                        }
                    }
                }
            }
        };
        Err(to_raised(interp, fail, "ValidatorIterator", is_json, false))
    }
}

impl Check for Generator {
    fn check(&self, interp: &mut Interp, input: &Value, state: &mut State) -> Checked {
        let source = match interp.iter(input) {
            Ok(source) => source,
            Err(_) => return Err(Fail::new("iterable_type", input)),
        };
        let items = Items {
            source,
            item: self.item.clone(),
            index: std::cell::Cell::new(0),
            state: state.clone(),
            limits: (self.min, self.max),
        };
        Ok(interp.native_iterator("ValidatorIterator", items))
    }

    fn name(&self) -> String {
        let item = self
            .item
            .as_ref()
            .map_or_else(|| "any".to_owned(), |item| item.name());
        format!("generator[{item}]")
    }

    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        if let Some(item) = &self.item {
            item.traverse(visit);
        }
    }
}
