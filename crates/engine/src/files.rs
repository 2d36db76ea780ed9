//! `_files`: the program's file system, which is in memory. Files are whole: reading gives all of
//! one, writing replaces it. Modes, buffers and encodings are Python source (`_io.py`, `posix.py`).

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use playground_python::error::PyResult;
use playground_python::interp::Interp;
use playground_python::native::{Definition, def};
use playground_python::object::Binding;
use playground_python::value::{DictObject, Value};

use crate::parts::database_file;

/// The folder that a program runs in. Paths below it are kept without it.
const HOME: &str = "/app";

struct File {
    bytes: Rc<Box<[u8]>>,
    /// Virtual microseconds since 1970.
    changed: i64,
    /// Whether the program wrote it.
    is_written: bool,
}

#[derive(Default)]
struct Disk {
    files: BTreeMap<String, File>,
    folders: BTreeSet<String>,
}

/// The state of the module.
struct Files(RefCell<Disk>);

fn files(interp: &mut Interp) -> Rc<Files> {
    interp.extension(|_| {
        let folders = ["", "/", "/tmp", "/home"].map(str::to_owned).into();
        Files(RefCell::new(Disk {
            files: BTreeMap::new(),
            folders,
        }))
    })
}

/// Puts a file where the program finds it.
pub(crate) fn seed(interp: &mut Interp, path: &str, bytes: &[u8]) {
    let changed = interp.now();
    let file = File {
        bytes: Rc::new(bytes.into()),
        changed,
        is_written: false,
    };
    files(interp)
        .0
        .borrow_mut()
        .files
        .insert(normal(path), file);
}

/// The files that the program has written, by path.
pub(crate) fn written(interp: &mut Interp) -> Vec<(String, Vec<u8>)> {
    // What a program has written to a file and not flushed counts: a file that it drops is as good as closed.
    let io = interp.intern("_io");
    if let Some(io) = interp.modules.get_str(&io) {
        let _ = interp.call_method(&io, "save_all", &[]);
    }
    let files = files(interp);
    let disk = files.0.borrow();
    disk.files
        .iter()
        .filter(|(_, file)| file.is_written)
        .map(|(path, file)| (path.clone(), file.bytes.to_vec()))
        .collect()
}

/// A path without dots and double slashes; below the home folder it is relative to it.
fn normal(path: &str) -> String {
    let whole = if path.starts_with('/') {
        path.to_owned()
    } else {
        format!("{HOME}/{path}")
    };
    let mut parts: Vec<&str> = Vec::new();
    for part in whole.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            other => parts.push(other),
        }
    }
    let whole = format!("/{}", parts.join("/"));
    match whole.strip_prefix(HOME) {
        Some("") => String::new(),
        Some(inner) if inner.starts_with('/') => inner.trim_start_matches('/').to_owned(),
        _ => whole,
    }
}

/// What must stand before the names of the things in a folder.
fn prefix(folder: &str) -> String {
    match folder {
        "" => String::new(),
        "/" => "/".to_owned(),
        other => format!("{other}/"),
    }
}

fn is_folder(disk: &Disk, path: &str) -> bool {
    let prefix = prefix(path);
    disk.folders.contains(path)
        || (!prefix.is_empty() && disk.files.keys().any(|file| file.starts_with(&prefix)))
}

fn path(arguments: &[Value], index: usize) -> String {
    normal(
        arguments
            .get(index)
            .and_then(Value::as_str)
            .map_or("", |path| path.as_str()),
    )
}

