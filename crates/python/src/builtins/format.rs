//! The format mini-language: what stands after the colon of a replacement field.

use num_bigint::BigInt;

use super::float_format::format_float;
use crate::error::{PyResult, Raised};
use crate::interp::Interp;
use crate::ops::to_big;
use crate::value::{Str, Value};

/// A format specifier, read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Spec {
    /// What fills the width, where it was given or follows from a leading 0.
    pub fill: Option<char>,
    /// `<`, `>`, `^` or `=`.
    pub align: Option<char>,
    /// `+`, `-` or a space.
    pub sign: Option<char>,
    /// `z`: negative zero is shown as zero.
    pub no_negative_zero: bool,
    /// `#`.
    pub is_alternate: bool,
    /// The least width.
    pub width: usize,
    /// `,` or `_`.
    pub grouping: Option<char>,
    /// The precision.
    pub precision: Option<usize>,
    /// `,` or `_` in the digits after the point.
    pub fraction_grouping: Option<char>,
    /// The format code.
    pub code: Option<char>,
}

/// The largest width or precision: what is more is refused before memory is asked for.
const LARGEST: usize = 1 << 28;

fn is_align(character: char) -> bool {
    matches!(character, '<' | '>' | '^' | '=')
}

impl Spec {
    /// Read a specifier. `is_number` decides what a leading 0 means.
    fn parse(interp: &Interp, text: &str, kind: &str, is_number: bool) -> PyResult<Spec> {
        let characters: Vec<char> = text.chars().collect();
        let mut spec = Spec::default();
        let mut at = 0;
        let peek = |at: usize| characters.get(at).copied();
        if peek(1).is_some_and(is_align) {
            spec.fill = peek(0);
            spec.align = peek(1);
            at = 2;
        } else if peek(0).is_some_and(is_align) {
            spec.align = peek(0);
            at = 1;
        }
        if let Some(sign @ ('+' | '-' | ' ')) = peek(at) {
            spec.sign = Some(sign);
            at += 1;
        }
        if peek(at) == Some('z') {
            spec.no_negative_zero = true;
            at += 1;
        }
        if peek(at) == Some('#') {
            spec.is_alternate = true;
            at += 1;
        }
        if spec.fill.is_none() && peek(at) == Some('0') {
            spec.fill = Some('0');
            if spec.align.is_none() && is_number {
                spec.align = Some('=');
            }
            at += 1;
        }
        let number = |at: &mut usize| -> PyResult<Option<usize>> {
            let start = *at;
            let mut number: usize = 0;
            while let Some(digit) = peek(*at).and_then(|character| character.to_digit(10)) {
                number = number.saturating_mul(10).saturating_add(digit as usize);
                *at += 1;
            }
            if number > LARGEST {
                return Err(interp.value_error("Too many decimal digits in format string"));
            }
            Ok((*at > start).then_some(number))
        };
        spec.width = number(&mut at)?.unwrap_or(0);
        let both = || interp.value_error("Cannot specify both ',' and '_'.");
        let grouping =
            |at: &mut usize| -> PyResult<Option<char>> {
                let found = match peek(*at) {
                    Some(separator @ (',' | '_')) => separator,
                    _ => return Ok(None),
                };
                *at += 1;
                match peek(*at) {
                    Some(again) if again == found => Err(interp
                        .value_error(format_args!("Cannot specify '{found}' with '{found}'."))),
                    Some(',' | '_') => Err(both()),
                    _ => Ok(Some(found)),
                }
            };
        spec.grouping = grouping(&mut at)?;
        if peek(at) == Some('.') {
            at += 1;
            spec.precision = number(&mut at)?;
            spec.fraction_grouping = grouping(&mut at)?;
            if spec.precision.is_none() && spec.fraction_grouping.is_none() {
                return Err(interp.value_error("Format specifier missing precision"));
            }
        }
        match characters.len().saturating_sub(at) {
            0 => {}
            1 => spec.code = peek(at),
            _ => {
                return Err(interp.value_error(format_args!(
                    "Invalid format specifier '{text}' for object of type '{kind}'"
                )));
            }
        }
        if let Some(separator) = spec.grouping {
            let fits = match spec.code {
                None => is_number,
                Some('d' | 'e' | 'f' | 'g' | 'E' | 'G' | 'F' | '%') => true,
                Some('b' | 'o' | 'x' | 'X') => separator == '_',
                _ => false,
            };
            if !fits {
                return Err(interp.value_error(format_args!(
                    "Cannot specify '{separator}' with '{}'.",
                    spec.code.unwrap_or('s')
                )));
            }
        }
        if let (Some(separator), Some('n')) = (spec.fraction_grouping, spec.code) {
            return Err(interp.value_error(format_args!("Cannot specify '{separator}' with 'n'.")));
        }
        interp.check_size(spec.width.saturating_mul(4))?;
        interp.check_size(spec.precision.unwrap_or(0))?;
        Ok(spec)
    }

