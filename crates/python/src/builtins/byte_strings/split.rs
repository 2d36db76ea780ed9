//! The methods of bytes that take them apart, cut their ends off, or fill them up to a width.

use super::{bytes_like, bytes_of, is_space, like};
use crate::builtins::bytearray::with_bytes;
use crate::builtins::find_bytes;
use crate::error::PyResult;
use crate::interp::Interp;
use crate::native::{Definition, def};
use crate::value::Value;

fn split_arguments(interp: &mut Interp, args: &[Value]) -> PyResult<(Option<Vec<u8>>, usize)> {
    let separator = match args[1].bound().filter(|separator| !separator.is_none()) {
        None => None,
        Some(separator) => {
            let separator = bytes_like(interp, separator)?;
            if separator.is_empty() {
                return Err(interp.value_error("empty separator"));
            }
            Some(separator)
        }
    };
    let limit = match args[2].bound() {
        Some(limit) => interp.index_clamped(limit)?,
        None => -1,
    };
    Ok((separator, usize::try_from(limit).unwrap_or(usize::MAX)))
}

fn part_list(interp: &mut Interp, model: &Value, parts: Vec<&[u8]>) -> PyResult {
    interp.charge(parts.len() as u64 / 8)?;
    interp.check_size(parts.len().saturating_mul(48))?;
    let items = parts
        .into_iter()
        .map(|part| like(interp, model, part.to_vec()))
        .collect();
    Ok(interp.list(items))
}

fn trim_start(bytes: &[u8]) -> &[u8] {
    let start = bytes
        .iter()
        .position(|&byte| !is_space(byte))
        .unwrap_or(bytes.len());
    &bytes[start..]
}

fn trim_end(bytes: &[u8]) -> &[u8] {
    let end = bytes
        .iter()
        .rposition(|&byte| !is_space(byte))
        .map_or(0, |last| last + 1);
    &bytes[..end]
}

fn split(interp: &mut Interp, args: &[Value]) -> PyResult {
    let bytes = bytes_of(interp, &args[0])?;
    let (separator, limit) = split_arguments(interp, args)?;
    let mut parts: Vec<&[u8]> = Vec::new();
    match &separator {
        Some(separator) => {
            let mut rest = bytes.as_slice();
            while parts.len() < limit
                && let Some(place) = find_bytes(rest, separator)
            {
                parts.push(&rest[..place]);
                rest = &rest[place + separator.len()..];
            }
            parts.push(rest);
        }
        None => {
            let mut rest = trim_start(&bytes);
            while !rest.is_empty() {
                if parts.len() == limit {
                    parts.push(rest);
                    break;
                }
                let end = rest
                    .iter()
                    .position(|&byte| is_space(byte))
                    .unwrap_or(rest.len());
                parts.push(&rest[..end]);
                rest = trim_start(&rest[end..]);
            }
        }
    }
    part_list(interp, &args[0], parts)
}

fn split_right(interp: &mut Interp, args: &[Value]) -> PyResult {
    let bytes = bytes_of(interp, &args[0])?;
    let (separator, limit) = split_arguments(interp, args)?;
    let mut parts: Vec<&[u8]> = Vec::new();
    match &separator {
        Some(separator) => {
            let mut rest = bytes.as_slice();
            while parts.len() < limit
                && let Some(place) = rest
                    .windows(separator.len())
                    .rposition(|window| window == separator.as_slice())
            {
                parts.push(&rest[place + separator.len()..]);
                rest = &rest[..place];
            }
            parts.push(rest);
        }
        None => {
            let mut rest = trim_end(&bytes);
            while !rest.is_empty() {
                if parts.len() == limit {
                    parts.push(rest);
                    break;
                }
                let start = rest
                    .iter()
                    .rposition(|&byte| is_space(byte))
                    .map_or(0, |space| space + 1);
                parts.push(&rest[start..]);
                rest = trim_end(&rest[..start]);
            }
        }
    }
    parts.reverse();
    part_list(interp, &args[0], parts)
}

fn split_lines(interp: &mut Interp, args: &[Value]) -> PyResult {
    let bytes = bytes_of(interp, &args[0])?;
    let keeps_ends = match args[1].bound() {
        Some(flag) => interp.truth(flag)?,
        None => false,
    };
    let mut parts: Vec<&[u8]> = Vec::new();
    let (mut start, mut at) = (0, 0);
    while at < bytes.len() {
        let byte = bytes[at];
        at += 1;
        if byte != b'\n' && byte != b'\r' {
            continue;
        }
        let end = at - 1;
        if byte == b'\r' && bytes.get(at) == Some(&b'\n') {
            at += 1;
        }
        parts.push(&bytes[start..if keeps_ends { at } else { end }]);
        start = at;
    }
    if start < bytes.len() {
        parts.push(&bytes[start..]);
    }
    part_list(interp, &args[0], parts)
}

fn partition(interp: &mut Interp, args: &[Value], from_right: bool) -> PyResult {
    let bytes = bytes_of(interp, &args[0])?;
    let separator = bytes_like(interp, &args[1])?;
    if separator.is_empty() {
        return Err(interp.value_error("empty separator"));
    }
    let place = if from_right {
        bytes
            .windows(separator.len())
            .rposition(|window| window == separator.as_slice())
    } else {
        find_bytes(&bytes, &separator)
    };
    let part = |bytes: &[u8]| like(interp, &args[0], bytes.to_vec());
    Ok(Value::tuple(match place {
        Some(place) => vec![
            part(&bytes[..place]),
            part(&separator),
            part(&bytes[place + separator.len()..]),
        ],
        None if from_right => vec![part(b""), part(b""), part(&bytes)],
        None => vec![part(&bytes), part(b""), part(b"")],
    }))
}

