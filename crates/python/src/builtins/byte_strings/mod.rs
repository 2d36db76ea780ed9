//! `bytes`, and what `bytearray` shares with it.

mod mutable;
mod search;
mod split;
mod view;

use std::rc::Rc;

use super::bytearray::{is_bytearray, with_bytes};
use super::slice::Slice;
use super::slots;
use crate::code::BinaryOp;
use crate::error::PyResult;
use crate::interp::Interp;
use crate::native::{Definition, def};
use crate::object::{Binding, Class};
use crate::value::Value;

/// The bytes that `self` is or holds.
fn bytes_of(interp: &Interp, value: &Value) -> PyResult<Vec<u8>> {
    with_bytes(value, <[u8]>::to_vec).ok_or_else(|| interp.wrong_receiver("bytes", value))
}

/// Bytes of the kind of `model`: a bytearray for a bytearray.
fn like(interp: &Interp, model: &Value, bytes: Vec<u8>) -> Value {
    if is_bytearray(model) {
        interp.new_bytearray(bytes)
    } else {
        Value::bytes(bytes)
    }
}

/// A parameter that must be bytes-like.
fn bytes_like(interp: &Interp, value: &Value) -> PyResult<Vec<u8>> {
    with_bytes(value, <[u8]>::to_vec).ok_or_else(|| {
        interp.type_error(format_args!(
            "a bytes-like object is required, not '{}'",
            interp.type_name(value)
        ))
    })
}

impl Interp {
    /// What `bytes(source, encoding, errors)` and `bytearray(…)` are filled with.
    fn bytes_from_source(
        &mut self,
        name: &str,
        source: &Value,
        encoding: &Value,
        errors: &Value,
    ) -> PyResult<Vec<u8>> {
        if !encoding.is_unbound() || !errors.is_unbound() {
            let (encoding_text, errors_text) = self.codec_arguments(name, encoding, errors)?;
            return match source.as_str() {
                Some(text) => {
                    let text = text.clone();
                    self.encode(&text, &encoding_text, &errors_text)
                }
                None if encoding.is_unbound() => {
                    Err(self.type_error("errors without a string argument"))
                }
                None => Err(self.type_error("encoding without a string argument")),
            };
        }
        if source.is_unbound() {
            return Ok(Vec::new());
        }
        if source.as_str().is_some() {
            return Err(self.type_error("string argument without an encoding"));
        }
        if with_bytes(source, |_| ()).is_none() && self.has_index(source) {
            let count = self.as_i64(source)?;
            let Ok(count) = usize::try_from(count) else {
                return Err(self.value_error("negative count"));
            };
            self.check_size(count)?;
            return Ok(vec![0; count]);
        }
        if name == "bytes" {
            self.bytes_argument(source)
        } else if let Some(bytes) = with_bytes(source, <[u8]>::to_vec) {
            Ok(bytes)
        } else if self.looks_iterable(source) || self.is_iterator(source) {
            self.bytes_from_iterable(source, "byte must be in range(0, 256)")
        } else {
            Err(self.type_error(format_args!(
                "cannot convert '{}' object to bytearray",
                self.type_name(source)
            )))
        }
    }
}

fn new(interp: &mut Interp, args: &[Value]) -> PyResult {
    let exact = interp.types.bytes.clone();
    let value = match &args[1] {
        same @ Value::Bytes(_) if args[2].is_unbound() && args[3].is_unbound() => same.clone(),
        source => {
            let bytes = interp.bytes_from_source("bytes", source, &args[2], &args[3])?;
            Value::bytes(bytes)
        }
    };
    interp.base_instance(&args[0], &exact, value)
}

fn decode(interp: &mut Interp, args: &[Value]) -> PyResult {
    let bytes = bytes_of(interp, &args[0])?;
    let (encoding, errors) = interp.codec_arguments("decode", &args[1], &args[2])?;
    Ok(Value::str(interp.decode(&bytes, &encoding, &errors)?))
}

