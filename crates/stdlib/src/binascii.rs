//! `binascii` and `base64`.

use std::rc::Rc;

use base64::Engine as _;
use base64::alphabet::{STANDARD, URL_SAFE};
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use playground_python::error::{PyResult, Raised};
use playground_python::interp::Interp;
use playground_python::native::{Definition, def};
use playground_python::value::{DictObject, Value};

use crate::playground::add;

fn engine(is_url: bool) -> GeneralPurpose {
    let config = GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true);
    GeneralPurpose::new(if is_url { &URL_SAFE } else { &STANDARD }, config)
}

/// The bytes of a bytes-like argument, or of an ASCII string where that is allowed.
pub(crate) fn bytes(interp: &mut Interp, value: &Value, allows_text: bool) -> PyResult<Vec<u8>> {
    match value.base() {
        Value::Bytes(bytes) => Ok(bytes.to_vec()),
        Value::Str(text) if allows_text => {
            if !text.is_ascii() {
                return Err(
                    interp.value_error("string argument should contain only ASCII characters")
                );
            }
            Ok(text.as_bytes().to_vec())
        }
        Value::Object(object) if matches!(&*object.class().name(), "bytearray" | "memoryview") => {
            let class = Value::Class(interp.types.bytes.clone());
            match interp.call(&class, std::slice::from_ref(value))? {
                Value::Bytes(bytes) => Ok(bytes.to_vec()),
                _ => Ok(Vec::new()),
            }
        }
        _ => {
            let name = interp.type_name(value);
            Err(interp.type_error(if allows_text {
                format!("argument should be bytes, buffer or ASCII string, not '{name}'")
            } else {
                format!("a bytes-like object is required, not '{name}'")
            }))
        }
    }
}

fn error(interp: &mut Interp, message: &str) -> Raised {
    let make = |interp: &mut Interp| -> PyResult {
        let module = interp.import("binascii")?;
        let class = interp.attribute(&module, "Error")?;
        interp.call(&class, &[Value::str(message)])
    };
    match make(interp) {
        Ok(made) => match interp.to_raised(&made) {
            Ok(raised) | Err(raised) => raised,
        },
        Err(raised) => raised,
    }
}

/// Decode as CPython does: what isn't in the alphabet is skipped unless the check is strict.
fn decode(interp: &mut Interp, data: &[u8], is_url: bool, is_strict: bool) -> PyResult {
    let in_alphabet = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/');
    let mut kept = Vec::new();
    let mut padding = 0;
    for byte in data {
        let byte = match byte {
            b'-' if is_url => b'+',
            b'_' if is_url => b'/',
            other => *other,
        };
        if byte == b'=' {
            padding += 1;
            if kept.len() % 4 >= 2 && kept.len() % 4 + padding >= 4 {
                break;
            }
        } else if in_alphabet(&byte) {
            padding = 0;
            kept.push(byte);
        } else if is_strict {
            return Err(error(interp, "Only base64 data is allowed"));
        }
    }
    match kept.len() % 4 {
        0 => {}
        1 => {
            let count = kept.len();
            let message = format!(
                "Invalid base64-encoded string: number of data characters ({count}) cannot be 1 more than a multiple of 4"
            );
            return Err(error(interp, &message));
        }
        rest if rest + padding < 4 => return Err(error(interp, "Incorrect padding")),
        _ => {}
    }
    match engine(false).decode(&kept) {
        Ok(bytes) => Ok(Value::bytes(bytes)),
        Err(_) => Err(error(interp, "Incorrect padding")),
    }
}

fn hex(data: &[u8]) -> String {
    data.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex(interp: &mut Interp, data: &[u8]) -> PyResult {
    if !data.len().is_multiple_of(2) {
        return Err(error(interp, "Odd-length string"));
    }
    let mut result = Vec::with_capacity(data.len() / 2);
    for pair in data.chunks(2) {
        let byte = std::str::from_utf8(pair)
            .ok()
            .and_then(|pair| u8::from_str_radix(pair, 16).ok());
        match byte {
            Some(byte) => result.push(byte),
            None => return Err(error(interp, "Non-hexadecimal digit found")),
        }
    }
    Ok(Value::bytes(result))
}

/// CRC-32 as in zlib (polynomial 0xEDB88320).
pub(crate) fn crc32(data: &[u8], start: u32) -> u32 {
    let mut crc = !start;
    for byte in data {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = if crc & 1 == 1 {
                (crc >> 1) ^ 0xedb8_8320
            } else {
                crc >> 1
            };
        }
    }
    !crc
}

const BINASCII: &[Definition] = &[
    def(
        "hexlify",
        "(data, sep=None, bytes_per_sep=1)",
        |interp, args| {
            let data = bytes(interp, &args[0], false)?;
            Ok(Value::bytes(hex(&data).into_bytes()))
        },
    ),
    def(
        "b2a_hex",
        "(data, sep=None, bytes_per_sep=1)",
        |interp, args| {
            let data = bytes(interp, &args[0], false)?;
            Ok(Value::bytes(hex(&data).into_bytes()))
        },
    ),
    def("unhexlify", "(hexstr, /)", |interp, args| {
        let data = bytes(interp, &args[0], true)?;
        unhex(interp, &data)
    }),
    def("a2b_hex", "(hexstr, /)", |interp, args| {
        let data = bytes(interp, &args[0], true)?;
        unhex(interp, &data)
    }),
    def(
        "b2a_base64",
        "(data, /, *, newline=True)",
        |interp, args| {
            let data = bytes(interp, &args[0], false)?;
            let mut text = engine(false).encode(data);
            if args[1].is_unbound() || interp.truth(&args[1])? {
                text.push('\n');
            }
            Ok(Value::bytes(text.into_bytes()))
        },
    ),
    def(
        "a2b_base64",
        "(data, /, *, strict_mode=False)",
        |interp, args| {
            let data = bytes(interp, &args[0], true)?;
            decode(interp, &data, false, false)
        },
    ),
    def("crc32", "(data, crc=0, /)", |interp, args| {
        let data = bytes(interp, &args[0], false)?;
        let start = if args[1].is_unbound() {
            0
        } else {
            interp.index_clamped(&args[1])? as u32
        };
        Ok(Value::Int(i64::from(crc32(&data, start))))
    }),
];

