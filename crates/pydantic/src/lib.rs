//! Pydantic's behaviour: validators, errors, serializers, JSON Schema.
//!
//! The front end is Python source under `python/`; this crate embeds it.

include!(concat!(env!("OUT_DIR"), "/sources.rs"));

/// Every Python file of this crate: its path relative to `python/`, with `/`, and its text.
#[must_use]
pub fn sources() -> &'static [(&'static str, &'static str)] {
    SOURCES
}
