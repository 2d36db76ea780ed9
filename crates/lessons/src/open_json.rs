//! Reads JSON in which `…` leaves something open, as texts show it: `{"detail": [{"loc": …}, …]}`.

use serde_json::Value;

/// Parses it; `…` as a value, or as the rest of a list, becomes the text `"…"`, and as the rest of an
/// object it is left out, since objects may have more keys anyway.
///
/// # Errors
/// What is wrong and the line on which it is, counted from 1.
pub fn parse(text: &str) -> Result<Value, (String, usize)> {
    let mut closed = String::with_capacity(text.len());
    let mut open = Vec::new();
    let mut in_text = false;
    let mut escaped = false;
    for character in text.chars() {
        if in_text {
            closed.push(character);
            match character {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '"' => in_text = false,
                _ => {}
            }
            continue;
        }
        match character {
            '"' => in_text = true,
            '{' | '[' => open.push(character),
            '}' | ']' => {
                open.pop();
            }
            _ => {}
        }
        if character != '…' {
            closed.push(character);
            continue;
        }
        let before = closed.trim_end();
        let starts_a_key = open.last() == Some(&'{') && before.ends_with([',', '{']);
        if starts_a_key {
            let kept = before.trim_end_matches(',').len();
            closed.truncate(kept);
        } else {
            closed.push_str("\"…\"");
        }
    }
    serde_json::from_str(&closed).map_err(|error| {
        let message = error.to_string();
        let message = message.split(" at line").next().unwrap_or_default();
        (format!("This isn't JSON: {message}."), error.line().max(1))
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn dots_stand_for_values_and_for_rests() {
        for (text, want) in [
            (r#"{"a": …}"#, json!({"a": "…"})),
            (r#"[1, …]"#, json!([1, "…"])),
            (r#"{"a": 1, …}"#, json!({"a": 1})),
            (r#"{…}"#, json!({})),
            (r#"{"a": "x, …"}"#, json!({"a": "x, …"})),
        ] {
            assert_eq!(parse(text), Ok(want), "{text}");
        }
        assert_eq!(parse("{\n\"a\" 1}").map_err(|(_, line)| line), Err(2));
    }
}
