//! Serializing a value by what it is.

use playground_python::dict::Dict;
use playground_python::error::PyResult;
use playground_python::interp::Interp;
use playground_python::object::Class;
use playground_python::value::Value;

use super::containers::{items_out, mapping_out};
use super::{Settings, State, serialization_error};
use crate::serializer;

/// The kinds of objects that have a form in JSON.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Known {
    /// `datetime.datetime`
    DateTime,
    /// `datetime.date`
    Date,
    /// `datetime.time`
    Time,
    /// `datetime.timedelta`
    TimeDelta,
    /// `enum.Enum`
    Enum,
    /// What is written as its text.
    Text,
    /// `re.Pattern`
    Pattern,
    /// `collections.deque`
    Deque,
    /// An exception.
    Exception,
}

/// What kind of object the instances of a class are.
pub fn known(interp: &Interp, class: &Class) -> Option<Known> {
    let own = |class: &Class| -> Option<Known> {
        let kind = match &**class.name.borrow() {
            "datetime" => Known::DateTime,
            "date" => Known::Date,
            "time" => Known::Time,
            "timedelta" => Known::TimeDelta,
            "Enum" => Known::Enum,
            "Decimal" | "UUID" | "Fraction" | "PurePath" | "Path" | "Url" | "MultiHostUrl"
            | "IPv4Address" | "IPv6Address" | "IPv4Network" | "IPv6Network" | "IPv4Interface"
            | "IPv6Interface" => Known::Text,
            "Pattern" => Known::Pattern,
            "deque" => Known::Deque,
            "BaseException" => Known::Exception,
            _ => return None,
        };
        let module = class.dict.get_str(&interp.names.module);
        let module = module.as_ref().and_then(|module| module.as_str());
        // A program's own class of the same name is none of them.
        match module.map(|module| &**module) {
            Some("__main__") => None,
            _ => Some(kind),
        }
    };
    own(class).or_else(|| {
        let ancestors = class.ancestors.borrow().clone();
        ancestors.iter().find_map(|class| own(class))
    })
}

/// `datetime`, `date` and `time` as text.
pub fn iso(interp: &mut Interp, value: &Value) -> PyResult<Value> {
    let text = interp.call_method(value, "isoformat", &[])?;
    Ok(match text.as_str() {
        Some(text) => match text.strip_suffix("+00:00") {
            Some(start) => Value::str(format!("{start}Z")),
            None => Value::Str(text.clone()),
        },
        None => text,
    })
}

/// A duration as ISO 8601 says it.
pub fn duration(interp: &mut Interp, value: &Value) -> PyResult<String> {
    let mut part = |name: &str| -> PyResult<i64> {
        let value = interp.attribute(value, name)?;
        interp.as_i64(&value)
    };
    let (days, seconds, micros) = (part("days")?, part("seconds")?, part("microseconds")?);
    let total =
        i128::from(days) * 86_400_000_000 + i128::from(seconds) * 1_000_000 + i128::from(micros);
    let mut text = String::new();
    if total < 0 {
        text.push('-');
    }
    text.push('P');
    let total = total.unsigned_abs();
    let (micros, seconds) = (total % 1_000_000, total / 1_000_000);
    let (days, seconds) = (seconds / 86_400, seconds % 86_400);
    let (years, days) = (days / 365, days % 365);
    let mut put = |number: u128, unit: char| {
        if number > 0 {
            text.push_str(&format!("{number}{unit}"));
        }
    };
    put(years, 'Y');
    put(days, 'D');
    if seconds > 0 || micros > 0 || (years == 0 && days == 0) {
        text.push('T');
        let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        if hours > 0 {
            text.push_str(&format!("{hours}H"));
        }
        if minutes > 0 {
            text.push_str(&format!("{minutes}M"));
        }
        if micros > 0 {
            let fraction = format!("{micros:06}");
            text.push_str(&format!("{rest}.{}S", fraction.trim_end_matches('0')));
        } else if rest > 0 || (hours == 0 && minutes == 0) {
            text.push_str(&format!("{rest}S"));
        }
    }
    Ok(text)
}

