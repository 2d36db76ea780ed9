//! `re`: patterns of Python's syntax on the engine of the crate `fancy_regex`, which backtracks where a pattern needs it.
//!
//! Positions are characters for a program and bytes inside; each match keeps both.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use fancy_regex::Regex;
use playground_python::error::{PyResult, Raised};
use playground_python::interp::Interp;
use playground_python::native::{Attribute, Definition, def};
use playground_python::object::{Binding, Class, NativeData};
use playground_python::value::{DictObject, Str, Value};

use crate::playground::add;

const IGNORECASE: i64 = 2;
const MULTILINE: i64 = 8;
const DOTALL: i64 = 16;
const UNICODE: i64 = 32;
const VERBOSE: i64 = 64;
const ASCII: i64 = 256;

struct Pattern {
    source: Value,
    flags: i64,
    is_bytes: bool,
    regex: Regex,
    /// The same, held to the start of the search (`match`) and to both ends (`fullmatch`).
    anchored: Regex,
    full: Regex,
    names: Vec<Option<String>>,
}

impl NativeData for Pattern {}

/// One match: the text, and where each group is in it, in bytes.
struct Match {
    pattern: Value,
    text: Str,
    is_bytes: bool,
    groups: Vec<Option<(usize, usize)>>,
    start: usize,
    end: usize,
}

impl NativeData for Match {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.pattern);
    }
}

/// The classes, and patterns that were compiled before.
struct Module {
    pattern: Rc<Class>,
    matched: Rc<Class>,
    error: Rc<Class>,
    cache: RefCell<HashMap<(String, i64, bool), Value>>,
}

fn module(interp: &mut Interp) -> Rc<Module> {
    interp.extension(|interp| {
        let object = interp.types.object.clone();
        let pattern = interp.define_class("re", "Pattern", &object);
        interp.add_methods(&pattern, Binding::Method, PATTERN_METHODS);
        interp.add_methods(
            &pattern,
            Binding::ClassMethod,
            &[def("__class_getitem__", "(cls, item, /)", alias)],
        );
        interp.add_attributes(&pattern, PATTERN_ATTRIBUTES);
        let matched = interp.define_class("re", "Match", &object);
        interp.add_methods(&matched, Binding::Method, MATCH_METHODS);
        interp.add_methods(
            &matched,
            Binding::ClassMethod,
            &[def("__class_getitem__", "(cls, item, /)", alias)],
        );
        interp.add_attributes(&matched, MATCH_ATTRIBUTES);
        let base = interp.types.exception.clone();
        let error = interp.define_class("re", "PatternError", &base);
        Module {
            pattern,
            matched,
            error,
            cache: RefCell::default(),
        }
    })
}

fn alias(interp: &mut Interp, args: &[Value]) -> PyResult {
    Ok(playground_python::builtins::generic::alias(
        interp,
        args[0].clone(),
        vec![args[1].clone()],
    ))
}

/// Bytes are matched as Latin-1 text, so that one byte is one character.
fn subject(interp: &mut Interp, value: &Value, is_bytes: bool) -> PyResult<Str> {
    match value.base() {
        Value::Str(text) if !is_bytes => Ok(text.clone()),
        Value::Bytes(bytes) if is_bytes => Ok(Str::from(
            bytes
                .iter()
                .map(|byte| char::from(*byte))
                .collect::<String>(),
        )),
        Value::Str(_) => {
            Err(interp.type_error("cannot use a bytes pattern on a string-like object"))
        }
        Value::Bytes(_) => {
            Err(interp.type_error("cannot use a string pattern on a bytes-like object"))
        }
        _ => {
            let name = interp.type_name(value);
            Err(interp.type_error(format_args!(
                "expected string or bytes-like object, got '{name}'"
            )))
        }
    }
}

/// A part of a text as a program sees it: text or bytes.
fn part(text: &str, is_bytes: bool) -> Value {
    if is_bytes {
        Value::bytes(
            text.chars()
                .map(|c| u32::from(c) as u8)
                .collect::<Vec<u8>>(),
        )
    } else {
        Value::str(text)
    }
}

