//! The types of data: numbers, text, bytes, sequences, mappings and sets.

use crate::interp::Interp;

/// Give them their methods.
pub fn install(interp: &Interp) {
    super::range::install(interp);
    super::slice::install(interp);
    super::views::install(interp);
}