fn hex(interp: &mut Interp, args: &[Value]) -> PyResult {
    use std::fmt::Write;
    let bytes = bytes_of(interp, &args[0])?;
    interp.check_size(bytes.len().saturating_mul(3))?;
    let separator = match args[1].bound() {
        None => None,
        Some(separator) => {
            let text = match separator.as_str() {
                Some(text) => text.to_string(),
                None => match with_bytes(separator, |bytes| {
                    bytes.iter().copied().map(char::from).collect::<String>()
                }) {
                    Some(text) => text,
                    None => {
                        return Err(interp.type_error(format_args!(
                            "object of type '{}' has no len()",
                            interp.type_name(separator)
                        )));
                    }
                },
            };
            let mut characters = text.chars();
            match (characters.next(), characters.next()) {
                (Some(only), None) if only.is_ascii() => Some(only),
                (Some(_), None) => return Err(interp.value_error("sep must be ASCII.")),
                _ => return Err(interp.value_error("sep must be length 1.")),
            }
        }
    };
    let group = match args[2].bound() {
        Some(group) => interp.as_i64(group)?,
        None => 1,
    };
    let size = usize::try_from(group.unsigned_abs()).unwrap_or(usize::MAX);
    let mut text = String::with_capacity(bytes.len() * 2);
    for (index, byte) in bytes.iter().enumerate() {
        if let Some(separator) = separator
            && size > 0
            && index > 0
        {
            let position = if group > 0 {
                bytes.len() - index
            } else {
                index
            };
            if position % size == 0 {
                text.push(separator);
            }
        }
        // Writing into a string can't fail.
        let _ = write!(text, "{byte:02x}");
    }
    Ok(Value::str(text))
}

fn from_hex(interp: &mut Interp, args: &[Value]) -> PyResult {
    let text = match args[1].as_str() {
        Some(text) => text.to_string(),
        None => with_bytes(&args[1], |bytes| {
            bytes.iter().copied().map(char::from).collect::<String>()
        })
        .ok_or_else(|| {
            interp.type_error(format_args!(
                "fromhex() argument must be str or bytes-like, not {}",
                interp.type_name(&args[1])
            ))
        })?,
    };
    let mut bytes = Vec::with_capacity(text.len() / 2);
    let mut first: Option<u8> = None;
    for (index, character) in text.chars().enumerate() {
        match (character.to_digit(16), first) {
            (Some(digit), None) => first = Some(digit as u8),
            (Some(digit), Some(high)) => {
                bytes.push(high << 4 | digit as u8);
                first = None;
            }
            (None, None) if character.is_ascii_whitespace() || character == '\u{b}' => {}
            (None, _) => {
                return Err(interp.value_error(format_args!(
                    "non-hexadecimal number found in fromhex() arg at position {index}"
                )));
            }
        }
    }
    if first.is_some() {
        return Err(
            interp.value_error("fromhex() arg must contain an even number of hexadecimal digits")
        );
    }
    match &args[0] {
        Value::Class(class) if Rc::ptr_eq(class, &interp.types.bytes) => Ok(Value::bytes(bytes)),
        Value::Class(class) if Rc::ptr_eq(class, &interp.types.bytearray) => {
            Ok(interp.new_bytearray(bytes))
        }
        class => interp.call(class, &[Value::bytes(bytes)]),
    }
}

fn get_item(interp: &mut Interp, args: &[Value]) -> PyResult {
    if let base @ Value::Bytes(_) = args[0].base() {
        return Ok(interp
            .builtin_get_item(base, &args[1])?
            .unwrap_or(Value::NotImplemented));
    }
    let bytes = bytes_of(interp, &args[0])?;
    if let Some(slice) = args[1].data::<Slice>() {
        let bounds = interp.resolve_slice(slice, bytes.len())?;
        return Ok(interp.new_bytearray(crate::ops::select(&bytes, bounds)));
    }
    let index = interp.sequence_index(
        &args[1],
        "bytearray indices must be integers or slices, not {}",
    )?;
    match Interp::position(index, bytes.len()) {
        Some(index) => Ok(Value::Int(i64::from(bytes[index]))),
        None => Err(interp.index_error("bytearray index out of range")),
    }
}