/// Python's syntax in that of the crate: `\Z`, `(?P<name>…)`, `(?P=name)`, and what means something else there.
fn translate(pattern: &str) -> String {
    let mut out = String::with_capacity(pattern.len() + 8);
    let mut rest = pattern;
    let mut in_class = false;
    while let Some(character) = rest.chars().next() {
        if character == '\\' {
            let next = rest[1..].chars().next();
            let taken = 1 + next.map_or(0, char::len_utf8);
            match next {
                Some('Z') if !in_class => out.push_str("\\z"),
                Some('z') if !in_class => out.push_str("\\z"),
                Some(
                    other @ ('\'' | '"' | '/' | ' ' | '#' | '%' | ',' | ':' | ';' | '=' | '@' | '`'
                    | '<' | '>' | '_' | '!' | '~' | '&'),
                ) => {
                    if matches!(other, '&' | '~' | '#' | ' ') {
                        out.push('\\');
                    }
                    out.push(other);
                }
                _ => out.push_str(&rest[..taken]),
            }
            rest = &rest[taken..];
            continue;
        }
        if in_class {
            match character {
                ']' => in_class = false,
                // Nested classes and set operations are not Python's.
                '[' => out.push('\\'),
                '&' | '~' if rest[1..].starts_with(character) => out.push('\\'),
                _ => {}
            }
            out.push(character);
            rest = &rest[character.len_utf8()..];
            continue;
        }
        if character == '[' {
            in_class = true;
            out.push('[');
            rest = &rest[1..];
            if let Some(after) = rest.strip_prefix('^') {
                out.push('^');
                rest = after;
            }
            if let Some(after) = rest.strip_prefix(']') {
                out.push_str("\\]");
                rest = after;
            }
            continue;
        }
        if let Some(after) = rest.strip_prefix("(?P=")
            && let Some(end) = after.find(')')
        {
            out.push_str("\\k<");
            out.push_str(&after[..end]);
            out.push('>');
            rest = &after[end + 1..];
            continue;
        }
        if let Some(after) = rest.strip_prefix("(?#")
            && let Some(end) = after.find(')')
        {
            rest = &after[end + 1..];
            continue;
        }
        // A brace that is no repetition is itself.
        if character == '{' {
            let is_repetition = rest[1..].find('}').is_some_and(|end| {
                let inner = &rest[1..=end];
                !inner.is_empty()
                    && inner.chars().all(|c| c.is_ascii_digit() || c == ',')
                    && inner != ","
            });
            if !is_repetition {
                out.push_str("\\{");
                rest = &rest[1..];
                continue;
            }
            if let Some(after) = rest.strip_prefix("{,") {
                out.push_str("{0,");
                rest = after;
                continue;
            }
        }
        out.push(character);
        rest = &rest[character.len_utf8()..];
    }
    out
}

fn pattern_error(interp: &mut Interp, message: &str, pattern: &str) -> Raised {
    let class = module(interp).error.clone();
    let raised = interp.error(&class, message);
    let dict = interp.object_dict(&raised.0);
    dict.set_str("msg".into(), Value::str(message));
    dict.set_str("pattern".into(), Value::str(pattern));
    dict.set_str("pos".into(), Value::Int(0));
    raised
}

/// A compiled pattern from a pattern or its text.
fn compiled(interp: &mut Interp, value: &Value, flags: i64) -> PyResult {
    if value.data::<Pattern>().is_some() {
        if flags != 0 {
            return Err(interp.value_error("cannot process flags argument with a compiled pattern"));
        }
        return Ok(value.clone());
    }
    let is_bytes = matches!(value.base(), Value::Bytes(_));
    if !is_bytes && value.as_str().is_none() {
        return Err(interp.type_error("first argument must be string or compiled pattern"));
    }
    let source = subject(interp, value, is_bytes)?;
    let key = (source.to_string(), flags, is_bytes);
    let module = module(interp);
    if let Some(found) = module.cache.borrow().get(&key) {
        return Ok(found.clone());
    }
    let mut prefix = String::new();
    for (flag, letter) in [
        (IGNORECASE, 'i'),
        (MULTILINE, 'm'),
        (DOTALL, 's'),
        (VERBOSE, 'x'),
    ] {
        if flags & flag != 0 {
            prefix.push(letter);
        }
    }
    let prefix = if prefix.is_empty() {
        String::new()
    } else {
        format!("(?{prefix})")
    };
    let body = translate(&source);
    let close = if flags & VERBOSE != 0 { "\n" } else { "" };
    let build = |text: String| {
        fancy_regex::RegexBuilder::new(&text)
            .backtrack_limit(2_000_000)
            .build()
    };
    let made = (
        build(format!("{prefix}{body}")),
        build(format!("{prefix}\\G(?:{body}{close})")),
        build(format!("{prefix}\\G(?:{body}{close})\\z")),
    );
    let (Ok(regex), Ok(anchored), Ok(full)) = made else {
        let message = match build(format!("{prefix}{body}")) {
            Err(error) => describe(&error, &source),
            Ok(_) => "invalid pattern".to_owned(),
        };
        return Err(pattern_error(interp, &message, &source));
    };
    let names = regex
        .capture_names()
        .map(|name| name.map(str::to_owned))
        .collect();
    let flags = if is_bytes || flags & ASCII != 0 {
        flags
    } else {
        flags | UNICODE
    };
    let pattern = Pattern {
        source: value.base().clone(),
        flags,
        is_bytes,
        regex,
        anchored,
        full,
        names,
    };
    let made = interp.native_object(&module.pattern, pattern);
    if module.cache.borrow().len() < 500 {
        module.cache.borrow_mut().insert(key, made.clone());
    }
    Ok(made)
}

