//! Whether an answer is as it is expected.

use playground_lessons::{Expect, HeaderWant, agrees, equals, text_agrees};
use playground_protocol::{Answer, Body, TraceKind};
use serde_json::Value;

/// The first thing about an answer that isn't as expected; plain text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mismatch {
    /// What was looked at: `the status`, `/detail/0/type in the body`, `the header x-a`.
    pub what: String,
    /// What was expected of it.
    pub expected: String,
    /// What there was.
    pub got: String,
}

impl Mismatch {
    fn new(
        what: impl Into<String>,
        expected: impl ToString,
        got: impl ToString,
    ) -> Result<(), Self> {
        Err(Self {
            what: what.into(),
            expected: expected.to_string(),
            got: got.to_string(),
        })
    }
}

/// What is said of something that isn't there.
const NOTHING: &str = "nothing";

/// Whether an answer is as it is expected.
///
/// # Errors
/// The first thing that isn't.
pub fn expect_holds(expect: &Expect, answer: &Answer) -> Result<(), Mismatch> {
    if let Some(status) = expect.status
        && status != answer.status
    {
        return Mismatch::new("the status", status, answer.status);
    }
    body(expect, answer)?;
    for (name, want) in &expect.headers {
        header(name, want, answer)?;
    }
    if let Some(want) = &expect.output
        && !answer.output.contains(want.as_str())
    {
        return Mismatch::new("what was printed", with_it(want), shown(&answer.output));
    }
    for (path, want) in &expect.files {
        let file = answer
            .files
            .iter()
            .find(|file| file.path.trim_start_matches("./") == path);
        let what = format!("the file {path}");
        match file.and_then(|file| file.body.text()) {
            Some(text) if text.contains(want.as_str()) => {}
            Some(text) => return Mismatch::new(what, with_it(want), shown(text)),
            None => return Mismatch::new(what, with_it(want), NOTHING),
        }
    }
    if let Some(most) = expect.max_ms {
        let took = answer.elapsed.virtual_us / 1000;
        if took > most {
            return Mismatch::new(
                "the time",
                format!("at most {most} ms"),
                format!("{took} ms"),
            );
        }
    }
    if let Some(most) = expect.max_statements {
        let sent = statements(answer);
        if sent > most {
            return Mismatch::new(
                "the number of SQL statements",
                format!("at most {most}"),
                sent,
            );
        }
    }
    Ok(())
}

/// Whether statements have to be counted, for which the request is sent with its trace.
pub(crate) fn counts_statements(expect: &Expect) -> bool {
    expect.max_statements.is_some()
}

/// How many statements a request sent to databases.
fn statements(answer: &Answer) -> usize {
    answer
        .trace
        .iter()
        .map(|event| match &event.kind {
            // A statement that is run for several rows of parameters is sent once.
            TraceKind::Sql { .. } => 1,
            _ => 0,
        })
        .sum()
}

fn body(expect: &Expect, answer: &Answer) -> Result<(), Mismatch> {
    let text = body_text(answer);
    let wants_json = expect.json.is_some()
        || expect.has.is_some()
        || !expect.at.is_empty()
        || !expect.absent.is_empty();
    if wants_json {
        let Ok(got) = serde_json::from_str::<Value>(&text) else {
            return Mismatch::new("the body", "JSON", shown(&text));
        };
        json(expect, &got)?;
    }
    if let Some(want) = &expect.contains
        && !text.contains(want.as_str())
    {
        return Mismatch::new("the body", with_it(want), shown(&text));
    }
    if let Some(unwanted) = &expect.lacks
        && text.contains(unwanted.as_str())
    {
        return Mismatch::new(
            "the body",
            format!("a text without {unwanted}"),
            shown(&text),
        );
    }
    Ok(())
}

fn json(expect: &Expect, got: &Value) -> Result<(), Mismatch> {
    if let Some(want) = &expect.json
        && !equals(want, got)
    {
        return Mismatch::new("the body", want, got);
    }
    if let Some(want) = &expect.has
        && !agrees(want, got)
    {
        return Mismatch::new("the body", format!("at least {want}"), got);
    }
    for (pointer, want) in &expect.at {
        let what = format!("{pointer} in the body");
        match got.pointer(pointer) {
            Some(there) if equals(want, there) => {}
            Some(there) => return Mismatch::new(what, want, there),
            None => return Mismatch::new(what, want, NOTHING),
        }
    }
    for pointer in &expect.absent {
        if let Some(there) = got.pointer(pointer) {
            return Mismatch::new(format!("{pointer} in the body"), NOTHING, there);
        }
    }
    Ok(())
}