fn translate(interp: &mut Interp, args: &[Value]) -> PyResult {
    let bytes = bytes_of(interp, &args[0])?;
    let table = if args[1].is_none() {
        None
    } else {
        let table = bytes_like(interp, &args[1])?;
        if table.len() != 256 {
            return Err(interp.value_error("translation table must be 256 characters long"));
        }
        Some(table)
    };
    let deleted = match args[2].bound() {
        Some(deleted) => bytes_like(interp, deleted)?,
        None => Vec::new(),
    };
    let result = bytes
        .into_iter()
        .filter(|byte| !deleted.contains(byte))
        .map(|byte| match &table {
            Some(table) => table.get(usize::from(byte)).copied().unwrap_or(byte),
            None => byte,
        })
        .collect();
    Ok(like(interp, &args[0], result))
}

fn make_translation(interp: &mut Interp, args: &[Value]) -> PyResult {
    let from = bytes_like(interp, &args[0])?;
    let to = bytes_like(interp, &args[1])?;
    if from.len() != to.len() {
        return Err(interp.value_error("maketrans arguments must have same length"));
    }
    let mut table: Vec<u8> = (0..=255).collect();
    for (from, to) in from.into_iter().zip(to) {
        table[usize::from(from)] = to;
    }
    Ok(Value::bytes(table))
}

fn join(interp: &mut Interp, args: &[Value]) -> PyResult {
    let separator = bytes_of(interp, &args[0])?;
    let items = match interp.collect(&args[1]) {
        Ok(items) => items,
        Err(raised) if raised.is(&interp.types.type_error) && !interp.looks_iterable(&args[1]) => {
            return Err(interp.type_error("can only join an iterable"));
        }
        Err(raised) => return Err(raised),
    };
    let mut result = Vec::new();
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            result.extend_from_slice(&separator);
        }
        let was_bytes = with_bytes(item, |bytes| result.extend_from_slice(bytes));
        if was_bytes.is_none() {
            return Err(interp.type_error(format_args!(
                "sequence item {index}: expected a bytes-like object, {} found",
                interp.type_name(item)
            )));
        }
        interp.check_size(result.len())?;
    }
    Ok(like(interp, &args[0], result))
}

/// A change of each byte by itself.
fn map(interp: &mut Interp, args: &[Value], change: impl FnOnce(&mut Vec<u8>)) -> PyResult {
    let mut bytes = bytes_of(interp, &args[0])?;
    change(&mut bytes);
    Ok(like(interp, &args[0], bytes))
}

fn title(bytes: &mut [u8]) {
    let mut is_inside = false;
    for byte in bytes {
        if is_inside {
            byte.make_ascii_lowercase();
        } else {
            byte.make_ascii_uppercase();
        }
        is_inside = byte.is_ascii_alphabetic();
    }
}

fn is_title(bytes: &[u8]) -> bool {
    let mut expected = bytes.to_vec();
    title(&mut expected);
    expected == bytes && bytes.iter().any(u8::is_ascii_alphabetic)
}

/// A question that every byte must answer with yes, and there must be one.
fn all(interp: &Interp, args: &[Value], test: fn(&u8) -> bool) -> PyResult {
    let bytes = bytes_of(interp, &args[0])?;
    Ok(Value::Bool(!bytes.is_empty() && bytes.iter().all(test)))
}

/// Whether there are letters, and none of the wrong case.
fn all_cased(interp: &Interp, args: &[Value], wrong: fn(&u8) -> bool) -> PyResult {
    let bytes = bytes_of(interp, &args[0])?;
    Ok(Value::Bool(
        bytes.iter().any(u8::is_ascii_alphabetic) && !bytes.iter().any(wrong),
    ))
}

pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t'..=b'\r')
}

const STATIC: &[Definition] = &[def("maketrans", "(frm, to, /)", make_translation)];

const CLASS: &[Definition] = &[def("fromhex", "(type, string, /)", from_hex)];

