//! Replays case files: each program in a fresh engine, its requests in order. One JSON line a case,
//! in any order; a bad case never stops the others.

use std::collections::BTreeMap;
use std::io::{BufRead, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, mpsc};

use playground_engine::Engine;
use playground_protocol::{Answer, Body, File, Part, Program, Request};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::files;
use crate::sql_log;
use crate::system::System;

/// The stack of a thread that runs an engine.
pub const STACK: usize = 16 << 20;

#[derive(Deserialize)]
struct Case {
    id: String,
    #[serde(default)]
    files: BTreeMap<String, String>,
    #[serde(default = "main_app")]
    app: String,
    #[serde(default)]
    env: BTreeMap<String, String>,
    #[serde(default)]
    steps: Vec<Step>,
    /// The tests that are asked for, instead of requests.
    tests: Option<Tests>,
    /// Is the log of the database's statements asked for too?
    #[serde(default)]
    sql: bool,
}

fn main_app() -> String {
    "main:app".to_owned()
}

#[derive(Deserialize)]
struct Tests {
    /// The files to take them from; none stands for all that pytest collects.
    files: Vec<String>,
}

#[derive(Deserialize)]
struct Step {
    request: Asked,
}

#[derive(Deserialize)]
struct Asked {
    method: String,
    url: String,
    #[serde(default)]
    headers: Vec<(String, String)>,
    #[serde(default)]
    body: Option<Value>,
}

/// `replay PATH [--jobs N]`.
pub fn command(arguments: &[String]) -> Result<bool, String> {
    let mut arguments = arguments.to_vec();
    let jobs = match files::options(&mut arguments, "--jobs")?.last() {
        Some(count) => count
            .parse::<usize>()
            .map_err(|_| "--jobs needs a number".to_owned())?
            .max(1),
        None => 1,
    };
    let path = arguments
        .first()
        .ok_or("replay needs a case file, or - for standard input")?;
    let lines: Box<dyn BufRead + Send> = if path == "-" {
        Box::new(std::io::BufReader::new(std::io::stdin()))
    } else {
        let file = std::fs::File::open(path).map_err(|error| format!("{path}: {error}"))?;
        Box::new(std::io::BufReader::new(file))
    };
    replay(lines, jobs)?;
    Ok(true)
}

fn replay(lines: Box<dyn BufRead + Send>, jobs: usize) -> Result<(), String> {
    let lines = Mutex::new(lines.lines());
    let (tell, told) = mpsc::channel::<String>();
    std::thread::scope(|scope| {
        for _ in 0..jobs {
            let (tell, lines) = (tell.clone(), &lines);
            let work = move || {
                loop {
                    let Ok(next) = lines.lock().map(|mut lines| lines.next()) else {
                        break;
                    };
                    let Some(Ok(line)) = next else { break };
                    if !line.trim().is_empty() && tell.send(answer(&line).to_string()).is_err() {
                        break;
                    }
                }
            };
            std::thread::Builder::new()
                .stack_size(STACK)
                .spawn_scoped(scope, work)
                .map_err(|error| format!("no thread can be started: {error}"))?;
        }
        drop(tell);
        let mut out = std::io::stdout().lock();
        for line in told {
            writeln!(out, "{line}").map_err(|error| error.to_string())?;
        }
        Ok(())
    })
}

/// The answer to one line.
fn answer(line: &str) -> Value {
    match serde_json::from_str::<Case>(line) {
        Ok(case) => {
            let id = case.id.clone();
            catch_unwind(AssertUnwindSafe(|| play(case)))
                .unwrap_or_else(|_| json!({"id": id, "load_error": "EngineError", "detail": "the engine broke down"}))
        }
        Err(error) => json!({"id": null, "load_error": "CaseError", "detail": error.to_string()}),
    }
}

