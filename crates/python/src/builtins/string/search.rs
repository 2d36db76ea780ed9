//! The methods of `str` that look for a part: `find`, `count`, `startswith`, `replace` and their kin.

use super::{text_argument, text_of};
use crate::error::PyResult;
use crate::interp::Interp;
use crate::native::{Definition, def};
use crate::value::{Str, Value};

/// The byte where a character begins.
fn offset(text: &Str, index: usize) -> usize {
    if text.is_ascii() {
        return index.min(text.len());
    }
    text.char_indices()
        .nth(index)
        .map_or(text.len(), |(offset, _)| offset)
}

/// The part of a text between two character indices, with the byte where it begins; `None` where the start is after the end.
fn window<'a>(
    interp: &mut Interp,
    text: &'a Str,
    start: &Value,
    stop: &Value,
) -> PyResult<Option<(&'a str, usize)>> {
    if start.is_unbound() && stop.is_unbound() {
        return Ok(Some((text.as_str(), 0)));
    }
    let (start, stop) = interp.search_bounds(start, stop, text.char_count(), true)?;
    if start > stop {
        return Ok(None);
    }
    let first = offset(text, start);
    let last = offset(text, stop);
    Ok(text.get(first..last).map(|part| (part, first)))
}

/// The index in characters of a place in bytes.
fn character_index(text: &Str, place: usize) -> Value {
    if text.is_ascii() {
        return Value::size(place);
    }
    Value::size(text.get(..place).map_or(0, |before| before.chars().count()))
}

fn locate(
    interp: &mut Interp,
    args: &[Value],
    name: &str,
    from_right: bool,
) -> PyResult<Option<Value>> {
    let text = text_of(interp, &args[0])?;
    let part = text_argument(interp, &args[1], &format!("{name}() argument 1"))?;
    let Some((window, first)) = window(interp, &text, &args[2], &args[3])? else {
        return Ok(None);
    };
    let found = if from_right {
        window.rfind(part.as_str())
    } else {
        window.find(part.as_str())
    };
    Ok(found.map(|place| character_index(&text, first + place)))
}

fn find_or_minus_one(
    interp: &mut Interp,
    args: &[Value],
    name: &str,
    from_right: bool,
) -> PyResult {
    Ok(locate(interp, args, name, from_right)?.unwrap_or(Value::Int(-1)))
}

fn find_or_raise(interp: &mut Interp, args: &[Value], name: &str, from_right: bool) -> PyResult {
    match locate(interp, args, name, from_right)? {
        Some(index) => Ok(index),
        None => Err(interp.value_error("substring not found")),
    }
}

fn count(interp: &mut Interp, args: &[Value]) -> PyResult {
    let text = text_of(interp, &args[0])?;
    let part = text_argument(interp, &args[1], "count() argument 1")?;
    let Some((window, _)) = window(interp, &text, &args[2], &args[3])? else {
        return Ok(Value::Int(0));
    };
    Ok(Value::size(if part.is_empty() {
        window.chars().count() + 1
    } else {
        window.matches(part.as_str()).count()
    }))
}

fn begins_or_ends(
    interp: &mut Interp,
    args: &[Value],
    name: &str,
    test: fn(&str, &str) -> bool,
) -> PyResult {
    let text = text_of(interp, &args[0])?;
    let window = window(interp, &text, &args[2], &args[3])?;
    let candidates = match args[1].base() {
        Value::Str(part) => vec![part.clone()],
        Value::Tuple(parts) => {
            let mut candidates = Vec::with_capacity(parts.len());
            for part in parts.iter() {
                match part.as_str() {
                    Some(part) => candidates.push(part.clone()),
                    None => {
                        return Err(interp.type_error(format_args!(
                            "tuple for {name} must only contain str, not {}",
                            interp.type_name(part)
                        )));
                    }
                }
            }
            candidates
        }
        other => {
            return Err(interp.type_error(format_args!(
                "{name} first arg must be str or a tuple of str, not {}",
                interp.type_name(other)
            )));
        }
    };
    let Some((window, _)) = window else {
        return Ok(Value::Bool(false));
    };
    Ok(Value::Bool(
        candidates.iter().any(|part| test(window, part.as_str())),
    ))
}

fn replace(interp: &mut Interp, args: &[Value]) -> PyResult {
    let text = text_of(interp, &args[0])?;
    let old = text_argument(interp, &args[1], "replace() argument 1")?;
    let new = text_argument(interp, &args[2], "replace() argument 2")?;
    let limit = match args[3].bound() {
        Some(count) => interp.index_clamped(count)?,
        None => -1,
    };
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let found = if old.is_empty() {
        text.char_count() + 1
    } else {
        text.matches(old.as_str()).count()
    };
    let times = found.min(limit);
    if times == 0 {
        return Ok(Value::Str(text));
    }
    let growth = new.len().saturating_sub(old.len());
    let size = text.len().saturating_add(growth.saturating_mul(times));
    interp.check_size(size)?;
    interp.charge(size as u64 / 256)?;
    Ok(Value::str(text.replacen(old.as_str(), new.as_str(), times)))
}

fn remove_prefix(interp: &mut Interp, args: &[Value]) -> PyResult {
    let text = text_of(interp, &args[0])?;
    let prefix = text_argument(interp, &args[1], "removeprefix() argument")?;
    Ok(match text.strip_prefix(prefix.as_str()) {
        Some(rest) => Value::str(rest),
        None => Value::Str(text),
    })
}

fn remove_suffix(interp: &mut Interp, args: &[Value]) -> PyResult {
    let text = text_of(interp, &args[0])?;
    let suffix = text_argument(interp, &args[1], "removesuffix() argument")?;
    Ok(match text.strip_suffix(suffix.as_str()) {
        Some(rest) => Value::str(rest),
        None => Value::Str(text),
    })
}

const FIND: &str = "(self, sub, start=None, end=None, /)";

pub(super) const METHODS: &[Definition] = &[
    def("find", FIND, |interp, args| {
        find_or_minus_one(interp, args, "find", false)
    }),
    def("rfind", FIND, |interp, args| {
        find_or_minus_one(interp, args, "rfind", true)
    }),
    def("index", FIND, |interp, args| {
        find_or_raise(interp, args, "index", false)
    }),
    def("rindex", FIND, |interp, args| {
        find_or_raise(interp, args, "rindex", true)
    }),
    def("count", FIND, count),
    def(
        "startswith",
        "(self, prefix, start=None, end=None, /)",
        |interp, args| {
            begins_or_ends(interp, args, "startswith", |text, part| {
                text.starts_with(part)
            })
        },
    ),
    def(
        "endswith",
        "(self, suffix, start=None, end=None, /)",
        |interp, args| begins_or_ends(interp, args, "endswith", |text, part| text.ends_with(part)),
    ),
    def("replace", "(self, old, new, /, count=-1)", replace),
    def("removeprefix", "(self, prefix, /)", remove_prefix),
    def("removesuffix", "(self, suffix, /)", remove_suffix),
];
