//! The codecs between text and bytes, with their ways to treat what can't be converted.

use std::rc::Rc;

use crate::error::{PyResult, Raised};
use crate::interp::Interp;
use crate::object::Class;
use crate::value::{Str, Value};

/// A codec of the core.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Codec {
    Utf8,
    Utf8Sig,
    Ascii,
    Latin1,
    Cp1252,
    Utf16(Order),
    Utf32(Order),
}

/// The order of bytes: by a mark at the beginning, or fixed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Order {
    Marked,
    Little,
    Big,
}

impl Codec {
    fn find(name: &str) -> Option<Codec> {
        let name: String = name
            .chars()
            .map(|character| match character {
                '_' | ' ' => '-',
                other => other.to_ascii_lowercase(),
            })
            .collect();
        Some(match name.as_str() {
            "utf-8" | "utf8" | "u8" | "utf" | "cp65001" => Codec::Utf8,
            "utf-8-sig" => Codec::Utf8Sig,
            "ascii" | "us-ascii" | "646" | "ansi-x3.4-1968" => Codec::Ascii,
            "latin-1" | "latin1" | "iso-8859-1" | "iso8859-1" | "8859" | "cp819" | "l1"
            | "latin" => Codec::Latin1,
            "cp1252" | "windows-1252" | "1252" => Codec::Cp1252,
            "utf-16" | "utf16" | "u16" => Codec::Utf16(Order::Marked),
            "utf-16-le" | "utf-16le" => Codec::Utf16(Order::Little),
            "utf-16-be" | "utf-16be" => Codec::Utf16(Order::Big),
            "utf-32" | "utf32" | "u32" => Codec::Utf32(Order::Marked),
            "utf-32-le" | "utf-32le" => Codec::Utf32(Order::Little),
            "utf-32-be" | "utf-32be" => Codec::Utf32(Order::Big),
            _ => return None,
        })
    }

    /// The name that error messages show.
    fn shown(self) -> &'static str {
        match self {
            Codec::Utf8 | Codec::Utf8Sig => "utf-8",
            Codec::Ascii => "ascii",
            Codec::Latin1 => "latin-1",
            Codec::Cp1252 => "charmap",
            Codec::Utf16(_) => "utf-16",
            Codec::Utf32(_) => "utf-32",
        }
    }
}

/// What Windows-1252 has at 0x80 to 0x9f.
const CP1252: [Option<char>; 32] = [
    Some('\u{20ac}'),
    None,
    Some('\u{201a}'),
    Some('\u{192}'),
    Some('\u{201e}'),
    Some('\u{2026}'),
    Some('\u{2020}'),
    Some('\u{2021}'),
    Some('\u{2c6}'),
    Some('\u{2030}'),
    Some('\u{160}'),
    Some('\u{2039}'),
    Some('\u{152}'),
    None,
    Some('\u{17d}'),
    None,
    None,
    Some('\u{2018}'),
    Some('\u{2019}'),
    Some('\u{201c}'),
    Some('\u{201d}'),
    Some('\u{2022}'),
    Some('\u{2013}'),
    Some('\u{2014}'),
    Some('\u{2dc}'),
    Some('\u{2122}'),
    Some('\u{161}'),
    Some('\u{203a}'),
    Some('\u{153}'),
    None,
    Some('\u{17e}'),
    Some('\u{178}'),
];

fn single_byte(codec: Codec, character: char) -> Option<u8> {
    let code = u32::from(character);
    match codec {
        Codec::Ascii => u8::try_from(code).ok().filter(u8::is_ascii),
        Codec::Cp1252 if code >= 0x80 && !(0xa0..=0xff).contains(&code) => CP1252
            .iter()
            .position(|&mapped| mapped == Some(character))
            .and_then(|index| u8::try_from(index + 0x80).ok()),
        _ => u8::try_from(code).ok(),
    }
}