fn encode(interp: &mut Interp, args: &[Value], is_url: bool) -> PyResult {
    let data = bytes(interp, &args[0], false)?;
    let mut text = engine(is_url).encode(data).into_bytes();
    if let Some(alternatives) = args.get(1).and_then(Value::bound)
        && !alternatives.is_none()
    {
        let alternatives = bytes(interp, alternatives, false)?;
        if let [plus, slash] = alternatives.as_slice() {
            for byte in &mut text {
                match byte {
                    b'+' => *byte = *plus,
                    b'/' => *byte = *slash,
                    _ => {}
                }
            }
        }
    }
    Ok(Value::bytes(text))
}

/// Base 32 and 16 share a shape: groups of bits and an alphabet.
fn base32(data: &[u8]) -> Vec<u8> {
    const ALPHABET: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let mut out = Vec::new();
    for chunk in data.chunks(5) {
        let mut block = [0; 8];
        block[3..3 + chunk.len()].copy_from_slice(chunk);
        let word = u64::from_be_bytes(block);
        let digits = (chunk.len() * 8).div_ceil(5);
        for index in 0..8 {
            out.push(if index < digits {
                ALPHABET[(word >> (35 - 5 * index) & 31) as usize]
            } else {
                b'='
            });
        }
    }
    out
}

fn unbase32(interp: &mut Interp, data: &[u8]) -> PyResult {
    let mut out = Vec::new();
    let (mut word, mut bits) = (0_u64, 0_u32);
    for byte in data.iter().filter(|byte| **byte != b'=') {
        let digit = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'2'..=b'7' => byte - b'2' + 26,
            _ => return Err(error(interp, "Non-base32 digit found")),
        };
        word = word << 5 | u64::from(digit);
        bits += 5;
        if bits >= 8 {
            bits -= 8;
            out.push((word >> bits & 0xff) as u8);
        }
    }
    Ok(Value::bytes(out))
}

const BASE64: &[Definition] = &[
    def("b64encode", "(s, altchars=None)", |interp, args| {
        encode(interp, args, false)
    }),
    def("standard_b64encode", "(s)", |interp, args| {
        encode(interp, args, false)
    }),
    def("urlsafe_b64encode", "(s)", |interp, args| {
        encode(interp, args, true)
    }),
    def("encodebytes", "(s)", |interp, args| {
        let data = bytes(interp, &args[0], false)?;
        let mut out = Vec::new();
        for chunk in data.chunks(57) {
            out.extend(engine(false).encode(chunk).into_bytes());
            out.push(b'\n');
        }
        Ok(Value::bytes(out))
    }),
    def(
        "b64decode",
        "(s, altchars=None, validate=False)",
        |interp, args| {
            let data = bytes(interp, &args[0], true)?;
            let is_url = args[1]
                .bound()
                .is_some_and(|alternatives| !alternatives.is_none());
            let is_strict = !args[2].is_unbound() && interp.truth(&args[2])?;
            decode(interp, &data, is_url, is_strict)
        },
    ),
    def("standard_b64decode", "(s)", |interp, args| {
        let data = bytes(interp, &args[0], true)?;
        decode(interp, &data, false, false)
    }),
    def("urlsafe_b64decode", "(s)", |interp, args| {
        let data = bytes(interp, &args[0], true)?;
        decode(interp, &data, true, false)
    }),
    def("decodebytes", "(s)", |interp, args| {
        let data = bytes(interp, &args[0], false)?;
        decode(interp, &data, false, false)
    }),
    def("b16encode", "(s)", |interp, args| {
        let data = bytes(interp, &args[0], false)?;
        Ok(Value::bytes(hex(&data).to_uppercase().into_bytes()))
    }),
    def("b16decode", "(s, casefold=False)", |interp, args| {
        let data = bytes(interp, &args[0], true)?;
        unhex(interp, &data)
    }),
    def("b32encode", "(s)", |interp, args| {
        let data = bytes(interp, &args[0], false)?;
        Ok(Value::bytes(base32(&data)))
    }),
    def(
        "b32decode",
        "(s, casefold=False, map01=None)",
        |interp, args| {
            let data = bytes(interp, &args[0], true)?;
            unbase32(interp, &data)
        },
    ),
];

pub(crate) fn fill_binascii(interp: &mut Interp, module: &Rc<DictObject>) -> PyResult<()> {
    let base = interp.types.value_error.clone();
    for name in ["Error", "Incomplete"] {
        let class = interp.define_class("binascii", name, &base);
        module.set_str(interp.intern(name), Value::Class(class));
    }
    add(interp, module, "binascii", BINASCII);
    Ok(())
}

pub(crate) fn fill_base64(interp: &mut Interp, module: &Rc<DictObject>) -> PyResult<()> {
    add(interp, module, "base64", BASE64);
    let binascii = interp.import("binascii")?;
    module.set_str(interp.intern("binascii"), binascii);
    Ok(())
}
