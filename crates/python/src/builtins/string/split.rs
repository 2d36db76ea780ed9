//! The methods of `str` that take it apart, cut its ends off, or fill it up to a width.

use super::super::number_text::is_space;
use super::{text_argument, text_of};
use crate::error::PyResult;
use crate::interp::Interp;
use crate::native::{Definition, def};
use crate::value::{Str, Value};

/// The separator and the number of splits of `split` and `rsplit`.
fn split_arguments(interp: &mut Interp, args: &[Value]) -> PyResult<(Option<Str>, usize)> {
    let separator = match args[1].bound().filter(|separator| !separator.is_none()) {
        None => None,
        Some(separator) => match separator.as_str() {
            Some(text) if text.is_empty() => return Err(interp.value_error("empty separator")),
            Some(text) => Some(text.clone()),
            None => {
                return Err(interp.type_error(format_args!(
                    "must be str or None, not {}",
                    interp.type_name(separator)
                )));
            }
        },
    };
    let limit = match args[2].bound() {
        Some(limit) => interp.index_clamped(limit)?,
        None => -1,
    };
    Ok((separator, usize::try_from(limit).unwrap_or(usize::MAX)))
}

fn text_list(interp: &mut Interp, parts: Vec<&str>) -> PyResult {
    interp.charge(parts.len() as u64 / 8)?;
    interp.check_size(parts.len().saturating_mul(64))?;
    let items = parts.into_iter().map(Value::str).collect();
    Ok(interp.list(items))
}

fn split(interp: &mut Interp, args: &[Value]) -> PyResult {
    let text = text_of(interp, &args[0])?;
    let (separator, limit) = split_arguments(interp, args)?;
    let parts = match &separator {
        Some(separator) => text
            .splitn(limit.saturating_add(1), separator.as_str())
            .collect(),
        None => {
            let mut parts = Vec::new();
            let mut rest = text.trim_start_matches(is_space);
            while !rest.is_empty() {
                if parts.len() == limit {
                    parts.push(rest);
                    break;
                }
                let end = rest.find(is_space).unwrap_or(rest.len());
                let (part, after) = rest.split_at(end);
                parts.push(part);
                rest = after.trim_start_matches(is_space);
            }
            parts
        }
    };
    text_list(interp, parts)
}

fn split_right(interp: &mut Interp, args: &[Value]) -> PyResult {
    let text = text_of(interp, &args[0])?;
    let (separator, limit) = split_arguments(interp, args)?;
    let mut parts: Vec<&str> = match &separator {
        Some(separator) => text
            .rsplitn(limit.saturating_add(1), separator.as_str())
            .collect(),
        None => {
            let mut parts = Vec::new();
            let mut rest = text.trim_end_matches(is_space);
            while !rest.is_empty() {
                if parts.len() == limit {
                    parts.push(rest);
                    break;
                }
                let start = rest
                    .char_indices()
                    .rev()
                    .find(|(_, character)| is_space(*character))
                    .map_or(0, |(index, space)| index + space.len_utf8());
                let (before, part) = rest.split_at(start);
                parts.push(part);
                rest = before.trim_end_matches(is_space);
            }
            parts
        }
    };
    parts.reverse();
    text_list(interp, parts)
}

fn split_lines(interp: &mut Interp, args: &[Value]) -> PyResult {
    let text = text_of(interp, &args[0])?;
    let keeps_ends = match args[1].bound() {
        Some(flag) => interp.truth(flag)?,
        None => false,
    };
    let mut parts = Vec::new();
    let mut start = 0;
    let mut characters = text.char_indices().peekable();
    while let Some((index, character)) = characters.next() {
        if !matches!(
            character,
            '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{1c}'
                ..='\u{1e}' | '\u{85}' | '\u{2028}' | '\u{2029}'
        ) {
            continue;
        }
        let mut end = index + character.len_utf8();
        if character == '\r' && characters.next_if(|&(_, next)| next == '\n').is_some() {
            end += 1;
        }
        parts.extend(text.get(start..if keeps_ends { end } else { index }));
        start = end;
    }
    parts.extend(text.get(start..).filter(|rest| !rest.is_empty()));
    text_list(interp, parts)
}

fn partition_argument(interp: &Interp, value: &Value) -> PyResult<Str> {
    let separator = text_argument(interp, value, "must be str").map_err(|_| {
        interp.type_error(format_args!("must be str, not {}", interp.type_name(value)))
    })?;
    if separator.is_empty() {
        return Err(interp.value_error("empty separator"));
    }
    Ok(separator)
}

fn partition(interp: &mut Interp, args: &[Value]) -> PyResult {
    let text = text_of(interp, &args[0])?;
    let separator = partition_argument(interp, &args[1])?;
    Ok(Value::tuple(match text.split_once(separator.as_str()) {
        Some((before, after)) => vec![
            Value::str(before),
            Value::Str(separator.clone()),
            Value::str(after),
        ],
        None => vec![Value::Str(text.clone()), Value::str(""), Value::str("")],
    }))
}

fn partition_right(interp: &mut Interp, args: &[Value]) -> PyResult {
    let text = text_of(interp, &args[0])?;
    let separator = partition_argument(interp, &args[1])?;
    Ok(Value::tuple(match text.rsplit_once(separator.as_str()) {
        Some((before, after)) => vec![
            Value::str(before),
            Value::Str(separator.clone()),
            Value::str(after),
        ],
        None => vec![Value::str(""), Value::str(""), Value::Str(text.clone())],
    }))
}

