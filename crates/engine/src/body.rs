//! Bytes on their way out: as text or base64, and cut to what crosses at once.

use playground_protocol::{Body, Cut};

/// Cuts bytes to what crosses inline, on a character's border when they are text.
pub fn cut(bytes: &[u8]) -> (Body, Option<Cut>) {
    let limit = playground_protocol::INLINE_LIMIT;
    let total = bytes.len();
    match std::str::from_utf8(bytes) {
        Ok(text) => {
            let end = text.floor_char_boundary(limit);
            let shown = text.get(..end).unwrap_or(text);
            (Body::Text(shown.to_owned()), note(shown.len(), total))
        }
        Err(_) => {
            let shown = bytes.get(..limit).unwrap_or(bytes);
            (Body::Base64(base64(shown)), note(shown.len(), total))
        }
    }
}

/// All the bytes.
pub(crate) fn whole(bytes: &[u8]) -> Body {
    match std::str::from_utf8(bytes) {
        Ok(text) => Body::Text(text.to_owned()),
        Err(_) => Body::Base64(base64(bytes)),
    }
}

/// The bytes of a request's body.
pub(crate) fn bytes(body: Option<&Body>) -> Vec<u8> {
    match body {
        None => Vec::new(),
        Some(Body::Text(text)) => text.as_bytes().to_vec(),
        Some(Body::Base64(text)) => unbase64(text),
    }
}

fn note(shown: usize, total: usize) -> Option<Cut> {
    (shown < total).then_some(Cut {
        shown: shown as u64,
        total: total as u64,
    })
}

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Standard base64 with padding.
pub fn base64(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let word = chunk
            .iter()
            .fold(0u32, |word, byte| word << 8 | u32::from(*byte))
            << (8 * (3 - chunk.len()));
        for index in 0..4 {
            if index <= chunk.len() {
                out.push(char::from(
                    ALPHABET[(word >> (18 - 6 * index) & 63) as usize],
                ));
            } else {
                out.push('=');
            }
        }
    }
    out
}

/// The bytes of base64; what isn't of its alphabet is passed over.
fn unbase64(text: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len() / 4 * 3);
    let (mut word, mut bits) = (0u32, 0u32);
    for byte in text.bytes() {
        let Some(value) = ALPHABET.iter().position(|letter| *letter == byte) else {
            continue;
        };
        word = word << 6 | value as u32;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            out.push((word >> bits & 255) as u8);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_text_is_cut_on_a_character() {
        let text = "é".repeat(playground_protocol::INLINE_LIMIT);
        let (body, cut) = cut(text.as_bytes());
        let shown = body.text().map_or(0, str::len);
        assert!(shown <= playground_protocol::INLINE_LIMIT);
        assert_eq!(
            cut,
            Some(Cut {
                shown: shown as u64,
                total: text.len() as u64
            })
        );
    }

    #[test]
    fn bytes_are_base64_and_back() {
        for (bytes, text) in [
            (&b""[..], ""),
            (b"f", "Zg=="),
            (b"fo", "Zm8="),
            (b"foo", "Zm9v"),
            (&[0xff, 0xfe], "//4="),
        ] {
            assert_eq!(base64(bytes), text);
            assert_eq!(unbase64(text), bytes);
        }
        assert_eq!(cut(&[0xff, 0xfe]).0, Body::Base64("//4=".to_owned()));
    }
}
