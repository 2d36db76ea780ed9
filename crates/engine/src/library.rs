//! What a program can import: the native modules and the Python sources of the crates below.

use playground_python::import::Importer;
use playground_python::interp::Interp;

/// Registers everything. A source that two crates have is taken from the upper one.
pub(crate) fn install(importer: &mut Importer) {
    let all = [playground_stdlib::sources(), playground_fastapi::sources()];
    for (path, text) in all.into_iter().flatten() {
        importer.library.insert(path, text);
    }
    importer.native.insert("_playground", crate::native::fill);
}

/// The files that a program has written, by path. There are none as long as the library has no
/// file system.
pub(crate) fn written_files(_interp: &mut Interp) -> Vec<(String, Vec<u8>)> {
    Vec::new()
}
