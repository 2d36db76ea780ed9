//! The types of data: numbers, text, bytes, sequences, mappings and sets.

use crate::interp::Interp;

/// Give them their methods.
pub fn install(interp: &Interp) {
    super::byte_strings::install(interp);
    super::dict::install(interp);
    super::float::install(interp);
    super::int::install(interp);
    super::list::install(interp);
    super::range::install(interp);
    super::set::install(interp);
    super::slice::install(interp);
    super::string::install(interp);
    super::tuple::install(interp);
    super::views::install(interp);
}
