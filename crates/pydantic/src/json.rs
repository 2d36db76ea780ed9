//! JSON text to values and back.

use num_bigint::BigInt;
use playground_python::dict::Dict;
use playground_python::error::PyResult;
use playground_python::interp::Interp;
use playground_python::value::{Str, Value};

use jiter::{JsonValue, PartialMode};

/// How numbers that JSON can't say are written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Special {
    /// `null`.
    #[default]
    Null,
    /// `NaN`, `Infinity`.
    Constants,
    /// Strings.
    Strings,
}

/// Read JSON text; the error is the text that comes after `Invalid JSON: `.
pub fn read(
    interp: &mut Interp,
    bytes: &[u8],
    allow_inf_nan: bool,
    partial: PartialMode,
) -> Result<Value, String> {
    let parsed = JsonValue::parse_with_config(bytes, allow_inf_nan, partial)
        .map_err(|error| error.description(bytes))?;
    Ok(value(interp, &parsed))
}

fn value(interp: &mut Interp, json: &JsonValue<'_>) -> Value {
    match json {
        JsonValue::Null => Value::None,
        JsonValue::Bool(value) => Value::Bool(*value),
        JsonValue::Int(number) => Value::Int(*number),
        JsonValue::BigInt(number) => {
            Value::int(BigInt::from_signed_bytes_le(&number.to_signed_bytes_le()))
        }
        JsonValue::Float(number) => Value::Float(*number),
        JsonValue::Str(text) => Value::str(text.as_ref()),
        JsonValue::Array(items) => {
            let items = items.iter().map(|item| value(interp, item)).collect();
            interp.list(items)
        }
        JsonValue::Object(entries) => {
            let mut dict = Dict::default();
            for (key, item) in entries.iter() {
                let item = value(interp, item);
                dict.insert_str(Str::from(key.as_ref()), item);
            }
            Value::Dict(interp.dict_from(dict))
        }
    }
}

/// Write a value that consists of what JSON knows.
pub fn write(
    interp: &mut Interp,
    value: &Value,
    indent: Option<usize>,
    ascii: bool,
    special: Special,
) -> PyResult<String> {
    let mut writer = Writer {
        text: String::new(),
        indent,
        ascii,
        special,
    };
    writer.value(interp, value, 0)?;
    Ok(writer.text)
}

struct Writer {
    text: String,
    indent: Option<usize>,
    ascii: bool,
    special: Special,
}

impl Writer {
    fn line(&mut self, depth: usize) {
        if let Some(width) = self.indent {
            self.text.push('\n');
            self.text.extend(std::iter::repeat_n(' ', width * depth));
        }
    }

    fn value(&mut self, interp: &mut Interp, value: &Value, depth: usize) -> PyResult<()> {
        match value.base() {
            Value::None => self.text.push_str("null"),
            Value::Bool(true) => self.text.push_str("true"),
            Value::Bool(false) => self.text.push_str("false"),
            Value::Int(number) => self.text.push_str(&number.to_string()),
            Value::BigInt(number) => self.text.push_str(&number.to_string()),
            Value::Float(number) => self.float(interp, *number)?,
            Value::Str(text) => self.string(text),
            Value::List(list) => {
                let items = list.0.borrow().clone();
                self.items(interp, &items, depth)?;
            }
            Value::Tuple(items) => self.items(interp, items, depth)?,
            Value::Dict(dict) => {
                let entries = dict.entries();
                if entries.is_empty() {
                    self.text.push_str("{}");
                    return Ok(());
                }
                self.text.push('{');
                for (index, (key, item)) in entries.iter().enumerate() {
                    if index > 0 {
                        self.text.push(',');
                    }
                    self.line(depth + 1);
                    let key = interp.str(key)?;
                    self.string(&key);
                    self.text.push(':');
                    if self.indent.is_some() {
                        self.text.push(' ');
                    }
                    self.value(interp, item, depth + 1)?;
                }
                self.line(depth);
                self.text.push('}');
            }
            other => {
                let text = interp.str(other)?;
                self.string(&text);
            }
        }
        Ok(())
    }

    fn items(&mut self, interp: &mut Interp, items: &[Value], depth: usize) -> PyResult<()> {
        if items.is_empty() {
            self.text.push_str("[]");
            return Ok(());
        }
        self.text.push('[');
        for (index, item) in items.iter().enumerate() {
            if index > 0 {
                self.text.push(',');
            }
            self.line(depth + 1);
            self.value(interp, item, depth + 1)?;
        }
        self.line(depth);
        self.text.push(']');
        Ok(())
    }

    fn float(&mut self, interp: &mut Interp, number: f64) -> PyResult<()> {
        if number.is_finite() {
            let text = interp.repr(&Value::Float(number))?;
            // Python writes exponents with two digits at least, `1e-07`; JSON text has `1e-7`.
            let text = match text.split_once('e') {
                Some((digits, exponent)) => {
                    let (sign, rest) = match exponent.split_at_checked(1) {
                        Some((sign @ ("+" | "-"), rest)) => (sign, rest),
                        _ => ("", exponent),
                    };
                    format!("{digits}e{sign}{}", rest.trim_start_matches('0'))
                }
                None => text.to_string(),
            };
            self.text.push_str(&text);
            return Ok(());
        }
        let name = if number.is_nan() {
            "NaN"
        } else if number > 0.0 {
            "Infinity"
        } else {
            "-Infinity"
        };
        match self.special {
            Special::Null => self.text.push_str("null"),
            Special::Constants => self.text.push_str(name),
            Special::Strings => self.string(name),
        }
        Ok(())
    }

    fn string(&mut self, text: &str) {
        self.text.push('"');
        for character in text.chars() {
            match character {
                '"' => self.text.push_str("\\\""),
                '\\' => self.text.push_str("\\\\"),
                '\n' => self.text.push_str("\\n"),
                '\r' => self.text.push_str("\\r"),
                '\t' => self.text.push_str("\\t"),
                '\u{8}' => self.text.push_str("\\b"),
                '\u{c}' => self.text.push_str("\\f"),
                control if (control as u32) < 0x20 => {
                    self.text.push_str(&format!("\\u{:04x}", control as u32));
                }
                wide if self.ascii && !wide.is_ascii() => {
                    for unit in wide.encode_utf16(&mut [0; 2]) {
                        self.text.push_str(&format!("\\u{unit:04x}"));
                    }
                }
                other => self.text.push(other),
            }
        }
        self.text.push('"');
    }
}
