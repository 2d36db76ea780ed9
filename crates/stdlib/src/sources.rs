//! The Python source of the modules that are written in Python, as one table.
//!
//! How the table is made stands in `embed_sources.rs` of the crate `python`; importing, compiling and caching are the engine's.

include!(concat!(env!("OUT_DIR"), "/sources.rs"));

/// Every Python file of the standard library as `(path, text)`, sorted by path.
///
/// The path is relative and uses `/`: `"collections/abc.py"`, `"typing.py"`.
#[must_use]
pub fn sources() -> &'static [(&'static str, &'static str)] {
    SOURCES
}

#[cfg(test)]
mod tests {
    use super::sources;

    #[test]
    fn paths_are_sorted_relative_and_unique() {
        let paths: Vec<_> = sources().iter().map(|(path, _)| *path).collect();
        assert!(paths.is_sorted_by(|left, right| left < right));
        assert!(
            paths
                .iter()
                .all(|path| path.ends_with(".py") && !path.starts_with('/'))
        );
        assert!(paths.contains(&"abc.py"));
    }

    #[test]
    fn every_module_says_what_it_is() {
        for (path, text) in sources() {
            assert!(text.starts_with("\"\"\""), "{path} has no docstring");
            assert!(text.lines().count() <= 600, "{path} is too long");
        }
    }
}
