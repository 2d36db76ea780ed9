//! JSON as text for people: laid out without changing a token (numbers keep their digits), coloured,
//! and searched for the place of a value.

use std::ops::Range;

use serde::de::IgnoredAny;

/// What a piece of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Brackets, commas, colons, white space.
    Plain,
    /// A property's name.
    Name,
    /// A string.
    Text,
    /// A number.
    Number,
    /// `true`, `false`, `null`.
    Word,
}

/// One step from a value to a value in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// The member of an object.
    Name(String),
    /// The item of an array.
    Index(usize),
}

/// JSON laid out with two spaces, in pieces; `None` when it isn't JSON.
pub fn pretty(text: &str) -> Option<Vec<(Kind, String)>> {
    serde_json::from_str::<IgnoredAny>(text).ok()?;
    let mut out: Vec<(Kind, String)> = Vec::new();
    let mut depth = 0usize;
    let tokens: Vec<(Kind, Range<usize>)> = tokens(text);
    let mut iter = tokens.iter().peekable();
    while let Some((kind, range)) = iter.next() {
        let token = text.get(range.clone())?;
        let mut plain = |part: String| match out.last_mut() {
            Some((Kind::Plain, last)) => last.push_str(&part),
            _ => out.push((Kind::Plain, part)),
        };
        match token {
            "{" | "[" => {
                let closing = if token == "{" { "}" } else { "]" };
                let empty = iter
                    .peek()
                    .is_some_and(|(_, next)| text.get(next.clone()) == Some(closing));
                if empty {
                    iter.next();
                    plain(format!("{token}{closing}"));
                } else {
                    depth += 1;
                    plain(format!("{token}{}", line(depth)));
                }
            }
            "}" | "]" => {
                depth = depth.saturating_sub(1);
                plain(format!("{}{token}", line(depth)));
            }
            "," => plain(format!(",{}", line(depth))),
            ":" => plain(": ".to_owned()),
            _ => out.push((*kind, token.to_owned())),
        }
    }
    Some(out)
}

fn line(depth: usize) -> String {
    format!("\n{}", "  ".repeat(depth.min(60)))
}

/// The tokens of JSON text without white space. Text that isn't JSON gives some tokens, never an
/// endless loop.
fn tokens(text: &str) -> Vec<(Kind, Range<usize>)> {
    let bytes = text.as_bytes();
    let mut tokens: Vec<(Kind, Range<usize>)> = Vec::new();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let start = at;
        let kind = match byte {
            b' ' | b'\t' | b'\r' | b'\n' => {
                at += 1;
                continue;
            }
            b'"' => {
                at += 1;
                while let Some(byte) = bytes.get(at) {
                    at += if *byte == b'\\' { 2 } else { 1 };
                    if *byte == b'"' {
                        break;
                    }
                }
                at = at.min(bytes.len());
                Kind::Text
            }
            b'{' | b'}' | b'[' | b']' | b',' | b':' => {
                at += 1;
                if *byte == b':'
                    && let Some((kind @ Kind::Text, _)) = tokens.last_mut()
                {
                    *kind = Kind::Name;
                }
                Kind::Plain
            }
            first => {
                let ends = |byte: &u8| b" \t\r\n{}[],:\"".contains(byte);
                while bytes.get(at).is_some_and(|byte| !ends(byte)) {
                    at += 1;
                }
                if first.is_ascii_digit() || *first == b'-' {
                    Kind::Number
                } else {
                    Kind::Word
                }
            }
        };
        tokens.push((kind, start..at));
    }
    tokens
}

/// The byte range of the value that the path leads to; of the nearest value around it when the path
/// leads further than the text.
pub fn locate(text: &str, path: &[Step]) -> Option<Range<usize>> {
    let tokens = tokens(text);
    let mut at = 0usize;
    let mut found = value_range(text, &tokens, at)?;
    for step in path {
        match descend(text, &tokens, at, step) {
            Some(inner) => {
                at = inner;
                found = value_range(text, &tokens, at)?;
            }
            None => break,
        }
    }
    Some(found)
}