    /// The text with its fill, to the width.
    fn pad(&self, text: &str, default_align: char) -> String {
        let length = text.chars().count();
        let missing = self.width.saturating_sub(length);
        if missing == 0 {
            return text.to_owned();
        }
        let fill = self.fill.unwrap_or(' ');
        let left = match self.align.unwrap_or(default_align) {
            '<' => 0,
            '^' => missing / 2,
            _ => missing,
        };
        let mut result = String::with_capacity(text.len() + missing);
        result.extend(std::iter::repeat_n(fill, left));
        result.push_str(text);
        result.extend(std::iter::repeat_n(fill, missing - left));
        result
    }

    /// A number put together: sign, prefix, digits with their separators, and the rest, to the width.
    fn number(
        &self,
        is_negative: bool,
        prefix: &str,
        digits: &str,
        rest: &str,
        group: usize,
    ) -> String {
        let sign = match (is_negative, self.sign) {
            (true, _) => "-",
            (false, Some('+')) => "+",
            (false, Some(' ')) => " ",
            _ => "",
        };
        let outside = sign.len() + prefix.len() + rest.chars().count();
        let pads_inside = self.align == Some('=');
        let zero_padded = pads_inside && self.fill == Some('0');
        let least = if zero_padded {
            self.width.saturating_sub(outside)
        } else {
            0
        };
        let digits = match self.grouping {
            Some(separator) => grouped(digits, separator, group, least),
            None => {
                let missing = least.saturating_sub(digits.len());
                "0".repeat(missing) + digits
            }
        };
        if pads_inside {
            let missing = self.width.saturating_sub(outside + digits.len());
            let fill: String = std::iter::repeat_n(self.fill.unwrap_or(' '), missing).collect();
            return format!("{sign}{prefix}{fill}{digits}{rest}");
        }
        self.pad(&format!("{sign}{prefix}{digits}{rest}"), '>')
    }
}

/// Digits with a separator after every group from the right; with leading zeros up to a width, separators included.
fn grouped(digits: &str, separator: char, group: usize, least: usize) -> String {
    let mut count = digits.len();
    while count + count.saturating_sub(1) / group < least {
        count += 1;
    }
    let zeros = count - digits.len();
    let mut result = String::with_capacity(count + count / group);
    let all = std::iter::repeat_n('0', zeros).chain(digits.chars());
    for (index, digit) in all.enumerate() {
        if index > 0 && (count - index).is_multiple_of(group) {
            result.push(separator);
        }
        result.push(digit);
    }
    result
}

/// The digits after the point with a separator after every third, from the left.
fn grouped_fraction(rest: &str, separator: char) -> String {
    let Some(fraction) = rest.strip_prefix('.') else {
        return rest.to_owned();
    };
    let length = fraction.chars().take_while(char::is_ascii_digit).count();
    let (digits, tail) = fraction.split_at(length);
    let mut result = String::from(".");
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && index % 3 == 0 {
            result.push(separator);
        }
        result.push(digit);
    }
    result + tail
}

impl Interp {
    fn unknown_code(&self, code: char, kind: &str) -> Raised {
        let shown = if ('!'..='\u{7f}').contains(&code) {
            format!("'{code}'")
        } else {
            format!("'\\x{:x}'", u32::from(code))
        };
        self.value_error(format_args!(
            "Unknown format code {shown} for object of type '{kind}'"
        ))
    }