/// What is wrong with a pattern, in CPython's words where they are known.
fn describe(error: &fancy_regex::Error, source: &str) -> String {
    let opened = source.matches('(').count();
    let closed = source.matches(')').count();
    if opened > closed {
        let position = source.rfind('(').unwrap_or(0);
        return format!("missing ), unterminated subpattern at position {position}");
    }
    if closed > opened {
        let position = source.rfind(')').unwrap_or(0);
        return format!("unbalanced parenthesis at position {position}");
    }
    if let Some(position) = source.rfind('[')
        && !source[position..].contains(']')
    {
        return format!("unterminated character set at position {position}");
    }
    if source.starts_with(['*', '+', '?']) {
        return "nothing to repeat at position 0".to_owned();
    }
    format!("bad pattern: {error}")
}

fn pattern<'a>(interp: &Interp, value: &'a Value) -> PyResult<&'a Pattern> {
    value
        .data::<Pattern>()
        .ok_or_else(|| interp.type_error("a compiled pattern is required"))
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Search,
    Match,
    Full,
}

/// The byte offset of a character index.
fn byte_offset(text: &Str, index: i64) -> usize {
    // The largest index means the end, also where sizes have 32 bits.
    let index = usize::try_from(index.max(0)).unwrap_or(usize::MAX);
    if text.is_ascii() {
        return index.min(text.len());
    }
    text.char_indices()
        .nth(index)
        .map_or(text.len(), |(offset, _)| offset)
}

fn char_index(text: &Str, offset: usize) -> usize {
    if text.is_ascii() {
        offset
    } else {
        text.get(..offset)
            .map_or(0, |before| before.chars().count())
    }
}

