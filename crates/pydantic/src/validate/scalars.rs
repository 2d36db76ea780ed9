//! Validators of any, none, bool, str, bytes, callables and classes.

use playground_python::interp::Interp;
use playground_python::value::{Str, Value};
use regex::Regex;

use super::{Check, Exactness, Mode, State};
use crate::errors::{Checked, Fail};

/// `any`.
pub struct Any;

impl Check for Any {
    fn check(&self, _interp: &mut Interp, input: &Value, state: &mut State) -> Checked {
        state.floor(Exactness::Lax);
        Ok(input.clone())
    }

    fn name(&self) -> String {
        "any".to_owned()
    }
}

/// `none`.
pub struct NoneOnly;

impl Check for NoneOnly {
    fn check(&self, _interp: &mut Interp, input: &Value, state: &mut State) -> Checked {
        match input {
            Value::None => Ok(Value::None),
            other => match (state.mode, other.as_str()) {
                (Mode::Strings, Some(text)) if &**text == "null" => Ok(Value::None),
                _ => Err(Fail::new("none_required", input)),
            },
        }
    }

    fn name(&self) -> String {
        "none".to_owned()
    }
}

/// `ellipsis`.
pub struct EllipsisOnly;

impl Check for EllipsisOnly {
    fn check(&self, _interp: &mut Interp, input: &Value, _state: &mut State) -> Checked {
        match input {
            Value::Ellipsis => Ok(Value::Ellipsis),
            _ => Err(Fail::new("ellipsis_error", input)),
        }
    }

    fn name(&self) -> String {
        "ellipsis".to_owned()
    }
}

/// `bool`.
pub struct Bool {
    /// Only `True` and `False`.
    pub strict: bool,
}

fn bool_of_text(text: &str) -> Option<bool> {
    match text.to_ascii_lowercase().as_str() {
        "0" | "off" | "f" | "false" | "n" | "no" => Some(false),
        "1" | "on" | "t" | "true" | "y" | "yes" => Some(true),
        _ => None,
    }
}

impl Check for Bool {
    fn check(&self, interp: &mut Interp, input: &Value, state: &mut State) -> Checked {
        if let Value::Bool(_) = input {
            return Ok(input.clone());
        }
        let parsed = match input.base() {
            Value::Str(text) if state.mode == Mode::Strings || !state.is_strict(self.strict) => {
                bool_of_text(text)
            }
            _ if state.is_strict(self.strict) => return Err(Fail::new("bool_type", input)),
            Value::Bytes(bytes) => std::str::from_utf8(bytes).ok().and_then(bool_of_text),
            Value::Int(0) => Some(false),
            Value::Int(1) => Some(true),
            Value::Int(_) => None,
            Value::Float(number) if *number == 0.0 => Some(false),
            Value::Float(number) if *number == 1.0 => Some(true),
            Value::Float(number) if number.fract() == 0.0 && number.abs() < 9.2e18 => None,
            _ => return Err(Fail::new("bool_type", input)),
        };
        let _ = interp;
        match parsed {
            Some(value) => {
                state.floor(Exactness::Lax);
                Ok(Value::Bool(value))
            }
            None => Err(Fail::new("bool_parsing", input)),
        }
    }

    fn name(&self) -> String {
        "bool".to_owned()
    }
}

/// How a pattern is matched.
pub enum Pattern {
    /// By the `regex` crate.
    Native(Regex),
    /// By Python's `re`.
    Python(Value),
}

/// `str`.
#[derive(Default)]
pub struct Text {
    /// Only `str`.
    pub strict: bool,
    /// Numbers become strings.
    pub coerce_numbers: bool,
    /// Without whitespace at the ends.
    pub strip: bool,
    /// In lower case.
    pub lower: bool,
    /// In upper case.
    pub upper: bool,
    /// ASCII only.
    pub ascii: bool,
    /// The least length.
    pub min: Option<usize>,
    /// The greatest length.
    pub max: Option<usize>,
    /// What it must match, and the pattern's text.
    pub pattern: Option<(Pattern, Str)>,
    /// Whether the schema itself has constraints.
    pub is_constrained: bool,
}

