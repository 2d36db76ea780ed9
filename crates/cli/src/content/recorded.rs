//! What real FastAPI answered when the guide was recorded: whether that is still about the same
//! programs and requests, and whether the engine answers the same.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Mutex;

use playground_judge::body_text;
use playground_protocol::{Answer, Body, Request};
use serde_json::{Map, Value, json};

use super::session::Run;
use super::{Found, short};

/// Where it is, seen from the content folder.
const FILE: &str = "../tests/golden/cases/guide.jsonl";

/// Headers that the transport or the clock decides.
const IGNORED: [&str; 6] = [
    "date",
    "server",
    "content-length",
    "x-process-time",
    "last-modified",
    "etag",
];

/// The recorded cases.
pub struct Recorded {
    cases: HashMap<String, Value>,
    /// What was run and isn't recorded, or not any more as it is now.
    stale: Mutex<Vec<String>>,
    /// What was run and is recorded.
    known: Mutex<Vec<String>>,
}

impl Recorded {
    /// Reads what is recorded for a content folder.
    pub fn read(root: &Path) -> Self {
        let text = std::fs::read_to_string(root.join(FILE)).unwrap_or_default();
        let cases = text
            .lines()
            .filter_map(|line| serde_json::from_str::<Value>(line).ok())
            .filter_map(|case| Some((case["id"].as_str()?.to_owned(), case)));
        Self {
            cases: cases.collect(),
            stale: Mutex::default(),
            known: Mutex::default(),
        }
    }

    /// Compares what was run with what is recorded, and says what differs.
    pub fn compare(&self, run: &Run) -> Vec<String> {
        let now = case(run);
        let same = self.cases.get(&run.id).filter(|known| {
            ["files", "app", "env", "fails"]
                .iter()
                .all(|key| known.get(*key) == now.get(*key))
                && requests(known) == now["requests"].as_array().cloned().unwrap_or_default()
                && known["tests"]["files"] == now["tests"]
        });
        let list = if same.is_some() {
            &self.known
        } else {
            &self.stale
        };
        if let Ok(mut list) = list.lock() {
            list.push(run.id.clone());
        }
        same.map(|known| differences(run, known))
            .unwrap_or_default()
    }

    /// What was raised by the request of a case with this number, counted from 0: also what a server
    /// only writes into its log.
    pub fn raised(&self, id: &str, number: usize) -> Option<&str> {
        let step = steps(self.cases.get(id)?).get(number)?;
        step["response"]["error"].as_str()
    }

    /// What is to be said about recorded cases that don't fit; with `whole`, everything was run, so
    /// that cases which nothing uses any more are seen too.
    pub fn stale(&self, whole: bool) -> Option<Found> {
        let mut stale = self
            .stale
            .lock()
            .map(|list| list.clone())
            .unwrap_or_default();
        if whole && let Ok(known) = self.known.lock() {
            let used = |id: &&String| !known.contains(id) && !stale.contains(id);
            let gone: Vec<String> = self.cases.keys().filter(used).cloned().collect();
            stale.extend(gone);
        }
        stale.sort();
        let first = stale.iter().take(3).cloned().collect::<Vec<_>>().join(", ");
        let message = format!(
            "{} programs aren't recorded as they are now ({first}…): run `cargo xtask record guide`.",
            stale.len()
        );
        (!stale.is_empty()).then(|| Found {
            warning: !whole,
            ..Found::problem(FILE, 0, message)
        })
    }
}

/// A run as the recorder takes it.
pub fn case(run: &Run) -> Value {
    let files: Map<String, Value> = run
        .program
        .files
        .iter()
        .map(|file| (file.path.clone(), Value::from(file.text.as_str())))
        .collect();
    let mut case = json!({
        "id": run.id,
        "files": files,
        "app": run.program.entry,
        "env": run.program.env,
        "requests": run.steps.iter().map(|(request, _)| asked(request)).collect::<Vec<_>>(),
    });
    if run.openapi {
        case["openapi"] = Value::from(true);
    }
    if run.fails {
        case["fails"] = Value::from(true);
    }
    if let Some((files, _)) = &run.tests {
        case["tests"] = json!(files);
    }
    case
}

