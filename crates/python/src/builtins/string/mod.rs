//! `str`: its constructor, what it asks about its characters, and the methods that fit nowhere else.

mod case;
mod search;
mod split;
mod template;

use super::bytearray::with_bytes;
use super::number_text::{decimal_digit, is_space};
use super::slots;
use crate::code::BinaryOp;
use crate::error::PyResult;
use crate::interp::Interp;
use crate::native::{Definition, def};
use crate::object::Binding;
use crate::value::{Str, Value};

/// The text that `self` is or holds.
fn text_of(interp: &Interp, value: &Value) -> PyResult<Str> {
    match value.as_str() {
        Some(text) => Ok(text.clone()),
        None => Err(interp.wrong_receiver("str", value)),
    }
}

/// A parameter that must be a string: "find() argument 1 must be str, not int".
fn text_argument(interp: &Interp, value: &Value, place: &str) -> PyResult<Str> {
    match value.as_str() {
        Some(text) => Ok(text.clone()),
        None => Err(interp.type_error(format_args!(
            "{place} must be str, not {}",
            interp.type_name(value)
        ))),
    }
}

fn new(interp: &mut Interp, args: &[Value]) -> PyResult {
    let exact = interp.types.str_.clone();
    let text = match (&args[1], args[2].bound(), args[3].bound()) {
        (Value::Unbound, _, _) => Str::from(""),
        (value, None, None) => interp.str(value)?,
        (value, _, _) => {
            let (encoding, errors) = interp.codec_arguments("str", &args[2], &args[3])?;
            match with_bytes(value, <[u8]>::to_vec) {
                Some(bytes) => Str::from(interp.decode(&bytes, &encoding, &errors)?),
                None if value.as_str().is_some() => {
                    return Err(interp.type_error("decoding str is not supported"));
                }
                None => {
                    return Err(interp.type_error(format_args!(
                        "decoding to str: need a bytes-like object, {} found",
                        interp.type_name(value)
                    )));
                }
            }
        }
    };
    interp.base_instance(&args[0], &exact, Value::Str(text))
}

fn encode(interp: &mut Interp, args: &[Value]) -> PyResult {
    let text = text_of(interp, &args[0])?;
    let (encoding, errors) = interp.codec_arguments("encode", &args[1], &args[2])?;
    Ok(Value::bytes(interp.encode(&text, &encoding, &errors)?))
}

fn join(interp: &mut Interp, args: &[Value]) -> PyResult {
    let separator = text_of(interp, &args[0])?;
    let items = match interp.collect(&args[1]) {
        Ok(items) => items,
        Err(raised) if raised.is(&interp.types.type_error) && !interp.looks_iterable(&args[1]) => {
            return Err(interp.type_error("can only join an iterable"));
        }
        Err(raised) => return Err(raised),
    };
    let mut size = separator
        .len()
        .saturating_mul(items.len().saturating_sub(1));
    for (index, item) in items.iter().enumerate() {
        match item.as_str() {
            Some(text) => size = size.saturating_add(text.len()),
            None => {
                return Err(interp.type_error(format_args!(
                    "sequence item {index}: expected str instance, {} found",
                    interp.type_name(item)
                )));
            }
        }
    }
    if let [Value::Str(only)] = items.as_slice() {
        return Ok(Value::Str(only.clone()));
    }
    interp.check_size(size)?;
    interp.charge(items.len() as u64 / 8 + size as u64 / 256)?;
    let mut result = String::with_capacity(size);
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            result.push_str(&separator);
        }
        result.push_str(item.as_str().map_or("", Str::as_str));
    }
    Ok(Value::str(result))
}

/// A question that every character must answer with yes, and there must be one.
fn all(interp: &Interp, args: &[Value], test: impl Fn(char) -> bool) -> PyResult {
    let text = text_of(interp, &args[0])?;
    Ok(Value::Bool(!text.is_empty() && text.chars().all(test)))
}

/// Whether it is a letter to Python: letters that are numbers, as Roman numerals are, aren't.
fn is_letter(character: char) -> bool {
    character.is_alphabetic() && !character.is_numeric()
}

/// Digits that aren't decimal ones: superscripts, subscripts, circled digits.
fn is_other_digit(character: char) -> bool {
    matches!(u32::from(character),
        0xb2 | 0xb3 | 0xb9 | 0x2070 | 0x2074..=0x2079 | 0x2080..=0x2089 | 0x2460..=0x2468 | 0x2474..=0x247c | 0x2488..=0x2490
        | 0x24ea | 0x24f5..=0x24fd | 0x24ff | 0x2776..=0x277e | 0x2780..=0x2788 | 0x278a..=0x2792)
}

fn is_identifier(text: &str) -> bool {
    let mut characters = text.chars();
    characters
        .next()
        .is_some_and(|first| first == '_' || first.is_alphabetic())
        && characters.all(|character| character == '_' || character.is_alphanumeric())
}

fn translate(interp: &mut Interp, args: &[Value]) -> PyResult {
    let text = text_of(interp, &args[0])?;
    let table = &args[1];
    let mut result = String::with_capacity(text.len());
    for character in text.chars() {
        let key = Value::Int(i64::from(u32::from(character)));
        let replacement = match table {
            Value::Dict(dict) => interp.dict_get(dict, &key)?,
            _ => match interp.get_item(table, &key) {
                Ok(found) => Some(found),
                Err(raised) if raised.is(&interp.types.lookup_error) => None,
                Err(raised) => return Err(raised),
            },
        };
        let Some(replacement) = replacement else {
            result.push(character);
            continue;
        };
        if let Some(text) = replacement.as_str() {
            result.push_str(text);
            interp.check_size(result.len())?;
            continue;
        }
        match replacement.base() {
            Value::None => {}
            Value::Int(code) => match u32::try_from(*code).ok().and_then(char::from_u32) {
                Some(character) => result.push(character),
                None => {
                    return Err(interp.value_error("character mapping must be in range(0x110000)"));
                }
            },
            _ => {
                return Err(interp.type_error("character mapping must return integer, None or str"));
            }
        }
    }
    Ok(Value::str(result))
}

