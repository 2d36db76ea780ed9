//! Runs a program's tests: the files `test_*.py` and `*_test.py`, as pytest does.
//!
//! What a test is, and what its fixtures and marks mean, is known to our `_pytest` (in the crate of the packages). Here its steps are
//! called one by one, each with a full tank, and what they raise becomes diagnostics.

use std::rc::Rc;

use playground_protocol::{Diagnostic, File, Outcome, Program, Severity, TestCase, TestReport};
use playground_python::error::{PyResult, Raised};
use playground_python::interp::Interp;
use playground_python::source::Source;
use playground_python::value::Value;

use crate::host::Host;
use crate::running::{interpreter, refill, take_output};
use crate::{diagnose, native};

/// Whether pytest collects a file.
fn is_test_file(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.ends_with(".py") && (name.starts_with("test_") || name.ends_with("_test.py"))
}

/// The tests of a program by their ids, read from the text: nothing is run, so a test with parameters is one.
pub(crate) fn names(program: &Program) -> Vec<String> {
    let mut found = Vec::new();
    for file in program.files.iter().filter(|file| is_test_file(&file.path)) {
        let mut class = None;
        let mut is_fixture = false;
        for line in file.text.lines() {
            let inner = line.trim_start();
            let nested = inner.len() < line.len();
            if inner.starts_with('@') {
                is_fixture |= inner.contains("fixture");
                continue;
            }
            if !nested && !inner.is_empty() && !inner.starts_with(['#', ')', ']']) {
                class = inner
                    .strip_prefix("class ")
                    .filter(|rest| rest.starts_with("Test") || rest.contains("TestCase)"))
                    .map(word);
            }
            let function = inner
                .strip_prefix("async ")
                .unwrap_or(inner)
                .strip_prefix("def ")
                .map(word);
            let Some(function) = function else { continue };
            if std::mem::take(&mut is_fixture) || !function.starts_with("test") {
                continue;
            }
            match (&class, nested) {
                (Some(class), true) => found.push(format!("{}::{class}::{function}", file.path)),
                (_, false) => found.push(format!("{}::{function}", file.path)),
                _ => {}
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
    let mut chosen: Vec<&File> = program
        .files
        .iter()
        .filter(|file| match files {
            [] => is_test_file(&file.path),
            named => named.contains(&file.path),
        })
        .collect();
    chosen.sort_by(|a, b| a.path.split('/').cmp(b.path.split('/')));
    if chosen.is_empty() {
        return report;
    }
    let conftests: Vec<&File> = program
        .files
        .iter()
        .filter(|file| file.path.rsplit('/').next() == Some("conftest.py"))
        .collect();
    for file in chosen.iter().chain(&conftests) {
        let source = Source::of_tests(&file.path, &file.text);
        interp.importer.program.insert(file.path.clone(), source);
    }
    let mut session = match Session::start(&mut interp, &conftests) {
        Ok(session) => session,
        Err(raised) => {
            report
                .errors
                .push(diagnose::exception(&mut interp, &raised));
            return report;
        }
    };
    for file in chosen {
        refill(&mut interp);
        match session.ask(&mut interp, "collect", &[Value::str(&*file.path)]) {
            Ok(Value::None) => {}
            // The whole file is skipped.
            Ok(reason) => report.tests.push(skipped(&mut interp, file, &reason)),
            Err(raised) => report.errors.push(failure(&mut interp, &raised)),
        }
    }
    refill(&mut interp);
    let indices = match session.order(&mut interp, filter) {
        Ok(ids) => ids,
        Err(raised) => {
            report.errors.push(failure(&mut interp, &raised));
            return report;
        }
    };
    for (index, id) in indices.into_iter().enumerate() {
        let started = host.ticks();
        let mut case = session.run(&mut interp, index, id);
        case.elapsed = host.ticks().saturating_sub(started);
        report.tests.push(case);
    }
    report
}

/// The session of `_pytest`, which knows the tests and their fixtures. It is asked step by step: each has the whole of the limits, and
/// a limit that is passed ends only one of them.
struct Session(Value);

impl Session {
    fn start(interp: &mut Interp, conftests: &[&File]) -> PyResult<Self> {
        let module = interp.import("_pytest.session")?;
        let class = interp.attribute(&module, "Session")?;
        let paths = conftests.iter().map(|file| Value::str(&*file.path));
        let paths = interp.list(paths.collect());
        Ok(Self(interp.call(&class, &[paths])?))
    }

    fn ask(&mut self, interp: &mut Interp, step: &str, arguments: &[Value]) -> PyResult {
        interp.call_method(&self.0, step, arguments)
    }

    /// The ids of the tests to run, in their order.
    fn order(&mut self, interp: &mut Interp, filter: Option<&str>) -> PyResult<Vec<String>> {
        let ids = self.ask(interp, "order", &[])?;
        let ids = interp.collect(&ids)?;
        let mut kept = Vec::new();
        let mut indices = Vec::new();
        for (index, id) in ids.iter().enumerate() {
            let id = id.as_str().map(ToString::to_string).unwrap_or_default();
            if filter.is_none_or(|filter| id.contains(filter)) {
                kept.push(id);
                indices.push(Value::size(index));
            }
        }
        let indices = interp.list(indices);
        self.ask(interp, "select", &[indices])?;
        Ok(kept)
    }

    fn run(&mut self, interp: &mut Interp, index: usize, id: String) -> TestCase {
        let _ = take_output(interp);
        let position = Value::size(index);
        let mut step = |interp: &mut Interp, name: &str| {
            refill(interp);
            self.ask(interp, name, std::slice::from_ref(&position))
                .err()
        };
        let setup = step(interp, "setup");
        let call = match &setup {
            Some(_) => None,
            None => step(interp, "call"),
        };
        let teardown = step(interp, "teardown");
        let output = take_output(interp);
        let value = |raised: &Option<Raised>| raised.as_ref().map_or(Value::None, Raised::value);
        refill(interp);
        let told = self.ask(
            interp,
            "report",
            &[
                position.clone(),
                value(&setup),
                value(&call),
                value(&teardown),
            ],
        );
        let (outcome, shown, reason) = match told.as_ref().map(Value::base) {
            Ok(Value::Tuple(told)) => {
                let part = |index: usize| told.get(index).cloned().unwrap_or_default();
                (outcome(&part(0)), part(1), part(2))
            }
            // A step passed a limit, or the mark of a test can't be evaluated.
            _ => (Outcome::Error, Value::None, Value::None),
        };
        let mut case = TestCase {
            id,
            outcome,
            output,
            ..TestCase::default()
        };
        let raised = match interp.to_raised(&shown) {
            Ok(raised) => Some(raised),
            Err(_) if outcome == Outcome::Error => told.err(),
            Err(_) => None,
        };
        case.failure = match (raised, reason.as_str().map(|reason| reason.as_str())) {
            (_, Some("")) => None,
            (_, Some(reason)) => Some(said(outcome, reason)),
            (Some(raised), None) => Some(failure(interp, &raised)),
            (None, None) => None,
        };
        if let Some(failure) = &mut case.failure
            && failure.source.is_none()
        {
            // What doesn't come from a line of the program is about the test as a whole.
            failure.source = self
                .ask(interp, "function", &[position])
                .ok()
                .and_then(|function| native::source_of(interp, &function));
        }
        case
    }
}

fn outcome(word: &Value) -> Outcome {
    match word.as_str().map(|word| word.as_str()) {
        Some("passed") => Outcome::Passed,
        Some("failed") => Outcome::Failed,
        Some("skipped") => Outcome::Skipped,
        Some("xfailed") => Outcome::Xfailed,
        Some("xpassed") => Outcome::Xpassed,
        _ => Outcome::Error,
    }
}

/// What a mark or the test itself said about its outcome.
fn said(outcome: Outcome, reason: &str) -> Diagnostic {
    let severity = if outcome.is_failure() {
        Severity::Error
    } else {
        Severity::Warning
    };
    Diagnostic {
        message: reason.to_owned(),
        severity,
        ..Diagnostic::default()
    }
}

fn skipped(interp: &mut Interp, file: &File, reason: &Value) -> TestCase {
    let reason = interp
        .str(reason)
        .map(|reason| reason.to_string())
        .unwrap_or_default();
    TestCase {
        id: file.path.clone(),
        outcome: Outcome::Skipped,
        failure: Some(said(Outcome::Skipped, &reason)),
        ..TestCase::default()
    }
}

/// What a test or a file raised, as pytest words it: an assertion that explains itself stands without the name of its class, and what
/// pytest says about a test comes without a traceback.
fn failure(interp: &mut Interp, raised: &Raised) -> Diagnostic {
    let mut failure = diagnose::exception(interp, raised);
    if let Some(text) = failure.message.strip_prefix("AssertionError: assert ") {
        failure.message = format!("assert {text}");
    }
    let mut detail = |name: &str| {
        let name = interp.intern(name);
        interp
            .get_attribute_optional(&raised.value(), &name)
            .ok()
            .flatten()
    };
    let hint = detail("hint").and_then(|hint| hint.as_str().map(ToString::to_string));
    if let Some(Value::Bool(false)) = detail("pytrace") {
        failure.source = None;
        failure.traceback = None;
    }
    if hint.is_some() {
        failure.message = interp
            .str(&raised.value())
            .map(|text| text.to_string())
            .unwrap_or_default();
        failure.hint = hint;
        failure.source = None;
        failure.traceback = None;
    }
    failure
}

#[cfg(test)]
mod tests {
    use super::*;
    use playground_protocol::File;

    #[test]
    fn tests_are_found_by_their_names() {
        let text = "import pytest\n@pytest.fixture\ndef test_client(): pass\n\
                    @pytest.mark.parametrize('a', [\n    1,\n])\ndef test_a(a):\n    def test_inner(): pass\n\
                    class TestB:\n\n    def test_c(self): pass\n# a comment\n    def other(self): pass\n\
                    async def test_d(): pass\nclass Other:\n    def test_e(self): pass\n";
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