/// One unit of UTF-16 or UTF-32 in an order of bytes.
fn put(bytes: &mut Vec<u8>, unit: u32, size: usize, order: Order) {
    let all = unit.to_be_bytes();
    let part = &all[4 - size..];
    if order == Order::Big {
        bytes.extend_from_slice(part);
    } else {
        bytes.extend(part.iter().rev());
    }
}

impl Interp {
    fn find_codec(&self, name: &str) -> PyResult<Codec> {
        Codec::find(name).ok_or_else(|| {
            self.error(
                &self.types.lookup_error,
                format_args!("unknown encoding: {name}"),
            )
        })
    }

    fn unknown_handler(&self, errors: &str) -> Raised {
        match errors {
            "surrogateescape" | "surrogatepass" | "namereplace" => self.unsupported(
                format_args!("the error handler '{errors}'"),
                "use 'replace' or 'backslashreplace'.",
            ),
            _ => self.error(
                &self.types.lookup_error,
                format_args!("unknown error handler name '{errors}'"),
            ),
        }
    }

    /// `text.encode(encoding, errors)`.
    pub fn encode(&self, text: &Str, encoding: &str, errors: &str) -> PyResult<Vec<u8>> {
        let codec = self.find_codec(encoding)?;
        self.check_size(text.len().saturating_mul(4))?;
        match codec {
            Codec::Utf8 => Ok(text.as_bytes().to_vec()),
            Codec::Utf8Sig => Ok([b"\xef\xbb\xbf", text.as_bytes()].concat()),
            Codec::Utf16(order) => {
                let mut bytes = Vec::with_capacity(text.len() * 2 + 2);
                if order == Order::Marked {
                    put(&mut bytes, 0xfeff, 2, order);
                }
                for unit in text.encode_utf16() {
                    put(&mut bytes, u32::from(unit), 2, order);
                }
                Ok(bytes)
            }
            Codec::Utf32(order) => {
                let mut bytes = Vec::with_capacity(text.len() * 4 + 4);
                if order == Order::Marked {
                    put(&mut bytes, 0xfeff, 4, order);
                }
                for character in text.chars() {
                    put(&mut bytes, u32::from(character), 4, order);
                }
                Ok(bytes)
            }
            Codec::Ascii | Codec::Latin1 | Codec::Cp1252 => self.encode_single(text, codec, errors),
        }
    }

    fn encode_single(&self, text: &Str, codec: Codec, errors: &str) -> PyResult<Vec<u8>> {
        let mut bytes = Vec::with_capacity(text.len());
        for (index, character) in text.chars().enumerate() {
            if let Some(byte) = single_byte(codec, character) {
                bytes.push(byte);
                continue;
            }
            match errors {
                "strict" => return Err(self.encode_error(text, codec, index)),
                "ignore" => {}
                "replace" => bytes.push(b'?'),
                "backslashreplace" => {
                    let mut escaped = String::new();
                    super::escape_character(character, &mut escaped);
                    bytes.extend(escaped.bytes());
                }
                "xmlcharrefreplace" => {
                    bytes.extend(format!("&#{};", u32::from(character)).bytes());
                }
                _ => return Err(self.unknown_handler(errors)),
            }
        }
        Ok(bytes)
    }

    /// An exception with the attributes that its constructor would have set.
    fn unicode_error(&self, class: &Rc<Class>, parts: [Value; 5]) -> Raised {
        let raised = self.exception(class, parts.to_vec());
        let dict = self.object_dict(&raised.0);
        for (name, part) in ["encoding", "object", "start", "end", "reason"]
            .into_iter()
            .zip(parts)
        {
            dict.set_str(self.intern(name), part);
        }
        raised
    }

