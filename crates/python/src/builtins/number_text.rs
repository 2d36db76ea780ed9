//! Numbers read from text, as `int()`, `float()` and `complex()` do.

use num_bigint::BigInt;
use num_traits::Zero;

use super::repr::{MAX_INT_DIGITS, str_repr};
use crate::error::PyResult;
use crate::interp::Interp;
use crate::value::Value;

/// Why a text is no int.
enum IntError {
    Invalid,
    TooManyDigits(usize),
}

/// The zeros of the scripts whose decimal digits stand in a row of ten.
const ZEROS: &[u32] = &[
    0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6,
    0xe50, 0xed0, 0xf20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50,
    0x1bb0, 0x1c40, 0x1c50, 0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0xff10,
    0x1_04a0, 0x1_d7ce, 0x1_d7d8, 0x1_d7e2, 0x1_d7ec, 0x1_d7f6,
];

/// The value of a decimal digit of any script.
pub(crate) fn decimal_digit(character: char) -> Option<u32> {
    if character.is_ascii() {
        return character.to_digit(10);
    }
    let code = u32::from(character);
    ZEROS
        .iter()
        .find_map(|&zero| code.checked_sub(zero).filter(|&digit| digit < 10))
}

/// Whether Python's `str.isspace` says so; wider than Rust's by the separators of ASCII.
pub(crate) fn is_space(character: char) -> bool {
    character.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&character)
}

/// A text without whitespace around, and with the digits of other scripts made ASCII.
fn normalized(text: &str) -> String {
    text.trim_matches(is_space)
        .chars()
        .map(|character| match decimal_digit(character) {
            Some(digit) => char::from_digit(digit, 10).unwrap_or(character),
            None => character,
        })
        .collect()
}

/// A text of digits with single underscores between them, without these; `None` where one stands elsewhere.
fn without_underscores(text: &str, mut is_before: impl FnMut(char) -> bool) -> Option<String> {
    if !text.contains('_') {
        return Some(text.to_owned());
    }
    let characters: Vec<char> = text.chars().collect();
    let mut result = String::with_capacity(text.len());
    for (index, &character) in characters.iter().enumerate() {
        if character != '_' {
            result.push(character);
            continue;
        }
        let before = index
            .checked_sub(1)
            .and_then(|index| characters.get(index))
            .is_some_and(|&character| is_before(character));
        let after = characters
            .get(index + 1)
            .is_some_and(|&character| is_before(character));
        if !before || !after {
            return None;
        }
    }
    Some(result)
}

fn parse_int(text: &str, base: u32) -> Result<Value, IntError> {
    // The way that nearly every call goes.
    if base == 10
        && text.len() <= 18
        && !text.starts_with('+')
        && let Ok(number) = text.parse::<i64>()
    {
        return Ok(Value::Int(number));
    }
    let text = normalized(text);
    let (is_negative, rest) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(&text)),
    };
    let prefixed = |radix: u32| {
        let letters = match radix {
            2 => ["0b", "0B"],
            8 => ["0o", "0O"],
            _ => ["0x", "0X"],
        };
        letters
            .iter()
            .find_map(|letters| rest.strip_prefix(*letters))
    };
    let mut radix = base;
    let mut digits = rest;
    for candidate in [2, 8, 16] {
        if (base == 0 || base == candidate)
            && let Some(after) = prefixed(candidate)
        {
            radix = candidate;
            // One underscore may follow the prefix.
            digits = after.strip_prefix('_').unwrap_or(after);
        }
    }
    if radix == 0 {
        radix = 10;
        let is_zero = digits
            .chars()
            .all(|character| character == '0' || character == '_');
        if digits.starts_with('0') && digits.len() > 1 && !is_zero {
            return Err(IntError::Invalid);
        }
    }
    let digits = without_underscores(digits, |character| character != '_')
        .filter(|digits| !digits.is_empty() && digits.chars().all(|digit| digit.is_digit(radix)))
        .ok_or(IntError::Invalid)?;
    if !radix.is_power_of_two() && digits.len() > MAX_INT_DIGITS {
        return Err(IntError::TooManyDigits(digits.len()));
    }
    let number = BigInt::parse_bytes(digits.as_bytes(), radix).ok_or(IntError::Invalid)?;
    Ok(Value::int(if is_negative { -number } else { number }))
}

/// A float from text; `None` where it is none.
pub fn parse_float(text: &str) -> Option<f64> {
    let text = normalized(text);
    let text = without_underscores(&text, |character| character.is_ascii_digit())?;
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(&text);
    let is_special = ["inf", "infinity", "nan"]
        .iter()
        .any(|special| unsigned.eq_ignore_ascii_case(special));
    let is_decimal = unsigned.starts_with(|first: char| first.is_ascii_digit() || first == '.')
        && unsigned
            .chars()
            .all(|character| matches!(character, '0'..='9' | '.' | 'e' | 'E' | '+' | '-'));
    if !is_special && !is_decimal {
        return None;
    }
    text.parse().ok()
}

