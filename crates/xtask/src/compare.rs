//! Whether a replayed answer agrees with the recorded one.
//!
//! Status, body and headers are compared, and the statements sent to a database where they were recorded. JSON bodies are compared as JSON, where `1` and `1.0` differ and the order of
//! keys doesn't matter; other bodies as they are. Headers that the transport or chance decides are left out.

use std::collections::{BTreeMap, HashMap};

use serde_json::Value;

/// Decided by the transport or by chance, not by the program.
const IGNORED_HEADERS: [&str; 6] = [
    "date",
    "server",
    "content-length",
    "x-process-time",
    "last-modified",
    "etag",
];

/// How a replay went.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Score {
    pub steps: usize,
    pub agreed: usize,
    pub cases: usize,
    pub whole: usize,
    pub schemas: usize,
    pub schemas_agreed: usize,
    /// What disagreed, and how often.
    pub reasons: BTreeMap<String, usize>,
    /// Each disagreement in full.
    pub differences: Vec<String>,
}

impl Score {
    /// How many percent of the steps agree.
    pub fn percent(&self) -> f64 {
        // Counts of steps are far below the 2^52 where this would lose anything.
        100.0 * self.agreed as f64 / self.steps.max(1) as f64
    }

    fn differs(&mut self, reason: String, detail: String) {
        *self.reasons.entry(reason).or_default() += 1;
        self.differences.push(detail);
    }
}

/// Compare recorded cases with replayed ones, which may come in any order and may be missing.
pub fn compare(recorded: &[Value], replayed: &[Value]) -> Score {
    let by_id: HashMap<&str, &Value> = replayed
        .iter()
        .filter_map(|case| Some((case.get("id")?.as_str()?, case)))
        .collect();
    let mut score = Score::default();
    for case in recorded {
        let id = case
            .get("id")
            .and_then(Value::as_str)
            .unwrap_or("(a case without id)");
        compare_case(id, case, by_id.get(id).copied(), &mut score);
    }
    score
}

fn compare_case(id: &str, case: &Value, got: Option<&Value>, score: &mut Score) {
    score.cases += 1;
    let load_error = got
        .and_then(|got| got.get("load_error"))
        .and_then(Value::as_str);
    if case.get("load_error").is_some() {
        score.steps += 1;
        if load_error.is_some() {
            score.agreed += 1;
            score.whole += 1;
        } else {
            let reason = "a program that must be refused was loaded".to_owned();
            score.differs(reason.clone(), format!("{id}: {reason}"));
        }
        return;
    }
    let answers = got
        .and_then(|got| got.get("steps"))
        .and_then(Value::as_array);
    let mut whole = true;
    for (index, step) in case
        .get("steps")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .enumerate()
    {
        score.steps += 1;
        let answer = answers
            .and_then(|answers| answers.get(index))
            .and_then(|step| step.get("response"));
        let want = step.get("response").unwrap_or(&Value::Null);
        let statements = sql_difference(step, answers.and_then(|answers| answers.get(index)));
        let Some(mut reason) = difference(want, answer).or(statements) else {
            score.agreed += 1;
            continue;
        };
        whole = false;
        if let Some(error) = load_error {
            reason = format!("not loaded: {error}");
        }
        let detail = got
            .and_then(|got| got.get("detail"))
            .and_then(Value::as_str)
            .unwrap_or_default();
        let text = format!(
            "{id}: {} {}: {reason}\n    want {}\n    got  {}",
            text_of(step.pointer("/request/method")),
            text_of(step.pointer("/request/url")),
            shown(want),
            answer.map_or_else(|| detail.to_owned(), shown),
        );
        score.differs(reason, text);
    }
    if let Some(want) = case.get("load_sql")
        && got.and_then(|got| got.get("load_sql")) != Some(want)
    {
        whole = false;
        let reason = "SQL while the program loads".to_owned();
        let got = got
            .and_then(|got| got.get("load_sql"))
            .unwrap_or(&Value::Null);
        score.differs(
            reason.clone(),
            format!("{id}: {reason}\n    want {want}\n    got  {got}"),
        );
    }
    score.whole += usize::from(whole);
    if let Some(schema) = case.get("openapi") {
        score.schemas += 1;
        score.schemas_agreed += usize::from(got.and_then(|got| got.get("openapi")) == Some(schema));
    }
}

fn difference(want: &Value, got: Option<&Value>) -> Option<String> {
    let Some(got) = got else {
        return Some("no answer".to_owned());
    };
    let status = |answer: &Value| answer.get("status").cloned().unwrap_or(Value::Null);
    if status(want) != status(got) {
        return Some(format!(
            "status {} instead of {}",
            status(got),
            status(want)
        ));
    }
    if body(want) != body(got) {
        return Some("body".to_owned());
    }
    (headers(want) != headers(got)).then(|| "headers".to_owned())
}

/// The first message of the database's log that differs, where the log was recorded.
fn sql_difference(step: &Value, got: Option<&Value>) -> Option<String> {
    let log = |step: Option<&Value>| step.and_then(|step| step.get("sql")?.as_array().cloned());
    let want = log(Some(step))?;
    let got = log(got).unwrap_or_default();
    let none = Value::Null;
    (0..want.len().max(got.len()))
        .map(|index| {
            (
                want.get(index).unwrap_or(&none),
                got.get(index).unwrap_or(&none),
            )
        })
        .find(|(want, got)| want != got)
        .map(|(want, got)| format!("SQL: {got} instead of {want}"))
}