/// Cut characters off the ends: `name` is `strip`, `lstrip` or `rstrip`.
fn strip(interp: &mut Interp, args: &[Value], name: &str) -> PyResult {
    let text = text_of(interp, &args[0])?;
    let set = match args[1].bound().filter(|set| !set.is_none()) {
        None => None,
        Some(set) => match set.as_str() {
            Some(set) => Some(set.clone()),
            None => {
                return Err(interp.type_error(format_args!("{name} arg must be None or str")));
            }
        },
    };
    let is_cut = |character: char| match &set {
        Some(set) => set.contains(character),
        None => is_space(character),
    };
    let mut rest = text.as_str();
    if name != "rstrip" {
        rest = rest.trim_start_matches(is_cut);
    }
    if name != "lstrip" {
        rest = rest.trim_end_matches(is_cut);
    }
    Ok(if rest.len() == text.len() {
        Value::Str(text.clone())
    } else {
        Value::str(rest)
    })
}

/// Fill up to a width: the parts of the padding that go to the left and to the right.
fn justify(interp: &mut Interp, args: &[Value], share: fn(usize, usize) -> usize) -> PyResult {
    let text = text_of(interp, &args[0])?;
    let width = interp.as_i64(&args[1])?;
    let fill = match args[2].bound() {
        None => ' ',
        Some(fill) => {
            let Some(fill_text) = fill.as_str() else {
                return Err(interp.type_error(format_args!(
                    "The fill character must be a unicode character, not {}",
                    interp.type_name(fill)
                )));
            };
            let mut characters = fill_text.chars();
            match (characters.next(), characters.next()) {
                (Some(fill), None) => fill,
                _ => {
                    return Err(
                        interp.type_error("The fill character must be exactly one character long")
                    );
                }
            }
        }
    };
    let width = crate::ops::count(width);
    let missing = width.saturating_sub(text.char_count());
    if missing == 0 {
        return Ok(Value::Str(text));
    }
    interp.check_size(missing.saturating_mul(fill.len_utf8()))?;
    let left = share(missing, width);
    let mut result = String::with_capacity(text.len() + missing);
    result.extend(std::iter::repeat_n(fill, left));
    result.push_str(&text);
    result.extend(std::iter::repeat_n(fill, missing - left));
    Ok(Value::str(result))
}

fn zero_fill(interp: &mut Interp, args: &[Value]) -> PyResult {
    let text = text_of(interp, &args[0])?;
    let width = interp.as_i64(&args[1])?;
    let missing = crate::ops::count(width).saturating_sub(text.char_count());
    interp.check_size(missing)?;
    let (sign, rest) = match text.chars().next() {
        Some('+' | '-') => text.split_at(1),
        _ => ("", text.as_str()),
    };
    Ok(Value::str(format!("{sign}{}{rest}", "0".repeat(missing))))
}

fn expand_tabs(interp: &mut Interp, args: &[Value]) -> PyResult {
    let text = text_of(interp, &args[0])?;
    let size = match args[1].bound() {
        Some(size) => interp.as_i64(size)?,
        None => 8,
    };
    let size = crate::ops::count(size);
    let tabs = text.matches('\t').count();
    interp.check_size(text.len().saturating_add(tabs.saturating_mul(size)))?;
    let mut result = String::with_capacity(text.len());
    let mut column = 0;
    for character in text.chars() {
        match character {
            '\t' if size > 0 => {
                let spaces = size - column % size;
                result.extend(std::iter::repeat_n(' ', spaces));
                column += spaces;
            }
            '\t' => {}
            '\n' | '\r' => {
                result.push(character);
                column = 0;
            }
            _ => {
                result.push(character);
                column += 1;
            }
        }
    }
    Ok(Value::str(result))
}

pub(super) const METHODS: &[Definition] = &[
    def("split", "(self, /, sep=None, maxsplit=-1)", split),
    def("rsplit", "(self, /, sep=None, maxsplit=-1)", split_right),
    def("splitlines", "(self, /, keepends=False)", split_lines),
    def("partition", "(self, sep, /)", partition),
    def("rpartition", "(self, sep, /)", partition_right),
    def("strip", "(self, chars=None, /)", |interp, args| {
        strip(interp, args, "strip")
    }),
    def("lstrip", "(self, chars=None, /)", |interp, args| {
        strip(interp, args, "lstrip")
    }),
    def("rstrip", "(self, chars=None, /)", |interp, args| {
        strip(interp, args, "rstrip")
    }),
    // Where the padding of `center` is odd, the width decides on which side there is more.
    def(
        "center",
        "(self, width, fillchar=' ', /)",
        |interp, args| {
            justify(interp, args, |missing, width| {
                missing / 2 + (missing & width & 1)
            })
        },
    ),
    def("ljust", "(self, width, fillchar=' ', /)", |interp, args| {
        justify(interp, args, |_, _| 0)
    }),
    def("rjust", "(self, width, fillchar=' ', /)", |interp, args| {
        justify(interp, args, |missing, _| missing)
    }),
    def("zfill", "(self, width, /)", zero_fill),
    def("expandtabs", "(self, /, tabsize=8)", expand_tabs),
];
