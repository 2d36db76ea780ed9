//! The golden programs: what the engine answers is what real FastAPI answered when they were recorded, and what it says of tests is what
//! real pytest said.

use std::collections::HashMap;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// Decided by the transport or by chance, not by the program.
const IGNORED: [&str; 6] = [
    "date",
    "server",
    "content-length",
    "x-process-time",
    "last-modified",
    "etag",
];

fn lines(text: &str) -> Vec<Value> {
    text.lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// The body: as JSON where it is JSON, so that the order of keys doesn't count.
fn body(response: &Value) -> Value {
    match response["body"]["text"].as_str() {
        Some(text) => serde_json::from_str(text).unwrap_or_else(|_| Value::from(text)),
        None => response["body"]["base64"].clone(),
    }
}

/// Tokens and keys that a program makes differ each time: such a body is marked, and only has to be there.
fn same_body(want: &Value, got: &Value) -> bool {
    if want["body"]["varies"] == true {
        return !got["body"].is_null();
    }
    body(want) == body(got)
}

/// An error without addresses, and without the guess that newer versions of Python add.
fn comparable(error: &str) -> String {
    let error = error.split(". Did you mean").next().unwrap_or_default();
    let mut parts = error.trim().split(" 0x");
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        text.push_str(" 0x");
        text.push_str(part.trim_start_matches(|c: char| c.is_ascii_hexdigit()));
    }
    text
}

/// The headers that count; those in `varies` are made by chance.
fn headers(response: &Value, varies: &Value) -> Vec<(String, String)> {
    let varies: Vec<&str> = varies
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    let mut kept: Vec<(String, String)> = response["headers"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|pair| {
            Some((
                pair[0].as_str()?.to_lowercase(),
                pair[1].as_str()?.to_owned(),
            ))
        })
        .filter(|(name, _)| !IGNORED.contains(&name.as_str()) && !varies.contains(&name.as_str()))
        .collect();
    kept.sort();
    kept
}

#[test]
fn every_golden_answer_is_given() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/golden/cases");
    let mut differences = Vec::new();
    let mut steps = 0;
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let recorded = lines(&std::fs::read_to_string(&path).unwrap());
        let output = Command::new(env!("CARGO_BIN_EXE_fastapi-playground"))
            .arg("replay")
            .arg(&path)
            .args(["--jobs", "2"])
            .output()
            .unwrap();
        let replayed: HashMap<String, Value> = lines(&String::from_utf8_lossy(&output.stdout))
            .into_iter()
            .map(|case| (case["id"].as_str().unwrap_or_default().to_owned(), case))
            .collect();
        for case in recorded {
            let id = case["id"].as_str().unwrap();
            let got = &replayed[id];
            // Why it can't be loaded, where that is what was recorded.
            if let Some(error) = case["error"].as_str() {
                let detail = got["detail"].as_str().unwrap_or_default().trim();
                if !comparable(detail).ends_with(&comparable(error)) {
                    differences.push(format!("{id}: want {error}\n  got  {got}"));
                }
                continue;
            }
            if case["tests"]["outcomes"] != got["tests"] {
                differences.push(format!(
                    "{id}: the tests\n  want {}\n  got  {}",
                    case["tests"]["outcomes"], got["tests"]
                ));
            }
            if case["tests"].is_null() && got["load_error"].is_string() {
                differences.push(format!("{id}: {}", got["detail"]));
                continue;
            }
            // Of the programs that only stand in the guide's text the document isn't recorded.
            if !case["openapi"].is_null() && case["openapi"] != got["openapi"] {
                differences.push(format!("{id}: the OpenAPI document"));
            }
            if case["load_sql"] != got["load_sql"] {
                differences.push(format!(
                    "{id}: the statements while it loads\n  want {}\n  got  {}",
                    case["load_sql"], got["load_sql"]
                ));
            }
            for (index, step) in case["steps"].as_array().unwrap().iter().enumerate() {
                steps += 1;
                let (want, got) = (step, &got["steps"][index]);
                if want["sql"] != got["sql"] {
                    differences.push(format!(
                        "{id}: {} {}: the statements\n  want {}\n  got  {}",
                        step["request"]["method"], step["request"]["url"], want["sql"], got["sql"]
                    ));
                }
                let (want, got) = (&want["response"], &got["response"]);
                if want["status"] != got["status"]
                    || !same_body(want, got)
                    || headers(want, &want["varies"]) != headers(got, &want["varies"])
                {
                    differences.push(format!(
                        "{id}: {} {}\n  want {want}\n  got  {got}",
                        step["request"]["method"], step["request"]["url"]
                    ));
                }
            }
        }
    }
    assert!(steps >= 1500, "only {steps} requests were replayed");
    assert!(
        differences.is_empty(),
        "{} differences:\n{}",
        differences.len(),
        differences.join("\n")
    );
}