fn strip(interp: &mut Interp, args: &[Value], at_start: bool, at_end: bool) -> PyResult {
    let bytes = bytes_of(interp, &args[0])?;
    let set = match args[1].bound().filter(|set| !set.is_none()) {
        Some(set) => Some(bytes_like(interp, set)?),
        None => None,
    };
    let is_cut = |byte: u8| match &set {
        Some(set) => set.contains(&byte),
        None => is_space(byte),
    };
    let mut rest = bytes.as_slice();
    while at_start
        && let [first, tail @ ..] = rest
        && is_cut(*first)
    {
        rest = tail;
    }
    while at_end
        && let [head @ .., last] = rest
        && is_cut(*last)
    {
        rest = head;
    }
    Ok(like(interp, &args[0], rest.to_vec()))
}

fn justify(
    interp: &mut Interp,
    args: &[Value],
    name: &str,
    share: fn(usize, usize) -> usize,
) -> PyResult {
    let bytes = bytes_of(interp, &args[0])?;
    let width = crate::ops::count(interp.as_i64(&args[1])?);
    let fill = match args[2].bound() {
        None => b' ',
        Some(fill) => match with_bytes(fill, <[u8]>::to_vec).as_deref() {
            Some([fill]) => *fill,
            Some(other) => {
                return Err(interp.type_error(format_args!(
                    "{name}(): argument 2 must be a byte string of length 1, not a bytes object of length {}",
                    other.len()
                )));
            }
            None => {
                return Err(interp.type_error(format_args!(
                    "{name}() argument 2 must be a byte string of length 1, not {}",
                    interp.type_name(fill)
                )));
            }
        },
    };
    let missing = width.saturating_sub(bytes.len());
    interp.check_size(missing)?;
    let left = share(missing, width);
    let mut result = vec![fill; left];
    result.extend_from_slice(&bytes);
    result.resize(bytes.len() + missing, fill);
    Ok(like(interp, &args[0], result))
}

fn zero_fill(interp: &mut Interp, args: &[Value]) -> PyResult {
    let bytes = bytes_of(interp, &args[0])?;
    let width = crate::ops::count(interp.as_i64(&args[1])?);
    let missing = width.saturating_sub(bytes.len());
    interp.check_size(missing)?;
    let (sign, rest) = match bytes.first() {
        Some(b'+' | b'-') => bytes.split_at(1),
        _ => bytes.split_at(0),
    };
    let result = [sign, &vec![b'0'; missing], rest].concat();
    Ok(like(interp, &args[0], result))
}

fn expand_tabs(interp: &mut Interp, args: &[Value]) -> PyResult {
    let bytes = bytes_of(interp, &args[0])?;
    let size = match args[1].bound() {
        Some(size) => crate::ops::count(interp.as_i64(size)?),
        None => 8,
    };
    let mut result = Vec::with_capacity(bytes.len());
    let mut column = 0;
    for byte in bytes {
        match byte {
            b'\t' if size > 0 => {
                let spaces = size - column % size;
                interp.check_size(result.len().saturating_add(spaces))?;
                result.resize(result.len() + spaces, b' ');
                column += spaces;
            }
            b'\t' => {}
            b'\n' | b'\r' => {
                result.push(byte);
                column = 0;
            }
            _ => {
                result.push(byte);
                column += 1;
            }
        }
    }
    Ok(like(interp, &args[0], result))
}

pub(super) const METHODS: &[Definition] = &[
    def("split", "(self, /, sep=None, maxsplit=-1)", split),
    def("rsplit", "(self, /, sep=None, maxsplit=-1)", split_right),
    def("splitlines", "(self, /, keepends=False)", split_lines),
    def("partition", "(self, sep, /)", |interp, args| {
        partition(interp, args, false)
    }),
    def("rpartition", "(self, sep, /)", |interp, args| {
        partition(interp, args, true)
    }),
    def("strip", "(self, bytes=None, /)", |interp, args| {
        strip(interp, args, true, true)
    }),
    def("lstrip", "(self, bytes=None, /)", |interp, args| {
        strip(interp, args, true, false)
    }),
    def("rstrip", "(self, bytes=None, /)", |interp, args| {
        strip(interp, args, false, true)
    }),
    def(
        "center",
        "(self, width, fillchar=b' ', /)",
        |interp, args| {
            justify(interp, args, "center", |missing, width| {
                missing / 2 + (missing & width & 1)
            })
        },
    ),
    def(
        "ljust",
        "(self, width, fillchar=b' ', /)",
        |interp, args| justify(interp, args, "ljust", |_, _| 0),
    ),
    def(
        "rjust",
        "(self, width, fillchar=b' ', /)",
        |interp, args| justify(interp, args, "rjust", |missing, _| missing),
    ),
    def("zfill", "(self, width, /)", zero_fill),
    def("expandtabs", "(self, /, tabsize=8)", expand_tabs),
];
