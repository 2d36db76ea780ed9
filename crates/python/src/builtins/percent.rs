//! Formatting with `%`, of strings and of bytes.
//!
//! Bytes are formatted as the text of the same code points, and turned back into bytes at the end.

use super::bytearray::{is_bytearray, with_bytes};
use super::float_format::format_float;
use crate::error::PyResult;
use crate::interp::Interp;
use crate::value::Value;

/// One conversion, `%(key)-05.2f`, read.
#[derive(Default)]
struct Conversion {
    key: Option<String>,
    is_left: bool,
    is_plus: bool,
    is_space: bool,
    is_alternate: bool,
    is_zero: bool,
    width: usize,
    precision: Option<usize>,
    code: char,
}

/// The values on the right side, and how many of them were used.
struct Arguments<'a> {
    all: &'a Value,
    items: Vec<Value>,
    used: usize,
    mapping: bool,
}

impl Arguments<'_> {
    fn next(&mut self, interp: &Interp) -> PyResult {
        let item = self.items.get(self.used).cloned();
        self.used += 1;
        item.ok_or_else(|| interp.type_error("not enough arguments for format string"))
    }
}

impl Interp {
    /// `left % right` where the left side is a string or bytes; `None` for everything else.
    pub(crate) fn format_percent(
        &mut self,
        left: &Value,
        right: &Value,
    ) -> PyResult<Option<Value>> {
        if let Value::Str(template) = left {
            let text = self.percent(template, right, false)?;
            return Ok(Some(Value::str(text)));
        }
        if !matches!(left, Value::Bytes(_)) && !is_bytearray(left) {
            return Ok(None);
        }
        let Some(template) = with_bytes(left, |bytes| {
            bytes.iter().copied().map(char::from).collect::<String>()
        }) else {
            return Ok(None);
        };
        let text = self.percent(&template, right, true)?;
        let bytes: Vec<u8> = text
            .chars()
            .map(|character| u8::try_from(u32::from(character)).unwrap_or(b'?'))
            .collect();
        Ok(Some(if is_bytearray(left) {
            self.new_bytearray(bytes)
        } else {
            Value::bytes(bytes)
        }))
    }

    fn percent(&mut self, template: &str, right: &Value, is_bytes: bool) -> PyResult<String> {
        let items = match right.base() {
            Value::Tuple(items) => items.to_vec(),
            _ => vec![right.clone()],
        };
        let has_items = match right.base() {
            Value::Dict(_) | Value::List(_) => true,
            // A text isn't a mapping for itself.
            Value::Bytes(_) => !is_bytes,
            Value::Object(_) => {
                let class = self.type_of(right);
                !(is_bytes && is_bytearray(right))
                    && self.class_lookup(&class, &self.names.getitem).is_some()
            }
            _ => false,
        };
        let mut arguments = Arguments {
            all: right,
            items,
            used: 0,
            mapping: has_items,
        };
        let characters: Vec<char> = template.chars().collect();
        let mut result = String::with_capacity(template.len() + 16);
        let mut at = 0;
        while let Some(&character) = characters.get(at) {
            at += 1;
            if character != '%' {
                result.push(character);
                continue;
            }
            if characters.get(at) == Some(&'%') {
                at += 1;
                result.push('%');
                continue;
            }
            let conversion = self.read_conversion(&characters, &mut at, &mut arguments)?;
            let value = match &conversion.key {
                Some(key) => {
                    let key = if is_bytes {
                        Value::bytes(key.chars().map(|c| c as u32 as u8).collect::<Vec<u8>>())
                    } else {
                        Value::str(key.as_str())
                    };
                    self.get_item(arguments.all, &key)?
                }
                None => arguments.next(self)?,
            };
            let text = self.convert(&conversion, &value, is_bytes, at)?;
            self.check_size(result.len().saturating_add(text.len()))?;
            result.push_str(&text);
        }
        if arguments.used < arguments.items.len() && !arguments.mapping {
            return Err(self.type_error(if is_bytes {
                "not all arguments converted during bytes formatting"
            } else {
                "not all arguments converted during string formatting"
            }));
        }
        Ok(result)
    }

