//! Programs on the disk.

use std::path::Path;

use playground_protocol::File;

/// How many files a program may have, and how many bytes in all: what has more isn't a program but
/// a folder with many things in it.
const FILES: usize = 2_000;
const SIZE: usize = 32 << 20;

/// The files below a folder that belong to a program: text, without caches and hidden ones, except
/// `.env`, which programs read.
pub fn folder(root: &Path) -> Result<Vec<File>, String> {
    let mut files = Vec::new();
    let mut room = SIZE;
    collect(root, root, &mut files, &mut room)?;
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

fn collect(
    root: &Path,
    folder: &Path,
    files: &mut Vec<File>,
    room: &mut usize,
) -> Result<(), String> {
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
            collect(root, &path, files, room)?;
        } else if let Ok(text) = std::fs::read_to_string(&path) {
            let inner = path
                .strip_prefix(root)
                .unwrap_or(&path)
                .to_string_lossy()
                .replace('\\', "/");
            let left = room.checked_sub(text.len()).filter(|_| files.len() < FILES);
            *room = left.ok_or_else(|| {
                format!(
                    "{} holds too much to be one program: put the program into a folder of its own",
                    root.display()
                )
            })?;
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_with_many_things_is_no_program() {
        let root = std::env::temp_dir().join(format!("playground-many-{}", std::process::id()));
        std::fs::create_dir_all(&root).expect("a folder is made");
        for number in 0..=FILES {
            std::fs::write(root.join(format!("{number}.txt")), "x").expect("a file is written");
        }
        let told = folder(&root);
        std::fs::remove_file(root.join("0.txt")).expect("a file is removed");
        let fits = folder(&root).map(|files| files.len());
        std::fs::remove_dir_all(&root).expect("the folder is removed");
        assert!(told.is_err_and(|said| said.contains("folder of its own")));
        assert_eq!(fits, Ok(FILES));
    }
}
