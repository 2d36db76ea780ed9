//! A request as it is written by a learner, and as the fields of a form. The written request is the
//! one truth: a form reads its values out of it and writes them back into it.

use playground_protocol::{Body, Field, Operation, Place, Request};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::content::Preset;

/// A request that is being written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// The method.
    pub method: String,
    /// Path and query.
    pub url: String,
    /// Header names and values.
    #[serde(default)]
    pub headers: Vec<(String, String)>,
    /// The body; empty sends none.
    #[serde(default)]
    pub body: String,
}

impl Draft {
    /// The draft of a preset.
    pub fn from_preset(preset: &Preset) -> Self {
        Self {
            method: preset.method.clone(),
            url: preset.url.clone(),
            headers: preset.headers.clone(),
            body: preset.body.clone().unwrap_or_default(),
        }
    }

    /// A draft for an operation, with a value in every field that must be sent.
    pub fn from_operation(operation: &Operation) -> Self {
        let mut draft = Self {
            method: operation.method.clone(),
            url: operation.path.clone(),
            ..Self::default()
        };
        for field in &operation.fields {
            if let Some(example) = &field.example {
                draft.set(operation, field, Some(&plain(example)));
            }
        }
        if let Some(body) = &operation.body {
            draft
                .headers
                .push(("content-type".to_owned(), body.content_type.clone()));
            draft.body = match body.content_type.as_str() {
                "application/x-www-form-urlencoded" => form_body(&body.example),
                _ => serde_json::to_string_pretty(&body.example).unwrap_or_default(),
            };
        }
        draft
    }

    /// What is sent.
    pub fn request(&self) -> Request {
        let url = if self.url.starts_with('/') {
            self.url.clone()
        } else {
            format!("/{}", self.url)
        };
        let body = (!self.body.is_empty()).then(|| Body::Text(self.body.clone()));
        Request {
            method: self.method.clone(),
            url,
            headers: self.headers.clone(),
            body,
            trace: true,
        }
    }

    /// The value of a field; `None` when it isn't sent.
    pub fn get(&self, operation: &Operation, field: &Field) -> Option<String> {
        let (path, query) = split(&self.url);
        match field.place {
            Place::Path => values(&operation.path, path)?
                .into_iter()
                .find(|(name, _)| *name == field.name)
                .map(|(_, value)| value),
            Place::Query => query
                .into_iter()
                .find(|(name, _)| *name == field.name)
                .map(|(_, value)| value),
            Place::Header => self
                .headers
                .iter()
                .find(|(name, _)| name.eq_ignore_ascii_case(&field.name))
                .map(|(_, value)| value.clone()),
            Place::Cookie => self
                .cookies()
                .into_iter()
                .find(|(name, _)| *name == field.name)
                .map(|(_, value)| value),
        }
    }

    /// Writes the value of a field; `None` takes it out.
    pub fn set(&mut self, operation: &Operation, field: &Field, value: Option<&str>) {
        let (path, mut query) = split(&self.url);
        match field.place {
            Place::Path => {
                let mut known = values(&operation.path, path).unwrap_or_default();
                known.retain(|(name, _)| *name != field.name);
                known.push((field.name.clone(), value.unwrap_or_default().to_owned()));
                self.url = join(&fill(&operation.path, &known), &query);
            }
            Place::Query => {
                put(&mut query, &field.name, value, |a, b| a == b);
                self.url = join(path, &query);
            }
            Place::Header => put(
                &mut self.headers,
                &field.name,
                value,
                str::eq_ignore_ascii_case,
            ),
            Place::Cookie => {
                let mut cookies = self.cookies();
                put(&mut cookies, &field.name, value, |a, b| a == b);
                let line = cookies
                    .iter()
                    .map(|(name, value)| format!("{name}={value}"))
                    .collect::<Vec<_>>()
                    .join("; ");
                let line = (!line.is_empty()).then_some(line);
                put(
                    &mut self.headers,
                    "cookie",
                    line.as_deref(),
                    str::eq_ignore_ascii_case,
                );
            }
        }
    }

