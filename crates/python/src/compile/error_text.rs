//! What the text around a syntax error says: the line that opens a block, an old `print` statement, a comma that is missing.

use ruff_python_parser::parse_expression;

use super::scan::{Piece, Scanner};
use super::unit::operand;
use crate::source::{Range, Source};

/// Python's keywords.
const KEYWORDS: [&str; 35] = [
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue",
    "def", "del", "elif", "else", "except", "finally", "for", "from", "global", "if", "import",
    "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while",
    "with", "yield",
];

/// Whether a word is a keyword.
pub(super) fn is_keyword(word: &str) -> bool {
    KEYWORDS.contains(&word)
}

/// The line (from 1) of a byte.
pub(super) fn line_of(source: &Source, position: usize) -> u32 {
    source.line(operand(position))
}

/// The first word of a line.
pub(super) fn first_word(line: &str) -> &str {
    let line = line.trim_start();
    let end = line
        .find(|c: char| !c.is_alphanumeric() && c != '_')
        .unwrap_or(line.len());
    line.get(..end).unwrap_or("")
}

/// What opened the block that is missing before a line, in CPython's words, and on which line.
pub(super) fn block_opener(source: &Source, line: u32) -> (String, u32) {
    let found = (1..=line.saturating_sub(1).max(1)).rev().find(|line| {
        let text = source.line_text(*line);
        let text = text.split('#').next().unwrap_or("");
        !text.trim().is_empty()
    });
    let mut opener = found.unwrap_or(1);
    // A header over several lines begins where its keyword stands.
    while opener > 1 && block_name(source.line_text(opener)).is_none() {
        opener -= 1;
    }
    let name = block_name(source.line_text(opener)).unwrap_or_else(|| "statement".to_owned());
    (name, opener)
}

/// What CPython calls the block that a line opens.
fn block_name(line: &str) -> Option<String> {
    let first = first_word(line);
    let line = line.trim_start();
    Some(match first {
        "def" => "function definition".to_owned(),
        "class" => "class definition".to_owned(),
        "async" => {
            let second = first_word(line.get(5..).unwrap_or(""));
            if second == "def" {
                "function definition".to_owned()
            } else {
                format!("'{second}' statement")
            }
        }
        "except" if line.get(6..).unwrap_or("").trim_start().starts_with('*') => {
            "'except*' statement".to_owned()
        }
        "else" | "try" | "finally" | "elif" | "if" | "for" | "while" | "with" | "except"
        | "match" | "case" => format!("'{first}' statement"),
        _ => return None,
    })
}

/// `print x`: the name, and the place from it to the end of the line.
pub(super) fn print_statement(source: &Source, range: Range) -> Option<(&'static str, Range)> {
    let before = source.text.get(..range.start as usize)?;
    let start = before.rfind('\n').map_or(0, |position| position + 1);
    let line = before.get(start..)?;
    let indent = line.len() - line.trim_start().len();
    let name = ["print", "exec"]
        .into_iter()
        .find(|name| line.trim() == *name)?;
    let rest = source
        .text
        .get(range.start as usize..)?
        .split('\n')
        .next()?;
    Some((
        name,
        Range {
            start: operand(start + indent),
            end: range.start.saturating_add(operand(rest.trim_end().len())),
        },
    ))
}

/// Two expressions beside each other in brackets: where CPython suggests a comma.
pub(super) fn missing_comma(source: &Source, range: Range) -> Option<Range> {
    let mut open: Vec<usize> = Vec::new();
    // For the innermost bracket, where the element began.
    let mut starts: Vec<usize> = Vec::new();
    let mut start = 0;
    let mut scanner = Scanner::new(&source.text);
    let target = range.start as usize;
    let mut rest_end = source.text.len();
    let mut has_passed = false;
    let mut depth = 0_usize;
    let mut is_loop = false;
    while let Some((piece, position)) = scanner.next_piece() {
        if position >= target {
            if !has_passed {
                has_passed = true;
                let line = source.line_text(source.line(operand(open.last().copied()?)));
                if is_loop || matches!(first_word(line), "def" | "class") {
                    return None;
                }
                match piece {
                    Piece::Word(word) if is_keyword(word) && !is_atom(word) => return None,
                    Piece::Word(_) | Piece::Operand | Piece::Open(_) => {}
                    _ => return None,
                }
            }
            // The second expression ends at the end of its bracket, at a comma, or at a colon.
            match piece {
                Piece::Open(_) => depth += 1,
                Piece::Close(_) if depth > 0 => depth -= 1,
                Piece::Close(_) | Piece::Operator(b',' | b':' | b'=') | Piece::LineEnd
                    if depth == 0 =>
                {
                    rest_end = position;
                    break;
                }
                Piece::Word("for" | "if" | "else") if depth == 0 => {
                    rest_end = position;
                    break;
                }
                _ => {}
            }
            continue;
        }
        match piece {
            Piece::Open(_) => {
                is_loop = false;
                open.push(position);
                starts.push(start);
                start = position + 1;
            }
            Piece::Close(_) => {
                open.pop();
                start = starts.pop().unwrap_or(0);
            }
            Piece::Operator(b',' | b':' | b'=') => start = position + 1,
            Piece::Word("for") => is_loop = true,
            Piece::Word("in" | "if" | "else" | "and" | "or" | "not") => {
                start = position
                    + match piece {
                        Piece::Word(word) => word.len(),
                        _ => 0,
                    };
            }
            _ => {}
        }
    }
    let first = source.text.get(start..target)?;
    let second = source.text.get(target..rest_end)?.trim_end();
    let is_expression = |text: &str| parse_expression(text.trim()).is_ok();
    if !is_expression(first) || !is_expression(second) {
        return None;
    }
    let leading = first.len() - first.trim_start().len();
    Some(Range {
        start: operand(start + leading),
        end: operand(target + second.len()),
    })
}

/// A keyword that is an expression.
fn is_atom(word: &str) -> bool {
    matches!(word, "None" | "True" | "False")
}
