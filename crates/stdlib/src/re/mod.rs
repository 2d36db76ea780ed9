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

mod matched;
mod search;
mod syntax;

use matched::{MATCH_ATTRIBUTES, MATCH_METHODS};
use search::{find_all, find_iter, search, split, substitute};
use syntax::{describe, translate};

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
            .map_err(Box::new)
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
