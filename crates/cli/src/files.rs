//! Programs on the disk.

use std::path::Path;

use playground_protocol::File;

/// The files below a folder that belong to a program: text, without caches and hidden ones, except
/// `.env`, which programs read.
pub fn folder(root: &Path) -> Result<Vec<File>, String> {
    let mut files = Vec::new();
    collect(root, root, &mut files)?;
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

fn collect(root: &Path, folder: &Path, files: &mut Vec<File>) -> Result<(), String> {
    let said = |error: std::io::Error| format!("{}: {error}", folder.display());
    for entry in std::fs::read_dir(folder).map_err(said)? {
        let path = entry.map_err(said)?.path();
        let name = path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        if (name.starts_with('.') && name != ".env")
            || name == "__pycache__"
            || name == "node_modules"
        {
            continue;
        }
        if path.is_dir() {
            collect(root, &path, files)?;
        } else if let Ok(text) = std::fs::read_to_string(&path) {
            let inner = path
                .strip_prefix(root)
                .unwrap_or(&path)
                .to_string_lossy()
                .replace('\\', "/");
            files.push(File { path: inner, text });
        }
    }
    Ok(())
}

/// The program around a file: all files of its folder, and the file's module.
pub fn around(file: &Path) -> Result<(Vec<File>, String), String> {
    let name = file
        .file_stem()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    let root = file
        .parent()
        .filter(|root| !root.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    if !file.is_file() {
        return Err(format!("{}: there is no such file", file.display()));
    }
    Ok((folder(root)?, name))
}

/// The values of an option, which may be given several times, taken out of the arguments.
pub fn options(arguments: &mut Vec<String>, name: &str) -> Result<Vec<String>, String> {
    let mut values = Vec::new();
    while let Some(place) = arguments.iter().position(|argument| argument == name) {
        arguments.remove(place);
        if place >= arguments.len() {
            return Err(format!("{name} needs a value"));
        }
        values.push(arguments.remove(place));
    }
    Ok(values)
}

/// Whether a switch is given, taken out of the arguments.
pub fn switch(arguments: &mut Vec<String>, name: &str) -> bool {
    let before = arguments.len();
    arguments.retain(|argument| argument != name);
    arguments.len() < before
}
