//! Base64 as the page needs it: in links, in headers, in tokens, in files. What was written by others is
//! read with or without padding.

use base64::Engine as _;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

const READ: GeneralPurposeConfig = GeneralPurposeConfig::new()
    .with_encode_padding(false)
    .with_decode_padding_mode(DecodePaddingMode::Indifferent)
    .with_decode_allow_trailing_bits(true);
const URL: GeneralPurpose = GeneralPurpose::new(&alphabet::URL_SAFE, READ);
const STANDARD: GeneralPurpose = GeneralPurpose::new(&alphabet::STANDARD, READ);

/// Bytes in the alphabet of links, without padding.
pub fn url(bytes: &[u8]) -> String {
    URL.encode(bytes)
}

/// The bytes of a text in the alphabet of links.
pub fn from_url(text: &str) -> Option<Vec<u8>> {
    URL.decode(text).ok()
}

/// Bytes in the standard alphabet, with padding.
pub fn standard(bytes: &[u8]) -> String {
    base64::engine::general_purpose::STANDARD.encode(bytes)
}

/// The bytes of a text in the standard alphabet.
pub fn from_standard(text: &str) -> Option<Vec<u8>> {
    STANDARD.decode(text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn padding_may_be_missing_and_garbage_is_refused() {
        assert_eq!(url(&[251, 255]), "-_8");
        assert_eq!(from_url("-_8"), Some(vec![251, 255]));
        assert_eq!(from_url("-_8="), Some(vec![251, 255]));
        assert_eq!(standard(&[251, 255]), "+/8=");
        assert_eq!(from_standard("+/8"), Some(vec![251, 255]));
        for text in ["+", "a", "é", "a\0b", "====", "%3Cscript%3E"] {
            assert_eq!(from_url(text), None, "{text}");
        }
    }
}
