//! The part of the standard library of Python that FastAPI programs use.
//!
//! What is primitive or hot is native, one file for each module; the rest is Python source under `python/`, loaded at its first import.

mod absent;
mod binascii;
mod collections;
mod functools;
mod hashlib;
mod itertools;
mod json;
mod math;
pub mod playground;
mod random;
mod re;
mod sources;
mod sys;
mod time;
mod types;
mod unicodedata;
mod uuid;
mod weakref;
mod zlib;

use playground_python::interp::Interp;

pub use sources::sources;

/// Let an interpreter import the standard library.
pub fn install(interp: &mut Interp) {
    let native = &mut interp.importer.native;
    native.insert("_playground", playground::fill);
    native.insert("sys", sys::fill);
    native.insert("_types", types::fill);
    native.insert("math", math::fill);
    native.insert("time", time::fill);
    native.insert("itertools", itertools::fill);
    native.insert("_functools", functools::fill);
    native.insert("_collections", collections::fill);
    native.insert("_json", json::fill);
    native.insert("_weakref", weakref::fill);
    native.insert("_random", random::fill);
    native.insert("binascii", binascii::fill_binascii);
    native.insert("base64", binascii::fill_base64);
    native.insert("hashlib", hashlib::fill);
    native.insert("uuid", uuid::fill);
    native.insert("re", re::fill);
    native.insert("_unicodedata", unicodedata::fill);
    native.insert("_zlib", zlib::fill);
    for (path, text) in sources() {
        interp.importer.library.insert(path, text);
    }
    for (name, instead) in absent::ABSENT {
        interp.importer.unsupported.insert(name, instead);
    }
}