/// A complex number from text; `None` where it is none.
pub(crate) fn parse_complex(text: &str) -> Option<(f64, f64)> {
    let text = text.trim_matches(is_space);
    let text = match text.strip_prefix('(') {
        Some(inner) => inner.strip_suffix(')')?.trim_matches(is_space),
        None => text,
    };
    let Some(rest) = text.strip_suffix(['j', 'J']) else {
        return (!text.contains(is_space))
            .then(|| parse_float(text))
            .flatten()
            .map(|real| (real, 0.0));
    };
    if rest.contains(is_space) {
        return None;
    }
    let unit = |part: &str| match part {
        "" | "+" => Some(1.0),
        "-" => Some(-1.0),
        _ => parse_float(part),
    };
    // The sign between the parts is the last one that belongs to no exponent.
    let bytes = rest.as_bytes();
    let split = (1..bytes.len()).rev().find(|&index| {
        matches!(bytes[index], b'+' | b'-') && !matches!(bytes[index - 1], b'e' | b'E')
    });
    match split {
        Some(split) => {
            let (real, imaginary) = rest.split_at(split);
            Some((parse_float(real)?, unit(imaginary)?))
        }
        None => Some((0.0, unit(rest)?)),
    }
}

impl Interp {
    /// `int(text, base)`.
    pub fn int_from_text(&self, text: &str, base: u32) -> PyResult {
        parse_int(text, base).map_err(|error| match error {
            IntError::Invalid => self.value_error(format_args!(
                "invalid literal for int() with base {base}: {}",
                str_repr(text)
            )),
            IntError::TooManyDigits(count) => self.value_error(format_args!(
                "Exceeds the limit ({MAX_INT_DIGITS} digits) for integer string conversion: value has {count} digits; use \
                 sys.set_int_max_str_digits() to increase the limit"
            )),
        })
    }

    /// `float(text)`.
    pub fn float_from_text(&self, text: &str) -> PyResult<f64> {
        parse_float(text).ok_or_else(|| {
            self.value_error(format_args!(
                "could not convert string to float: {}",
                str_repr(text)
            ))
        })
    }
}

/// A float from hexadecimal text, `0x1.8p+1`; `None` where it is none, and an infinity where it is too large.
pub(crate) fn parse_hex_float(text: &str) -> Option<f64> {
    let text = text.trim_matches(is_space);
    let (is_negative, rest) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let lower = rest.to_ascii_lowercase();
    let size = match lower.as_str() {
        "inf" | "infinity" => f64::INFINITY,
        "nan" => f64::NAN,
        _ => {
            let digits = lower.strip_prefix("0x").unwrap_or(&lower);
            let (mantissa, exponent) = match digits.split_once('p') {
                Some((mantissa, exponent)) => (mantissa, exponent.parse::<i64>().ok()?),
                None => (digits, 0),
            };
            let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
            let all = format!("{whole}{fraction}");
            if all.is_empty() || !all.chars().all(|digit| digit.is_ascii_hexdigit()) {
                return None;
            }
            let number = BigInt::parse_bytes(all.as_bytes(), 16)?;
            if number.is_zero() {
                0.0
            } else {
                let exponent = exponent.clamp(-100_000, 100_000) - 4 * fraction.len() as i64;
                if exponent + number.bits() as i64 > 1100 {
                    f64::INFINITY
                } else if exponent + (number.bits() as i64) < -1200 {
                    0.0
                } else if exponent >= 0 {
                    crate::ops::big_to_f64(&(number << exponent as u64)).unwrap_or(f64::INFINITY)
                } else {
                    let divisor = BigInt::from(1) << (-exponent) as u64;
                    crate::ops::true_divide_big(&number, &divisor).unwrap_or(f64::INFINITY)
                }
            }
        }
    };
    Some(if is_negative { -size } else { size })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floats_are_read_as_python_reads_them() {
        assert_eq!(parse_float(" 1_000.5 "), Some(1000.5));
        assert_eq!(parse_float("-Infinity"), Some(f64::NEG_INFINITY));
        assert_eq!(parse_float("1__0"), None);
        assert_eq!(parse_float("infin"), None);
        assert_eq!(parse_float("."), None);
        assert_eq!(parse_float("\u{661}.5"), Some(1.5));
        assert_eq!(parse_complex("1e-3-2j"), Some((0.001, -2.0)));
        assert_eq!(parse_complex("(-j)"), Some((0.0, -1.0)));
        assert_eq!(parse_hex_float("0x1.8p+1"), Some(3.0));
        assert_eq!(parse_hex_float("-0x.1p-4"), Some(-0.003_906_25));
    }

    #[test]
    fn ints_are_read_as_python_reads_them() {
        let read = |text, base| match parse_int(text, base) {
            Ok(Value::Int(number)) => Some(number),
            _ => None,
        };
        assert_eq!(read(" -0x_ff ", 0), Some(-255));
        assert_eq!(read("1_000", 10), Some(1000));
        assert_eq!(read("0_0", 0), Some(0));
        assert_eq!(read("010", 0), None);
        assert_eq!(read("010", 10), Some(10));
        assert_eq!(read("z", 36), Some(35));
        assert_eq!(read("+5", 10), Some(5));
        assert_eq!(read("--5", 10), None);
        assert_eq!(read("+-5", 10), None);
    }
}
