//! Running a program's tests: what only the engine can do. What becomes of tests is in the golden tests.

mod support;

use std::cell::RefCell;
use std::rc::Rc;

use playground_engine::{Engine, Host, SharedPart};
use playground_packages::Packages;
use playground_protocol::{Outcome, Program, TestReport};
use support::{Still, files};

/// The machine of the other tests, with or without the part that has pytest.
struct Fetching {
    has_pytest: bool,
}

impl Host for Fetching {
    fn now(&self) -> i64 {
        Still.now()
    }
    fn ticks(&self) -> u64 {
        Still.ticks()
    }
    fn entropy(&self, bytes: &mut [u8]) {
        Still.entropy(bytes);
    }
    fn part(&self, name: &str) -> Option<SharedPart> {
        if !self.has_pytest {
            return None;
        }
        Some(Rc::new(RefCell::new(Packages::named(name)?)))
    }
}

fn run_on(host: Fetching, texts: &[(&str, &str)], filter: Option<&str>) -> TestReport {
    let mut engine = Engine::new(Box::new(host));
    // There is no application: tests need none.
    let _ = engine.load(Program {
        files: files(texts),
        entry: "main:app".into(),
        ..Program::default()
    });
    engine.run_tests(&[], filter).expect("a program was given")
}

fn run(files: &[(&str, &str)]) -> TestReport {
    run_on(Fetching { has_pytest: true }, files, None)
}

fn outcomes(report: &TestReport) -> Vec<(&str, Outcome)> {
    let tests = report.tests.iter();
    tests.map(|test| (test.id.as_str(), test.outcome)).collect()
}

#[test]
fn a_limit_ends_one_test_and_not_the_run() {
    let report = run(&[(
        "test_x.py",
        "import pytest\n@pytest.fixture\ndef kept(capsys):\n yield 1\n print('torn down')\n\
         def test_endless(kept):\n while True: pass\ndef test_after(): print('after')\n\
         @pytest.fixture\ndef endless():\n while True: pass\ndef test_setup(endless): pass\ndef test_last(): pass\n",
    )]);
    assert_eq!(
        outcomes(&report),
        [
            ("test_x.py::test_endless", Outcome::Failed),
            ("test_x.py::test_after", Outcome::Passed),
            ("test_x.py::test_setup", Outcome::Error),
            ("test_x.py::test_last", Outcome::Passed),
        ]
    );
    let failure = report.tests[0].failure.as_ref().expect("a reason");
    assert!(
        failure.message.starts_with("LimitExceeded"),
        "{}",
        failure.message
    );
    assert_eq!(failure.source.as_ref().map(|place| place.line), Some(7));
    assert_eq!(report.tests[0].output, "torn down\n");
    assert_eq!(report.tests[1].output, "after\n");
}

#[test]
fn a_failure_says_its_values_and_its_place() {
    let report = run(&[
        ("shop.py", "def price(n):\n    return n * 2\n"),
        (
            "test_shop.py",
            "from shop import price\n\ndef test_price():\n    assert price(2) == 5\n\ndef test_missing(store):\n    pass\n",
        ),
    ]);
    let failure = report.tests[0].failure.clone().expect("a reason");
    assert_eq!(failure.message, "assert 4 == 5\n +  where 4 = price(2)");
    let place = failure.source.expect("a place");
    assert_eq!((place.file.as_str(), place.line), ("test_shop.py", 4));
    let failure = report.tests[1].failure.clone().expect("a reason");
    assert_eq!(failure.message, "fixture 'store' not found");
    assert!(failure.hint.unwrap_or_default().contains("monkeypatch"));
    assert_eq!(failure.source.map(|place| place.line), Some(6));
    assert!(!report.passed());
}

#[test]
fn only_the_tests_that_are_asked_for_run() {
    let files = [(
        "test_x.py",
        "import pytest\n@pytest.mark.parametrize('n', [1, 2])\ndef test_a(n): print(n)\ndef test_b(): pass\n",
    )];
    let report = run_on(Fetching { has_pytest: true }, &files, Some("test_a[2]"));
    assert_eq!(
        outcomes(&report),
        [("test_x.py::test_a[2]", Outcome::Passed)]
    );
    assert!(report.passed());
}

#[test]
fn what_is_not_supported_says_so() {
    let errors = |files: &[(&str, &str)]| -> Vec<String> {
        let report = run(files);
        assert!(!report.passed());
        report
            .errors
            .into_iter()
            .map(|error| error.message)
            .collect()
    };
    let test = ("test_x.py", "def test_x(): pass\n");
    let hook = ("conftest.py", "def pytest_runtest_setup(item): pass\n");
    let told = errors(&[test, hook]);
    assert!(
        told[0].contains("the hook pytest_runtest_setup() in conftest.py"),
        "{told:?}"
    );
    let told = errors(&[
        test,
        ("pytest.ini", "[pytest]\npython_files = check_*.py\n"),
    ]);
    assert!(
        told[0].contains("pytest's setting python_files"),
        "{told:?}"
    );
    let told = errors(&[(
        "test_x.py",
        "import pytest\npytest.main()\ndef test_x(): pass\n",
    )]);
    assert!(told[0].contains("pytest.main"), "{told:?}");
}

#[test]
fn without_its_part_the_run_says_what_is_missing() {
    let files = [("test_x.py", "def test_x(): pass\n")];
    let report = run_on(Fetching { has_pytest: false }, &files, None);
    assert!(report.tests.is_empty());
    assert!(
        report.errors[0].message.contains("could not be fetched"),
        "{:?}",
        report.errors
    );
}