fn play(case: Case) -> Value {
    let mut files: Vec<File> = case
        .files
        .into_iter()
        .map(|(path, text)| File { path, text })
        .collect();
    let mut entry = case.app;
    if case.sql {
        let (text, wrapped) = sql_log::wrap(&entry);
        files.push(File {
            path: format!("{}.py", sql_log::MODULE),
            text,
        });
        entry = wrapped;
    }
    let mut engine = Engine::new(Box::new(System::new()));
    let loaded = match engine.load(Program {
        files,
        entry,
        env: case.env,
        workspace: case.id.clone(),
    }) {
        Ok(loaded) => loaded,
        Err(error) => {
            let first = error.diagnostics.first();
            let detail = first.map(|first| {
                let place = first
                    .source
                    .as_ref()
                    .map(|place| format!("{}:{}: ", place.file, place.line));
                format!("{}{}", place.unwrap_or_default(), first.message)
            });
            return json!({"id": case.id, "load_error": error.exception, "detail": detail});
        }
    };
    if let Some(tests) = case.tests {
        return tested(&mut engine, &case.id, &tests.files);
    }
    let mut steps = Vec::new();
    for step in case.steps {
        let body = step.request.body.as_ref().and_then(read_body);
        let request = Request {
            method: step.request.method,
            url: step.request.url,
            headers: step.request.headers,
            body,
            trace: false,
        };
        let response = match engine.send(&request) {
            Ok(answer) => response(&engine, answer),
            Err(_) => Value::Null,
        };
        let mut told = json!({ "response": response });
        if case.sql {
            told["sql"] = json!(sql_log::messages(&output(&engine)));
        }
        steps.push(told);
    }
    let mut told = json!({"id": case.id, "steps": steps, "openapi": loaded.openapi});
    if case.sql {
        told["load_sql"] = json!(sql_log::messages(&loaded.output));
    }
    told
}

fn tested(engine: &mut Engine, id: &str, files: &[String]) -> Value {
    let report = engine.run_tests(files, None).unwrap_or_default();
    let outcomes: serde_json::Map<String, Value> = report
        .tests
        .into_iter()
        .map(|test| (test.id, Value::from(test.outcome.word())))
        .collect();
    json!({"id": id, "tests": outcomes})
}

/// All that the program printed while it answered.
fn output(engine: &Engine) -> String {
    match engine.fetch(&Part::Output) {
        Some(Body::Text(text)) => text,
        _ => String::new(),
    }
}

fn read_body(body: &Value) -> Option<Body> {
    let text = |key: &str| body.get(key).and_then(Value::as_str).map(str::to_owned);
    text("text")
        .map(Body::Text)
        .or_else(|| text("base64").map(Body::Base64))
}

fn response(engine: &Engine, answer: Answer) -> Value {
    // A long body is cut in the answer.
    let whole = if answer.body_cut.is_some() {
        engine.fetch(&Part::Body)
    } else {
        None
    };
    let body = match whole.unwrap_or(answer.body) {
        Body::Text(text) if text.is_empty() => Value::Null,
        Body::Text(text) => json!({ "text": text }),
        Body::Base64(data) => json!({ "base64": data }),
    };
    let mut response = json!({"status": answer.status, "headers": answer.headers, "body": body});
    if let Some(error) = answer.error
        && let Some(response) = response.as_object_mut()
    {
        // Beyond the contract, for people who look for the cause of a 500.
        response.insert(
            "error".to_owned(),
            Value::from(error.traceback.unwrap_or(error.message)),
        );
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bad_case_has_an_answer_too() {
        assert_eq!(answer("{")["load_error"], "CaseError");
        let case =
            json!({"id": "a", "files": {"main.py": "app = nothing"}, "steps": []}).to_string();
        let told = answer(&case);
        assert_eq!(
            (&told["id"], &told["load_error"]),
            (&json!("a"), &json!("NameError"))
        );
        assert_eq!(
            told["detail"],
            "main.py:1: NameError: name 'nothing' is not defined"
        );
    }
}
