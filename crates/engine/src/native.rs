//! What the library's native module `_playground` has kept about a request, for its answer.

use playground_protocol::{Diagnostic, Source};
use playground_python::interp::Interp;
use playground_python::value::Value;
use playground_stdlib::playground::{Unhandled, place_of};

use crate::{convert, diagnose};

/// The diagnostic of the exception that the last request left unhandled.
pub(crate) fn take_unhandled(interp: &mut Interp) -> Option<Diagnostic> {
    let unhandled = interp.extension(|_| Unhandled::default());
    let raised = unhandled.0.borrow_mut().take()?;
    Some(diagnose::exception(interp, &raised))
}

/// Where an object of the program was written.
pub(crate) fn source_of(interp: &Interp, value: &Value) -> Option<Source> {
    place_of(interp, value).map(|place| convert::source(&place))
}
