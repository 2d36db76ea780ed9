//! What is refused before it is parsed: text that nests so deeply that the parser, which recurses, would overflow the stack.

use ruff_text_size::{TextRange, TextSize};

use super::scan::{Piece, Scanner};
use super::unit::operand;
use super::{Result, SyntaxError, error, too_deep};
use crate::source::Range;

/// How many brackets may be open. (CPython allows 200, on a bigger stack.)
const MAX_BRACKETS: usize = 90;

/// How many blocks may be indented, as in CPython.
const MAX_INDENTS: usize = 99;

/// How many operators that nest to the right (`not`, `-`, `lambda`, `if`, `**` …) one expression may have.
const MAX_PREFIXES: usize = 150;

/// How many operators that nest to the left (`+`, `.`, calls …) one expression may have.
const MAX_OPERATORS: usize = 3000;

/// What one bracket, or the line outside of all of them, has had since its last comma.
#[derive(Default, Clone, Copy)]
struct Level {
    prefixes: usize,
    operators: usize,
}

impl Level {
    fn add(&mut self, other: Level) {
        self.prefixes += other.prefixes;
        self.operators += other.operators;
    }

    fn subtract(&mut self, other: Level) {
        self.prefixes = self.prefixes.saturating_sub(other.prefixes);
        self.operators = self.operators.saturating_sub(other.operators);
    }
}

/// Refuse text that nests too deeply.
pub(super) fn check(text: &str) -> Result {
    check_indentation(text)?;
    let mut scanner = Scanner::new(text);
    // Levels around the innermost one, and their sum.
    let mut around: Vec<Level> = Vec::new();
    let mut sum = Level::default();
    let mut level = Level::default();
    let mut after_operand = false;
    while let Some((piece, position)) = scanner.next_piece() {
        match piece {
            Piece::Open(_) => {
                level.operators += 1;
                if around.len() >= MAX_BRACKETS {
                    return Err(error("too many nested parentheses", at(position)));
                }
                around.push(level);
                sum.add(level);
                level = Level::default();
                after_operand = false;
            }
            Piece::Close(_) => {
                if let Some(outer) = around.pop() {
                    sum.subtract(outer);
                    level = outer;
                }
                after_operand = true;
            }
            Piece::LineEnd => {
                if around.is_empty() {
                    level = Level::default();
                    after_operand = false;
                }
            }
            Piece::Operand => after_operand = true,
            Piece::Word(word) => {
                after_operand = false;
                match word {
                    "not" | "lambda" | "if" | "await" | "yield" => level.prefixes += 1,
                    "and" | "or" | "in" | "is" | "else" | "for" => level.operators += 1,
                    _ => after_operand = true,
                }
            }
            Piece::Operator(b',' | b';') => {
                level = Level::default();
                after_operand = false;
            }
            Piece::Operator(byte) => {
                level.operators += 1;
                // An operator after another one: a sign, `**`, `:=`, `==`.
                if !after_operand || byte == b'~' {
                    level.prefixes += 1;
                }
                after_operand = false;
            }
        }
        if sum.prefixes + level.prefixes > MAX_PREFIXES
            || sum.operators + level.operators > MAX_OPERATORS
        {
            return Err(too_deep(at(position)));
        }
    }
    Ok(())
}

/// More levels of indentation than the parser's stack bears. Each level is at least one column deeper than the one around.
fn check_indentation(text: &str) -> Result {
    let mut columns: Vec<usize> = Vec::new();
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        let content = line.trim_start_matches([' ', '\t', '\x0c']);
        let column = line.len() - content.len();
        if !content.trim().is_empty() && !content.starts_with('#') {
            while columns.last().is_some_and(|last| *last >= column) {
                columns.pop();
            }
            columns.push(column);
            if columns.len() > MAX_INDENTS + 1 {
                let start = operand(offset);
                return Err(SyntaxError {
                    kind: "IndentationError",
                    message: "too many levels of indentation".to_owned(),
                    range: Range {
                        start,
                        end: start.saturating_add(operand(line.trim_end().len())),
                    },
                });
            }
        }
        offset += line.len();
    }
    Ok(())
}

fn at(position: usize) -> TextRange {
    TextRange::at(TextSize::new(operand(position)), TextSize::new(1))
}