fn make_translation(interp: &mut Interp, args: &[Value]) -> PyResult {
    let result = interp.dict();
    let key_of = |character: char| Value::Int(i64::from(u32::from(character)));
    if args[1].is_unbound() {
        let Value::Dict(source) = args[0].base() else {
            return Err(
                interp.type_error("if you give only one argument to maketrans it must be a dict")
            );
        };
        for (key, value) in source.entries() {
            let key = match key.as_str() {
                Some(text) => {
                    let mut characters = text.chars();
                    match (characters.next(), characters.next()) {
                        (Some(only), None) => key_of(only),
                        _ => {
                            return Err(interp.value_error(
                                "string keys in translate table must be of length 1",
                            ));
                        }
                    }
                }
                None if matches!(key.base(), Value::Int(_) | Value::Bool(_)) => key,
                None => {
                    return Err(
                        interp.type_error("keys in translate table must be strings or integers")
                    );
                }
            };
            let old = interp.dict_set(&result, &key, value)?;
            drop(old);
        }
        return Ok(Value::Dict(result));
    }
    let to = text_argument(interp, &args[1], "maketrans() argument 2")?;
    let Some(from) = args[0].as_str().cloned() else {
        return Err(interp.type_error(
            "first maketrans argument must be a string if there is a second argument",
        ));
    };
    if from.char_count() != to.char_count() {
        return Err(interp.value_error("the first two maketrans arguments must have equal length"));
    }
    for (from, to) in from.chars().zip(to.chars()) {
        let old = interp.dict_set(&result, &key_of(from), key_of(to))?;
        drop(old);
    }
    if let Some(deleted) = args[2].bound() {
        let deleted = text_argument(interp, deleted, "maketrans() argument 3")?;
        for character in deleted.chars() {
            let old = interp.dict_set(&result, &key_of(character), Value::None)?;
            drop(old);
        }
    }
    Ok(Value::Dict(result))
}

const STATIC: &[Definition] = &[
    def(
        "__new__",
        "(type, object='', encoding='utf-8', errors='strict')",
        new,
    ),
    def("maketrans", "(x, y=None, z=None, /)", make_translation),
];

const METHODS: &[Definition] = &[
    def("__str__", "(self, /)", |interp, args| {
        text_of(interp, &args[0]).map(Value::Str)
    }),
    def("__getnewargs__", "(self, /)", |interp, args| {
        Ok(Value::tuple(vec![Value::Str(text_of(interp, &args[0])?)]))
    }),
    def(
        "encode",
        "(self, /, encoding='utf-8', errors='strict')",
        encode,
    ),
    def("join", "(self, iterable, /)", join),
    def("translate", "(self, table, /)", translate),
    def("isalnum", "(self, /)", |interp, args| {
        all(interp, args, |character| {
            is_letter(character) || character.is_numeric() || is_other_digit(character)
        })
    }),
    def("isalpha", "(self, /)", |interp, args| {
        all(interp, args, is_letter)
    }),
    def("isascii", "(self, /)", |interp, args| {
        Ok(Value::Bool(text_of(interp, &args[0])?.is_ascii()))
    }),
    def("isdecimal", "(self, /)", |interp, args| {
        all(interp, args, |character| decimal_digit(character).is_some())
    }),
    def("isdigit", "(self, /)", |interp, args| {
        all(interp, args, |character| {
            decimal_digit(character).is_some() || is_other_digit(character)
        })
    }),
    def("isnumeric", "(self, /)", |interp, args| {
        all(interp, args, |character| {
            character.is_numeric()
                || "\u{96f6}\u{3007}\u{4e00}\u{4e8c}\u{4e09}\u{56db}\u{4e94}\u{516d}\u{4e03}\u{516b}\u{4e5d}\u{5341}\u{767e}\u{5343}\u{842c}\u{4e07}\u{5104}"
                    .contains(character)
        })
    }),
    def("isspace", "(self, /)", |interp, args| {
        all(interp, args, is_space)
    }),
    def("isprintable", "(self, /)", |interp, args| {
        let text = text_of(interp, &args[0])?;
        Ok(Value::Bool(text.chars().all(super::is_printable)))
    }),
    def("isidentifier", "(self, /)", |interp, args| {
        Ok(Value::Bool(is_identifier(&text_of(interp, &args[0])?)))
    }),
];

/// Give `str` its methods.
pub fn install(interp: &Interp) {
    let class = interp.types.str_.clone();
    interp.add_methods(&class, Binding::StaticMethod, STATIC);
    interp.add_methods(&class, Binding::Method, METHODS);
    interp.add_methods(&class, Binding::Method, case::METHODS);
    interp.add_methods(&class, Binding::Method, search::METHODS);
    interp.add_methods(&class, Binding::Method, split::METHODS);
    interp.add_methods(&class, Binding::Method, template::METHODS);
    slots::add_comparisons(interp, &class);
    slots::add_container(interp, &class);
    slots::add_get_item(interp, &class);
    slots::add_operator(interp, &class, BinaryOp::Add);
    slots::add_operators(interp, &class, &[BinaryOp::Multiply, BinaryOp::Remainder]);
    slots::add_repr_and_hash(interp, &class);
    slots::add_format(interp, &class);
}