    fn read_conversion(
        &mut self,
        characters: &[char],
        at: &mut usize,
        arguments: &mut Arguments<'_>,
    ) -> PyResult<Conversion> {
        let mut conversion = Conversion::default();
        let peek = |at: usize| characters.get(at).copied();
        if peek(*at) == Some('(') {
            if !arguments.mapping {
                return Err(self.type_error("format requires a mapping"));
            }
            let mut depth = 1;
            let mut key = String::new();
            *at += 1;
            loop {
                let Some(character) = peek(*at) else {
                    return Err(self.value_error("incomplete format key"));
                };
                *at += 1;
                match character {
                    '(' => depth += 1,
                    ')' => depth -= 1,
                    _ => {}
                }
                if depth == 0 {
                    break;
                }
                key.push(character);
            }
            conversion.key = Some(key);
        }
        while let Some(flag) = peek(*at) {
            match flag {
                '-' => conversion.is_left = true,
                '+' => conversion.is_plus = true,
                ' ' => conversion.is_space = true,
                '#' => conversion.is_alternate = true,
                '0' => conversion.is_zero = true,
                _ => break,
            }
            *at += 1;
        }
        if let Some(width) = self.read_size(characters, at, arguments)? {
            conversion.is_left |= width < 0;
            conversion.width = usize::try_from(width.unsigned_abs()).unwrap_or(usize::MAX);
        }
        if peek(*at) == Some('.') {
            *at += 1;
            let precision = self.read_size(characters, at, arguments)?.unwrap_or(0);
            conversion.precision = Some(crate::ops::count(precision));
        }
        self.check_size(conversion.width)?;
        self.check_size(conversion.precision.unwrap_or(0))?;
        while matches!(peek(*at), Some('h' | 'l' | 'L')) {
            *at += 1;
        }
        match peek(*at) {
            Some(code) => {
                *at += 1;
                conversion.code = code;
                Ok(conversion)
            }
            None => Err(self.value_error("incomplete format")),
        }
    }

    fn read_size(
        &mut self,
        characters: &[char],
        at: &mut usize,
        arguments: &mut Arguments<'_>,
    ) -> PyResult<Option<i64>> {
        if characters.get(*at) == Some(&'*') {
            *at += 1;
            let value = arguments.next(self)?;
            return match value.base() {
                Value::Int(number) => Ok(Some(*number)),
                _ => Err(self.type_error("* wants int")),
            };
        }
        let start = *at;
        let mut number: i64 = 0;
        while let Some(digit) = characters.get(*at).and_then(|c| c.to_digit(10)) {
            number = number.saturating_mul(10).saturating_add(i64::from(digit));
            *at += 1;
        }
        if number > 1 << 30 {
            return Err(self.value_error("width too big"));
        }
        Ok((*at > start).then_some(number))
    }

    fn convert(
        &mut self,
        conversion: &Conversion,
        value: &Value,
        is_bytes: bool,
        end: usize,
    ) -> PyResult<String> {
        let code = conversion.code;
        match code {
            's' | 'b' if is_bytes => {
                let text = self.bytes_for_percent(value)?;
                Ok(pad(conversion, "", &cut(conversion, text)))
            }
            's' => {
                let text = self.str(value)?.to_string();
                Ok(pad(conversion, "", &cut(conversion, text)))
            }
            'r' if !is_bytes => {
                let text = self.repr(value)?.to_string();
                Ok(pad(conversion, "", &cut(conversion, text)))
            }
            'a' | 'r' => {
                let text = self.ascii(value)?.to_string();
                Ok(pad(conversion, "", &cut(conversion, text)))
            }
            'c' => {
                let text = self.percent_character(value, is_bytes)?;
                Ok(pad(conversion, "", &text))
            }
            'd' | 'i' | 'u' | 'x' | 'X' | 'o' => self.percent_int(conversion, value),
            'e' | 'E' | 'f' | 'F' | 'g' | 'G' => {
                let number = self.as_f64(value).map_err(|raised| {
                    if raised.is(&self.types.type_error) && is_bytes {
                        self.type_error(format_args!(
                            "float argument required, not {}",
                            self.type_name(value)
                        ))
                    } else {
                        raised
                    }
                })?;
                let precision = Some(conversion.precision.unwrap_or(6));
                let text = format_float(number, code, precision, conversion.is_alternate);
                let sign = sign(conversion, number.is_sign_negative() && !number.is_nan());
                Ok(pad_number(conversion, sign, "", &text))
            }
            _ => Err(self.value_error(format_args!(
                "unsupported format character '{code}' (0x{:x}) at index {}",
                u32::from(code),
                end - 1
            ))),
        }
    }

