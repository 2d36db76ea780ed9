//! The part of the standard library of Python that FastAPI programs use.

mod sources;

pub use sources::sources;
