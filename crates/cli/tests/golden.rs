//! The golden programs: what the engine answers is what real FastAPI answered when they were recorded.

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

fn headers(response: &Value) -> Vec<(String, String)> {
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
        .filter(|(name, _)| !IGNORED.contains(&name.as_str()))
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
            if case["openapi"] != got["openapi"] {
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
                    || headers(want) != headers(got)
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
