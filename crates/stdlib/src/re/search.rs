//! Searching, splitting and replacing.

use playground_python::error::PyResult;
use playground_python::interp::Interp;
use playground_python::value::{Str, Value};

use super::matched::group_index;
use super::{Kind, Match, Pattern, byte_offset, module, part, pattern, pattern_error, subject};

/// One match at or after a byte offset.
pub(super) fn find(
    interp: &mut Interp,
    value: &Value,
    text: &Str,
    start: usize,
    end: usize,
    kind: Kind,
) -> PyResult<Option<Value>> {
    let data = pattern(interp, value)?;
    interp.charge(1 + (end.saturating_sub(start) as u64) / 16)?;
    let data = match value.data::<Pattern>() {
        Some(data) => data,
        None => data,
    };
    let regex = match kind {
        Kind::Search => &data.regex,
        Kind::Match => &data.anchored,
        Kind::Full => &data.full,
    };
    let haystack = text.get(..end).unwrap_or("");
    if start > haystack.len() {
        return Ok(None);
    }
    match regex.captures_from_pos(haystack, start) {
        Ok(Some(captures)) => {
            let groups = (0..captures.len())
                .map(|index| {
                    captures
                        .get(index)
                        .map(|group| (group.start(), group.end()))
                })
                .collect();
            let matched = Match {
                pattern: value.clone(),
                text: text.clone(),
                is_bytes: data.is_bytes,
                groups,
                start,
                end,
            };
            let class = module(interp).matched.clone();
            Ok(Some(interp.native_object(&class, matched)))
        }
        Ok(None) => Ok(None),
        Err(_) => {
            Err(interp.limit_exceeded("a regular expression took too many steps on this text"))
        }
    }
}

pub(super) fn bounds(
    interp: &mut Interp,
    text: &Str,
    start: &Value,
    end: &Value,
) -> PyResult<(usize, usize)> {
    let from = match start.bound() {
        Some(start) => interp.index_clamped(start)?.max(0),
        None => 0,
    };
    let to = match end.bound() {
        Some(end) => interp.index_clamped(end)?.max(0),
        None => i64::MAX,
    };
    Ok((byte_offset(text, from), byte_offset(text, to)))
}

pub(super) fn span(value: &Value) -> (usize, usize) {
    value
        .data::<Match>()
        .and_then(|matched| matched.groups.first().copied().flatten())
        .unwrap_or((0, 0))
}

/// All matches, without overlapping, as the module documents.
pub(super) fn all(
    interp: &mut Interp,
    value: &Value,
    text: &Str,
    start: usize,
    end: usize,
) -> PyResult<Vec<Value>> {
    let mut found = Vec::new();
    let mut at = start;
    let mut last_end = None;
    while at <= end {
        let Some(matched) = find(interp, value, text, at, end, Kind::Search)? else {
            break;
        };
        let (from, to) = span(&matched);
        if from == to && last_end == Some(to) && at == from {
            // An empty match right after a match counts, but not twice at one place.
        }
        at = if to == from {
            text.get(to..)
                .and_then(|rest| rest.chars().next())
                .map_or(end + 1, |c| to + c.len_utf8())
        } else {
            to
        };
        last_end = Some(to);
        found.push(matched);
    }
    Ok(found)
}

pub(super) fn search(interp: &mut Interp, value: &Value, args: &[Value], kind: Kind) -> PyResult {
    let is_bytes = pattern(interp, value)?.is_bytes;
    let text = subject(interp, &args[0], is_bytes)?;
    let (start, end) = bounds(
        interp,
        &text,
        args.get(1).unwrap_or(&Value::Unbound),
        args.get(2).unwrap_or(&Value::Unbound),
    )?;
    Ok(find(interp, value, &text, start, end, kind)?.unwrap_or(Value::None))
}

pub(super) fn find_all(interp: &mut Interp, value: &Value, args: &[Value]) -> PyResult {
    let is_bytes = pattern(interp, value)?.is_bytes;
    let text = subject(interp, &args[0], is_bytes)?;
    let (start, end) = bounds(
        interp,
        &text,
        args.get(1).unwrap_or(&Value::Unbound),
        args.get(2).unwrap_or(&Value::Unbound),
    )?;
    let mut items = Vec::new();
    for matched in all(interp, value, &text, start, end)? {
        let Some(data) = matched.data::<Match>() else {
            continue;
        };
        let group = |index: usize| group_value(data, index, part("", is_bytes));
        items.push(match data.groups.len() {
            1 => group(0),
            2 => group(1),
            count => Value::tuple((1..count).map(group).collect()),
        });
    }
    Ok(interp.list(items))
}

pub(super) fn find_iter(interp: &mut Interp, value: &Value, args: &[Value]) -> PyResult {
    let is_bytes = pattern(interp, value)?.is_bytes;
    let text = subject(interp, &args[0], is_bytes)?;
    let (start, end) = bounds(
        interp,
        &text,
        args.get(1).unwrap_or(&Value::Unbound),
        args.get(2).unwrap_or(&Value::Unbound),
    )?;
    let found = all(interp, value, &text, start, end)?;
    let list = interp.list(found);
    interp.iter(&list)
}

