//! A small Python 3.14: compiler, stack machine, built-in types.
//!
//! The crate runs the language and nothing else: it does no I/O, and has no clock or entropy of its own (see [`host::Host`]). One
//! [`interp::Interp`] owns one program. Modules of the standard library stand in crates above and register through [`import::Importer`].

pub mod attributes;
pub mod binding;
pub mod builtins;
pub mod call;
pub mod class;
pub mod code;
pub mod compile;
pub mod dict;
pub mod error;
pub mod finalize;
pub mod frame;
pub mod heap;
pub mod host;
pub mod import;
pub mod imports;
pub mod interp;
pub mod names;
pub mod native;
pub mod object;
pub mod ops;
pub mod source;
pub mod trace;
pub mod types;
pub mod value;
pub mod vm;