/// Bytes as text.
pub fn bytes_text(interp: &mut Interp, bytes: &[u8], state: &State) -> PyResult {
    use base64::Engine as _;
    match state.settings.bytes.as_deref() {
        Some("base64") => Ok(Value::str(
            base64::engine::general_purpose::URL_SAFE.encode(bytes),
        )),
        Some("hex") => Ok(Value::str(
            bytes
                .iter()
                .map(|byte| format!("{byte:02x}"))
                .collect::<String>(),
        )),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => Ok(Value::str(text)),
            Err(error) => {
                let message = match error.error_len() {
                    Some(length) => format!(
                        "invalid utf-8 sequence of {length} bytes from index {}",
                        error.valid_up_to()
                    ),
                    None => format!(
                        "incomplete utf-8 byte sequence from index {}",
                        error.valid_up_to()
                    ),
                };
                if state.settings.text {
                    Err(serialization_error(
                        interp,
                        format!("Error serializing to JSON: {message}"),
                    ))
                } else {
                    Err(interp.error(&interp.types.unicode_decode_error.clone(), message))
                }
            }
        },
    }
}

/// Serialize by what a value is.
pub fn infer(interp: &mut Interp, value: &Value, state: &mut State) -> PyResult {
    match value {
        Value::None | Value::Bool(_) | Value::Int(_) | Value::BigInt(_) | Value::Str(_) => {
            Ok(value.clone())
        }
        Value::Float(number) => {
            if !number.is_finite()
                && state.settings.json
                && state.settings.special == crate::json::Special::Strings
            {
                return Ok(Value::str(if number.is_nan() {
                    "NaN"
                } else if *number > 0.0 {
                    "Infinity"
                } else {
                    "-Infinity"
                }));
            }
            Ok(value.clone())
        }
        Value::Bytes(bytes) if state.settings.json => bytes_text(interp, bytes, state),
        Value::List(_) | Value::Tuple(_) | Value::Set(_) | Value::FrozenSet(_) => {
            items_out(interp, value, None, state)
        }
        Value::Dict(_) => mapping_out(interp, value, None, None, state),
        Value::Generator(_) if state.settings.json => {
            let items = interp.collect(value)?;
            let list = interp.list(items);
            items_out(interp, &list, None, state)
        }
        Value::Object(object) => {
            let class = object.class();
            let name = interp.intern("__pydantic_serializer__");
            if let Some(own) = interp.class_lookup(&class, &name)
                && let Some(inner) = serializer::of(&own)
                && !state.own.borrow().contains(&value.address())
            {
                state.own.borrow_mut().push(value.address());
                let result = interp.nested(|interp| inner.run(interp, value, state));
                state.own.borrow_mut().pop();
                return result;
            }
            let name = interp.intern("__dataclass_fields__");
            if interp.class_lookup(&class, &name).is_some() {
                return super::fields::plain_dataclass(interp, value, state);
            }
            let kind = known(interp, &class);
            if !state.settings.json {
                return match (kind, value.base()) {
                    (Some(Known::Enum), _) => Ok(value.clone()),
                    (None, Value::Dict(_)) => mapping_out(interp, value.base(), None, None, state),
                    (None, Value::List(_)) => items_out(interp, value.base(), None, state),
                    (Some(_), _) => Ok(value.clone()),
                    _ => match state.settings.fallback.clone() {
                        Value::Unbound | Value::None => Ok(value.clone()),
                        fallback if matches!(value.base(), Value::Object(_)) => {
                            let made = interp.call(&fallback, std::slice::from_ref(value))?;
                            infer(interp, &made, state)
                        }
                        _ => Ok(value.clone()),
                    },
                };
            }
            if let Some(kind) = kind {
                return json_known(interp, value, kind, state);
            }
            match value.base() {
                Value::Object(_) => unknown(interp, value, state),
                base => {
                    let base = base.clone();
                    infer(interp, &base, state)
                }
            }
        }
        _ if !state.settings.json => Ok(value.clone()),
        _ => unknown(interp, value, state),
    }
}