    /// `format(value, spec)` of a value of a built-in type.
    pub(crate) fn builtin_format(&mut self, value: &Value, spec: &str) -> PyResult<Str> {
        if spec.is_empty() {
            return self.str(value);
        }
        let text = match value {
            Value::Str(text) => self.format_str(text, spec)?,
            Value::Bool(_) | Value::Int(_) | Value::BigInt(_) => self.format_int(value, spec)?,
            Value::Float(number) => {
                let parsed = Spec::parse(self, spec, "float", true)?;
                self.format_float_spec(*number, &parsed, "float")?
            }
            Value::Complex(parts) => self.format_complex(**parts, spec)?,
            _ => return self.default_format(value, spec),
        };
        Ok(Str::from(text))
    }

    fn format_str(&mut self, text: &str, spec: &str) -> PyResult<String> {
        let spec = Spec::parse(self, spec, "str", false)?;
        if let Some(code) = spec.code
            && code != 's'
        {
            return Err(self.unknown_code(code, "str"));
        }
        if spec.sign.is_some() {
            return Err(self.value_error(if spec.sign == Some(' ') {
                "Space not allowed in string format specifier"
            } else {
                "Sign not allowed in string format specifier"
            }));
        }
        if spec.no_negative_zero {
            return Err(self
                .value_error("Negative zero coercion (z) not allowed in string format specifier"));
        }
        if spec.is_alternate {
            return Err(
                self.value_error("Alternate form (#) not allowed in string format specifier")
            );
        }
        if spec.align == Some('=') {
            return Err(self.value_error("'=' alignment not allowed in string format specifier"));
        }
        if let Some(separator) = spec.grouping {
            return Err(self.value_error(format_args!("Cannot specify '{separator}' with 's'.")));
        }
        let cut: String = match spec.precision {
            Some(precision) => text.chars().take(precision).collect(),
            None => text.to_owned(),
        };
        Ok(spec.pad(&cut, '<'))
    }

    fn format_int(&mut self, value: &Value, spec: &str) -> PyResult<String> {
        let kind = if matches!(value, Value::Bool(_)) {
            "bool"
        } else {
            "int"
        };
        let spec = Spec::parse(self, spec, kind, true)?;
        let code = spec.code.unwrap_or('d');
        if matches!(code, 'e' | 'E' | 'f' | 'F' | 'g' | 'G' | '%') {
            let number = self.as_f64(value)?;
            return self.format_float_spec(number, &spec, kind);
        }
        if !matches!(code, 'b' | 'c' | 'd' | 'o' | 'x' | 'X' | 'n') {
            return Err(self.unknown_code(code, kind));
        }
        if spec.precision.is_some() {
            return Err(self.value_error("Precision not allowed in integer format specifier"));
        }
        if spec.no_negative_zero {
            return Err(self.value_error(
                "Negative zero coercion (z) not allowed in integer format specifier",
            ));
        }
        if code == 'c' {
            return self.format_character(value, &spec);
        }
        let (is_negative, digits) = self.int_digits(value, code)?;
        let prefix = match (spec.is_alternate, code) {
            (true, 'b') => "0b",
            (true, 'o') => "0o",
            (true, 'x') => "0x",
            (true, 'X') => "0X",
            _ => "",
        };
        let group = if matches!(code, 'd' | 'n') { 3 } else { 4 };
        Ok(spec.number(is_negative, prefix, &digits, "", group))
    }

    fn format_character(&mut self, value: &Value, spec: &Spec) -> PyResult<String> {
        if spec.sign.is_some() {
            return Err(self.value_error("Sign not allowed with integer format specifier 'c'"));
        }
        if spec.is_alternate {
            return Err(self
                .value_error("Alternate form (#) not allowed with integer format specifier 'c'"));
        }
        let character = match value {
            Value::Int(number) => u32::try_from(*number).ok().and_then(char::from_u32),
            Value::Bool(flag) => char::from_u32(u32::from(*flag)),
            _ => None,
        };
        match character {
            Some(character) => Ok(spec.pad(&character.to_string(), '>')),
            None => Err(self.overflow_error("%c arg not in range(0x110000)")),
        }
    }

