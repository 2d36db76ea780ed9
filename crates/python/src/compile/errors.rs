//! Syntax errors of Ruff's parser, in CPython's words.
//!
//! Ruff says what it expected; CPython often says what was probably meant. Where a message depends on the text around, that is looked at here;
//! errors that need scopes or blocks are raised where those are known.

use super::error_guesses::{
    equals_in_condition, expected_expression, general, is_block, is_colon_certain,
    missing_comma_in_brackets, starred, two_on_a_line,
};
use ruff_python_ast::token::TokenKind;
use ruff_python_ast::{self as ast, Expr};
use ruff_python_parser::{
    InterpolatedStringErrorType, LexicalErrorType, ParseError, ParseErrorType, parse_expression,
};

use super::SyntaxError;
use super::error_text::{block_opener, first_word, line_of, missing_comma};
use super::scan::{mismatch, unclosed};
use super::scope::range_of;
use crate::source::{Range, Source};

/// A class, a message and a place.
pub(super) type Found = (&'static str, String, Range);

/// An error of Ruff's parser as CPython says it.
pub(super) fn from_parser(source: &Source, errors: &[ParseError]) -> SyntaxError {
    let Some(first) = errors.first() else {
        return super::error("invalid syntax", ruff_text_size::TextRange::default());
    };
    // A string that isn't closed on the same line is what confused the parser before it.
    let line = source.line(range_of(first.location).start);
    let error = errors
        .iter()
        .find(|error| {
            matches!(
                error.error,
                ParseErrorType::Lexical(LexicalErrorType::UnclosedStringError)
            ) && source.line(range_of(error.location).start) == line
        })
        .unwrap_or(first);
    let range = range_of(error.location);
    let (kind, message, range) =
        brackets(source, error, range).unwrap_or_else(|| translate(source, error, range));
    SyntaxError {
        kind,
        message,
        range,
    }
}

pub(super) fn plain(message: impl Into<String>, range: Range) -> Found {
    ("SyntaxError", message.into(), range)
}

/// Errors of brackets come first: whatever else the parser says follows from them.
fn brackets(source: &Source, error: &ParseError, range: Range) -> Option<Found> {
    if matches!(error.error, ParseErrorType::Lexical(ref lexical) if !is_end(lexical)) {
        return None;
    }
    if let Some((open, closing, position)) = mismatch(&source.text) {
        let place = at(position);
        if place.start <= range.start.saturating_add(1) {
            return Some(match open {
                None => plain(format!("unmatched '{closing}'"), place),
                Some((open, opened)) => {
                    let (line, here) = (line_of(source, opened), line_of(source, position));
                    let suffix = if line == here {
                        String::new()
                    } else {
                        format!(" on line {line}")
                    };
                    let message = format!(
                        "closing parenthesis '{closing}' does not match opening parenthesis '{open}'{suffix}"
                    );
                    plain(message, place)
                }
            });
        }
        return None;
    }
    let (open, position) = unclosed(&source.text)?;
    let is_before = at(position).start <= range.start;
    let is_in_string = is_formatted(&error.error);
    // A definite mistake on the bracket's own line counts more than the bracket, unless text just ends there.
    let is_later = line_of(source, position) < source.line(range.start)
        || range.start as usize >= source.text.trim_end().len()
        || source.text.as_bytes().get(range.start as usize) == Some(&b'\n');
    (is_before && !is_in_string && is_later)
        .then(|| plain(format!("'{open}' was never closed"), at(position)))
}

fn is_end(error: &LexicalErrorType) -> bool {
    matches!(error, LexicalErrorType::Eof)
}

fn is_formatted(error: &ParseErrorType) -> bool {
    matches!(
        error,
        ParseErrorType::FStringError(_) | ParseErrorType::TStringError(_)
    )
}

fn at(position: usize) -> Range {
    let start = super::unit::operand(position);
    Range {
        start,
        end: start.saturating_add(1),
    }
}

fn translate(source: &Source, error: &ParseError, range: Range) -> Found {
    use ParseErrorType as P;
    match &error.error {
        P::Lexical(lexical) => lexical_error(source, lexical, range),
        P::FStringError(inner) => formatted("f-string", source, inner, range),
        P::TStringError(inner) => formatted("t-string", source, inner, range),
        P::UnexpectedIndentation if mixes_tabs(source, range) => tab_error(range),
        P::UnexpectedIndentation => ("IndentationError", "unexpected indent".to_owned(), range),
        P::PositionalAfterKeywordArgument => {
            plain("positional argument follows keyword argument", range)
        }
        P::PositionalAfterKeywordUnpacking => plain(
            "positional argument follows keyword argument unpacking",
            range,
        ),
        P::InvalidArgumentUnpackingOrder => plain(
            "iterable argument unpacking follows keyword argument unpacking",
            range,
        ),
        P::IterableUnpackingInComprehension => {
            plain("iterable unpacking cannot be used in comprehension", range)
        }
        P::UnparenthesizedGeneratorExpression => {
            plain("Generator expression must be parenthesized", range)
        }
        P::NonDefaultParamAfterDefaultParam => plain(
            "parameter without a default follows parameter with a default",
            range,
        ),
        P::ParamAfterVarKeywordParam => {
            plain("arguments cannot follow var-keyword argument", range)
        }
        P::ExpectedKeywordParam => plain("named arguments must follow bare *", range),
        P::VarParameterWithDefault => {
            let is_keyword = source
                .slice(Range {
                    start: range.start.saturating_sub(60),
                    end: range.start,
                })
                .contains("**");
            plain(
                if is_keyword {
                    "var-keyword argument cannot have default value"
                } else {
                    "var-positional argument cannot have default value"
                },
                range,
            )
        }
        P::InvalidAssignmentTarget => assignment(source, range),
        P::InvalidAugmentedAssignmentTarget => {
            let name = named(source, range).map_or("expression", |found| found.0);
            plain(
                format!("'{name}' is an illegal expression for augmented assignment"),
                range,
            )
        }
        P::InvalidAnnotatedAssignmentTarget => plain(
            match named(source, range).map(|found| found.0) {
                Some("tuple") => "only single target (not tuple) can be annotated",
                Some("list") => "only single target (not list) can be annotated",
                _ => "illegal target for annotation",
            },
            range,
        ),
        P::InvalidNamedAssignmentTarget => {
            let name = named(source, range).map_or("expression", |found| found.0);
            plain(
                format!("cannot use assignment expressions with {name}"),
                range,
            )
        }
        P::InvalidDeleteTarget => {
            let name = named(source, range).map_or("expression", |found| found.0);
            plain(format!("cannot delete {name}"), range)
        }
        P::InvalidMatchPatternTarget => plain("cannot use '_' as a target", range),
        P::ExpectedImaginaryNumber => plain("imaginary number required in complex literal", range),
        P::ExpectedRealNumber => plain("real number required in complex literal", range),
        P::EmptyImportNames => plain("Expected one or more names after 'import'", range),
        P::EmptyTypeParams => plain("Type parameter list cannot be empty", range),
        P::OtherError(text) => other(source, text, range),
        P::ExpectedToken { expected, found } => expected_token(source, *expected, *found, range),
        P::SimpleStatementsOnSameLine | P::SimpleAndCompoundStatementOnSameLine => {
            two_on_a_line(source, range)
        }
        P::ExpectedExpression | P::UnexpectedExpressionToken => expected_expression(source, range),
        P::InvalidStarredExpressionUsage => starred(source, range),
        _ => general(source, range),
    }
}

fn tab_error(range: Range) -> Found {
    (
        "TabError",
        "inconsistent use of tabs and spaces in indentation".to_owned(),
        range,
    )
}

/// Whether a line is indented by tabs and the one before it by spaces, or the other way round.
fn mixes_tabs(source: &Source, range: Range) -> bool {
    let line = source.line(range.start);
    let indent = |line: u32| {
        let text = source.line_text(line);
        let content = text.trim_start_matches([' ', '\t']);
        text.get(..text.len() - content.len())
            .unwrap_or("")
            .to_owned()
    };
    let here = indent(line);
    let before = (1..line)
        .rev()
        .find(|line| !source.line_text(*line).trim().is_empty())
        .map(indent)
        .unwrap_or_default();
    here.contains('\t') != before.contains('\t') && !here.is_empty() && !before.is_empty()
}

fn lexical_error(source: &Source, error: &LexicalErrorType, range: Range) -> Found {
    use LexicalErrorType as L;
    match error {
        L::IndentationError if mixes_tabs(source, range) => tab_error(range),
        L::IndentationError => (
            "IndentationError",
            "unindent does not match any outer indentation level".to_owned(),
            range,
        ),
        L::UnclosedStringError => unclosed_string(source, range),
        L::InvalidByteLiteral => plain("bytes can only contain ASCII literal characters", range),
        L::UnrecognizedToken { tok } => unrecognized(*tok, range),
        L::LineContinuationError => plain(
            "unexpected character after line continuation character",
            range,
        ),
        L::Eof => plain("unexpected EOF while parsing", range),
        L::FStringError(inner) => formatted("f-string", source, inner, range),
        L::TStringError(inner) => formatted("t-string", source, inner, range),
        L::UnicodeError | L::MissingUnicodeLbrace | L::MissingUnicodeRbrace => {
            unicode_error(source, range)
        }
        L::OtherError(text) => number(text, source.slice(range), source, range)
            .map_or_else(|| general(source, range), |message| plain(message, range)),
        L::StringError => general(source, range),
    }
}

fn unrecognized(character: char, range: Range) -> Found {
    let code = u32::from(character);
    if character.is_ascii() {
        return plain("invalid syntax", range);
    }
    if character.is_whitespace() || character.is_control() {
        return plain(
            format!("invalid non-printable character U+{code:04X}"),
            range,
        );
    }
    plain(
        format!("invalid character '{character}' (U+{code:04X})"),
        range,
    )
}

/// Errors in numbers.
fn number(text: &str, literal: &str, source: &Source, range: Range) -> Option<String> {
    let lower = text.to_lowercase();
    if lower.contains("parseinterror") {
        let next = source.text.get(range.end as usize..)?.chars().next()?;
        let name = match literal.to_lowercase().as_str() {
            "0x" => "hexadecimal",
            "0o" => "octal",
            "0b" => "binary",
            _ => "decimal",
        };
        return Some(if next.is_ascii_digit() {
            format!("invalid digit '{next}' in {name} literal")
        } else {
            format!("invalid {name} literal")
        });
    }
    if lower.contains("leading zeros") || lower.contains("invalid decimal integer") {
        return Some(
            "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers"
                .to_owned(),
        );
    }
    if lower.contains("decimal") || lower.contains("float") || lower.contains("underscore") {
        return Some("invalid decimal literal".to_owned());
    }
    for (name, radix) in [("hexadecimal", 16), ("octal", 8), ("binary", 2)] {
        if lower.contains(name) || lower.contains(&format!("base {radix}")) {
            return Some(format!("invalid {name} literal"));
        }
    }
    None
}

fn unclosed_string(source: &Source, range: Range) -> Found {
    let rest = source
        .text
        .get(range.start as usize..)
        .unwrap_or("")
        .trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let is_triple = rest.starts_with("'''") || rest.starts_with("\"\"\"");
    let (kind, last) = if is_triple {
        let end = super::unit::operand(source.text.len().saturating_sub(1));
        (
            "unterminated triple-quoted string literal",
            source.line(end),
        )
    } else {
        ("unterminated string literal", source.line(range.start))
    };
    plain(format!("{kind} (detected at line {last})"), range)
}

/// An escape that isn't one: where it stands in its string, and what is wrong with it.
fn unicode_error(source: &Source, range: Range) -> Found {
    let text = &*source.text;
    let escape = text
        .get(..range.start as usize)
        .and_then(|before| before.rfind('\\'))
        .unwrap_or(range.start as usize);
    let quote = text
        .get(..escape)
        .and_then(|before| before.rfind(['\'', '"']))
        .unwrap_or(escape);
    let mut characters = text.get(escape + 1..).unwrap_or("").chars();
    let kind = characters.next().unwrap_or('x');
    let rest = characters.as_str();
    let length = if kind == 'N' {
        rest.find('}').map_or(rest.len(), |position| position + 1)
    } else {
        rest.bytes().take_while(u8::is_ascii_hexdigit).count()
    };
    let what = match kind {
        'N' => "unknown Unicode character name",
        'u' => "truncated \\uXXXX escape",
        'U' => "truncated \\UXXXXXXXX escape",
        _ => "truncated \\xXX escape",
    };
    let first = escape.saturating_sub(quote + 1);
    let last = first + 1 + length;
    let closing = text
        .get(quote..quote + 1)
        .and_then(|quote| text.get(escape..)?.find(quote))
        .map_or(range.end, |position| {
            super::unit::operand(escape + position + 1)
        });
    plain(
        format!(
            "(unicode error) 'unicodeescape' codec can't decode bytes in position {first}-{last}: {what}"
        ),
        Range {
            start: super::unit::operand(quote),
            end: closing,
        },
    )
}

fn formatted(
    what: &str,
    source: &Source,
    error: &InterpolatedStringErrorType,
    range: Range,
) -> Found {
    use InterpolatedStringErrorType as E;
    if matches!(error, E::UnclosedLbrace)
        && let Some(place) = missing_comma(source, range)
    {
        return plain("invalid syntax. Perhaps you forgot a comma?", place);
    }
    let line = source.line(range.start);
    let message = match error {
        E::UnterminatedString => {
            format!("unterminated {what} literal (detected at line {line})")
        }
        E::UnterminatedTripleQuotedString => {
            let end = super::unit::operand(source.text.len().saturating_sub(1));
            let line = source.line(end);
            format!("unterminated triple-quoted {what} literal (detected at line {line})")
        }
        E::SingleRbrace => format!("{what}: single '}}' is not allowed"),
        E::UnclosedLbrace => format!("{what}: expecting '}}'"),
        E::InvalidConversionFlag => {
            let text = source.slice(range).trim_matches(['!', ' ']);
            format!("{what}: invalid conversion character '{text}': expected 's', 'r', or 'a'")
        }
        E::ConversionFlagNotImmediatelyAfterExclamation => {
            format!("{what}: conversion type must come right after the exclamation mark")
        }
        E::LambdaWithoutParentheses => {
            format!("{what}: lambda expressions are not allowed without parentheses")
        }
        E::NewlineInFormatSpec => format!(
            "{what}: newlines are not allowed in format specifiers for single quoted {what}s"
        ),
    };
    plain(message, range)
}

/// What CPython calls the expression in a range, and the expression's kind.
fn named(source: &Source, range: Range) -> Option<(&'static str, Expr)> {
    let text = source.slice(range);
    // `yield` is an expression in parentheses only.
    let parsed = parse_expression(text)
        .or_else(|_| parse_expression(&format!("({text})")))
        .or_else(|_| parse_expression(&format!("({text},)")))
        .ok()?;
    let expression = match parsed.into_expr() {
        Expr::Tuple(mut node) if text.starts_with('*') => node.elts.pop()?,
        other => other,
    };
    Some((expression_name(&expression), expression))
}

/// CPython's word for an expression.
pub(super) fn expression_name(expression: &Expr) -> &'static str {
    match expression {
        Expr::Attribute(_) => "attribute",
        Expr::Subscript(_) => "subscript",
        Expr::Starred(_) => "starred",
        Expr::Name(_) => "name",
        Expr::List(_) => "list",
        Expr::Tuple(_) => "tuple",
        Expr::Lambda(_) => "lambda",
        Expr::Call(_) => "function call",
        Expr::BoolOp(_) | Expr::BinOp(_) | Expr::UnaryOp(_) => "expression",
        Expr::Generator(_) => "generator expression",
        Expr::Yield(_) | Expr::YieldFrom(_) => "yield expression",
        Expr::Await(_) => "await expression",
        Expr::ListComp(_) => "list comprehension",
        Expr::SetComp(_) => "set comprehension",
        Expr::DictComp(_) => "dict comprehension",
        Expr::Dict(_) => "dict literal",
        Expr::Set(_) => "set display",
        Expr::FString(_) => "f-string expression",
        Expr::TString(_) => "t-string expression",
        Expr::NoneLiteral(_) => "None",
        Expr::BooleanLiteral(node) if node.value => "True",
        Expr::BooleanLiteral(_) => "False",
        Expr::EllipsisLiteral(_) => "ellipsis",
        Expr::StringLiteral(_) | Expr::BytesLiteral(_) | Expr::NumberLiteral(_) => "literal",
        Expr::Compare(_) => "comparison",
        Expr::If(_) => "conditional expression",
        Expr::Named(_) => "named expression",
        Expr::Slice(_) | Expr::IpyEscapeCommand(_) => "expression",
    }
}

