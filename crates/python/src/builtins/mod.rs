//! The built-in types' methods and the built-in functions.

pub mod callables;
pub mod descriptors;
pub mod exceptions;
pub mod functions;
pub mod generic;
pub mod iterator;
pub mod lazy;
pub mod object;

use crate::interp::Interp;

/// Give the built-in classes their methods, and fill the module `builtins`.
pub fn install(interp: &mut Interp) {
    object::install(interp);
    descriptors::install(interp);
    callables::install(interp);
    exceptions::install(interp);
    generic::install(interp);
    lazy::install(interp);
    functions::install(interp);
}
