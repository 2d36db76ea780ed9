//! The texts of the built-in scalars: `repr` of strings, bytes, floats and complex numbers, and of ints that are too long.

use num_bigint::BigInt;

use crate::error::PyResult;
use crate::interp::Interp;

/// The digits that an int may have when it is converted to or from text.
pub const MAX_INT_DIGITS: usize = 4300;

/// The `repr` of a string: single quotes unless it has some and no double ones.
pub fn str_repr(text: &str) -> String {
    let quote = if text.contains('\'') && !text.contains('"') {
        '"'
    } else {
        '\''
    };
    let mut result = String::with_capacity(text.len() + 2);
    result.push(quote);
    for character in text.chars() {
        match character {
            '\\' => result.push_str("\\\\"),
            '\n' => result.push_str("\\n"),
            '\r' => result.push_str("\\r"),
            '\t' => result.push_str("\\t"),
            ' '..='~' => {
                if character == quote {
                    result.push('\\');
                }
                result.push(character);
            }
            _ if is_printable(character) => result.push(character),
            _ => escape_character(character, &mut result),
        }
    }
    result.push(quote);
    result
}

/// A character as `\xe9`, `\u20ac` or `\U0001f600`.
pub fn escape_character(character: char, result: &mut String) {
    let code = u32::from(character);
    result.push_str(&match code {
        0..=0xff => format!("\\x{code:02x}"),
        0x100..=0xffff => format!("\\u{code:04x}"),
        _ => format!("\\U{code:08x}"),
    });
}

/// Whether `repr` shows a character as it is. The rule of Python is about Unicode categories (no "other", no separators but the space);
/// here are the ranges of those categories that programs meet.
pub fn is_printable(character: char) -> bool {
    let code = u32::from(character);
    match code {
        0x20..=0x7e => true,
        0..=0xa0 | 0xad => false,
        0xa1..=0x377 => true,
        0x378 | 0x379 | 0x380..=0x383 | 0x38b | 0x38d | 0x3a2 => false,
        0x600..=0x605 | 0x61c | 0x6dd | 0x70f | 0x890 | 0x891 | 0x8e2 | 0x180e => false,
        0x1680 | 0x2000..=0x200f | 0x2028..=0x202f | 0x205f..=0x206f | 0x3000 => false,
        0xd800..=0xf8ff | 0xfeff | 0xfff0..=0xfffb | 0xfffe | 0xffff => false,
        0x1_bca0..=0x1_bca3 | 0x1_d173..=0x1_d17a => false,
        0x3_2000.. => false,
        _ => code & 0xfffe != 0xfffe,
    }
}

/// The `repr` of bytes.
pub fn bytes_repr(bytes: &[u8]) -> String {
    let quote = if bytes.contains(&b'\'') && !bytes.contains(&b'"') {
        '"'
    } else {
        '\''
    };
    let mut result = String::with_capacity(bytes.len() + 3);
    result.push('b');
    result.push(quote);
    for &byte in bytes {
        match byte {
            b'\\' => result.push_str("\\\\"),
            b'\n' => result.push_str("\\n"),
            b'\r' => result.push_str("\\r"),
            b'\t' => result.push_str("\\t"),
            b' '..=b'~' => {
                if char::from(byte) == quote {
                    result.push('\\');
                }
                result.push(char::from(byte));
            }
            _ => result.push_str(&format!("\\x{byte:02x}")),
        }
    }
    result.push(quote);
    result
}

/// The shortest decimal digits that mean a finite float, without a sign, and the place of the decimal point in them.
pub fn shortest_digits(number: f64) -> (String, i32) {
    let text = format!("{:e}", number.abs());
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    let exponent: i32 = exponent.parse().unwrap_or(0);
    (digits, exponent + 1)
}

/// The `repr` of a float.
pub fn float_repr(number: f64) -> String {
    let text = float_short(number);
    if number.is_finite() && !text.contains(['.', 'e']) {
        text + ".0"
    } else {
        text
    }
}

/// The `repr` of a float without the `.0` of whole numbers, as the parts of a complex number are shown.
fn float_short(number: f64) -> String {
    if number.is_nan() {
        return "nan".to_owned();
    }
    let sign = if number.is_sign_negative() { "-" } else { "" };
    if number.is_infinite() {
        return format!("{sign}inf");
    }
    if number == 0.0 {
        return format!("{sign}0");
    }
    let (digits, point) = shortest_digits(number);
    format!(
        "{sign}{}",
        place_point(&digits, point, -4 < point && point <= 16)
    )
}

/// Digits with their decimal point, in fixed or in exponential notation.
pub(crate) fn place_point(digits: &str, point: i32, is_fixed: bool) -> String {
    if !is_fixed {
        let (first, rest) = digits.split_at(1.min(digits.len()));
        let dot = if rest.is_empty() { "" } else { "." };
        let exponent = point - 1;
        let sign = if exponent < 0 { '-' } else { '+' };
        return format!("{first}{dot}{rest}e{sign}{:02}", exponent.abs());
    }
    let length = digits.len() as i32;
    if point <= 0 {
        format!("0.{}{digits}", "0".repeat(point.unsigned_abs() as usize))
    } else if point >= length {
        format!("{digits}{}", "0".repeat((point - length) as usize))
    } else {
        let (whole, fraction) = digits.split_at(point as usize);
        format!("{whole}.{fraction}")
    }
}

/// The `repr` of a complex number.
pub fn complex_repr((real, imaginary): (f64, f64)) -> String {
    let imaginary_text = float_short(imaginary);
    if real == 0.0 && real.is_sign_positive() {
        return format!("{imaginary_text}j");
    }
    let sign = if imaginary_text.starts_with('-') {
        ""
    } else {
        "+"
    };
    format!("({}{sign}{imaginary_text}j)", float_short(real))
}

impl Interp {
    /// The decimal digits of an int, where there aren't too many.
    pub fn big_int_text(&self, number: &BigInt) -> PyResult<String> {
        // Each digit needs a little more than 3.32 bits.
        if number.bits() <= (MAX_INT_DIGITS as u64) * 10 / 3 {
            let text = number.to_string();
            if text.trim_start_matches('-').len() <= MAX_INT_DIGITS {
                return Ok(text);
            }
        }
        Err(self.value_error(format_args!(
            "Exceeds the limit ({MAX_INT_DIGITS} digits) for integer string conversion; use sys.set_int_max_str_digits() to increase \
             the limit"
        )))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floats_are_shown_as_cpython_shows_them() {
        for (number, text) in [
            (1.0, "1.0"),
            (0.1, "0.1"),
            (-0.0, "-0.0"),
            (1e16, "1e+16"),
            (1e15, "1000000000000000.0"),
            (123_456_789_012_345_680.0, "1.2345678901234568e+17"),
            (0.0001, "0.0001"),
            (0.00001, "1e-05"),
            (1.5e-7, "1.5e-07"),
            (5e-324, "5e-324"),
            (f64::INFINITY, "inf"),
        ] {
            assert_eq!(float_repr(number), text);
        }
        assert_eq!(complex_repr((1.0, -2.0)), "(1-2j)");
        assert_eq!(complex_repr((0.0, 2.5)), "2.5j");
    }

    #[test]
    fn strings_choose_their_quotes() {
        assert_eq!(str_repr("it's"), "\"it's\"");
        assert_eq!(str_repr("a\"'\n\u{e9}\u{200b}"), "'a\"\\'\\n\u{e9}\\u200b'");
        assert_eq!(bytes_repr(b"a\xff'"), "b\"a\\xff'\"");
    }
}