impl Text {
    /// The text of an input.
    pub fn read(&self, interp: &mut Interp, input: &Value, state: &mut State) -> Checked<Str> {
        if let Value::Str(text) = input {
            return Ok(text.clone());
        }
        let strict = state.is_strict(self.strict);
        match input.base() {
            Value::Str(text) => {
                state.floor(Exactness::Strict);
                if !strict {
                    state.floor(Exactness::Lax);
                }
                return Ok(text.clone());
            }
            _ if strict => return Err(Fail::new("string_type", input)),
            Value::Bytes(bytes) => {
                state.floor(Exactness::Lax);
                return match std::str::from_utf8(bytes) {
                    Ok(text) => Ok(Str::from(text)),
                    Err(_) => Err(Fail::new("string_unicode", input)),
                };
            }
            _ => {}
        }
        if self.coerce_numbers {
            let is_number = match input {
                Value::Int(_) | Value::BigInt(_) | Value::Float(_) => true,
                Value::Object(_) => {
                    let name = interp.type_name(input);
                    matches!(input.base(), Value::Int(_) | Value::Float(_)) || &*name == "Decimal"
                }
                _ => false,
            };
            if is_number {
                state.floor(Exactness::Lax);
                return Ok(interp.str(input)?);
            }
        }
        if let Value::Object(object) = input
            && &**object.class().name.borrow() == "bytearray"
        {
            state.floor(Exactness::Lax);
            let decoded = interp.call_method(input, "decode", &[]);
            return match decoded {
                Ok(Value::Str(text)) => Ok(text),
                _ => Err(Fail::new("string_unicode", input)),
            };
        }
        Err(Fail::new("string_type", input))
    }
}

impl Check for Text {
    fn check(&self, interp: &mut Interp, input: &Value, state: &mut State) -> Checked {
        let mut text = self.read(interp, input, state)?;
        if self.strip {
            let stripped = text.trim();
            if stripped.len() != text.len() {
                text = Str::from(stripped);
            }
        }
        if let Some(max) = self.max
            && text.char_count() > max
        {
            return Err(Fail::with(
                "string_too_long",
                vec![("max_length", Value::size(max))],
                input,
            ));
        }
        if let Some(min) = self.min
            && text.char_count() < min
        {
            return Err(Fail::with(
                "string_too_short",
                vec![("min_length", Value::size(min))],
                input,
            ));
        }
        if self.ascii && !text.as_str().is_ascii() {
            return Err(Fail::new("string_not_ascii", input));
        }
        if let Some((pattern, shown)) = &self.pattern {
            let matches = match pattern {
                Pattern::Native(regex) => regex.is_match(&text),
                Pattern::Python(regex) => {
                    let found = interp.call_method(regex, "search", &[Value::Str(text.clone())])?;
                    !found.is_none()
                }
            };
            if !matches {
                return Err(Fail::with(
                    "string_pattern_mismatch",
                    vec![("pattern", Value::Str(shown.clone()))],
                    input,
                ));
            }
        }
        if self.lower {
            text = Str::from(text.to_lowercase());
        } else if self.upper {
            text = Str::from(text.to_uppercase());
        }
        Ok(Value::Str(text))
    }

    fn name(&self) -> String {
        if self.is_constrained {
            "constrained-str".to_owned()
        } else {
            "str".to_owned()
        }
    }
}

/// `bytes`.
pub struct Bytes {
    /// Only `bytes`.
    pub strict: bool,
    /// The least length.
    pub min: Option<usize>,
    /// The greatest length.
    pub max: Option<usize>,
    /// How text is read: `utf8`, `base64` or `hex`.
    pub encoding: Str,
}

impl Bytes {
    fn decode(&self, text: &str, input: &Value) -> Checked<Vec<u8>> {
        use base64::Engine as _;
        use base64::engine::general_purpose::{STANDARD, URL_SAFE};
        let decoded = match &*self.encoding {
            "base64" => URL_SAFE
                .decode(text)
                .or_else(|_| STANDARD.decode(text))
                .map_err(|error| ("base64", error.to_string())),
            "hex" => hex(text).map_err(|error| ("hex", error)),
            _ => Ok(text.as_bytes().to_vec()),
        };
        decoded.map_err(|(encoding, error)| {
            Fail::with(
                "bytes_invalid_encoding",
                vec![
                    ("encoding", Value::str(encoding)),
                    ("encoding_error", Value::str(error)),
                ],
                input,
            )
        })
    }
}

