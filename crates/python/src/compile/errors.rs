//! Syntax errors: Ruff's, in CPython's words.

use std::rc::Rc;

use ruff_python_parser::ParseError;
use ruff_text_size::Ranged;

use super::{Result, SyntaxError};
use crate::source::{Range, Source};

/// CPython refuses more brackets and more indentation than this.
const MAX_BRACKETS: usize = 90;

/// Refuse text that nests so deeply that the parser would overflow the stack.
pub(super) fn check_nesting(text: &str) -> Result {
    let mut brackets = 0_usize;
    let mut unary_run = 0_usize;
    for (offset, byte) in text.bytes().enumerate() {
        match byte {
            b'(' | b'[' | b'{' => brackets += 1,
            b')' | b']' | b'}' => brackets = brackets.saturating_sub(1),
            _ => {}
        }
        match byte {
            b'-' | b'+' | b'~' => unary_run += 1,
            b' ' => {}
            _ => unary_run = 0,
        }
        if brackets > MAX_BRACKETS || unary_run > 500 {
            let start = u32::try_from(offset).unwrap_or(u32::MAX);
            return Err(SyntaxError {
                kind: "SyntaxError",
                message: "too many nested parentheses".to_owned(),
                range: Range {
                    start,
                    end: start.saturating_add(1),
                },
            });
        }
    }
    for line in text.lines() {
        let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
        if indent > 2000 {
            return Err(SyntaxError {
                kind: "IndentationError",
                message: "too many levels of indentation".to_owned(),
                range: Range::default(),
            });
        }
    }
    Ok(())
}

/// An error of Ruff's parser as CPython says it.
pub(super) fn from_parser(source: &Rc<Source>, error: &ParseError) -> SyntaxError {
    let range = super::scope::range_of(error.location.range());
    let text = error.error.to_string();
    let lower = text.to_lowercase();
    let (kind, message) = translate(source, &text, &lower, range);
    SyntaxError {
        kind,
        message,
        range,
    }
}

fn translate(source: &Rc<Source>, text: &str, lower: &str, range: Range) -> (&'static str, String) {
    let line = source.line(range.start);
    if lower.contains("unindent does not match") {
        return (
            "IndentationError",
            "unindent does not match any outer indentation level".to_owned(),
        );
    }
    if lower.contains("unexpected indentation") {
        return ("IndentationError", "unexpected indent".to_owned());
    }
    if lower.contains("expected an indented block") {
        let header = previous_code_line(source, line);
        let what = block_name(source.line_text(header));
        return (
            "IndentationError",
            format!("expected an indented block after {what} on line {header}"),
        );
    }
    if lower.contains("unterminated") && lower.contains("string")
        || lower.contains("missing closing quote")
    {
        let last = source.line(range.end);
        let kind = if lower.contains("triple") {
            "unterminated triple-quoted string literal"
        } else {
            "unterminated string literal"
        };
        return ("SyntaxError", format!("{kind} (detected at line {last})"));
    }
    if lower.contains("unexpected eof")
        || lower.contains("unexpected end of file")
        || lower.contains("got end of file")
        || lower.contains("found end of file")
    {
        if let Some(open) = unclosed(source) {
            return ("SyntaxError", format!("'{open}' was never closed"));
        }
        return ("SyntaxError", "invalid syntax".to_owned());
    }
    if let Some(open) = unclosed(source) {
        return ("SyntaxError", format!("'{open}' was never closed"));
    }
    if lower.starts_with("expected ':'") {
        return ("SyntaxError", "expected ':'".to_owned());
    }
    let known = [
        (
            "positional argument cannot follow keyword argument unpacking",
            "positional argument follows keyword argument unpacking",
        ),
        (
            "positional argument cannot follow keyword argument",
            "positional argument follows keyword argument",
        ),
        ("duplicate keyword argument", "keyword argument repeated"),
        (
            "parameter without a default cannot follow a parameter with a default",
            "parameter without a default follows parameter with a default",
        ),
        (
            "invalid assignment target",
            "cannot assign to expression here. Maybe you meant '==' instead of '='?",
        ),
        ("invalid delete target", "cannot delete expression"),
        (
            "expected `except` or `finally`",
            "expected 'except' or 'finally' block",
        ),
    ];
    for (pattern, message) in known {
        if lower.contains(pattern) {
            return ("SyntaxError", message.to_owned());
        }
    }
    let _ = text;
    ("SyntaxError", "invalid syntax".to_owned())
}

fn previous_code_line(source: &Source, line: u32) -> u32 {
    (1..line)
        .rev()
        .find(|&line| source.line_text(line).trim_end().ends_with(':'))
        .unwrap_or(line.saturating_sub(1).max(1))
}

/// What CPython calls the block that a line opens.
fn block_name(line: &str) -> String {
    let line = line.trim_start();
    let first = line
        .split(|c: char| !c.is_alphanumeric() && c != '_')
        .next()
        .unwrap_or("");
    match first {
        "def" => "function definition".to_owned(),
        "class" => "class definition".to_owned(),
        "async" if line.contains("def") => "function definition".to_owned(),
        "async" => "'for' statement".to_owned(),
        "else" | "try" | "finally" | "elif" | "if" | "for" | "while" | "with" | "except"
        | "match" | "case" => format!("'{first}' statement"),
        _ => "statement".to_owned(),
    }
}

/// The first bracket that is never closed, outside strings and comments.
fn unclosed(source: &Source) -> Option<char> {
    let mut stack = Vec::new();
    let mut quote: Option<(char, bool)> = None;
    let characters: Vec<char> = source.text.chars().collect();
    let mut index = 0;
    while index < characters.len() {
        let character = characters[index];
        let triple = |index: usize| {
            characters.get(index + 1) == Some(&character)
                && characters.get(index + 2) == Some(&character)
        };
        match quote {
            Some((open, is_triple)) => {
                if character == '\\' {
                    index += 1;
                } else if character == open && (!is_triple || triple(index)) {
                    index += if is_triple { 2 } else { 0 };
                    quote = None;
                } else if character == '\n' && !is_triple {
                    quote = None;
                }
            }
            None => match character {
                '#' => {
                    while index < characters.len() && characters[index] != '\n' {
                        index += 1;
                    }
                }
                '"' | '\'' => {
                    let is_triple = triple(index);
                    quote = Some((character, is_triple));
                    index += if is_triple { 2 } else { 0 };
                }
                '(' | '[' | '{' => stack.push(character),
                ')' | ']' | '}' => {
                    stack.pop();
                }
                _ => {}
            },
        }
        index += 1;
    }
    stack.last().copied()
}