fn asked(request: &Request) -> Value {
    let body = match &request.body {
        None => Value::Null,
        Some(Body::Text(text)) => json!({ "text": text }),
        Some(Body::Base64(data)) => json!({ "base64": data }),
    };
    json!({
        "method": request.method,
        "url": request.url,
        "headers": request.headers,
        "body": body,
    })
}

fn steps(case: &Value) -> &[Value] {
    case["steps"]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default()
}

fn requests(case: &Value) -> Vec<Value> {
    steps(case)
        .iter()
        .map(|step| step["request"].clone())
        .collect()
}

fn differences(run: &Run, known: &Value) -> Vec<String> {
    let mut found = Vec::new();
    let error = run.error.as_ref().map(|error| comparable(&error.message));
    let known_error = known["error"].as_str().map(comparable);
    if error != known_error {
        let said = |error: Option<String>| error.map_or("nothing".to_owned(), |text| short(&text));
        found.push(format!(
            "loading it on real FastAPI raises {}, here {}",
            said(known_error),
            said(error)
        ));
        return found;
    }
    if let Some((_, report)) = &run.tests {
        let here: Map<String, Value> = report
            .tests
            .iter()
            .map(|test| (test.id.clone(), Value::from(test.outcome.word())))
            .collect();
        let there = &known["tests"]["outcomes"];
        if *there != Value::Object(here.clone()) {
            found.push(format!(
                "with real pytest the tests come to {}, here to {}",
                short(&there.to_string()),
                short(&Value::Object(here).to_string())
            ));
        }
    }
    for ((request, answer), step) in run.steps.iter().zip(steps(known)) {
        if let Some(difference) = difference(answer, &step["response"]) {
            found.push(format!("{} {}: {difference}", request.method, request.url));
        }
    }
    found
}

/// An error without what is by chance (addresses), and without the guess that newer versions of
/// Python add.
fn comparable(error: &str) -> String {
    let error = error.split(". Did you mean").next().unwrap_or_default();
    let mut parts = error.split(" 0x");
    let mut text = parts.next().unwrap_or_default().trim().to_owned();
    for part in parts {
        text.push_str(" 0x");
        text.push_str(part.trim_start_matches(|c: char| c.is_ascii_hexdigit()));
    }
    text
}

fn difference(answer: &Answer, want: &Value) -> Option<String> {
    let text = body_text(answer);
    if want["status"].as_u64() != Some(u64::from(answer.status)) {
        return Some(format!(
            "real FastAPI answers {} {}, here it is {} {}",
            want["status"],
            short(want["body"]["text"].as_str().unwrap_or_default()),
            answer.status,
            short(&text)
        ));
    }
    if want["body"]["varies"] != true {
        let known = want["body"]["text"]
            .as_str()
            .or(want["body"]["base64"].as_str())
            .unwrap_or_default();
        let json = |text: &str| serde_json::from_str::<Value>(text).ok();
        let same = text == known || json(known).is_some_and(|known| json(&text) == Some(known));
        if !same {
            return Some(format!(
                "the body is {} on real FastAPI, here {}",
                short(known),
                short(&text)
            ));
        }
    }
    let varies = |name: &str| {
        let list = want["varies"].as_array();
        list.is_some_and(|list| list.iter().any(|one| one.as_str() == Some(name)))
    };
    let kept = |name: &str| !IGNORED.contains(&name) && !varies(name);
    let mut there: Vec<(String, String)> = want["headers"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|pair| {
            Some((
                pair[0].as_str()?.to_lowercase(),
                pair[1].as_str()?.to_owned(),
            ))
        })
        .filter(|(name, _)| kept(name))
        .collect();
    let mut here: Vec<(String, String)> = answer
        .headers
        .iter()
        .map(|(name, value)| (name.to_lowercase(), value.clone()))
        .filter(|(name, _)| kept(name))
        .collect();
    there.sort();
    here.sort();
    if there != here {
        return Some(format!(
            "the headers are {there:?} on real FastAPI, here {here:?}"
        ));
    }
    // What is raised after the answer, in a task, is told by the server's log only.
    let raised = want["error"].as_str().filter(|_| answer.status >= 500);
    let here = answer.error.as_ref().map(|error| error.message.as_str());
    if raised.is_some() && raised.map(comparable) != here.map(comparable) {
        return Some(format!(
            "{} is raised on real FastAPI, here {}",
            short(raised.unwrap_or_default()),
            short(here.unwrap_or("nothing"))
        ));
    }
    None
}