fn hex(text: &str) -> Result<Vec<u8>, String> {
    if !text.len().is_multiple_of(2) {
        return Err("Odd number of digits".to_owned());
    }
    let digits: Option<Vec<u32>> = text
        .chars()
        .map(|character| character.to_digit(16))
        .collect();
    match digits {
        Some(digits) => Ok(digits
            .chunks_exact(2)
            .map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | *digit as u8))
            .collect()),
        None => Err("Invalid character".to_owned()),
    }
}

impl Check for Bytes {
    fn check(&self, interp: &mut Interp, input: &Value, state: &mut State) -> Checked {
        let strict = state.is_strict(self.strict);
        let value = match input.base() {
            Value::Bytes(bytes) => Value::Bytes(bytes.clone()),
            // JSON has no bytes, so that text is what strict mode reads there too.
            Value::Str(text) if !strict || state.mode != Mode::Python => {
                if state.mode == Mode::Python {
                    state.floor(Exactness::Lax);
                }
                Value::bytes(self.decode(text, input)?)
            }
            Value::Object(object) if !strict && &**object.class().name.borrow() == "bytearray" => {
                state.floor(Exactness::Lax);
                let class = Value::Class(interp.types.bytes.clone());
                interp.call(&class, std::slice::from_ref(input))?
            }
            _ => return Err(Fail::new("bytes_type", input)),
        };
        let length = interp.length(&value)?;
        if let Some(max) = self.max
            && length > max
        {
            return Err(Fail::with(
                "bytes_too_long",
                vec![("max_length", Value::size(max))],
                input,
            ));
        }
        if let Some(min) = self.min
            && length < min
        {
            return Err(Fail::with(
                "bytes_too_short",
                vec![("min_length", Value::size(min))],
                input,
            ));
        }
        Ok(value)
    }

    fn name(&self) -> String {
        if self.min.is_some() || self.max.is_some() {
            "constrained-bytes".to_owned()
        } else {
            "bytes".to_owned()
        }
    }
}

/// `callable`.
pub struct Callable;

impl Check for Callable {
    fn check(&self, interp: &mut Interp, input: &Value, state: &mut State) -> Checked {
        state.floor(Exactness::Lax);
        let is_callable = match input {
            Value::Class(_) | Value::Function(_) | Value::Native(_) | Value::Method(_) => true,
            Value::Object(object) => {
                let name = interp.names.call.clone();
                interp.class_lookup(&object.class(), &name).is_some()
            }
            _ => false,
        };
        if is_callable {
            Ok(input.clone())
        } else {
            Err(Fail::new("callable_type", input))
        }
    }

    fn name(&self) -> String {
        "callable".to_owned()
    }
}

/// `is-instance`.
pub struct IsInstance {
    /// The class, or what `isinstance` takes.
    pub class: Value,
    /// How it is shown.
    pub shown: Str,
}

impl Check for IsInstance {
    fn check(&self, interp: &mut Interp, input: &Value, state: &mut State) -> Checked {
        if state.mode == Mode::Json {
            return Err(Fail::with(
                "needs_python_object",
                vec![("method_name", Value::str("isinstance"))],
                input,
            ));
        }
        if interp.isinstance(input, &self.class)? {
            return Ok(input.clone());
        }
        Err(Fail::with(
            "is_instance_of",
            vec![("class", Value::Str(self.shown.clone()))],
            input,
        ))
    }

    fn name(&self) -> String {
        format!("is-instance[{}]", self.shown)
    }

    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.class);
    }
}

/// `is-subclass`.
pub struct IsSubclass {
    /// The class.
    pub class: Value,
    /// How it is shown.
    pub shown: Str,
}

impl Check for IsSubclass {
    fn check(&self, interp: &mut Interp, input: &Value, state: &mut State) -> Checked {
        if state.mode == Mode::Json {
            return Err(Fail::with(
                "needs_python_object",
                vec![("method_name", Value::str("issubclass"))],
                input,
            ));
        }
        if matches!(input, Value::Class(_)) && interp.issubclass(input, &self.class)? {
            return Ok(input.clone());
        }
        Err(Fail::with(
            "is_subclass_of",
            vec![("class", Value::Str(self.shown.clone()))],
            input,
        ))
    }

    fn name(&self) -> String {
        format!("is-subclass[{}]", self.shown)
    }

    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.class);
    }
}
