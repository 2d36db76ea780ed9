//! Bytes on their way out: as text or base64, and cut to what crosses at once.

use base64::Engine as _;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
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

/// What isn't of the alphabet was taken out before, so padding says nothing.
const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// Standard base64 with padding.
pub fn base64(bytes: &[u8]) -> String {
    LENIENT.encode(bytes)
}

/// The bytes of base64; what isn't of its alphabet is passed over, and so is a last letter that makes no byte.
fn unbase64(text: &str) -> Vec<u8> {
    let mut letters: Vec<u8> = text
        .bytes()
        .filter(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/'))
        .collect();
    if letters.len() % 4 == 1 {
        letters.pop();
    }
    LENIENT.decode(letters).unwrap_or_default()
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