    fn bytes_for_percent(&mut self, value: &Value) -> PyResult<String> {
        let text = |bytes: &[u8]| bytes.iter().copied().map(char::from).collect::<String>();
        if let Some(text) = with_bytes(value, text) {
            return Ok(text);
        }
        let name = self.names.bytes.clone();
        if matches!(value, Value::Object(_))
            && let Some(result) = self.call_special(value, &name, &[])?
            && let Some(text) = with_bytes(&result, text)
        {
            return Ok(text);
        }
        Err(self.type_error(format_args!(
            "%b requires a bytes-like object, or an object that implements __bytes__, not '{}'",
            self.type_name(value)
        )))
    }

    fn percent_character(&mut self, value: &Value, is_bytes: bool) -> PyResult<String> {
        if is_bytes {
            if let Some(Some(byte)) = with_bytes(value, |bytes| {
                if let [byte] = bytes {
                    Some(*byte)
                } else {
                    None
                }
            }) {
                return Ok(char::from(byte).to_string());
            }
            return match value.base() {
                Value::Int(number) => u8::try_from(*number)
                    .map(|byte| char::from(byte).to_string())
                    .map_err(|_| self.overflow_error("%c arg not in range(256)")),
                _ => Err(self.type_error(format_args!(
                    "%c requires an integer in range(256) or a single byte, not {}",
                    self.type_name(value)
                ))),
            };
        }
        if let Some(text) = value.as_str() {
            if text.char_count() == 1 {
                return Ok(text.to_string());
            }
            return Err(self.type_error(format_args!(
                "%c requires an int or a unicode character, not a string of length {}",
                text.char_count()
            )));
        }
        if !self.has_index(value) {
            return Err(self.type_error(format_args!(
                "%c requires an int or a unicode character, not {}",
                self.type_name(value)
            )));
        }
        u32::try_from(self.index_clamped(value)?)
            .ok()
            .and_then(char::from_u32)
            .map(|character| character.to_string())
            .ok_or_else(|| self.overflow_error("%c arg not in range(0x110000)"))
    }

    fn percent_int(&mut self, conversion: &Conversion, value: &Value) -> PyResult<String> {
        let code = conversion.code;
        let is_decimal = matches!(code, 'd' | 'i' | 'u');
        let number = match value.base() {
            Value::Int(_) | Value::BigInt(_) => value.base().clone(),
            Value::Bool(flag) => Value::Int(i64::from(*flag)),
            Value::Float(number) if is_decimal => self.float_to_int(*number)?,
            _ => {
                let names = self.names.clone();
                let converted = if is_decimal && matches!(value, Value::Object(_)) {
                    self.call_special(value, &names.int, &[])?
                } else {
                    None
                };
                match converted {
                    Some(number) => self.index(&number)?,
                    None if self.has_index(value) => self.index(value)?,
                    None => {
                        let wanted = if is_decimal {
                            "a real number"
                        } else {
                            "an integer"
                        };
                        return Err(self.type_error(format_args!(
                            "%{code} format: {wanted} is required, not {}",
                            self.type_name(value)
                        )));
                    }
                }
            }
        };
        let (is_negative, mut digits) = self.int_digits(&number, code)?;
        if let Some(precision) = conversion.precision {
            let missing = precision.saturating_sub(digits.len());
            digits = "0".repeat(missing) + &digits;
        }
        let prefix = match (conversion.is_alternate, code) {
            (true, 'x') => "0x",
            (true, 'X') => "0X",
            (true, 'o') => "0o",
            _ => "",
        };
        let sign = sign(conversion, is_negative);
        Ok(pad_number(conversion, sign, prefix, &digits))
    }
}

fn sign(conversion: &Conversion, is_negative: bool) -> &'static str {
    if is_negative {
        "-"
    } else if conversion.is_plus {
        "+"
    } else if conversion.is_space {
        " "
    } else {
        ""
    }
}

fn cut(conversion: &Conversion, text: String) -> String {
    match conversion.precision {
        Some(precision) => text.chars().take(precision).collect(),
        None => text,
    }
}

fn pad(conversion: &Conversion, before: &str, text: &str) -> String {
    let length = before.len() + text.chars().count();
    let spaces = " ".repeat(conversion.width.saturating_sub(length));
    if conversion.is_left {
        format!("{before}{text}{spaces}")
    } else {
        format!("{spaces}{before}{text}")
    }
}

fn pad_number(conversion: &Conversion, sign: &str, prefix: &str, digits: &str) -> String {
    if conversion.is_zero && !conversion.is_left {
        let length = sign.len() + prefix.len() + digits.len();
        let zeros = "0".repeat(conversion.width.saturating_sub(length));
        return format!("{sign}{prefix}{zeros}{digits}");
    }
    pad(conversion, &format!("{sign}{prefix}"), digits)
}
