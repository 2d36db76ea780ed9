//! The methods of `str` about upper and lower case.

use super::text_of;
use crate::error::PyResult;
use crate::interp::Interp;
use crate::native::{Definition, def};
use crate::value::Value;

fn has_case(character: char) -> bool {
    character.is_uppercase() || character.is_lowercase() || is_title_cased(character)
}

/// The letters that are one character in title case, such as U+01C5.
fn is_title_cased(character: char) -> bool {
    matches!(
        u32::from(character),
        0x1c5 | 0x1c8 | 0x1cb | 0x1f2 | 0x1f88..=0x1f8f | 0x1f98..=0x1f9f | 0x1fa8..=0x1faf | 0x1fbc | 0x1fcc | 0x1ffc
    )
}

/// A character at the beginning of a word: where its capital is more than one character, only the first is one.
fn push_title(character: char, result: &mut String) {
    let digraph = match u32::from(character) {
        0x1c4..=0x1c6 => Some('\u{1c5}'),
        0x1c7..=0x1c9 => Some('\u{1c8}'),
        0x1ca..=0x1cc => Some('\u{1cb}'),
        0x1f1..=0x1f3 => Some('\u{1f2}'),
        _ => None,
    };
    if let Some(digraph) = digraph {
        result.push(digraph);
        return;
    }
    let mut upper = character.to_uppercase();
    result.extend(upper.next());
    for rest in upper {
        result.extend(rest.to_lowercase());
    }
}

fn title(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    let mut is_inside = false;
    for character in text.chars() {
        if is_inside {
            result.extend(character.to_lowercase());
        } else {
            push_title(character, &mut result);
        }
        is_inside = has_case(character);
    }
    result
}

fn capitalize(text: &str) -> String {
    let mut characters = text.chars();
    let mut result = String::with_capacity(text.len());
    if let Some(first) = characters.next() {
        push_title(first, &mut result);
    }
    result.push_str(&characters.as_str().to_lowercase());
    result
}

fn swap_case(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    for character in text.chars() {
        if character.is_uppercase() {
            result.extend(character.to_lowercase());
        } else if character.is_lowercase() {
            result.extend(character.to_uppercase());
        } else {
            result.push(character);
        }
    }
    result
}

/// Full case folding: the lower case of the upper case, but for the few letters where Unicode says otherwise.
fn case_fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut result = String::with_capacity(text.len());
    for character in text.chars() {
        match u32::from(character) {
            // Dotless i stays; Cherokee folds to its capitals.
            0x131 | 0x13a0..=0x13f5 => result.push(character),
            0xab70..=0xabbf | 0x13f8..=0x13fd => result.extend(character.to_uppercase()),
            0x1e9e => result.push_str("ss"),
            _ => {
                for upper in character.to_uppercase() {
                    result.extend(upper.to_lowercase());
                }
            }
        }
    }
    result
}

/// Whether there is a letter with case, and all of these pass the test.
fn all_cased(text: &str, test: impl Fn(char) -> bool) -> bool {
    let mut any = false;
    for character in text.chars().filter(|&character| has_case(character)) {
        if !test(character) {
            return false;
        }
        any = true;
    }
    any
}

fn is_title(text: &str) -> bool {
    let (mut any, mut is_inside) = (false, false);
    for character in text.chars() {
        if character.is_uppercase() || is_title_cased(character) {
            if is_inside {
                return false;
            }
            (any, is_inside) = (true, true);
        } else if character.is_lowercase() {
            if !is_inside {
                return false;
            }
            any = true;
        } else {
            is_inside = false;
        }
    }
    any
}

fn change(interp: &mut Interp, args: &[Value], change: impl Fn(&str) -> String) -> PyResult {
    let text = text_of(interp, &args[0])?;
    interp.charge(text.len() as u64 / 256)?;
    Ok(Value::str(change(&text)))
}

pub(super) const METHODS: &[Definition] = &[
    def("lower", "(self, /)", |interp, args| {
        change(interp, args, str::to_lowercase)
    }),
    def("upper", "(self, /)", |interp, args| {
        change(interp, args, str::to_uppercase)
    }),
    def("title", "(self, /)", |interp, args| {
        change(interp, args, title)
    }),
    def("capitalize", "(self, /)", |interp, args| {
        change(interp, args, capitalize)
    }),
    def("swapcase", "(self, /)", |interp, args| {
        change(interp, args, swap_case)
    }),
    def("casefold", "(self, /)", |interp, args| {
        change(interp, args, case_fold)
    }),
    def("islower", "(self, /)", |interp, args| {
        let text = text_of(interp, &args[0])?;
        Ok(Value::Bool(all_cased(&text, char::is_lowercase)))
    }),
    def("isupper", "(self, /)", |interp, args| {
        let text = text_of(interp, &args[0])?;
        Ok(Value::Bool(all_cased(&text, char::is_uppercase)))
    }),
    def("istitle", "(self, /)", |interp, args| {
        Ok(Value::Bool(is_title(&text_of(interp, &args[0])?)))
    }),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_begin_with_capitals() {
        assert_eq!(title("hello wORLD it's \u{df}x"), "Hello World It'S Ssx");
        assert_eq!(capitalize("\u{e9}COLE"), "\u{c9}cole");
        assert_eq!(
            case_fold("Stra\u{df}e \u{3a3}\u{3c2}"),
            "strasse \u{3c3}\u{3c3}"
        );
        assert!(is_title("Hello World") && !is_title("Hello world") && !is_title("1"));
    }
}
