//! The built-in types' methods and the built-in functions.

mod byte_strings;
pub mod bytearray;
pub mod callables;
mod class_object;
mod codecs;
mod data;
pub mod descriptors;
mod dict;
mod error_details;
mod evaluate;
mod exception_groups;
pub mod exceptions;
mod float;
mod float_format;
mod format;
pub mod functions;
mod generators;
pub mod generic;
mod int;
pub mod iterator;
pub mod iterators;
pub mod lazy;
mod list;
mod number_text;
pub mod object;
mod percent;
mod proxy;
pub mod range;
mod repr;
mod set;
pub mod slice;
mod slots;
mod sort;
mod string;
mod tuple;
pub mod views;

pub use number_text::parse_float;
pub use repr::{
    MAX_INT_DIGITS, bytes_repr, complex_repr, escape_character, float_repr, is_printable, str_repr,
};

use crate::interp::Interp;

/// Give the built-in classes their methods, and fill the module `builtins`.
pub fn install(interp: &mut Interp) {
    object::install(interp);
    descriptors::install(interp);
    callables::install(interp);
    exceptions::install(interp);
    generic::install(interp);
    lazy::install(interp);
    data::install(interp);
    proxy::install(interp);
    functions::install(interp);
}

/// Where a part begins in bytes.
pub fn find_bytes(bytes: &[u8], part: &[u8]) -> Option<usize> {
    if part.is_empty() {
        return Some(0);
    }
    bytes.windows(part.len()).position(|window| window == part)
}
