//! Validators of date, time, datetime and timedelta.

use std::rc::Rc;

use playground_python::code::BinaryOp;
use playground_python::code::CompareOp;
use playground_python::error::PyResult;
use playground_python::interp::Interp;
use playground_python::value::{Str, Value};
use speedate::{
    Date, DateTime, DateTimeConfig, Duration, MicrosecondsPrecisionOverflowBehavior, ParseError,
    Time, TimeConfig, TimeConfigBuilder, TimestampUnit,
};

use super::numbers::Bounds;
use super::{Check, Exactness, Mode, State, Validator};
use crate::config::{Config, Schema, flag, get, text};
use crate::errors::{Checked, Fail};
use crate::external;
use crate::serialize::infer;

/// Which of them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Date,
    Time,
    DateTime,
    TimeDelta,
}

/// What is asked of the time zone.
enum Zone {
    Anything,
    Naive,
    Aware,
    Offset(i64),
}

struct Temporal {
    kind: Kind,
    strict: bool,
    bounds: Bounds,
    multiple_of: Option<Value>,
    zone: Zone,
    /// `past` or `future`.
    now: Option<Str>,
    config: DateTimeConfig,
}

/// Compile one of them.
pub fn build(
    _interp: &mut Interp,
    schema: &Schema,
    config: &Config,
    kind: &str,
) -> PyResult<Validator> {
    let truncates = text(schema, "microseconds_precision").is_none_or(|mode| &*mode != "error");
    let time_config: TimeConfig = TimeConfigBuilder::new()
        .microseconds_precision_overflow_behavior(if truncates {
            MicrosecondsPrecisionOverflowBehavior::Truncate
        } else {
            MicrosecondsPrecisionOverflowBehavior::Error
        })
        .unix_timestamp_offset(Some(0))
        .build();
    let unit = match config.text("val_temporal_unit").as_deref() {
        Some("seconds") => TimestampUnit::Second,
        Some("milliseconds") => TimestampUnit::Millisecond,
        _ => TimestampUnit::Infer,
    };
    let zone = match get(schema, "tz_constraint") {
        Some(Value::Int(offset)) => Zone::Offset(offset),
        Some(value) => match value.as_str().map(|text| &**text) {
            Some("aware") => Zone::Aware,
            Some("naive") => Zone::Naive,
            _ => Zone::Anything,
        },
        None => Zone::Anything,
    };
    let _ = flag(schema, "strict");
    Ok(Rc::new(Temporal {
        kind: match kind {
            "date" => Kind::Date,
            "time" => Kind::Time,
            "datetime" => Kind::DateTime,
            _ => Kind::TimeDelta,
        },
        strict: config.strict(schema),
        bounds: Bounds::read(schema),
        multiple_of: get(schema, "multiple_of"),
        zone,
        now: text(schema, "now_op"),
        config: DateTimeConfig {
            timestamp_unit: unit,
            time_config,
        },
    }))
}

fn failed(kind: &str, error: &str, input: &Value) -> Fail {
    Fail::with(kind, vec![("error", Value::str(error))], input)
}

/// What a parser's error says: its `Display` is a name in code.
fn said(error: &ParseError) -> String {
    use strum::EnumMessage as _;
    match error.get_documentation() {
        Some(text) => text.to_owned(),
        None => error.to_string(),
    }
}

/// A bound as messages show it.
fn shown(interp: &mut Interp, bound: &Value) -> Checked {
    if external::is_instance(interp, bound, "datetime", "timedelta")? {
        return Ok(Value::str(duration_words(interp, bound)?));
    }
    Ok(infer::iso(interp, bound)?)
}

/// `1 day and 5 seconds`.
fn duration_words(interp: &mut Interp, value: &Value) -> PyResult<String> {
    let days = external::number(interp, value, "days")?;
    let seconds = external::number(interp, value, "seconds")?;
    let micros = external::number(interp, value, "microseconds")?;
    let mut parts = Vec::new();
    for (number, unit) in [
        (days, "day"),
        (seconds / 3600, "hour"),
        (seconds / 60 % 60, "minute"),
        (seconds % 60, "second"),
        (micros, "microsecond"),
    ] {
        if number != 0 {
            let plural = if number == 1 { "" } else { "s" };
            parts.push(format!("{number} {unit}{plural}"));
        }
    }
    Ok(if parts.is_empty() {
        "0 seconds".to_owned()
    } else {
        parts.join(" and ")
    })
}

