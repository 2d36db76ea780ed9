//! Writes the tables of Python sources that the crate includes, and the names of the packages that the browser fetches.

use std::path::Path;
use std::{env, fs};

#[path = "../python/embed_sources.rs"]
mod embed_sources;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    embed_sources::write_folder("always", "ALWAYS", "always.rs")?;
    embed_sources::write_folder("python", "FETCHED", "fetched.rs")?;
    embed_sources::write_folder("pytest", "PYTEST", "pytest.rs")?;
    let table = format!(
        "const NAMES: &[&str] = &{:?};\nconst PYTEST_NAMES: &[&str] = &{:?};\n",
        names("python")?,
        names("pytest")?
    );
    fs::write(Path::new(&env::var("OUT_DIR")?).join("names.rs"), table)?;
    Ok(())
}

/// What can be imported of a folder.
fn names(folder: &str) -> Result<Vec<String>, Box<dyn std::error::Error>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(Path::new(&env::var("CARGO_MANIFEST_DIR")?).join(folder))? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if !name.starts_with("__") {
            names.push(name.trim_end_matches(".py").to_owned());
        }
    }
    names.sort();
    Ok(names)
}
