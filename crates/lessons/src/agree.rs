//! Whether a JSON value is what was written down. What is written may leave things open: `…` stands
//! for anything, at the end of a list for the rest of it, and within a text for any part of it.

use serde_json::Value;

/// What stands for anything.
pub const ANYTHING: &str = "…";

/// Whether `got` holds all that `want` says. Objects may have more keys, lists end where they are
/// written to end, numbers are compared by their value.
pub fn agrees(want: &Value, got: &Value) -> bool {
    match (want, got) {
        (Value::Object(want), Value::Object(got)) => want
            .iter()
            .all(|(key, want)| got.get(key).is_some_and(|got| agrees(want, got))),
        _ => compare(want, got, agrees),
    }
}

/// Whether `got` is `want`, apart from what is left open.
pub fn equals(want: &Value, got: &Value) -> bool {
    match (want, got) {
        (Value::Object(want), Value::Object(got)) => {
            want.len() == got.len()
                && want
                    .iter()
                    .all(|(key, want)| got.get(key).is_some_and(|got| equals(want, got)))
        }
        _ => compare(want, got, equals),
    }
}

fn compare(want: &Value, got: &Value, inner: fn(&Value, &Value) -> bool) -> bool {
    match (want, got) {
        (Value::String(want), _) if want == ANYTHING => true,
        (Value::String(want), Value::String(got)) => text_agrees(want, got),
        (Value::Array(want), Value::Array(got)) => {
            let (want, open) = match want.split_last() {
                Some((Value::String(last), rest)) if last == ANYTHING => (rest, true),
                _ => (want.as_slice(), false),
            };
            (want.len() == got.len() || open && want.len() <= got.len())
                && want.iter().zip(got).all(|(want, got)| inner(want, got))
        }
        (Value::Number(want), Value::Number(got)) => {
            want == got || want.as_f64() == got.as_f64() && want.as_f64().is_some()
        }
        _ => want == got,
    }
}

/// Whether a text is what was written, with `…` for any part of it.
pub fn text_agrees(want: &str, got: &str) -> bool {
    let Some((first, rest)) = want.split_once(ANYTHING) else {
        return want == got;
    };
    let Some(mut got) = got.strip_prefix(first) else {
        return false;
    };
    let mut pieces = rest.split(ANYTHING).peekable();
    while let Some(piece) = pieces.next() {
        if pieces.peek().is_none() {
            return got.ends_with(piece);
        }
        match got.find(piece) {
            Some(at) => got = got.get(at + piece.len()..).unwrap_or_default(),
            None => return false,
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_left_open_agrees() {
        let got = json!({"a": [1, 2.0, 3], "b": "eyJhbGc.xyz", "c": null});
        for want in [
            json!({}),
            json!({"a": [1, 2, 3]}),
            json!({"a": [1, "…"]}),
            json!({"b": "eyJ….xyz"}),
            json!({"a": "…", "c": null}),
        ] {
            assert!(agrees(&want, &got), "{want}");
        }
        for want in [
            json!({"a": [1, 2]}),
            json!({"a": [2, "…"]}),
            json!({"b": "…abc"}),
            json!({"d": null}),
            json!({"c": false}),
            json!([]),
        ] {
            assert!(!agrees(&want, &got), "{want}");
        }
    }

    #[test]
    fn equal_objects_have_the_same_keys() {
        assert!(equals(&json!({"a": {"b": "…"}}), &json!({"a": {"b": 1}})));
        assert!(!equals(&json!({"a": {}}), &json!({"a": {"b": 1}})));
    }

    #[test]
    fn open_texts() {
        assert!(text_agrees("a…b…c", "a1b2c"));
        assert!(text_agrees("…", ""));
        assert!(!text_agrees("a…b", "ab c"));
        assert!(!text_agrees("a…a", "a"));
    }
}