/// The index of the first token of the member of the value that begins at token `at`.
fn descend(text: &str, tokens: &[(Kind, Range<usize>)], at: usize, step: &Step) -> Option<usize> {
    let token = |index: usize| {
        tokens
            .get(index)
            .and_then(|(_, range)| text.get(range.clone()))
    };
    let object = match (token(at)?, step) {
        ("{", Step::Name(_)) => true,
        ("[", Step::Index(_)) => false,
        _ => return None,
    };
    let mut next = at + 1;
    let mut index = 0;
    while !matches!(token(next)?, "}" | "]") {
        let value = if object { next + 2 } else { next };
        let hit = match step {
            Step::Name(name) => {
                token(next)
                    .and_then(|raw| serde_json::from_str::<String>(raw).ok())
                    .as_ref()
                    == Some(name)
            }
            Step::Index(wanted) => index == *wanted,
        };
        if hit {
            return tokens.get(value).map(|_| value);
        }
        next = after(text, tokens, value)?;
        if token(next)? == "," {
            next += 1;
        }
        index += 1;
    }
    None
}

/// The index of the token after the value that begins at token `at`.
fn after(text: &str, tokens: &[(Kind, Range<usize>)], at: usize) -> Option<usize> {
    let mut depth = 0usize;
    for (index, (_, range)) in tokens.iter().enumerate().skip(at) {
        match text.get(range.clone())? {
            "{" | "[" => depth += 1,
            "}" | "]" => depth = depth.checked_sub(1)?,
            _ => {}
        }
        if depth == 0 {
            return Some(index + 1);
        }
    }
    None
}

fn value_range(text: &str, tokens: &[(Kind, Range<usize>)], at: usize) -> Option<Range<usize>> {
    let (_, first) = tokens.get(at)?;
    let last = after(text, tokens, at)
        .and_then(|end| tokens.get(end.checked_sub(1)?))
        .map_or(first, |(_, range)| range);
    Some(first.start..last.end)
}

/// Line and column (both from 1, counting characters) of a byte offset.
pub fn position(text: &str, offset: usize) -> (u32, u32) {
    let before = text.get(..offset).unwrap_or(text);
    let line = before.matches('\n').count() as u32 + 1;
    let column = before
        .rsplit('\n')
        .next()
        .unwrap_or_default()
        .chars()
        .count() as u32
        + 1;
    (line, column)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn laid_out(text: &str) -> Option<String> {
        pretty(text).map(|pieces| pieces.into_iter().map(|(_, piece)| piece).collect())
    }

    #[test]
    fn numbers_keep_their_digits_and_order_stays() {
        let text = r#"{"b":1.0,"a":[100000000000000000000001,-0.50,{}],"c":{"d":null,"e":[]}}"#;
        assert_eq!(
            laid_out(text).as_deref(),
            Some(
                "{\n  \"b\": 1.0,\n  \"a\": [\n    100000000000000000000001,\n    -0.50,\n    {}\n  ],\n  \"c\": {\n    \"d\": null,\n    \"e\": []\n  }\n}"
            )
        );
        assert_eq!(laid_out("{\"a\":"), None);
        assert_eq!(laid_out("\"a:b\"").as_deref(), Some("\"a:b\""));
    }

    #[test]
    fn values_are_found_by_their_path() {
        let text = r#"{"items": [{"name": "a\"b"}, {"name": 7, "x": [1, 2]}], "name": 1}"#;
        let at = |path: &[Step]| locate(text, path).and_then(|range| text.get(range));
        let name = |name: &str| Step::Name(name.to_owned());
        assert_eq!(
            at(&[name("items"), Step::Index(1), name("name")]),
            Some("7")
        );
        assert_eq!(
            at(&[name("items"), Step::Index(0), name("name")]),
            Some(r#""a\"b""#)
        );
        assert_eq!(
            at(&[name("items"), Step::Index(1), name("x"), Step::Index(1)]),
            Some("2")
        );
        assert_eq!(at(&[name("name")]), Some("1"));
        assert_eq!(
            at(&[name("items"), Step::Index(1), name("missing")]),
            Some(r#"{"name": 7, "x": [1, 2]}"#)
        );
    }

    #[test]
    fn broken_text_is_no_trouble() {
        for text in ["", "{", "[[[", "{\"a\"", "\"\\", "]}", "{\"a\":}", "é{ü"] {
            let _ = locate(text, &[Step::Name("a".to_owned()), Step::Index(0)]);
            let _ = pretty(text);
        }
    }
}