fn header(name: &str, want: &HeaderWant, answer: &Answer) -> Result<(), Mismatch> {
    let there: Vec<&str> = answer
        .headers
        .iter()
        .filter(|(known, _)| known.eq_ignore_ascii_case(name))
        .map(|(_, value)| value.as_str())
        .collect();
    let what = format!("the header {name}");
    let got = if there.is_empty() {
        NOTHING.to_owned()
    } else {
        there.join(", ")
    };
    match want {
        HeaderWant::There(true) if there.is_empty() => Mismatch::new(what, "any value", got),
        HeaderWant::There(false) if !there.is_empty() => Mismatch::new(what, NOTHING, got),
        HeaderWant::Value(value) if !there.iter().any(|there| text_agrees(value, there)) => {
            Mismatch::new(what, value, got)
        }
        _ => Ok(()),
    }
}

/// The body of an answer as text; of bytes that are no text their base64.
pub fn body_text(answer: &Answer) -> String {
    match &answer.body {
        Body::Text(text) | Body::Base64(text) => text.clone(),
    }
}

fn with_it(want: &str) -> String {
    format!("a text with {want}")
}

fn shown(text: &str) -> String {
    if text.is_empty() {
        NOTHING.to_owned()
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use playground_protocol::{Elapsed, TraceEvent, WrittenFile};
    use serde_json::json;

    use super::*;

    fn answer() -> Answer {
        let sql: TraceEvent = serde_json::from_value(
            json!({"kind": "sql", "database": "a.db", "statement": "SELECT 1"}),
        )
        .expect("an event");
        Answer {
            status: 200,
            headers: vec![("X-A".to_owned(), "one".to_owned())],
            body: Body::Text(r#"{"name": "Cup", "tags": [1, 2], "none": null}"#.to_owned()),
            elapsed: Elapsed {
                virtual_us: 1_500_000,
                ..Elapsed::default()
            },
            trace: vec![sql.clone(), sql],
            output: "written\n".to_owned(),
            files: vec![WrittenFile {
                path: "log.txt".to_owned(),
                body: Body::Text("mail sent".to_owned()),
                ..WrittenFile::default()
            }],
            ..Answer::default()
        }
    }

    fn mismatch(expect: Expect) -> Option<String> {
        expect_holds(&expect, &answer()).err().map(|wrong| {
            format!(
                "{}: {} expected, {} got",
                wrong.what, wrong.expected, wrong.got
            )
        })
    }

    #[test]
    fn what_is_expected_and_there_holds() {
        let expect = Expect {
            status: Some(200),
            json: Some(json!({"name": "…", "tags": [1, "…"], "none": null})),
            has: Some(json!({"name": "Cup"})),
            at: vec![
                ("/tags/1".to_owned(), json!(2)),
                ("/none".to_owned(), json!(null)),
            ],
            absent: vec!["/tags/2".to_owned()],
            contains: Some("Cup".to_owned()),
            lacks: Some("Plate".to_owned()),
            headers: vec![
                ("x-a".to_owned(), HeaderWant::Value("o…".to_owned())),
                ("x-b".to_owned(), HeaderWant::There(false)),
            ],
            output: Some("written".to_owned()),
            files: vec![("log.txt".to_owned(), "mail".to_owned())],
            max_ms: Some(1500),
            max_statements: Some(2),
        };
        assert_eq!(mismatch(expect), None);
        assert_eq!(mismatch(Expect::default()), None);
    }

    #[test]
    fn what_is_not_as_expected_is_named() {
        let wrong = |expect: Expect| mismatch(expect).expect("a mismatch");
        let status = Expect {
            status: Some(422),
            ..Expect::default()
        };
        assert_eq!(wrong(status), "the status: 422 expected, 200 got");
        let json = Expect {
            json: Some(json!({"name": "Cup"})),
            ..Expect::default()
        };
        assert!(wrong(json).starts_with("the body: {\"name\":\"Cup\"} expected"));
        let at = Expect {
            at: vec![("/x".to_owned(), json!("a"))],
            ..Expect::default()
        };
        assert_eq!(wrong(at), "/x in the body: \"a\" expected, nothing got");
        let header = Expect {
            headers: vec![("x-a".to_owned(), HeaderWant::Value("two".to_owned()))],
            ..Expect::default()
        };
        assert_eq!(wrong(header), "the header x-a: two expected, one got");
        let time = Expect {
            max_ms: Some(1000),
            ..Expect::default()
        };
        assert_eq!(
            wrong(time),
            "the time: at most 1000 ms expected, 1500 ms got"
        );
        let statements = Expect {
            max_statements: Some(1),
            ..Expect::default()
        };
        assert_eq!(
            wrong(statements),
            "the number of SQL statements: at most 1 expected, 2 got"
        );
        let file = Expect {
            files: vec![("b.txt".to_owned(), "x".to_owned())],
            ..Expect::default()
        };
        assert_eq!(
            wrong(file),
            "the file b.txt: a text with x expected, nothing got"
        );
    }
}
