//! Writes the table of Python sources that the crate includes.

#[path = "../python/embed_sources.rs"]
mod embed_sources;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    embed_sources::write()
}
