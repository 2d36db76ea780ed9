//! Floats as text with a given precision: what `%e`, `%f` and `%g` mean. No sign, no padding, no grouping.

use super::repr::{float_repr, place_point};

/// A finite or special float's size as text, by a format code (`e`, `f`, `g`, `r` or 0 for none, and capitals).
///
/// `precision` is `None` for the code's default. `is_alternate` keeps the decimal point and trailing zeros (`#`).
pub(crate) fn format_float(
    number: f64,
    code: char,
    precision: Option<usize>,
    is_alternate: bool,
) -> String {
    let number = number.abs();
    let is_upper = code.is_ascii_uppercase();
    let text = if number.is_nan() {
        "nan".to_owned()
    } else if number.is_infinite() {
        "inf".to_owned()
    } else {
        match code.to_ascii_lowercase() {
            'e' => exponential(number, precision.unwrap_or(6), is_alternate),
            'f' => fixed(number, precision.unwrap_or(6), is_alternate),
            'g' => general(number, precision.unwrap_or(6), is_alternate, false),
            _ => match precision {
                Some(precision) => general(number, precision, is_alternate, true),
                None if is_alternate => with_point(float_repr(number), true),
                None => float_repr(number),
            },
        }
    };
    if is_upper {
        text.to_ascii_uppercase()
    } else {
        text
    }
}

/// Text with a decimal point, where one is wanted and there is none.
fn with_point(text: String, is_wanted: bool) -> String {
    if !is_wanted || text.contains('.') {
        return text;
    }
    match text.split_once('e') {
        Some((mantissa, exponent)) => format!("{mantissa}.e{exponent}"),
        None => text + ".",
    }
}

/// More digits than any float has: what is asked for beyond is zeros (and more than Rust's formatting takes).
const MOST_DIGITS: usize = 1100;

fn fixed(number: f64, precision: usize, is_alternate: bool) -> String {
    let digits = precision.min(MOST_DIGITS);
    let mut text = format!("{number:.digits$}");
    text.extend(std::iter::repeat_n('0', precision - digits));
    with_point(text, is_alternate)
}

/// The correctly rounded digits with a precision in exponential notation, and the exponent.
fn rounded(number: f64, precision: usize) -> (String, i32) {
    let digits = precision.min(MOST_DIGITS);
    let text = format!("{number:.digits$e}");
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let mut mantissa = mantissa.to_owned();
    mantissa.extend(std::iter::repeat_n('0', precision - digits));
    (mantissa, exponent.parse().unwrap_or(0))
}

fn exponential(number: f64, precision: usize, is_alternate: bool) -> String {
    let (mantissa, exponent) = rounded(number, precision);
    let sign = if exponent < 0 { '-' } else { '+' };
    with_point(
        format!("{mantissa}e{sign}{:02}", exponent.abs()),
        is_alternate,
    )
}

/// `%g`: so many significant digits, in whichever notation is shorter. With `is_float` (no code), a fixed number keeps one digit after its
/// point.
fn general(number: f64, precision: usize, is_alternate: bool, is_float: bool) -> String {
    let precision = precision.max(1);
    let (mantissa, exponent) = rounded(number, precision - 1);
    let mut digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    if !is_alternate {
        let length = digits.trim_end_matches('0').len().max(1);
        digits.truncate(length);
    }
    let point = if number == 0.0 { 1 } else { exponent + 1 };
    let largest = i32::try_from(precision).unwrap_or(i32::MAX) - i32::from(is_float);
    let is_fixed = -4 < point && point <= largest;
    let text = place_point(&digits, point, is_fixed);
    if is_float && is_fixed && !text.contains('.') {
        return text + ".0";
    }
    with_point(text, is_alternate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_do_what_c_does() {
        for (number, code, precision, text) in [
            (1234.5, 'f', Some(2), "1234.50"),
            (0.5, 'f', Some(0), "0"),
            (1.5, 'f', Some(0), "2"),
            (2.675, 'f', Some(2), "2.67"),
            (1234.5, 'e', Some(2), "1.23e+03"),
            (1234.5, 'g', None, "1234.5"),
            (1_234_567.0, 'g', None, "1.23457e+06"),
            (0.0001, 'g', None, "0.0001"),
            (0.00001, 'G', None, "1E-05"),
            (100.0, 'g', Some(3), "100"),
            (3.0, '\0', Some(3), "3.0"),
            (1234.0, '\0', Some(3), "1.23e+03"),
            (0.0, 'g', None, "0"),
        ] {
            assert_eq!(format_float(number, code, precision, false), text);
        }
    }
}
