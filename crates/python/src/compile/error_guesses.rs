//! What a program probably meant where the parser stopped: the longer guesses of [`super::errors`].

use ruff_python_ast::Expr;
use ruff_python_ast::token::TokenKind;
use ruff_python_parser::parse_expression;

use super::error_text::{first_word, missing_comma, print_statement};
use super::errors::{Found, expression_name, plain};
use crate::source::{Range, Source};

pub(super) fn is_block(word: &str) -> bool {
    matches!(
        word,
        "if" | "elif"
            | "else"
            | "for"
            | "while"
            | "with"
            | "try"
            | "except"
            | "finally"
            | "def"
            | "class"
            | "async"
            | "match"
            | "case"
    )
}

/// Keywords after which CPython insists on a colon whatever comes.
pub(super) fn is_colon_certain(word: &str) -> bool {
    matches!(word, "else" | "try" | "finally" | "for" | "def")
}

/// `if x = 1:`.
pub(super) fn equals_in_condition(
    source: &Source,
    range: Range,
    found: TokenKind,
) -> Option<Found> {
    if found != TokenKind::Equal {
        return None;
    }
    let line = source.line_text(source.line(range.start));
    let before = source
        .text
        .get(..range.start as usize)?
        .rsplit('\n')
        .next()?;
    let word = first_word(line);
    let target = before.trim_start().strip_prefix(word)?.trim();
    let parsed = parse_expression(target).ok()?;
    let message = match parsed.expr() {
        Expr::Name(_) => "invalid syntax. Maybe you meant '==' or ':=' instead of '='?".to_owned(),
        other => format!(
            "cannot assign to {} here. Maybe you meant '==' instead of '='?",
            expression_name(other)
        ),
    };
    Some(plain(message, range))
}

pub(super) fn missing_comma_in_brackets(source: &Source, range: Range) -> Option<Found> {
    let place = missing_comma(source, range)?;
    Some(plain("invalid syntax. Perhaps you forgot a comma?", place))
}

/// Something follows a statement on its line.
pub(super) fn two_on_a_line(source: &Source, range: Range) -> Found {
    if let Some((name, place)) = print_statement(source, range) {
        return plain(
            format!("Missing parentheses in call to '{name}'. Did you mean {name}(...)?"),
            place,
        );
    }
    let before = source.text.get(..range.start as usize).unwrap_or("");
    let literal = before
        .rsplit(|c: char| !c.is_ascii_alphanumeric() && c != '.' && c != '_')
        .next()
        .unwrap_or("");
    if literal.starts_with(|c: char| c.is_ascii_digit()) {
        let last = super::unit::operand(before.len().saturating_sub(1));
        return plain(
            "invalid decimal literal",
            Range {
                start: last,
                end: last,
            },
        );
    }
    general(source, range)
}

pub(super) fn expected_expression(source: &Source, range: Range) -> Found {
    let before = source.text.get(..range.start as usize).unwrap_or("");
    let line = before.rsplit('\n').next().unwrap_or("");
    let trimmed = line.trim_end();
    let next = source.text.get(range.start as usize..).unwrap_or("");
    if trimmed.ends_with(" else") && trimmed.contains(" if ") {
        return plain(
            "expected expression after 'else', but statement is given",
            range,
        );
    }
    let is_definition = matches!(first_word(line), "def" | "async");
    if trimmed.ends_with('=') && next.starts_with([')', ',']) && trimmed.contains('(') {
        return plain(
            if is_definition {
                "expected default value expression"
            } else {
                "expected argument value expression"
            },
            range,
        );
    }
    if trimmed.ends_with("(*") && next.starts_with([')', ',']) && !is_definition {
        return plain("Invalid star expression", range);
    }
    if trimmed.ends_with(':') && next.starts_with(['}', ',']) && trimmed.contains('{') {
        return plain("expression expected after dictionary key and ':'", range);
    }
    let found = next.chars().next().unwrap_or(' ');
    let is_field = trimmed.ends_with('{')
        && trimmed
            .get(..trimmed.len().saturating_sub(1))
            .is_some_and(|before| before.contains("f'") || before.contains("f\""));
    if is_field && matches!(found, '}' | '=' | '!' | ':') {
        return plain(
            format!("f-string: valid expression required before '{found}'"),
            range,
        );
    }
    general(source, range)
}

/// Nothing is known but that it isn't Python; perhaps a comma is missing.
pub(super) fn general(source: &Source, range: Range) -> Found {
    missing_comma_in_brackets(source, range).unwrap_or_else(|| plain("invalid syntax", range))
}

/// A starred expression where none may stand.
pub(super) fn starred(source: &Source, range: Range) -> Found {
    let before = source.text.get(..range.start as usize).unwrap_or("");
    let line = before.rsplit('\n').next().unwrap_or("").trim_end();
    let message = if line.ends_with(':') && line.contains('{') {
        "cannot use a starred expression in a dictionary value"
    } else if line.trim_start() == "(" {
        "cannot use starred expression here"
    } else {
        "can't use starred expression here"
    };
    plain(message, range)
}