/// One match at or after a byte offset.
fn find(
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

fn bounds(interp: &mut Interp, text: &Str, start: &Value, end: &Value) -> PyResult<(usize, usize)> {
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

fn span(value: &Value) -> (usize, usize) {
    value
        .data::<Match>()
        .and_then(|matched| matched.groups.first().copied().flatten())
        .unwrap_or((0, 0))
}

/// All matches, without overlapping, as the module documents.
fn all(
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

fn search(interp: &mut Interp, value: &Value, args: &[Value], kind: Kind) -> PyResult {
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

fn find_all(interp: &mut Interp, value: &Value, args: &[Value]) -> PyResult {
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

fn find_iter(interp: &mut Interp, value: &Value, args: &[Value]) -> PyResult {
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

fn group_value(data: &Match, index: usize, default: Value) -> Value {
    match data.groups.get(index).copied().flatten() {
        Some((start, end)) => part(data.text.get(start..end).unwrap_or(""), data.is_bytes),
        None => default,
    }
}

/// The text of a replacement template: `\1`, `\g<name>`, `\n` …
fn expand(interp: &mut Interp, template: &str, matched: &Value) -> PyResult<String> {
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

fn substitute(
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

fn split(interp: &mut Interp, value: &Value, target: &Value, limit: &Value) -> PyResult {
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

const PATTERN_METHODS: &[Definition] = &[
    def(
        "search",
        "(self, string, pos=0, endpos=0)",
        |interp, args| search(interp, &args[0], &args[1..], Kind::Search),
    ),
    def(
        "match",
        "(self, string, pos=0, endpos=0)",
        |interp, args| search(interp, &args[0], &args[1..], Kind::Match),
    ),
    def(
        "fullmatch",
        "(self, string, pos=0, endpos=0)",
        |interp, args| search(interp, &args[0], &args[1..], Kind::Full),
    ),
    def(
        "findall",
        "(self, string, pos=0, endpos=0)",
        |interp, args| find_all(interp, &args[0], &args[1..]),
    ),
    def(
        "finditer",
        "(self, string, pos=0, endpos=0)",
        |interp, args| find_iter(interp, &args[0], &args[1..]),
    ),
    def("sub", "(self, repl, string, count=0)", |interp, args| {
        Ok(substitute(interp, &args[0], &args[1], &args[2], &args[3])?.0)
    }),
    def("subn", "(self, repl, string, count=0)", |interp, args| {
        let (text, count) = substitute(interp, &args[0], &args[1], &args[2], &args[3])?;
        Ok(Value::tuple(vec![text, Value::size(count)]))
    }),
    def("split", "(self, string, maxsplit=0)", |interp, args| {
        split(interp, &args[0], &args[1], &args[2])
    }),
    def("__repr__", "(self, /)", |interp, args| {
        let data = pattern(interp, &args[0])?;
        let (source, flags) = (data.source.clone(), data.flags & !UNICODE);
        let text = interp.repr(&source)?;
        let mut names = Vec::new();
        for (flag, name) in [
            (IGNORECASE, "re.IGNORECASE"),
            (MULTILINE, "re.MULTILINE"),
            (DOTALL, "re.DOTALL"),
            (VERBOSE, "re.VERBOSE"),
            (ASCII, "re.ASCII"),
        ] {
            if flags & flag != 0 {
                names.push(name);
            }
        }
        Ok(Value::str(if names.is_empty() {
            format!("re.compile({text})")
        } else {
            format!("re.compile({text}, {})", names.join("|"))
        }))
    }),
    def("__eq__", "(self, other, /)", |interp, args| {
        match (args[0].data::<Pattern>(), args[1].data::<Pattern>()) {
            (Some(left), Some(right)) => Ok(Value::Bool(
                left.flags == right.flags && interp.equal(&left.source, &right.source)?,
            )),
            _ => Ok(Value::NotImplemented),
        }
    }),
    def("__hash__", "(self, /)", |interp, args| {
        let source = pattern(interp, &args[0])?.source.clone();
        Ok(Value::Int((interp.hash(&source)? >> 2) as i64))
    }),
    def("__copy__", "(self, /)", |_, args| Ok(args[0].clone())),
    def("__deepcopy__", "(self, memo, /)", |_, args| {
        Ok(args[0].clone())
    }),
];

const PATTERN_ATTRIBUTES: &[Attribute] = &[
    Attribute {
        name: "pattern",
        get: |interp, this| Ok(pattern(interp, this)?.source.clone()),
        set: None,
    },
    Attribute {
        name: "flags",
        get: |interp, this| Ok(Value::Int(pattern(interp, this)?.flags)),
        set: None,
    },
    Attribute {
        name: "groups",
        get: |interp, this| {
            Ok(Value::size(
                pattern(interp, this)?.names.len().saturating_sub(1),
            ))
        },
        set: None,
    },
    Attribute {
        name: "groupindex",
        get: |interp, this| {
            let names = pattern(interp, this)?.names.clone();
            let dict = interp.dict();
            for (index, name) in names.into_iter().enumerate() {
                if let Some(name) = name {
                    dict.set_str(Str::from(name), Value::size(index));
                }
            }
            Ok(Value::Dict(dict))
        },
        set: None,
    },
];

fn matched<'a>(interp: &Interp, value: &'a Value) -> PyResult<&'a Match> {
    value
        .data::<Match>()
        .ok_or_else(|| interp.type_error("a match is required"))
}

fn group_index(interp: &mut Interp, value: &Value, group: &Value) -> PyResult<usize> {
    let data = matched(interp, value)?;
    let count = data.groups.len();
    let found = match group.base() {
        Value::Int(index) => usize::try_from(*index).ok().filter(|index| *index < count),
        Value::Str(name) => match name.parse::<usize>() {
            Ok(index) => Some(index).filter(|index| *index < count),
            Err(_) => pattern(interp, &data.pattern)?
                .names
                .iter()
                .position(|own| own.as_deref() == Some(name.as_str())),
        },
        _ => None,
    };
    found.ok_or_else(|| interp.index_error("no such group"))
}

const MATCH_METHODS: &[Definition] = &[
    def("group", "(self, /, *args)", |interp, args| {
        let wanted = interp.collect(&args[1])?;
        let mut values = Vec::new();
        for group in &wanted {
            let index = group_index(interp, &args[0], group)?;
            values.push(group_value(matched(interp, &args[0])?, index, Value::None));
        }
        match values.len() {
            0 => Ok(group_value(matched(interp, &args[0])?, 0, Value::None)),
            1 => Ok(values.remove(0)),
            _ => Ok(Value::tuple(values)),
        }
    }),
    def("__getitem__", "(self, key, /)", |interp, args| {
        let index = group_index(interp, &args[0], &args[1])?;
        Ok(group_value(matched(interp, &args[0])?, index, Value::None))
    }),
    def("groups", "(self, default=None)", |interp, args| {
        let data = matched(interp, &args[0])?;
        let default = args[1].clone().or(Value::None);
        Ok(Value::tuple(
            (1..data.groups.len())
                .map(|index| group_value(data, index, default.clone()))
                .collect(),
        ))
    }),
    def("groupdict", "(self, default=None)", |interp, args| {
        let data = matched(interp, &args[0])?;
        let names = pattern(interp, &data.pattern)?.names.clone();
        let dict = interp.dict();
        for (index, name) in names.into_iter().enumerate() {
            if let Some(name) = name {
                dict.set_str(
                    Str::from(name),
                    group_value(data, index, args[1].clone().or(Value::None)),
                );
            }
        }
        Ok(Value::Dict(dict))
    }),
    def("start", "(self, group=0, /)", |interp, args| {
        edge(interp, args, 0)
    }),
    def("end", "(self, group=0, /)", |interp, args| {
        edge(interp, args, 1)
    }),
    def("span", "(self, group=0, /)", |interp, args| {
        Ok(Value::tuple(vec![
            edge(interp, args, 0)?,
            edge(interp, args, 1)?,
        ]))
    }),
    def("expand", "(self, template, /)", |interp, args| {
        let is_bytes = matched(interp, &args[0])?.is_bytes;
        let template = subject(interp, &args[1], is_bytes)?;
        let text = expand(interp, &template, &args[0])?;
        Ok(part(&text, is_bytes))
    }),
    def("__repr__", "(self, /)", |interp, args| {
        let data = matched(interp, &args[0])?;
        let (start, end) = span(&args[0]);
        let (from, to) = (char_index(&data.text, start), char_index(&data.text, end));
        let text = group_value(data, 0, Value::None);
        let text = interp.repr(&text)?;
        Ok(Value::str(format!(
            "<re.Match object; span=({from}, {to}), match={text}>"
        )))
    }),
    def("__bool__", "(self, /)", |_, _| Ok(Value::Bool(true))),
];

fn edge(interp: &mut Interp, args: &[Value], which: usize) -> PyResult {
    let index = match args[1].bound() {
        Some(group) => group_index(interp, &args[0], group)?,
        None => 0,
    };
    let data = matched(interp, &args[0])?;
    Ok(match data.groups.get(index).copied().flatten() {
        Some((start, end)) => {
            Value::size(char_index(&data.text, if which == 0 { start } else { end }))
        }
        None => Value::Int(-1),
    })
}

const MATCH_ATTRIBUTES: &[Attribute] = &[
    Attribute {
        name: "string",
        get: |interp, this| matched(interp, this).map(|data| part(&data.text, data.is_bytes)),
        set: None,
    },
    Attribute {
        name: "re",
        get: |interp, this| Ok(matched(interp, this)?.pattern.clone()),
        set: None,
    },
    Attribute {
        name: "pos",
        get: |interp, this| {
            matched(interp, this).map(|data| Value::size(char_index(&data.text, data.start)))
        },
        set: None,
    },
    Attribute {
        name: "endpos",
        get: |interp, this| {
            matched(interp, this).map(|data| Value::size(char_index(&data.text, data.end)))
        },
        set: None,
    },
    Attribute {
        name: "lastindex",
        get: |interp, this| {
            let data = matched(interp, this)?;
            Ok((1..data.groups.len())
                .rev()
                .find(|index| data.groups[*index].is_some())
                .map_or(Value::None, Value::size))
        },
        set: None,
    },
    Attribute {
        name: "lastgroup",
        get: |interp, this| {
            let data = matched(interp, this)?;
            let names = &pattern(interp, &data.pattern)?.names;
            let last = (1..data.groups.len())
                .rev()
                .find(|index| data.groups[*index].is_some());
            Ok(last
                .and_then(|index| names.get(index).cloned().flatten())
                .map_or(Value::None, Value::str))
        },
        set: None,
    },
];

fn flags(interp: &mut Interp, value: &Value) -> PyResult<i64> {
    match value.bound() {
        Some(flags) => interp.index_clamped(flags),
        None => Ok(0),
    }
}

fn with_pattern(interp: &mut Interp, args: &[Value], flag_index: usize) -> PyResult {
    let flags = flags(interp, args.get(flag_index).unwrap_or(&Value::Unbound))?;
    compiled(interp, &args[0], flags)
}

const FUNCTIONS: &[Definition] = &[
    def("compile", "(pattern, flags=0)", |interp, args| {
        with_pattern(interp, args, 1)
    }),
    def("search", "(pattern, string, flags=0)", |interp, args| {
        let pattern = with_pattern(interp, args, 2)?;
        search(interp, &pattern, &args[1..2], Kind::Search)
    }),
    def("match", "(pattern, string, flags=0)", |interp, args| {
        let pattern = with_pattern(interp, args, 2)?;
        search(interp, &pattern, &args[1..2], Kind::Match)
    }),
    def("fullmatch", "(pattern, string, flags=0)", |interp, args| {
        let pattern = with_pattern(interp, args, 2)?;
        search(interp, &pattern, &args[1..2], Kind::Full)
    }),
    def("findall", "(pattern, string, flags=0)", |interp, args| {
        let pattern = with_pattern(interp, args, 2)?;
        find_all(interp, &pattern, &args[1..2])
    }),
    def("finditer", "(pattern, string, flags=0)", |interp, args| {
        let pattern = with_pattern(interp, args, 2)?;
        find_iter(interp, &pattern, &args[1..2])
    }),
    def(
        "sub",
        "(pattern, repl, string, count=0, flags=0)",
        |interp, args| {
            let pattern = with_pattern(interp, args, 4)?;
            Ok(substitute(interp, &pattern, &args[1], &args[2], &args[3])?.0)
        },
    ),
    def(
        "subn",
        "(pattern, repl, string, count=0, flags=0)",
        |interp, args| {
            let pattern = with_pattern(interp, args, 4)?;
            let (text, count) = substitute(interp, &pattern, &args[1], &args[2], &args[3])?;
            Ok(Value::tuple(vec![text, Value::size(count)]))
        },
    ),
    def(
        "split",
        "(pattern, string, maxsplit=0, flags=0)",
        |interp, args| {
            let pattern = with_pattern(interp, args, 3)?;
            split(interp, &pattern, &args[1], &args[2])
        },
    ),
    def("escape", "(pattern)", |interp, args| {
        let is_bytes = matches!(args[0].base(), Value::Bytes(_));
        let text = subject(interp, &args[0], is_bytes)?;
        let mut out = String::new();
        for character in text.chars() {
            if "()[]{}?*+-|^$\\.&~# \t\n\r\u{b}\u{c}".contains(character) {
                out.push('\\');
            }
            out.push(character);
        }
        Ok(part(&out, is_bytes))
    }),
    def("purge", "()", |interp, _| {
        module(interp).cache.borrow_mut().clear();
        Ok(Value::None)
    }),
];

pub(crate) fn fill(interp: &mut Interp, dict: &Rc<DictObject>) -> PyResult<()> {
    let classes = module(interp);
    add(interp, dict, "re", FUNCTIONS);
    for (name, class) in [
        ("Pattern", &classes.pattern),
        ("Match", &classes.matched),
        ("PatternError", &classes.error),
        ("error", &classes.error),
    ] {
        dict.set_str(interp.intern(name), Value::Class(class.clone()));
    }
    for (names, flag) in [
        (&["NOFLAG"][..], 0),
        (&["I", "IGNORECASE"], IGNORECASE),
        (&["L", "LOCALE"], 4),
        (&["M", "MULTILINE"], MULTILINE),
        (&["S", "DOTALL"], DOTALL),
        (&["U", "UNICODE"], UNICODE),
        (&["X", "VERBOSE"], VERBOSE),
        (&["A", "ASCII"], ASCII),
        (&["DEBUG"], 128),
    ] {
        for name in names {
            dict.set_str(interp.intern(name), Value::Int(flag));
        }
    }
    let int = Value::Class(interp.types.int.clone());
    dict.set_str(interp.intern("RegexFlag"), int);
    Ok(())
}