const FUNCTIONS: &[Definition] = &[
    // `"file"`, `"folder"` or None.
    def("kind", "(path, /)", |interp, arguments| {
        let files = files(interp);
        let (disk, path) = (files.0.borrow(), path(arguments, 0));
        Ok(
            if disk.files.contains_key(&path) || is_database(interp, &path) {
                Value::str("file")
            } else if is_folder(&disk, &path) {
                Value::str("folder")
            } else {
                Value::None
            },
        )
    }),
    def("read", "(path, /)", |interp, arguments| {
        let files = files(interp);
        let (disk, path) = (files.0.borrow(), path(arguments, 0));
        Ok(match disk.files.get(&path) {
            Some(file) => Value::Bytes(file.bytes.clone()),
            None => database_bytes(interp, &path).map_or(Value::None, Value::bytes),
        })
    }),
    def("write", "(path, data, /)", write),
    def("remove", "(path, /)", |interp, arguments| {
        let path = path(arguments, 0);
        let removed = files(interp).0.borrow_mut().files.remove(&path);
        let dropped = || database_file(interp, "remove", &path, None) == Some(true.into());
        Ok(Value::Bool(removed.is_some() || dropped()))
    }),
    def("make_folder", "(path, /)", |interp, arguments| {
        files(interp)
            .0
            .borrow_mut()
            .folders
            .insert(path(arguments, 0));
        Ok(Value::None)
    }),
    def("remove_folder", "(path, /)", |interp, arguments| {
        files(interp)
            .0
            .borrow_mut()
            .folders
            .remove(&path(arguments, 0));
        Ok(Value::None)
    }),
    def("names", "(path, /)", names),
    def("environment", "()", |interp, _| {
        let variables = interp.host.environment();
        let dict = interp.dict();
        for (name, value) in variables {
            dict.set_str(name.as_str().into(), Value::str(value));
        }
        Ok(Value::Dict(dict))
    }),
    // Size and time of the last change in microseconds.
    def("facts", "(path, /)", |interp, arguments| {
        let files = files(interp);
        let (disk, path) = (files.0.borrow(), path(arguments, 0));
        let (size, changed) = match disk.files.get(&path) {
            Some(file) => (file.bytes.len(), file.changed),
            None => {
                let size = database_bytes(interp, &path).map_or(0, |bytes| bytes.len());
                (size, interp.started_at)
            }
        };
        Ok(Value::tuple(vec![Value::size(size), Value::Int(changed)]))
    }),
];

fn write(interp: &mut Interp, arguments: &[Value]) -> PyResult {
    let Some(Value::Bytes(bytes)) = arguments.get(1) else {
        return Err(interp.type_error("a bytes object is required"));
    };
    if bytes.len() > interp.limits.file {
        let limit = interp.limits.file >> 20;
        return Err(interp.limit_exceeded(format_args!(
            "a file of the program is larger than {limit} MB"
        )));
    }
    let name = path(arguments, 0);
    if is_database(interp, &name) {
        if database_file(interp, "import", &name, Some(bytes)).is_none() {
            return Err(interp.value_error(format_args!(
                "'{name}' is an open database, and this is no content of one"
            )));
        }
        return Ok(Value::None);
    }
    let file = File {
        bytes: bytes.clone(),
        changed: interp.now(),
        is_written: true,
    };
    files(interp).0.borrow_mut().files.insert(name, file);
    Ok(Value::None)
}

/// Whether a path is that of a database: those are files of the program too, though SQLite has them.
fn is_database(interp: &Interp, path: &str) -> bool {
    database_file(interp, "exists", path, None) == Some(true.into())
}

fn database_bytes(interp: &Interp, path: &str) -> Option<Vec<u8>> {
    let told = database_file(interp, "export", path, None)?;
    told.bytes().map(<[u8]>::to_vec)
}

/// The names in a folder, sorted.
fn names(interp: &mut Interp, arguments: &[Value]) -> PyResult {
    let files = files(interp);
    let prefix = prefix(&path(arguments, 0));
    let mut found = BTreeSet::new();
    let databases = database_file(interp, "databases", "", None);
    let databases: Vec<&str> = databases
        .as_ref()
        .and_then(playground_parts::Value::items)
        .unwrap_or_default()
        .iter()
        .filter_map(playground_parts::Value::text)
        .filter(|name| !name.starts_with(':'))
        .collect();
    {
        let disk = files.0.borrow();
        let all = disk.files.keys().chain(&disk.folders).map(String::as_str);
        for name in all.chain(databases) {
            // Below the home folder are the relative paths, elsewhere the absolute ones.
            if prefix.starts_with('/') != name.starts_with('/') {
                continue;
            }
            if let Some(inner) = name.strip_prefix(&prefix).filter(|inner| !inner.is_empty()) {
                found.insert(inner.split('/').next().unwrap_or(inner).to_owned());
            }
        }
    }
    let names = found.into_iter().map(Value::str).collect();
    Ok(interp.list(names))
}

pub(crate) fn fill(interp: &mut Interp, dict: &Rc<DictObject>) -> PyResult<()> {
    for definition in FUNCTIONS {
        let function = interp.native("_files", *definition, Binding::Function);
        dict.set_str(interp.intern(definition.name), function);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::normal;

    #[test]
    fn paths_have_one_form() {
        for (given, wanted) in [
            ("log.txt", "log.txt"),
            ("./a/../log.txt", "log.txt"),
            ("/app/log.txt", "log.txt"),
            ("/app", ""),
            (".", ""),
            ("../x", "/x"),
            ("/tmp//x", "/tmp/x"),
            ("/application", "/application"),
            ("../../../..", "/"),
        ] {
            assert_eq!(normal(given), wanted, "{given}");
        }
    }
}
