//! Programs whose output was recorded from CPython 3.14: `programs/NAME.py` must print what `programs/NAME.out` holds.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use playground_python::host::{FixedHost, Limits};
use playground_python::interp::Interp;
use playground_python::source::Source;
use playground_python::value::Value;

/// What a program prints, and the exception that ended it.
fn run(text: &str) -> String {
    let mut interp = Interp::new(Box::new(FixedHost), Limits::default());
    let source = Source::new("main.py", text, true);
    let module = interp.new_module(&interp.intern("__main__"));
    let Value::Module(module) = module else {
        return String::new();
    };
    let result = interp.run_source(&source, &module.dict);
    let mut output = String::new();
    for (_, text) in std::mem::take(&mut interp.output) {
        output.push_str(&text);
    }
    if let Err(raised) = result {
        let text = interp
            .str(&raised.value())
            .map_or_else(|_| String::new(), |text| text.to_string());
        let _ = writeln!(output, "{}: {text}", raised.class().name());
    }
    output
}

fn programs() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/programs");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("the folder of programs is there")
        .map(|entry| entry.expect("the folder can be read").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "py"))
        .collect();
    paths.sort();
    paths
}

/// The first line that differs, for a message that can be read.
fn difference(expected: &str, actual: &str) -> Option<String> {
    let mut lines = expected.lines().zip(actual.lines()).enumerate();
    if let Some((index, (expected, actual))) =
        lines.find(|(_, (expected, actual))| expected != actual)
    {
        return Some(format!(
            "line {}:\n  expected {expected}\n  got      {actual}",
            index + 1
        ));
    }
    let (expected, actual) = (expected.lines().count(), actual.lines().count());
    (expected != actual).then(|| format!("{expected} lines expected, {actual} printed"))
}

#[test]
fn programs_print_what_cpython_prints() {
    let paths = programs();
    assert!(!paths.is_empty(), "there are programs to run");
    let mut failures = String::new();
    for path in paths {
        let text = std::fs::read_to_string(&path).expect("the program can be read");
        let expected = std::fs::read_to_string(path.with_extension("out"))
            .expect("each program has its recorded output");
        if let Some(difference) = difference(&expected, &run(&text)) {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let _ = writeln!(failures, "{name}, {difference}");
        }
    }
    assert!(failures.is_empty(), "{failures}");
}