    fn cookies(&self) -> Vec<(String, String)> {
        self.headers
            .iter()
            .filter(|(name, _)| name.eq_ignore_ascii_case("cookie"))
            .flat_map(|(_, value)| value.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect()
    }
}

fn put(
    list: &mut Vec<(String, String)>,
    name: &str,
    value: Option<&str>,
    same: impl Fn(&str, &str) -> bool,
) {
    match (list.iter().position(|(other, _)| same(other, name)), value) {
        (Some(place), Some(value)) => {
            if let Some((_, old)) = list.get_mut(place) {
                *old = value.to_owned();
            }
        }
        (Some(place), None) => {
            list.remove(place);
        }
        (None, Some(value)) => list.push((name.to_owned(), value.to_owned())),
        (None, None) => {}
    }
}

/// The index of the operation that a draft asks: the first whose method and path fit, as the router
/// of the program would find it.
pub fn operation_of(operations: &[Operation], draft: &Draft) -> Option<usize> {
    let (path, _) = split(&draft.url);
    operations.iter().position(|operation| {
        operation.method == draft.method
            && (operation.path == path || values(&operation.path, path).is_some())
    })
}

/// The name of a placeholder of a path template, without its converter.
fn placeholder(segment: &str) -> Option<(&str, bool)> {
    let inner = segment.strip_prefix('{')?.strip_suffix('}')?;
    let (name, converter) = inner.split_once(':').unwrap_or((inner, ""));
    Some((name, converter == "path"))
}

/// The values of a template's placeholders in a path; `None` when the path is of another shape. A
/// placeholder that takes the whole rest is known by its converter or by standing last.
fn values(template: &str, path: &str) -> Option<Vec<(String, String)>> {
    let parts: Vec<&str> = template.split('/').collect();
    let given: Vec<&str> = path.split('/').collect();
    let mut found = Vec::new();
    for (index, part) in parts.iter().enumerate() {
        match placeholder(part) {
            Some((name, true)) => {
                found.push((
                    name.to_owned(),
                    decode(&given.get(index..)?.join("/"), false),
                ));
                return Some(found);
            }
            Some((name, false)) => found.push((name.to_owned(), decode(given.get(index)?, false))),
            None if given.get(index) == Some(part) => {}
            None => return None,
        }
    }
    (parts.len() == given.len()).then_some(found)
}

fn fill(template: &str, known: &[(String, String)]) -> String {
    let fill_one = |segment: &str| match placeholder(segment) {
        Some((name, rest)) => match known.iter().find(|(other, _)| other == name) {
            Some((_, value)) => encode(value, if rest { "/" } else { "" }),
            None => segment.to_owned(),
        },
        None => segment.to_owned(),
    };
    template
        .split('/')
        .map(fill_one)
        .collect::<Vec<_>>()
        .join("/")
}

/// Path and query pairs of a URL.
pub fn split(url: &str) -> (&str, Vec<(String, String)>) {
    let (path, query) = url.split_once('?').unwrap_or((url, ""));
    let pairs = query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (decode(name, true), decode(value, true))
        })
        .collect();
    (path, pairs)
}

fn join(path: &str, query: &[(String, String)]) -> String {
    let pairs: Vec<String> = query
        .iter()
        .map(|(name, value)| format!("{}={}", encode(name, ""), encode(value, "")))
        .collect();
    if pairs.is_empty() {
        path.to_owned()
    } else {
        format!("{path}?{}", pairs.join("&"))
    }
}