/// A target that can't be assigned to.
fn assignment(source: &Source, range: Range) -> Found {
    let Some((name, expression)) = named(source, range) else {
        return general(source, range);
    };
    let line = source.line_text(source.line(range.start));
    let before = source
        .text
        .get(..range.start as usize)
        .unwrap_or("")
        .rsplit('\n')
        .next()
        .unwrap_or("");
    let after = source
        .text
        .get(range.end as usize..)
        .unwrap_or("")
        .split('\n')
        .next()
        .unwrap_or("");
    let word = first_word(line);
    let is_statement_target = matches!(word, "for" | "with" | "async");
    let is_parenthesized = after.starts_with(')') || source.slice(range).starts_with('(');
    if matches!(expression, Expr::Yield(_) | Expr::YieldFrom(_)) && !is_parenthesized {
        return plain("assignment to yield expression not possible", range);
    }
    // CPython tries `==` first where the whole target could be an operand of a comparison.
    let is_operand = !matches!(
        expression,
        Expr::Compare(_)
            | Expr::BoolOp(_)
            | Expr::Lambda(_)
            | Expr::Generator(_)
            | Expr::NoneLiteral(_)
            | Expr::BooleanLiteral(_)
            | Expr::Starred(_)
            | Expr::Tuple(_)
            | Expr::List(_)
    ) && !matches!(&expression, Expr::UnaryOp(node) if node.op == ast::UnaryOp::Not)
        && (!matches!(expression, Expr::If(_)) || after.starts_with(')'));
    let equals = after.trim_start_matches([')', ' ']);
    let is_alone = before.trim_start().trim_start_matches('(').is_empty()
        && equals.starts_with('=')
        && !equals.starts_with("==")
        && equals.matches('=').count() == 1
        || matches!(word, "if" | "elif" | "while");
    if is_operand && is_alone && !is_statement_target {
        return plain(
            format!("cannot assign to {name} here. Maybe you meant '==' instead of '='?"),
            range,
        );
    }
    plain(format!("cannot assign to {name}"), range)
}