const METHODS: &[Definition] = &[
    def(
        "decode",
        "(self, /, encoding='utf-8', errors='strict')",
        decode,
    ),
    def("hex", "(self, sep=None, bytes_per_sep=1)", hex),
    def("__getitem__", "(self, key, /)", get_item),
    def("translate", "(self, table, /, delete=b'')", translate),
    def("join", "(self, iterable_of_bytes, /)", join),
    def("lower", "(self, /)", |interp, args| {
        map(interp, args, |bytes| bytes.make_ascii_lowercase())
    }),
    def("upper", "(self, /)", |interp, args| {
        map(interp, args, |bytes| bytes.make_ascii_uppercase())
    }),
    def("title", "(self, /)", |interp, args| {
        map(interp, args, |bytes| title(bytes))
    }),
    def("capitalize", "(self, /)", |interp, args| {
        map(interp, args, |bytes| {
            bytes.make_ascii_lowercase();
            if let Some(first) = bytes.first_mut() {
                first.make_ascii_uppercase();
            }
        })
    }),
    def("swapcase", "(self, /)", |interp, args| {
        map(interp, args, |bytes| {
            for byte in bytes {
                if byte.is_ascii_alphabetic() {
                    *byte ^= 0x20;
                }
            }
        })
    }),
    def("isalnum", "(self, /)", |interp, args| {
        all(interp, args, u8::is_ascii_alphanumeric)
    }),
    def("isalpha", "(self, /)", |interp, args| {
        all(interp, args, u8::is_ascii_alphabetic)
    }),
    def("isdigit", "(self, /)", |interp, args| {
        all(interp, args, u8::is_ascii_digit)
    }),
    def("isspace", "(self, /)", |interp, args| {
        all(interp, args, |&byte| is_space(byte))
    }),
    def("isascii", "(self, /)", |interp, args| {
        Ok(Value::Bool(bytes_of(interp, &args[0])?.is_ascii()))
    }),
    def("islower", "(self, /)", |interp, args| {
        all_cased(interp, args, u8::is_ascii_uppercase)
    }),
    def("isupper", "(self, /)", |interp, args| {
        all_cased(interp, args, u8::is_ascii_lowercase)
    }),
    def("istitle", "(self, /)", |interp, args| {
        Ok(Value::Bool(is_title(&bytes_of(interp, &args[0])?)))
    }),
];

/// What `bytes` and `bytearray` have in common.
fn install_shared(interp: &Interp, class: &Rc<Class>) {
    interp.add_methods(class, Binding::StaticMethod, STATIC);
    interp.add_methods(class, Binding::ClassMethod, CLASS);
    interp.add_methods(class, Binding::Method, METHODS);
    interp.add_methods(class, Binding::Method, search::METHODS);
    interp.add_methods(class, Binding::Method, split::METHODS);
    slots::add_comparisons(interp, class);
    slots::add_operator(interp, class, BinaryOp::Add);
    slots::add_operators(interp, class, &[BinaryOp::Multiply, BinaryOp::Remainder]);
}

/// Give `bytes`, `bytearray` and `memoryview` their methods.
pub fn install(interp: &Interp) {
    let class = interp.types.bytes.clone();
    install_shared(interp, &class);
    slots::add_container(interp, &class);
    slots::add_repr_and_hash(interp, &class);
    interp.add_methods(
        &class,
        Binding::StaticMethod,
        &[def(
            "__new__",
            "(type, source=b'', encoding='utf-8', errors='strict')",
            new,
        )],
    );
    interp.add_methods(
        &class,
        Binding::Method,
        &[
            def("__bytes__", "(self, /)", |interp, args| {
                Ok(Value::bytes(bytes_of(interp, &args[0])?))
            }),
            def("__getnewargs__", "(self, /)", |interp, args| {
                Ok(Value::tuple(vec![Value::bytes(bytes_of(
                    interp, &args[0],
                )?)]))
            }),
        ],
    );
    let class = interp.types.bytearray.clone();
    install_shared(interp, &class);
    mutable::install(interp, &class);
    view::install(interp);
}
