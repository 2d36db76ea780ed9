//! What a program can import: the native modules and the Python sources of the crates below.

use playground_python::interp::Interp;
use playground_python::native::{Definition, def};
use playground_python::object::Binding;
use playground_python::value::{Str, Value};

/// Registers everything. A source that two crates have is taken from the upper one.
pub(crate) fn install(interp: &mut Interp) {
    playground_stdlib::install(interp);
    playground_packages::install(interp);
    let sources = [
        playground_pydantic::sources(),
        playground_fastapi::sources(),
    ];
    for (path, text) in sources.into_iter().flatten() {
        interp.importer.library.insert(path, text);
    }
    interp.importer.native.insert("_files", crate::files::fill);
    let open = interp.native("builtins", OPEN, Binding::Function);
    interp.builtins.set_str(interp.intern("open"), open);
}

/// The built-in `open`, which is that of `io`: loaded when a program first opens a file.
const OPEN: Definition = def(
    "open",
    "(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None)",
    |interp, arguments| {
        const NAMES: [&str; 8] = [
            "file",
            "mode",
            "buffering",
            "encoding",
            "errors",
            "newline",
            "closefd",
            "opener",
        ];
        let io = interp.import("_io")?;
        let open = interp.attribute(&io, "open")?;
        let given = NAMES
            .iter()
            .zip(arguments)
            .skip(1)
            .filter(|(_, value)| !value.is_unbound());
        let keywords: Vec<(Str, Value)> = given
            .map(|(name, value)| (interp.intern(name), value.clone()))
            .collect();
        let file = arguments.first().cloned().unwrap_or_default();
        interp.call_keywords(&open, vec![file], keywords)
    },
);
