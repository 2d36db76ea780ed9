//! The built-in types' methods and the built-in functions.

pub mod iterator;

use crate::interp::Interp;

/// Give the built-in classes their methods, and fill the module `builtins`.
pub fn install(interp: &mut Interp) {
    let _ = interp;
}
