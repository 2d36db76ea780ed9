//! Run a Python file with the standard library: `cargo run -p playground-stdlib --example run -- FILE [FOLDER]`.
//!
//! With a folder, its Python files replace those that were built in, so that the library can be changed without building.

use std::path::Path;
use std::rc::Rc;

use playground_python::host::{FixedHost, Limits};
use playground_python::interp::Interp;
use playground_python::source::Source;
use playground_python::value::Value;

fn main() {
    let Some(path) = std::env::args().nth(1) else {
        eprintln!("usage: run FILE");
        return;
    };
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) => {
            eprintln!("{path}: {error}");
            return;
        }
    };
    let mut interp = Interp::new(Box::new(FixedHost), Limits::default());
    playground_stdlib::install(&mut interp);
    if let Some(folder) = std::env::args().nth(2) {
        replace(&mut interp, Path::new(&folder), "");
    }
    let source = Source::new(&path, &text, true);
    let name = interp.intern("__main__");
    let module = interp.new_module(&name);
    interp.modules.set_str(name, module.clone());
    let Value::Module(module) = module else {
        return;
    };
    let dict = Rc::clone(&module.dict);
    let result = interp.run_source(&source, &dict);
    for (_, text) in &interp.output {
        print!("{text}");
    }
    if let Err(raised) = result {
        for entry in raised.data().traceback.borrow().iter().rev() {
            let place = entry.code.source.place(entry.range);
            eprintln!(
                "  {}:{} in {}: {}",
                place.file,
                place.line,
                entry.code.qualname,
                entry.code.source.line_text(place.line).trim()
            );
        }
        let class = raised.class().name();
        let text = interp
            .str(&raised.value())
            .map(|text| text.to_string())
            .unwrap_or_default();
        eprintln!("{class}: {text}");
        std::process::exit(1);
    }
}

/// Takes the files of a folder into the library. They're leaked: the program ends soon.
fn replace(interp: &mut Interp, folder: &Path, prefix: &str) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let path = entry.path();
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if path.is_dir() {
            replace(interp, &path, &format!("{name}/"));
        } else if let Ok(text) = std::fs::read_to_string(&path) {
            let (name, text) = (name.leak(), text.leak());
            interp.importer.library.insert(name, text);
        }
    }
}
