//! What presets, questions and checks have in common: a request, and what is expected of its answer.

use serde_json::Value;

use crate::model::{Expect, HeaderWant};
use crate::open_json;

/// The parts of a request as the page sends them.
pub(super) struct Parts {
    pub headers: Vec<(String, String)>,
    pub body: Option<String>,
}

/// Headers and body from TOML. A body that is no text is sent as JSON; a body that looks like JSON
/// gets its content type unless another is given.
pub(super) fn parts(headers: toml::Table, body: Option<toml::Value>) -> Parts {
    let json = body.as_ref().is_some_and(|body| !body.is_str());
    let mut headers: Vec<(String, String)> = headers
        .into_iter()
        .map(|(name, value)| {
            let text = value
                .as_str()
                .map_or_else(|| value.to_string(), str::to_owned);
            (name, text)
        })
        .collect();
    let body = body.map(|body| match body {
        toml::Value::String(text) => text,
        other => serde_json::to_string_pretty(&other).unwrap_or_default(),
    });
    let typed = headers
        .iter()
        .any(|(name, _)| name.eq_ignore_ascii_case("content-type"));
    let looks_like_json = json
        || body
            .as_ref()
            .is_some_and(|body| body.trim_start().starts_with(['{', '[']));
    if looks_like_json && !typed {
        headers.push(("content-type".to_owned(), "application/json".to_owned()));
    }
    Parts { headers, body }
}

/// `POST /items/` as method and URL.
pub(super) fn method_and_url(text: &str) -> Result<(String, String), String> {
    match text.trim().split_once(' ') {
        Some((method, url)) if url.trim_start().starts_with('/') => {
            Ok((method.to_uppercase(), url.trim().to_owned()))
        }
        _ => Err(format!(
            "`{text}` is no request: write the method, a blank and the path, as `GET /items/1`."
        )),
    }
}

/// What is expected of an answer, as checks and questions write it. The keys are taken out of the
/// table of the check, so that what is left over can be refused.
pub(super) fn expect(table: &mut toml::Table) -> Result<Expect, String> {
    let mut expect = Expect::default();
    if let Some(status) = table.remove("status") {
        let status = status
            .as_integer()
            .and_then(|status| u16::try_from(status).ok());
        expect.status = Some(status.ok_or("`status` is a number.")?);
    }
    expect.json = table.remove("json").map(json).transpose()?;
    expect.has = table.remove("has").map(json).transpose()?;
    if let Some(at) = table.remove("at") {
        let toml::Value::Table(at) = at else {
            return Err("`at` is a table of JSON pointers and values.".to_owned());
        };
        for (pointer, value) in at {
            if !pointer.is_empty() && !pointer.starts_with('/') {
                return Err(format!(
                    "`{pointer}` is no JSON pointer: it begins with a slash."
                ));
            }
            let value = serde_json::to_value(value).map_err(|error| error.to_string())?;
            expect.at.push((pointer, value));
        }
    }
    if let Some(absent) = table.remove("absent") {
        expect.absent = absent
            .try_into()
            .map_err(|_| "`absent` is a list of JSON pointers.")?;
    }
    let mut text = |key: &str| match table.remove(key) {
        None => Ok(None),
        Some(toml::Value::String(text)) => Ok(Some(text)),
        Some(_) => Err(format!("`{key}` is a text.")),
    };
    expect.contains = text("contains")?;
    expect.lacks = text("lacks")?;
    expect.output = text("output")?;
    if let Some(headers) = table.remove("header") {
        let toml::Value::Table(headers) = headers else {
            return Err("`header` is a table.".to_owned());
        };
        for (name, value) in headers {
            let want = match value {
                toml::Value::Boolean(there) => HeaderWant::There(there),
                toml::Value::String(value) => HeaderWant::Value(value),
                other => HeaderWant::Value(other.to_string()),
            };
            expect.headers.push((name, want));
        }
    }
    if let Some(files) = table.remove("file") {
        let files: std::collections::BTreeMap<String, String> = files
            .try_into()
            .map_err(|_| "`file` is a table of paths and texts.")?;
        expect.files = files.into_iter().collect();
    }
    let mut number = |key: &str| match table.remove(key) {
        None => Ok(None),
        Some(value) => value
            .as_integer()
            .and_then(|number| u64::try_from(number).ok())
            .map(Some)
            .ok_or(format!("`{key}` is a whole number.")),
    };
    expect.max_ms = number("max_ms")?;
    expect.max_statements = number("max_statements")?.and_then(|count| usize::try_from(count).ok());
    Ok(expect)
}

/// JSON as a TOML value or, because TOML has no null, as the text of it.
pub(super) fn json(value: toml::Value) -> Result<Value, String> {
    match value {
        toml::Value::String(text) => open_json::parse(&text).map_err(|(message, _)| message),
        other => serde_json::to_value(other).map_err(|error| error.to_string()),
    }
}

/// Refuses what is left in a table after its known keys were taken out.
pub(super) fn nothing_left(table: &toml::Table) -> Result<(), String> {
    match table.keys().next() {
        Some(key) => Err(format!("`{key}` isn't known here.")),
        None => Ok(()),
    }
}