pub(super) fn group_value(data: &Match, index: usize, default: Value) -> Value {
    match data.groups.get(index).copied().flatten() {
        Some((start, end)) => part(data.text.get(start..end).unwrap_or(""), data.is_bytes),
        None => default,
    }
}

/// The text of a replacement template: `\1`, `\g<name>`, `\n` …
pub(super) fn expand(interp: &mut Interp, template: &str, matched: &Value) -> PyResult<String> {
    let Some(data) = matched.data::<Match>() else {
        return Ok(String::new());
    };
    let mut out = String::new();
    let mut characters = template.chars().peekable();
    let group_text = |index: usize| {
        data.groups
            .get(index)
            .copied()
            .flatten()
            .and_then(|(start, end)| data.text.get(start..end))
            .unwrap_or("")
    };
    while let Some(character) = characters.next() {
        if character != '\\' {
            out.push(character);
            continue;
        }
        match characters.next() {
            Some('g') if characters.peek() == Some(&'<') => {
                let name: String = characters
                    .by_ref()
                    .skip(1)
                    .take_while(|c| *c != '>')
                    .collect();
                let index = group_index(interp, matched, &Value::str(name))?;
                out.push_str(group_text(index));
            }
            Some(digit) if digit.is_ascii_digit() => {
                let mut number = digit.to_digit(10).unwrap_or(0) as usize;
                if let Some(second) = characters.peek().and_then(|c| c.to_digit(10)) {
                    number = number * 10 + second as usize;
                    characters.next();
                }
                if number >= data.groups.len() {
                    return Err(pattern_error(
                        interp,
                        &format!("invalid group reference {number} at position 1"),
                        template,
                    ));
                }
                out.push_str(group_text(number));
            }
            Some('n') => out.push('\n'),
            Some('t') => out.push('\t'),
            Some('r') => out.push('\r'),
            Some('\\') => out.push('\\'),
            Some(letter) if letter.is_ascii_alphabetic() => {
                return Err(pattern_error(
                    interp,
                    &format!("bad escape \\{letter} at position 0"),
                    template,
                ));
            }
            Some(other) => {
                out.push('\\');
                out.push(other);
            }
            None => out.push('\\'),
        }
    }
    Ok(out)
}

pub(super) fn substitute(
    interp: &mut Interp,
    value: &Value,
    replacement: &Value,
    target: &Value,
    limit: &Value,
) -> PyResult<(Value, usize)> {
    let is_bytes = pattern(interp, value)?.is_bytes;
    let text = subject(interp, target, is_bytes)?;
    let limit = match limit.bound() {
        Some(limit) => usize::try_from(interp.index_clamped(limit)?.max(0)).unwrap_or(usize::MAX),
        None => 0,
    };
    let template = match replacement.base() {
        Value::Str(_) | Value::Bytes(_) => Some(subject(interp, replacement, is_bytes)?),
        _ => None,
    };
    let (mut out, mut at, mut count) = (String::new(), 0, 0);
    for matched in all(interp, value, &text, 0, text.len())? {
        if limit > 0 && count >= limit {
            break;
        }
        let (start, end) = span(&matched);
        out.push_str(text.get(at..start).unwrap_or(""));
        match &template {
            Some(template) => out.push_str(&expand(interp, template, &matched)?),
            None => {
                let made = interp.call(replacement, std::slice::from_ref(&matched))?;
                out.push_str(&subject(interp, &made, is_bytes)?);
            }
        }
        interp.check_size(out.len())?;
        at = end;
        count += 1;
    }
    out.push_str(text.get(at..).unwrap_or(""));
    Ok((part(&out, is_bytes), count))
}

pub(super) fn split(interp: &mut Interp, value: &Value, target: &Value, limit: &Value) -> PyResult {
    let is_bytes = pattern(interp, value)?.is_bytes;
    let text = subject(interp, target, is_bytes)?;
    let limit = match limit.bound() {
        Some(limit) => usize::try_from(interp.index_clamped(limit)?.max(0)).unwrap_or(usize::MAX),
        None => 0,
    };
    let (mut items, mut at, mut count) = (Vec::new(), 0, 0);
    for matched in all(interp, value, &text, 0, text.len())? {
        if limit > 0 && count >= limit {
            break;
        }
        let (start, end) = span(&matched);
        items.push(part(text.get(at..start).unwrap_or(""), is_bytes));
        if let Some(data) = matched.data::<Match>() {
            items.extend((1..data.groups.len()).map(|index| group_value(data, index, Value::None)));
        }
        at = end;
        count += 1;
    }
    items.push(part(text.get(at..).unwrap_or(""), is_bytes));
    Ok(interp.list(items))
}