impl Temporal {
    fn class(&self) -> &'static str {
        match self.kind {
            Kind::Date => "date",
            Kind::Time => "time",
            Kind::DateTime => "datetime",
            Kind::TimeDelta => "timedelta",
        }
    }

    fn type_error(&self, input: &Value) -> Fail {
        Fail::new(
            match self.kind {
                Kind::Date => "date_type",
                Kind::Time => "time_type",
                Kind::DateTime => "datetime_type",
                Kind::TimeDelta => "time_delta_type",
            },
            input,
        )
    }

    fn text(&self, interp: &mut Interp, bytes: &[u8], input: &Value) -> Checked {
        Ok(match self.kind {
            Kind::DateTime => match DateTime::parse_bytes_with_config(bytes, &self.config) {
                Ok(value) => external::datetime(interp, &value)?,
                Err(_) => match Date::parse_bytes(bytes) {
                    Ok(date) => {
                        let time = Time {
                            hour: 0,
                            minute: 0,
                            second: 0,
                            microsecond: 0,
                            tz_offset: None,
                        };
                        external::datetime(interp, &DateTime { date, time })?
                    }
                    Err(error) => {
                        return Err(failed("datetime_from_date_parsing", &said(&error), input));
                    }
                },
            },
            Kind::Date => match Date::parse_bytes(bytes) {
                Ok(value) => external::date(interp, &value)?,
                Err(_) => match DateTime::parse_bytes_with_config(bytes, &self.config) {
                    Ok(value) => self.exact_date(interp, &value, input)?,
                    Err(error) => {
                        return Err(failed("date_from_datetime_parsing", &said(&error), input));
                    }
                },
            },
            Kind::Time => match Time::parse_bytes_with_config(bytes, &self.config.time_config) {
                Ok(value) => external::time(interp, &value)?,
                Err(error) => return Err(failed("time_parsing", &said(&error), input)),
            },
            Kind::TimeDelta => {
                match Duration::parse_bytes_with_config(bytes, &self.config.time_config) {
                    Ok(value) => external::timedelta(interp, &value)?,
                    Err(error) => return Err(failed("time_delta_parsing", &said(&error), input)),
                }
            }
        })
    }

    fn exact_date(&self, interp: &mut Interp, value: &DateTime, input: &Value) -> Checked {
        let time = &value.time;
        if (time.hour, time.minute, time.second, time.microsecond) != (0, 0, 0, 0) {
            return Err(Fail::new("date_from_datetime_inexact", input));
        }
        Ok(external::date(interp, &value.date)?)
    }

    fn number(
        &self,
        interp: &mut Interp,
        number: f64,
        whole: Option<i64>,
        input: &Value,
    ) -> Checked {
        match self.kind {
            Kind::DateTime | Kind::Date => {
                let (kind, parsed) = (
                    if self.kind == Kind::Date {
                        "date_from_datetime_parsing"
                    } else {
                        "datetime_parsing"
                    },
                    self.timestamp(number, whole),
                );
                match parsed {
                    Ok(value) if self.kind == Kind::Date => self.exact_date(interp, &value, input),
                    Ok(value) => Ok(external::datetime(interp, &value)?),
                    Err(error) => Err(failed(kind, &said(&error), input)),
                }
            }
            Kind::Time => {
                if number.is_nan() {
                    return Err(failed("time_parsing", "NaN values not permitted", input));
                }
                if number < 0.0 {
                    let error = "time in seconds should be positive";
                    return Err(failed("time_parsing", error, input));
                }
                let seconds = number.floor().min(f64::from(u32::MAX)) as u32;
                let micros = ((number - number.floor()) * 1e6).round() as u32;
                let config = &self.config.time_config;
                match Time::from_timestamp_with_config(seconds, micros, config) {
                    Ok(value) => Ok(external::time(interp, &value)?),
                    Err(error) => Err(failed("time_parsing", &said(&error), input)),
                }
            }
            Kind::TimeDelta => {
                if number.is_nan() {
                    return Err(failed(
                        "time_delta_parsing",
                        "NaN values not permitted",
                        input,
                    ));
                }
                let positive = number >= 0.0;
                let total = number.abs();
                let (days, rest) = ((total / 86_400.0).floor(), total % 86_400.0);
                let micros = ((rest - rest.floor()) * 1e6).round() as u32;
                let error = "durations may not exceed 999,999,999 days";
                if !total.is_finite() || days > 999_999_999.0 {
                    return Err(failed("time_delta_parsing", error, input));
                }
                match Duration::new(positive, days as u32, rest.floor() as u32, micros) {
                    Ok(value) => Ok(external::timedelta(interp, &value)?),
                    Err(error) => Err(failed("time_delta_parsing", &said(&error), input)),
                }
            }
        }
    }

    fn timestamp(&self, number: f64, whole: Option<i64>) -> Result<DateTime, ParseError> {
        match whole {
            Some(whole) => DateTime::from_timestamp_with_config(whole, 0, &self.config),
            None => DateTime::from_float_with_config(number, &self.config),
        }
    }

    fn read(&self, interp: &mut Interp, input: &Value, state: &mut State) -> Checked {
        if matches!(input, Value::Object(_)) {
            let is_datetime = external::is_instance(interp, input, "datetime", "datetime")?;
            let is_own = match self.kind {
                Kind::DateTime => is_datetime,
                Kind::Date => {
                    !is_datetime && external::is_instance(interp, input, "datetime", "date")?
                }
                _ => external::is_instance(interp, input, "datetime", self.class())?,
            };
            if is_own {
                return Ok(input.clone());
            }
            if state.is_strict(self.strict) {
                return Err(self.type_error(input));
            }
            if self.kind == Kind::Date && is_datetime {
                state.floor(Exactness::Lax);
                let time = interp.call_method(input, "time", &[])?;
                for name in ["hour", "minute", "second", "microsecond"] {
                    if external::number(interp, &time, name)? != 0 {
                        return Err(Fail::new("date_from_datetime_inexact", input));
                    }
                }
                return Ok(interp.call_method(input, "date", &[])?);
            }
            if self.kind == Kind::DateTime
                && external::is_instance(interp, input, "datetime", "date")?
            {
                state.floor(Exactness::Lax);
                let mut args = Vec::new();
                for name in ["year", "month", "day"] {
                    args.push(interp.attribute(input, name)?);
                }
                return Ok(external::make(interp, "datetime", "datetime", &args)?);
            }
        }
        let strict = state.is_strict(self.strict);
        match input.base() {
            Value::Str(text) if !strict || state.mode != Mode::Python => {
                if state.mode == Mode::Python {
                    state.floor(Exactness::Lax);
                }
                self.text(interp, text.as_bytes(), input)
            }
            _ if strict => Err(self.type_error(input)),
            Value::Bytes(bytes) => {
                state.floor(Exactness::Lax);
                self.text(interp, bytes, input)
            }
            Value::Bool(value) if self.kind == Kind::TimeDelta => {
                state.floor(Exactness::Lax);
                self.number(interp, f64::from(u8::from(*value)), None, input)
            }
            Value::Int(number) => {
                state.floor(Exactness::Lax);
                self.number(interp, *number as f64, Some(*number), input)
            }
            Value::BigInt(number) => {
                state.floor(Exactness::Lax);
                let whole = if number.sign() == num_bigint::Sign::Minus {
                    i64::MIN
                } else {
                    i64::MAX
                };
                self.number(interp, whole as f64, Some(whole), input)
            }
            Value::Float(number) => {
                state.floor(Exactness::Lax);
                self.number(interp, *number, None, input)
            }
            _ => Err(self.type_error(input)),
        }
    }

    fn check_now(&self, interp: &mut Interp, value: &Value, input: &Value) -> Checked<()> {
        let Some(direction) = &self.now else {
            return Ok(());
        };
        let now = if self.kind == Kind::Date {
            let class = external::member(interp, "datetime", "date")?;
            interp.call_method(&class, "today", &[])?
        } else {
            let class = external::member(interp, "datetime", "datetime")?;
            let zone = interp.attribute(value, "tzinfo")?;
            interp.call_method(&class, "now", &[zone])?
        };
        let is_past = &**direction == "past";
        let op = if is_past {
            CompareOp::Less
        } else {
            CompareOp::Greater
        };
        if interp.compare_truth(op, value, &now)? {
            return Ok(());
        }
        Err(Fail::new(
            match (self.kind, is_past) {
                (Kind::Date, true) => "date_past",
                (Kind::Date, false) => "date_future",
                (_, true) => "datetime_past",
                (_, false) => "datetime_future",
            },
            input,
        ))
    }

    fn check_zone(&self, interp: &mut Interp, value: &Value, input: &Value) -> Checked<()> {
        if matches!(self.zone, Zone::Anything) {
            return Ok(());
        }
        let offset = interp.call_method(value, "utcoffset", &[])?;
        match (&self.zone, offset.is_none()) {
            (Zone::Naive, false) => Err(Fail::new("timezone_naive", input)),
            (Zone::Aware | Zone::Offset(_), true) => Err(Fail::new("timezone_aware", input)),
            (Zone::Offset(expected), false) => {
                let actual = external::number(interp, &offset, "days")? * 86_400
                    + external::number(interp, &offset, "seconds")?;
                if actual == *expected {
                    return Ok(());
                }
                Err(Fail::with(
                    "timezone_offset",
                    vec![
                        ("tz_expected", Value::Int(*expected)),
                        ("tz_actual", Value::Int(actual)),
                    ],
                    input,
                ))
            }
            _ => Ok(()),
        }
    }
}

impl Check for Temporal {
    fn check(&self, interp: &mut Interp, input: &Value, state: &mut State) -> Checked {
        let value = self.read(interp, input, state)?;
        self.bounds.check(interp, &value, input, shown)?;
        if let Some(multiple_of) = &self.multiple_of {
            let rest = interp.binary(BinaryOp::Remainder, &value, multiple_of)?;
            if interp.truth(&rest)? {
                let bound = shown(interp, multiple_of)?;
                return Err(Fail::with(
                    "multiple_of",
                    vec![("multiple_of", bound)],
                    input,
                ));
            }
        }
        self.check_now(interp, &value, input)?;
        self.check_zone(interp, &value, input)?;
        Ok(value)
    }

    fn name(&self) -> String {
        self.class().to_owned()
    }

    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        self.bounds.traverse(visit);
        self.multiple_of.iter().for_each(visit);
    }
}
