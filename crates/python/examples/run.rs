//! Run a Python file with the bare language: no standard library, no files. `cargo run -p playground-python --example run -- FILE`.

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
