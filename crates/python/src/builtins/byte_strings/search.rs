//! The methods of bytes that look for a part.

use super::{bytes_like, bytes_of, like};
use crate::builtins::bytearray::with_bytes;
use crate::builtins::find_bytes;
use crate::error::PyResult;
use crate::interp::Interp;
use crate::native::{Definition, def};
use crate::value::Value;

/// What is looked for: bytes, or one byte as an int.
fn part_argument(interp: &mut Interp, value: &Value) -> PyResult<Vec<u8>> {
    if let Some(bytes) = with_bytes(value, <[u8]>::to_vec) {
        return Ok(bytes);
    }
    if !interp.has_index(value) {
        return Err(interp.type_error(format_args!(
            "argument should be integer or bytes-like object, not '{}'",
            interp.type_name(value)
        )));
    }
    Ok(vec![interp.byte(value, "byte must be in range(0, 256)")?])
}

fn rfind_bytes(bytes: &[u8], part: &[u8]) -> Option<usize> {
    if part.is_empty() {
        return Some(bytes.len());
    }
    bytes.windows(part.len()).rposition(|window| window == part)
}

/// The bytes, the part, and the bounds of the search; `None` for the bounds where the start is after the end.
type Search = (Vec<u8>, Vec<u8>, Option<(usize, usize)>);

fn search(interp: &mut Interp, args: &[Value]) -> PyResult<Search> {
    let bytes = bytes_of(interp, &args[0])?;
    let (start, stop) = interp.search_bounds(&args[2], &args[3], bytes.len(), true)?;
    let part = part_argument(interp, &args[1])?;
    Ok((bytes, part, (start <= stop).then_some((start, stop))))
}

fn locate(interp: &mut Interp, args: &[Value], from_right: bool) -> PyResult<Option<usize>> {
    let (bytes, part, bounds) = search(interp, args)?;
    let Some((start, stop)) = bounds else {
        return Ok(None);
    };
    let window = bytes.get(start..stop).unwrap_or_default();
    let found = if from_right {
        rfind_bytes(window, &part)
    } else {
        find_bytes(window, &part)
    };
    Ok(found.map(|place| start + place))
}

fn find(interp: &mut Interp, args: &[Value], from_right: bool) -> PyResult {
    Ok(locate(interp, args, from_right)?.map_or(Value::Int(-1), Value::size))
}

fn index(interp: &mut Interp, args: &[Value], from_right: bool) -> PyResult {
    match locate(interp, args, from_right)? {
        Some(place) => Ok(Value::size(place)),
        None => Err(interp.value_error("subsection not found")),
    }
}

fn count(interp: &mut Interp, args: &[Value]) -> PyResult {
    let (bytes, part, bounds) = search(interp, args)?;
    let Some((start, stop)) = bounds else {
        return Ok(Value::Int(0));
    };
    let mut window = bytes.get(start..stop).unwrap_or_default();
    if part.is_empty() {
        return Ok(Value::size(window.len() + 1));
    }
    let mut count = 0;
    while let Some(place) = find_bytes(window, &part) {
        count += 1;
        window = window.get(place + part.len()..).unwrap_or_default();
    }
    Ok(Value::Int(count))
}

fn begins_or_ends(
    interp: &mut Interp,
    args: &[Value],
    name: &str,
    test: fn(&[u8], &[u8]) -> bool,
) -> PyResult {
    let bytes = bytes_of(interp, &args[0])?;
    let (start, stop) = interp.search_bounds(&args[2], &args[3], bytes.len(), true)?;
    let candidates = match args[1].base() {
        Value::Tuple(parts) => {
            let mut candidates = Vec::with_capacity(parts.len());
            for part in parts.iter() {
                candidates.push(bytes_like(interp, part)?);
            }
            candidates
        }
        other => match with_bytes(other, <[u8]>::to_vec) {
            Some(part) => vec![part],
            None => {
                return Err(interp.type_error(format_args!(
                    "{name} first arg must be bytes or a tuple of bytes, not {}",
                    interp.type_name(other)
                )));
            }
        },
    };
    let Some(window) = bytes.get(start..stop) else {
        return Ok(Value::Bool(false));
    };
    Ok(Value::Bool(
        candidates.iter().any(|part| test(window, part)),
    ))
}

fn replace(interp: &mut Interp, args: &[Value]) -> PyResult {
    let bytes = bytes_of(interp, &args[0])?;
    let old = bytes_like(interp, &args[1])?;
    let new = bytes_like(interp, &args[2])?;
    let limit = match args[3].bound() {
        Some(count) => interp.index_clamped(count)?,
        None => -1,
    };
    let mut left = usize::try_from(limit).unwrap_or(usize::MAX);
    let mut result = Vec::with_capacity(bytes.len());
    let mut rest = bytes.as_slice();
    if old.is_empty() {
        for byte in rest {
            if left > 0 {
                result.extend_from_slice(&new);
                left -= 1;
            }
            result.push(*byte);
            interp.check_size(result.len())?;
        }
        if left > 0 {
            result.extend_from_slice(&new);
        }
        return Ok(like(interp, &args[0], result));
    }
    while left > 0
        && let Some(place) = find_bytes(rest, &old)
    {
        result.extend_from_slice(&rest[..place]);
        result.extend_from_slice(&new);
        interp.check_size(result.len())?;
        rest = &rest[place + old.len()..];
        left -= 1;
    }
    result.extend_from_slice(rest);
    Ok(like(interp, &args[0], result))
}

fn remove_prefix(interp: &mut Interp, args: &[Value]) -> PyResult {
    let bytes = bytes_of(interp, &args[0])?;
    let prefix = bytes_like(interp, &args[1])?;
    let rest = bytes.strip_prefix(prefix.as_slice()).unwrap_or(&bytes);
    Ok(like(interp, &args[0], rest.to_vec()))
}

fn remove_suffix(interp: &mut Interp, args: &[Value]) -> PyResult {
    let bytes = bytes_of(interp, &args[0])?;
    let suffix = bytes_like(interp, &args[1])?;
    let rest = bytes.strip_suffix(suffix.as_slice()).unwrap_or(&bytes);
    Ok(like(interp, &args[0], rest.to_vec()))
}

fn contains(interp: &mut Interp, args: &[Value]) -> PyResult {
    let bytes = bytes_of(interp, &args[0])?;
    Ok(Value::Bool(interp.bytes_contain(&bytes, &args[1])?))
}

const FIND: &str = "(self, sub, start=None, end=None, /)";

pub(super) const METHODS: &[Definition] = &[
    def("find", FIND, |interp, args| find(interp, args, false)),
    def("rfind", FIND, |interp, args| find(interp, args, true)),
    def("index", FIND, |interp, args| index(interp, args, false)),
    def("rindex", FIND, |interp, args| index(interp, args, true)),
    def("count", FIND, count),
    def(
        "startswith",
        "(self, prefix, start=None, end=None, /)",
        |interp, args| {
            begins_or_ends(interp, args, "startswith", |bytes, part| {
                bytes.starts_with(part)
            })
        },
    ),
    def(
        "endswith",
        "(self, suffix, start=None, end=None, /)",
        |interp, args| {
            begins_or_ends(interp, args, "endswith", |bytes, part| {
                bytes.ends_with(part)
            })
        },
    ),
    def("replace", "(self, old, new, count=-1, /)", replace),
    def("removeprefix", "(self, prefix, /)", remove_prefix),
    def("removesuffix", "(self, suffix, /)", remove_suffix),
    def("__contains__", "(self, key, /)", contains),
];
