//! Pydantic's behaviour: validators, errors, serializers, JSON Schema.
//!
//! The behaviour itself is Python source under `python/`: the front end, which makes core schemas of annotations, and `_pydantic_core`,
//! which validates and serializes. This crate embeds it, so that the engine can load a module at its first import. Nothing here runs
//! Python.

include!(concat!(env!("OUT_DIR"), "/sources.rs"));

/// Every Python file of this crate: its path relative to `python/`, with `/`, and its text.
#[must_use]
pub fn sources() -> &'static [(&'static str, &'static str)] {
    SOURCES
}

#[cfg(test)]
mod tests {
    use super::sources;

    #[test]
    fn every_module_says_what_it_is() {
        for (path, source) in sources() {
            assert!(
                source.starts_with("\"\"\""),
                "{path} begins without a docstring"
            );
            assert!(source.lines().count() < 600, "{path} is too long");
        }
    }
}