/// What is said of a test, as the recorder keeps it: without addresses, and without the name of the class where an assertion explains itself.
fn said(test: &Value) -> String {
    let text = test["failure"]["message"].as_str().unwrap_or_default();
    let text = text
        .strip_prefix("AssertionError: ")
        .filter(|rest| rest.starts_with("assert "))
        .unwrap_or(text);
    let mut parts = text.split("0x");
    let mut said = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        said.push_str("0x");
        said.push_str(part.trim_start_matches(|c: char| c.is_ascii_hexdigit()));
    }
    said
}

#[test]
fn every_golden_test_comes_out_as_pytest_says() {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/golden");
    let mut differences = Vec::new();
    let mut tests = 0;
    for case in lines(&std::fs::read_to_string(golden.join("pytest.jsonl")).unwrap()) {
        let name = case["id"].as_str().unwrap();
        let folder = golden.join("pytest").join(name);
        for (path, text) in case["files"].as_object().unwrap() {
            let now = std::fs::read_to_string(folder.join(path)).unwrap_or_default();
            assert_eq!(
                text, &now,
                "{name}/{path} has changed since it was recorded"
            );
        }
        let output = Command::new(env!("CARGO_BIN_EXE_fastapi-playground"))
            .arg("test")
            .arg(&folder)
            .arg("--json")
            .output()
            .unwrap();
        let report: Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|error| {
            panic!(
                "{name}: {error}: {}",
                String::from_utf8_lossy(&output.stderr)
            )
        });
        let (wanted, got) = (
            case["tests"].as_array().unwrap(),
            report["tests"].as_array().unwrap(),
        );
        let ids = |tests: &[Value]| -> Vec<String> {
            let ids = tests
                .iter()
                .map(|test| test["id"].as_str().unwrap_or_default());
            ids.map(str::to_owned).collect()
        };
        if ids(wanted) != ids(got) {
            differences.push(format!(
                "{name}: want {:#?}\n got {:#?}",
                ids(wanted),
                ids(got)
            ));
            continue;
        }
        for (want, got) in wanted.iter().zip(got) {
            tests += 1;
            let message = want["message"].as_str().unwrap_or_default();
            if want["outcome"] != got["outcome"] || message != said(got) {
                differences.push(format!(
                    "{}\n  want {} {message}\n  got  {} {}",
                    want["id"],
                    want["outcome"],
                    got["outcome"],
                    said(got)
                ));
            }
        }
        let errors = (case["errors"].as_array(), report["errors"].as_array());
        if errors.0.map(Vec::len) != errors.1.map(Vec::len) {
            differences.push(format!(
                "{name}: errors: want {:?}\n got {:?}",
                errors.0, errors.1
            ));
        }
    }
    assert!(tests >= 100, "only {tests} tests were run");
    assert!(
        differences.is_empty(),
        "{} differences:\n{}",
        differences.len(),
        differences.join("\n")
    );
}
