//! Writes the table of the Python sources under `python/` of the crate that is built, as `SOURCES` in `sources.rs`: a module of the build
//! scripts of the crates that carry Python.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

#[path = "compact.rs"]
mod compact;

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    println!("cargo:rerun-if-changed={}", folder.display());
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            if path.file_name().is_some_and(|name| name != "__pycache__") {
                collect(&path, files)?;
            }
        } else if path.extension().is_some_and(|extension| extension == "py") {
            println!("cargo:rerun-if-changed={}", path.display());
            files.push(path);
        }
    }
    Ok(())
}

/// Writes the table of `python/` into `OUT_DIR`.
#[allow(dead_code, reason = "each build script takes the one that it needs")]
pub fn write() -> Result<(), Box<dyn std::error::Error>> {
    write_folder("python", "SOURCES", "sources.rs")
}

/// Writes the table of a folder of the crate into a file in `OUT_DIR`, as a static of this name.
pub fn write_folder(
    folder: &str,
    name: &str,
    output: &str,
) -> Result<(), Box<dyn std::error::Error>> {
    let root = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join(folder);
    let mut files = Vec::new();
    collect(&root, &mut files)?;
    files.sort();
    let mut table = format!("static {name}: &[(&str, &str)] = &[\n");
    for file in &files {
        let path = file
            .strip_prefix(&root)?
            .components()
            .map(|part| part.as_os_str().to_string_lossy())
            .collect::<Vec<_>>()
            .join("/");
        writeln!(
            table,
            "    ({path:?}, {:?}),",
            compact::compact(&fs::read_to_string(file)?)
        )?;
    }
    table.push_str("];\n");
    fs::write(Path::new(&env::var("OUT_DIR")?).join(output), table)?;
    Ok(())
}