/// A known object in the form that JSON has for it.
pub fn json_known(interp: &mut Interp, value: &Value, kind: Known, state: &mut State) -> PyResult {
    match kind {
        Known::DateTime | Known::Date | Known::Time => iso(interp, value),
        Known::TimeDelta if state.settings.timedelta_float => {
            interp.call_method(value, "total_seconds", &[])
        }
        Known::TimeDelta => Ok(Value::str(duration(interp, value)?)),
        Known::Enum => {
            let inner = interp.attribute(value, "value")?;
            infer(interp, &inner, state)
        }
        Known::Text => Ok(Value::Str(interp.str(value)?)),
        Known::Pattern => interp.attribute(value, "pattern"),
        Known::Exception => {
            if state.settings.serialize_unknown {
                return Ok(Value::Str(interp.str(value)?));
            }
            unknown(interp, value, state)
        }
        Known::Deque => {
            let items = interp.collect(value)?;
            let list = interp.list(items);
            items_out(interp, &list, None, state)
        }
    }
}

fn unknown(interp: &mut Interp, value: &Value, state: &mut State) -> PyResult {
    match state.settings.fallback.clone() {
        Value::Unbound | Value::None => {}
        fallback => {
            let made = interp.call(&fallback, std::slice::from_ref(value))?;
            return infer(interp, &made, state);
        }
    }
    if state.settings.serialize_unknown {
        return Ok(match interp.str(value) {
            Ok(text) => Value::Str(text),
            Err(_) => Value::str(format!(
                "<Unserializable {} object>",
                interp.type_name(value)
            )),
        });
    }
    // What can be walked over is a list.
    if let Value::Object(object) = value {
        let class = object.class();
        let is_view = matches!(
            &**class.name.borrow(),
            "dict_keys"
                | "dict_values"
                | "dict_items"
                | "range"
                | "map"
                | "filter"
                | "zip"
                | "generator"
        );
        if is_view {
            let items = interp.collect(value)?;
            let list = interp.list(items);
            return items_out(interp, &list, None, state);
        }
    }
    let class = Value::Class(interp.type_of(value));
    let shown = interp.repr(&class)?;
    Err(serialization_error(
        interp,
        format!("Unable to serialize unknown type: {shown}"),
    ))
}

/// The key of a JSON object.
pub fn key(interp: &mut Interp, value: &Value, state: &mut State) -> PyResult {
    Ok(match value {
        Value::Str(_) => value.clone(),
        Value::None => Value::str("None"),
        Value::Bool(value) => Value::str(if *value { "true" } else { "false" }),
        Value::Tuple(items) => {
            let mut texts = Vec::new();
            for item in items.iter() {
                let text = key(interp, item, state)?;
                texts.push(interp.str(&text)?.to_string());
            }
            Value::str(texts.join(","))
        }
        Value::Int(_) | Value::BigInt(_) | Value::Float(_) => Value::Str(interp.str(value)?),
        other => {
            let plain = infer(interp, other, state)?;
            match &plain {
                Value::Str(_) => plain,
                Value::List(_) | Value::Dict(_) => {
                    return Err(interp.type_error(format_args!(
                        "`{}` not valid as object key",
                        interp.type_name(other)
                    )));
                }
                plain => key(interp, plain, state)?,
            }
        }
    })
}

/// Any value as what JSON knows, for reports: what is unknown becomes its text.
pub fn to_jsonable(interp: &mut Interp, value: &Value, serialize_unknown: bool) -> PyResult {
    let settings = Settings {
        mode: Value::str("json"),
        json: true,
        serialize_unknown,
        ..Settings::default()
    };
    let mut state = State::new(settings, Value::None, Value::None);
    infer(interp, value, &mut state)
}

/// A dict of entries whose keys were made already.
pub fn dict_of(interp: &mut Interp, entries: Vec<(Value, Value)>) -> PyResult {
    let dict = interp.dict_from(Dict::default());
    for (key, value) in entries {
        match key {
            Value::Str(key) => dict.set_str(key, value),
            key => {
                interp.dict_set(&dict, &key, value)?;
            }
        }
    }
    Ok(Value::Dict(dict))
}
