//! Writes the table of Python sources that the crate includes.

include!("../python/embed_sources.rs");