    fn encode_error(&self, text: &Str, codec: Codec, start: usize) -> Raised {
        let count = text
            .chars()
            .skip(start)
            .take_while(|&character| single_byte(codec, character).is_none())
            .count();
        let reason = match codec {
            Codec::Ascii => "ordinal not in range(128)",
            Codec::Latin1 => "ordinal not in range(256)",
            _ => "character maps to <undefined>",
        };
        self.unicode_error(
            &self.types.unicode_encode_error,
            [
                Value::str(codec.shown()),
                Value::Str(text.clone()),
                Value::size(start),
                Value::size(start + count),
                Value::str(reason),
            ],
        )
    }

    /// `bytes.decode(encoding, errors)`.
    pub fn decode(&self, bytes: &[u8], encoding: &str, errors: &str) -> PyResult<String> {
        let codec = self.find_codec(encoding)?;
        self.check_size(bytes.len().saturating_mul(4))?;
        match codec {
            Codec::Utf8 => self.decode_utf8(bytes, errors),
            Codec::Utf8Sig => {
                self.decode_utf8(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes), errors)
            }
            Codec::Latin1 => Ok(bytes.iter().copied().map(char::from).collect()),
            Codec::Ascii | Codec::Cp1252 => self.decode_single(bytes, codec, errors),
            Codec::Utf16(order) => self.decode_utf16(bytes, order, errors),
            Codec::Utf32(order) => self.decode_utf32(bytes, order, errors),
        }
    }

    /// What stands for bytes that mean nothing, or the error that says so.
    fn undecodable(
        &self,
        codec: Codec,
        bytes: &[u8],
        (start, end): (usize, usize),
        reason: &str,
        errors: &str,
    ) -> PyResult<String> {
        let bad = bytes.get(start..end).unwrap_or_default();
        match errors {
            "ignore" => Ok(String::new()),
            "replace" => Ok("\u{fffd}".to_owned()),
            "backslashreplace" => Ok(bad.iter().map(|byte| format!("\\x{byte:02x}")).collect()),
            "strict" => Err(self.unicode_error(
                &self.types.unicode_decode_error,
                [
                    Value::str(codec.shown()),
                    Value::bytes(bytes.to_vec()),
                    Value::size(start),
                    Value::size(end),
                    Value::str(reason),
                ],
            )),
            _ => Err(self.unknown_handler(errors)),
        }
    }

    fn decode_utf8(&self, bytes: &[u8], errors: &str) -> PyResult<String> {
        let mut text = String::with_capacity(bytes.len());
        let mut at = 0;
        loop {
            let rest = bytes.get(at..).unwrap_or_default();
            let error = match std::str::from_utf8(rest) {
                Ok(valid) => {
                    text.push_str(valid);
                    return Ok(text);
                }
                Err(error) => error,
            };
            let (valid, _) = rest.split_at(error.valid_up_to());
            text.push_str(&String::from_utf8_lossy(valid));
            let start = at + error.valid_up_to();
            let end = error
                .error_len()
                .map_or(bytes.len(), |length| start + length);
            let first = bytes.get(start).copied().unwrap_or(0);
            let reason = if error.error_len().is_none() {
                "unexpected end of data"
            } else if matches!(first, 0x80..=0xc1 | 0xf5..=0xff) {
                "invalid start byte"
            } else {
                "invalid continuation byte"
            };
            text.push_str(&self.undecodable(Codec::Utf8, bytes, (start, end), reason, errors)?);
            at = end;
        }
    }

    fn decode_single(&self, bytes: &[u8], codec: Codec, errors: &str) -> PyResult<String> {
        let mut text = String::with_capacity(bytes.len());
        for (index, &byte) in bytes.iter().enumerate() {
            let decoded = match (codec, byte) {
                (_, 0..=0x7f) => Some(char::from(byte)),
                (Codec::Cp1252, 0x80..=0x9f) => {
                    CP1252.get(usize::from(byte) - 0x80).copied().flatten()
                }
                (Codec::Cp1252, _) => Some(char::from(byte)),
                _ => None,
            };
            match decoded {
                Some(character) => text.push(character),
                None => {
                    let reason = if codec == Codec::Ascii {
                        "ordinal not in range(128)"
                    } else {
                        "character maps to <undefined>"
                    };
                    text.push_str(&self.undecodable(
                        codec,
                        bytes,
                        (index, index + 1),
                        reason,
                        errors,
                    )?);
                }
            }
        }
        Ok(text)
    }

    fn decode_utf16(&self, bytes: &[u8], order: Order, errors: &str) -> PyResult<String> {
        let (order, mut at) = match (order, bytes) {
            (Order::Marked, [0xff, 0xfe, ..]) => (Order::Little, 2),
            (Order::Marked, [0xfe, 0xff, ..]) => (Order::Big, 2),
            (Order::Marked, _) => (Order::Little, 0),
            (fixed, _) => (fixed, 0),
        };
        let unit = |at: usize| -> Option<u16> {
            let pair = [*bytes.get(at)?, *bytes.get(at + 1)?];
            Some(if order == Order::Big {
                u16::from_be_bytes(pair)
            } else {
                u16::from_le_bytes(pair)
            })
        };
        let codec = Codec::Utf16(order);
        let mut text = String::new();
        while at < bytes.len() {
            let Some(first) = unit(at) else {
                let span = (at, bytes.len());
                text.push_str(&self.undecodable(codec, bytes, span, "truncated data", errors)?);
                break;
            };
            if let Some(character) = char::from_u32(u32::from(first)) {
                text.push(character);
                at += 2;
                continue;
            }
            let second = unit(at + 2).unwrap_or(0);
            match char::decode_utf16([first, second]).next() {
                Some(Ok(character)) => {
                    text.push(character);
                    at += 4;
                }
                _ => {
                    let reason = if at + 4 > bytes.len() {
                        "unexpected end of data"
                    } else {
                        "illegal UTF-16 surrogate"
                    };
                    let span = (at, at + 2);
                    text.push_str(&self.undecodable(codec, bytes, span, reason, errors)?);
                    at += 2;
                }
            }
        }
        Ok(text)
    }

    fn decode_utf32(&self, bytes: &[u8], order: Order, errors: &str) -> PyResult<String> {
        let (order, start) = match (order, bytes) {
            (Order::Marked, [0xff, 0xfe, 0, 0, ..]) => (Order::Little, 4),
            (Order::Marked, [0, 0, 0xfe, 0xff, ..]) => (Order::Big, 4),
            (Order::Marked, _) => (Order::Little, 0),
            (fixed, _) => (fixed, 0),
        };
        let codec = Codec::Utf32(order);
        let mut text = String::new();
        let rest = bytes.get(start..).unwrap_or_default();
        for (index, chunk) in rest.chunks(4).enumerate() {
            let at = start + index * 4;
            let decoded = <[u8; 4]>::try_from(chunk).ok().map(|word| {
                char::from_u32(if order == Order::Big {
                    u32::from_be_bytes(word)
                } else {
                    u32::from_le_bytes(word)
                })
            });
            match decoded {
                Some(Some(character)) => text.push(character),
                other => {
                    let reason = if other.is_none() {
                        "truncated data"
                    } else {
                        "code point not in range(0x110000)"
                    };
                    let span = (at, at + chunk.len());
                    text.push_str(&self.undecodable(codec, bytes, span, reason, errors)?);
                }
            }
        }
        Ok(text)
    }

    /// The texts of the parameters `encoding` and `errors`.
    pub(crate) fn codec_arguments(
        &self,
        function: &str,
        encoding: &Value,
        errors: &Value,
    ) -> PyResult<(Str, Str)> {
        let text = |value: &Value, name: &str, default: &str| match value.bound() {
            None => Ok(Str::from(default)),
            Some(value) => value.as_str().cloned().ok_or_else(|| {
                self.type_error(format_args!(
                    "{function}() argument '{name}' must be str, not {}",
                    self.type_name(value)
                ))
            }),
        };
        Ok((
            text(encoding, "encoding", "utf-8")?,
            text(errors, "errors", "strict")?,
        ))
    }
}