/// Errors of Ruff that are plain text.
fn other(source: &Source, text: &str, range: Range) -> Found {
    if let Some(rest) = text.strip_prefix("Expected an indented block after ") {
        let _ = rest;
        let line = source.line(range.start);
        let (what, opened) = block_opener(source, line);
        return (
            "IndentationError",
            format!("expected an indented block after {what} on line {opened}"),
            range,
        );
    }
    if let Some(rest) = text.strip_prefix("Only single target") {
        return plain(format!("only single target{rest}"), range);
    }
    let name = named(source, range).map_or("expression", |found| found.0);
    match text {
        "Expected a parameter name" => {
            return plain(
                match name {
                    "None" | "True" | "False" => format!("cannot assign to {name}"),
                    _ => {
                        "expression cannot contain assignment, perhaps you meant \"==\"?".to_owned()
                    }
                },
                range,
            );
        }
        "Expected symbol after `as`" => {
            return plain(format!("cannot use {name} as import target"), range);
        }
        "Expected name after `as`" => {
            return plain(format!("cannot use except statement with {name}"), range);
        }
        "Trailing comma not allowed"
            if first_word(source.line_text(source.line(range.start))) != "from" =>
        {
            return plain("invalid syntax", range);
        }
        _ => {}
    }
    if text.starts_with("Position-only parameter separator") {
        let line = source.line_text(source.line(range.start));
        let is_behind = line
            .find('*')
            .is_some_and(|star| line.find('/').is_some_and(|slash| star < slash));
        return plain(
            if is_behind {
                "/ must be ahead of *"
            } else {
                "invalid syntax"
            },
            range,
        );
    }
    let known = [
        (
            "Expected `except` or `finally` after",
            "expected 'except' or 'finally' block",
        ),
        (
            "Expected `except` or `finally` block",
            "expected 'except' or 'finally' block",
        ),
        (
            "Multiple exception types must be parenthesized",
            "multiple exception types must be parenthesized when using 'as'",
        ),
        (
            "Cannot have both 'except' and 'except*' on the same 'try'",
            "cannot have both 'except' and 'except*' on the same 'try'",
        ),
        (
            "Expected one or more exception types",
            "expected one or more exception types",
        ),
        (
            "Bytes literal cannot be mixed with non-bytes literals",
            "cannot mix bytes and nonbytes literals",
        ),
        (
            "Only one '*' parameter allowed",
            "* argument may appear only once",
        ),
        ("Only one '/' separator allowed", "/ may appear only once"),
        (
            "'/' parameter must appear before '*' parameter",
            "/ must be ahead of *",
        ),
        (
            "Trailing comma not allowed",
            "trailing comma not allowed without surrounding parentheses",
        ),
        (
            "Only one starred",
            "multiple starred names in sequence pattern",
        ),
    ];
    for (prefix, message) in known {
        if text.starts_with(prefix) {
            return plain(message, range);
        }
    }
    general(source, range)
}

fn expected_token(source: &Source, expected: TokenKind, found: TokenKind, range: Range) -> Found {
    let line = source.line(range.start);
    let word = first_word(source.line_text(line));
    match expected {
        TokenKind::Colon if is_block(word) => {
            if let Some(found) = equals_in_condition(source, range, found) {
                return found;
            }
            if let Some(found) = missing_comma_in_brackets(source, range) {
                return found;
            }
            match (word, found) {
                ("class" | "def", TokenKind::Newline | TokenKind::EndOfFile)
                | (_, TokenKind::Newline | TokenKind::EndOfFile) => plain("expected ':'", range),
                _ if is_colon_certain(word) => plain("expected ':'", range),
                _ => general(source, range),
            }
        }
        TokenKind::Else => plain("expected 'else' after 'if' expression", range),
        TokenKind::Colon if found == TokenKind::Rbrace => {
            plain("':' expected after dictionary key", range)
        }
        TokenKind::Rpar if word == "def" && found == TokenKind::Lpar => {
            plain("Function parameters cannot be parenthesized", range)
        }
        TokenKind::Lpar if word == "def" => plain("expected '('", range),
        _ => general(source, range),
    }
}
