//! Runs a program's tests as pytest finds them: functions `test_*` and methods of classes `Test*`
//! in files `test_*.py` and `*_test.py`. Fixtures and other services of pytest aren't known here; a
//! test that asks for one says so.

use std::rc::Rc;

use playground_protocol::{Diagnostic, Outcome, Program, TestCase, TestReport};
use playground_python::error::Raised;
use playground_python::interp::Interp;
use playground_python::value::Value;

use crate::diagnose;
use crate::host::Host;
use crate::running::{interpreter, refill, take_output};

/// Whether pytest collects a file.
fn is_test_file(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.ends_with(".py") && (name.starts_with("test_") || name.ends_with("_test.py"))
}

/// The tests of a program by their ids, read from the text: nothing is run.
pub(crate) fn names(program: &Program) -> Vec<String> {
    let mut found = Vec::new();
    for file in program.files.iter().filter(|file| is_test_file(&file.path)) {
        let mut class = None;
        for line in file.text.lines() {
            let inner = line.trim_start();
            let nested = inner.len() < line.len();
            if !nested {
                class = inner
                    .strip_prefix("class Test")
                    .map(|rest| format!("Test{}", word(rest)));
            }
            let function = inner
                .strip_prefix("async ")
                .unwrap_or(inner)
                .strip_prefix("def ")
                .map(word);
            if let Some(function) = function.filter(|name| name.starts_with("test_")) {
                match (&class, nested) {
                    (Some(class), true) => {
                        found.push(format!("{}::{class}::{function}", file.path))
                    }
                    (_, false) => found.push(format!("{}::{function}", file.path)),
                    _ => {}
                }
            }
        }
    }
    found
}

fn word(text: &str) -> &str {
    text.split(|c: char| !(c.is_alphanumeric() || c == '_'))
        .next()
        .unwrap_or_default()
}

/// Runs the tests of the files named (all when empty) whose id contains the filter.
pub(crate) fn run(
    host: &Rc<dyn Host>,
    program: &Program,
    files: &[String],
    filter: Option<&str>,
) -> TestReport {
    let mut report = TestReport::default();
    let mut interp = interpreter(host, program);
    let chosen = program
        .files
        .iter()
        .filter(|file| is_test_file(&file.path) || files.contains(&file.path));
    for file in chosen.filter(|file| files.is_empty() || files.contains(&file.path)) {
        refill(&mut interp);
        let module = file.path.trim_end_matches(".py").replace('/', ".");
        match collect(&mut interp, &module) {
            Ok(tests) => {
                for (name, test) in tests {
                    let id = format!("{}::{name}", file.path);
                    if filter.is_none_or(|filter| id.contains(filter)) {
                        let started = host.ticks();
                        let mut case = run_one(&mut interp, id, &test);
                        case.elapsed = host.ticks().saturating_sub(started);
                        report.tests.push(case);
                    }
                }
            }
            Err(raised) => report
                .errors
                .push(diagnose::exception(&mut interp, &raised)),
        }
    }
    report
}

/// A test function, or a method of a class of which each test gets an instance of its own.
enum Test {
    Function(Value),
    Method(Value, String),
}

fn collect(interp: &mut Interp, module: &str) -> Result<Vec<(String, Test)>, Raised> {
    let module = interp.import(module)?;
    let Value::Module(module) = &module else {
        return Ok(Vec::new());
    };
    let mut tests = Vec::new();
    for (name, value) in module.dict.entries() {
        let Some(name) = name.as_str().map(ToString::to_string) else {
            continue;
        };
        match &value {
            Value::Function(_) if name.starts_with("test_") => {
                tests.push((name, Test::Function(value)))
            }
            Value::Class(class) if name.starts_with("Test") => {
                for (method, function) in class.dict.entries() {
                    let Some(method) = method.as_str().map(ToString::to_string) else {
                        continue;
                    };
                    if method.starts_with("test_") && matches!(function, Value::Function(_)) {
                        tests.push((
                            format!("{name}::{method}"),
                            Test::Method(value.clone(), method),
                        ));
                    }
                }
            }
            _ => {}
        }
    }
    Ok(tests)
}