/// A body in the form in which it is compared.
#[derive(PartialEq)]
enum Body<'a> {
    Json(Value),
    Text(&'a str),
    /// Bytes that aren't UTF-8, still in base64.
    Bytes(&'a str),
}

fn body(answer: &Value) -> Body<'_> {
    let part = |name: &str| {
        answer
            .get("body")
            .and_then(|body| body.get(name))
            .and_then(Value::as_str)
    };
    match (part("text"), part("base64")) {
        (Some(text), _) => serde_json::from_str(text).map_or(Body::Text(text), Body::Json),
        (None, Some(bytes)) => Body::Bytes(bytes),
        // No body and an empty one are the same on the wire.
        (None, None) => Body::Text(""),
    }
}

fn headers(answer: &Value) -> Vec<(String, &str)> {
    let mut kept: Vec<_> = answer
        .get("headers")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(|pair| {
            Some((
                pair.get(0)?.as_str()?.to_ascii_lowercase(),
                pair.get(1)?.as_str()?,
            ))
        })
        .filter(|(name, _)| !IGNORED_HEADERS.contains(&name.as_str()))
        .collect();
    kept.sort_unstable();
    kept
}

fn text_of(value: Option<&Value>) -> &str {
    value.and_then(Value::as_str).unwrap_or_default()
}

/// Status and the beginning of the body, and the headers, on one line.
fn shown(answer: &Value) -> String {
    let body: String = answer
        .get("body")
        .map(Value::to_string)
        .unwrap_or_default()
        .chars()
        .take(400)
        .collect();
    let headers: Vec<String> = headers(answer)
        .iter()
        .map(|(name, value)| format!("{name}: {value}"))
        .collect();
    format!(
        "{} {body} [{}]",
        answer.get("status").unwrap_or(&Value::Null),
        headers.join("; ")
    )
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn case(response: &Value) -> Value {
        json!({"id": "one", "steps": [{"request": {"method": "GET", "url": "/"}, "response": response}], "openapi": {"a": 1}})
    }

    fn agrees(want: &Value, got: &Value) -> bool {
        compare(&[case(want)], &[case(got)]).agreed == 1
    }

    fn answer(body: &str, headers: &Value) -> Value {
        json!({"status": 200, "headers": headers, "body": {"text": body}})
    }

    #[test]
    fn json_is_compared_as_json_and_numbers_keep_their_type() {
        let none = json!([]);
        assert!(agrees(
            &answer(r#"{"a":1,"b":[2]}"#, &none),
            &answer(r#"{ "b": [2], "a": 1 }"#, &none)
        ));
        assert!(!agrees(&answer("1", &none), &answer("1.0", &none)));
        assert!(!agrees(&answer("[1,2]", &none), &answer("[2,1]", &none)));
        assert!(!agrees(&answer("plain", &none), &answer("Plain", &none)));
    }

    #[test]
    fn headers_count_unless_the_transport_decides_them() {
        let want = answer(
            "1",
            &json!([["Content-Type", "application/json"], ["date", "today"]]),
        );
        assert!(agrees(
            &want,
            &answer(
                "1",
                &json!([
                    ["content-length", "1"],
                    ["content-type", "application/json"]
                ])
            )
        ));
        assert!(!agrees(
            &want,
            &answer("1", &json!([["content-type", "text/plain"]]))
        ));
        assert!(!agrees(
            &want,
            &answer(
                "1",
                &json!([["content-type", "application/json"], ["x-more", "1"]])
            )
        ));
    }

    #[test]
    fn statements_count_where_they_were_recorded() {
        let mut want = case(&answer("1", &json!([])));
        let got = want.clone();
        want["steps"][0]["sql"] = json!(["BEGIN", "SELECT 1"]);
        let score = compare(&[want.clone()], &[got]);
        assert_eq!(
            score.reasons.get("SQL: null instead of \"BEGIN\""),
            Some(&1)
        );
        assert_eq!(compare(&[want.clone()], &[want]).agreed, 1);
    }

    #[test]
    fn an_empty_body_is_no_body() {
        let none = json!({"status": 204, "headers": [], "body": null});
        assert!(agrees(&none, &json!({"status": 204, "headers": []})));
        assert!(!agrees(
            &none,
            &json!({"status": 204, "headers": [], "body": {"base64": "/w=="}})
        ));
    }

    #[test]
    fn a_missing_case_counts_against_the_score_and_a_refusal_is_an_answer() {
        let want = case(&answer("1", &json!([])));
        let refused = json!({"id": "two", "load_error": "TypeError"});
        let replayed = [json!({"id": "two", "load_error": "FastAPIError"})];
        let score = compare(&[want, refused], &replayed);
        assert_eq!(
            (score.agreed, score.steps, score.whole, score.cases),
            (1, 2, 1, 2)
        );
        assert_eq!((score.schemas_agreed, score.schemas), (0, 1));
        assert_eq!(score.reasons.get("no answer"), Some(&1));
    }

    #[test]
    fn a_program_that_does_not_load_says_why_for_each_step() {
        let want = case(&answer("1", &json!([])));
        let score = compare(
            &[want],
            &[json!({"id": "one", "load_error": "ImportError", "detail": "no module x"})],
        );
        assert_eq!(score.reasons.get("not loaded: ImportError"), Some(&1));
        assert!(
            score
                .differences
                .iter()
                .any(|text| text.contains("no module x"))
        );
    }
}