    /// The sign and the digits of an int in the base of a format code.
    pub(crate) fn int_digits(&self, value: &Value, code: char) -> PyResult<(bool, String)> {
        let radix = match code {
            'b' => 2,
            'o' => 8,
            'x' | 'X' => 16,
            _ => 10,
        };
        let digits = match value {
            Value::Int(number) => match radix {
                2 => format!("{:b}", number.unsigned_abs()),
                8 => format!("{:o}", number.unsigned_abs()),
                16 => format!("{:x}", number.unsigned_abs()),
                _ => number.unsigned_abs().to_string(),
            },
            _ => {
                let number = to_big(value).unwrap_or_default();
                if radix == 10 {
                    self.big_int_text(&number)?
                        .trim_start_matches('-')
                        .to_owned()
                } else {
                    number.magnitude().to_str_radix(radix)
                }
            }
        };
        let is_negative = match value {
            Value::Int(number) => *number < 0,
            Value::BigInt(number) => **number < BigInt::default(),
            _ => false,
        };
        Ok((
            is_negative,
            if code == 'X' {
                digits.to_ascii_uppercase()
            } else {
                digits
            },
        ))
    }

    fn format_float_spec(&mut self, number: f64, spec: &Spec, kind: &str) -> PyResult<String> {
        let code = match spec.code {
            None => '\0',
            Some('n') => 'g',
            Some(code @ ('e' | 'E' | 'f' | 'F' | 'g' | 'G' | '%')) => code,
            Some(code) => return Err(self.unknown_code(code, kind)),
        };
        let (text, percent) = if code == '%' {
            let text = format_float(number * 100.0, 'f', spec.precision, spec.is_alternate);
            (text, "%")
        } else {
            (
                format_float(number, code, spec.precision, spec.is_alternate),
                "",
            )
        };
        let mut is_negative = number.is_sign_negative() && !number.is_nan();
        if spec.no_negative_zero && !text.contains(|c: char| ('1'..='9').contains(&c)) {
            is_negative = is_negative && !number.is_finite();
        }
        let whole = text.chars().take_while(char::is_ascii_digit).count();
        let (digits, rest) = text.split_at(whole);
        let rest = match spec.fraction_grouping {
            Some(separator) => grouped_fraction(rest, separator),
            None => rest.to_owned(),
        };
        if digits.is_empty() {
            // "inf" and "nan" have no digits to fill up with zeros or to group.
            let plain = Spec {
                grouping: None,
                fill: spec.fill,
                ..spec.clone()
            };
            return Ok(plain.number(is_negative, "", &(rest + percent), "", 3));
        }
        Ok(spec.number(is_negative, "", digits, &(rest + percent), 3))
    }

    fn format_complex(&mut self, (real, imaginary): (f64, f64), spec: &str) -> PyResult<String> {
        let spec = Spec::parse(self, spec, "complex", true)?;
        if let Some(code) = spec.code
            && !matches!(code, 'e' | 'E' | 'f' | 'F' | 'g' | 'G' | 'n')
        {
            return Err(self.unknown_code(code, "complex"));
        }
        if spec.fill == Some('0') {
            return Err(self.value_error("Zero padding is not allowed in complex format specifier"));
        }
        if spec.align == Some('=') {
            return Err(
                self.value_error("'=' alignment flag is not allowed in complex format specifier")
            );
        }
        let part = Spec {
            width: 0,
            align: None,
            fill: None,
            code: match (spec.code, spec.precision) {
                (None, Some(_)) => Some('g'),
                (code, _) => code,
            },
            ..spec.clone()
        };
        let trim = |text: String| match (spec.code, spec.precision) {
            (None, None) if spec.is_alternate => match text.strip_suffix(".0") {
                Some(whole) => format!("{whole}."),
                None => text,
            },
            (None, None) => text.strip_suffix(".0").map_or(text.clone(), str::to_owned),
            _ => text,
        };
        let left = trim(self.format_float_spec(real, &part, "complex")?);
        let with_sign = Spec {
            sign: Some('+'),
            ..part
        };
        let right = trim(self.format_float_spec(imaginary, &with_sign, "complex")?);
        let text = if spec.code.is_none() {
            if real == 0.0 && real.is_sign_positive() {
                let alone = Spec {
                    sign: spec.sign,
                    ..with_sign
                };
                let right = trim(self.format_float_spec(imaginary, &alone, "complex")?);
                format!("{right}j")
            } else {
                format!("({left}{right}j)")
            }
        } else {
            format!("{left}{right}j")
        };
        Ok(spec.pad(&text, '>'))
    }
}