/// Percent-encodes everything but unreserved characters and those in `keep`.
pub fn encode(text: &str, keep: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric()
            || b"-._~".contains(&byte)
            || keep.as_bytes().contains(&byte)
        {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// Decodes percent signs, and plus signs as spaces where they mean that. What is malformed stays.
pub fn decode(text: &str, plus: bool) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let code = (*byte == b'%')
            .then(|| {
                text.get(at + 1..at + 3)
                    .and_then(|digits| u8::from_str_radix(digits, 16).ok())
            })
            .flatten();
        match code {
            Some(code) => {
                out.push(code);
                at += 3;
            }
            None => {
                out.push(if plus && *byte == b'+' { b' ' } else { *byte });
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// A JSON value as it stands in a URL or a form.
pub fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// The pairs of a form body.
pub fn form_pairs(body: &str) -> Vec<(String, String)> {
    split(&format!("?{body}")).1
}

/// A form body with one value changed.
pub fn with_form_value(body: &str, name: &str, value: Option<&str>) -> String {
    let mut pairs = form_pairs(body);
    put(&mut pairs, name, value, |a, b| a == b);
    join("", &pairs).trim_start_matches('?').to_owned()
}

fn form_body(example: &Value) -> String {
    let pairs: Vec<(String, String)> = example
        .as_object()
        .map(|members| {
            members
                .iter()
                .filter(|(_, value)| !value.is_null())
                .map(|(name, value)| (name.clone(), plain(value)))
                .collect()
        })
        .unwrap_or_default();
    join("", &pairs).trim_start_matches('?').to_owned()
}

/// Headers as lines of text.
pub fn header_text(headers: &[(String, String)]) -> String {
    headers
        .iter()
        .map(|(name, value)| format!("{name}: {value}"))
        .collect::<Vec<_>>()
        .join("\n")
}

/// Lines of text as headers; a line without a colon is a header without a value.
pub fn parse_headers(text: &str) -> Vec<(String, String)> {
    text.lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| {
            let (name, value) = line.split_once(':').unwrap_or((line, ""));
            (name.trim().to_owned(), value.trim().to_owned())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn field(name: &str, place: Place) -> Field {
        Field {
            name: name.into(),
            place,
            required: true,
            schema: Value::Null,
            description: String::new(),
            example: Some(json!(5)),
        }
    }

    fn operation() -> Operation {
        Operation {
            method: "GET".into(),
            path: "/items/{item_id}/parts/{name}".into(),
            fields: vec![
                field("item_id", Place::Path),
                field("name", Place::Path),
                field("q", Place::Query),
                field("x-token", Place::Header),
                field("who", Place::Cookie),
            ],
            ..Operation::default()
        }
    }

    #[test]
    fn fields_are_written_into_the_request_and_read_back() {
        let operation = operation();
        let mut draft = Draft::from_operation(&operation);
        assert_eq!(draft.url, "/items/5/parts/5?q=5");
        assert_eq!(
            draft.headers,
            [
                ("x-token".to_owned(), "5".to_owned()),
                ("cookie".to_owned(), "who=5".to_owned())
            ]
        );
        for (index, value) in ["a/b ü", "c&d=e", "x y+z%", "v", "w"]
            .into_iter()
            .enumerate()
        {
            let field = &operation.fields[index];
            draft.set(&operation, field, Some(value));
            assert_eq!(
                draft.get(&operation, field).as_deref(),
                Some(value),
                "{}",
                draft.url
            );
        }
        assert_eq!(
            operation_of(std::slice::from_ref(&operation), &draft),
            Some(0)
        );
        draft.set(&operation, &operation.fields[2], None);
        draft.set(&operation, &operation.fields[4], None);
        assert!(!draft.url.contains('?'));
        assert_eq!(draft.headers.len(), 1);
    }

    #[test]
    fn an_untouched_template_is_still_the_operation() {
        let operation = operation();
        let draft = Draft {
            method: "GET".into(),
            url: operation.path.clone(),
            ..Draft::default()
        };
        assert_eq!(operation_of(&[operation], &draft), Some(0));
    }

    #[test]
    fn rest_of_path_and_forms() {
        assert_eq!(
            values("/files/{path:path}", "/files/a/b.txt"),
            Some(vec![("path".into(), "a/b.txt".into())])
        );
        assert_eq!(values("/files/{name}", "/files/a/b"), None);
        assert_eq!(
            with_form_value("username=a&password=b", "password", Some("x y")),
            "username=a&password=x%20y"
        );
        assert_eq!(with_form_value("username=a", "username", None), "");
        assert_eq!(decode("%zz%4", true), "%zz%4");
        assert_eq!(
            parse_headers("A: b:c\n\nd"),
            [("A".into(), "b:c".into()), ("d".into(), String::new())]
        );
    }
}