fn run_one(interp: &mut Interp, id: String, test: &Test) -> TestCase {
    refill(interp);
    let _ = take_output(interp);
    let called = match test {
        Test::Function(function) => match asks_for(function, 0) {
            Some(names) => return without_fixtures(id, &names),
            None => interp.call(function, &[]),
        },
        Test::Method(class, method) => {
            let name = interp.intern(method);
            let function = match class {
                Value::Class(class) => class.dict.get_str(&name).unwrap_or_default(),
                _ => Value::Unbound,
            };
            match asks_for(&function, 1) {
                Some(names) => return without_fixtures(id, &names),
                None => interp
                    .call(class, &[])
                    .and_then(|instance| interp.call_method(&instance, method, &[])),
            }
        }
    };
    let result = match called {
        Ok(value @ Value::Generator(_)) => finish(interp, &value),
        other => other,
    };
    let output = take_output(interp);
    match result {
        Ok(_) => TestCase {
            id,
            output,
            ..TestCase::default()
        },
        Err(raised) => {
            let mut failure = diagnose::exception(interp, &raised);
            if raised.is(&interp.types.assertion_error.clone()) {
                failure.message = asserted(interp, &raised, &failure);
            }
            TestCase {
                id,
                output,
                outcome: Outcome::Failed,
                failure: Some(failure),
                ..TestCase::default()
            }
        }
    }
}

/// Runs a coroutine to its end.
fn finish(interp: &mut Interp, coroutine: &Value) -> Result<Value, Raised> {
    let asyncio = interp.import("asyncio")?;
    interp.call_method(&asyncio, "run", std::slice::from_ref(coroutine))
}

/// A bare `assert` says nothing; its own line does.
fn asserted(interp: &mut Interp, raised: &Raised, failure: &Diagnostic) -> String {
    let bare = raised.first_argument().is_none();
    let line = failure.source.as_ref().and_then(|place| {
        let source = interp.importer.program.get(&place.file)?;
        Some(source.line_text(place.line).trim().to_owned())
    });
    match line.filter(|_| bare) {
        Some(line) => format!("AssertionError: {line}"),
        None => failure.message.clone(),
    }
}

/// The parameters of a test beyond `self` that have no default: fixtures.
fn asks_for(function: &Value, skip: usize) -> Option<Vec<String>> {
    let Value::Function(function) = function else {
        return None;
    };
    let defaults = match &*function.defaults.borrow() {
        Value::Tuple(defaults) => defaults.len(),
        _ => 0,
    };
    let count = (function.code.positional as usize).saturating_sub(defaults);
    let names: Vec<String> = function
        .code
        .locals
        .iter()
        .take(count)
        .skip(skip)
        .map(ToString::to_string)
        .collect();
    (!names.is_empty()).then_some(names)
}

fn without_fixtures(id: String, names: &[String]) -> TestCase {
    let failure = Diagnostic {
        message: format!(
            "This test asks for the fixtures {}, which the playground doesn't have",
            names.join(", ")
        ),
        hint: Some(
            "Make what the test needs inside it, or in a function that it calls.".to_owned(),
        ),
        ..Diagnostic::default()
    };
    TestCase {
        id,
        outcome: Outcome::Error,
        failure: Some(failure),
        ..TestCase::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use playground_protocol::File;

    #[test]
    fn tests_are_found_by_their_names() {
        let text = "def test_a():\n    pass\nclass TestB:\n    def test_c(self): pass\n    def other(self): pass\nasync def test_d(): pass\nclass Other:\n    def test_e(self): pass\n";
        let file = |path: &str| File {
            path: path.into(),
            text: text.into(),
        };
        let program = Program {
            files: vec![file("main.py"), file("tests/test_x.py")],
            ..Program::default()
        };
        assert_eq!(
            names(&program),
            [
                "tests/test_x.py::test_a",
                "tests/test_x.py::TestB::test_c",
                "tests/test_x.py::test_d"
            ]
        );
    }
}
