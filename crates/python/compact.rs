//! Makes a Python source smaller without changing what it does or on which line it does it: comments, the docstrings of functions and
//! classes, and most of the indentation go. A module of the build scripts of the crates that carry Python.
//!
//! It knows the sources of this repository: indented by four spaces, and without quotes inside a string of the same quotes.

/// The smaller source. It has the same lines.
pub fn compact(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    // Brackets that are open, and whether a statement begins.
    let (mut depth, mut is_start, mut is_first) = (0_usize, true, true);
    while let Some(next) = rest.chars().next() {
        if is_start || next == ' ' && out.ends_with('\n') {
            let indent = rest.len() - rest.trim_start_matches(' ').len();
            rest = rest.get(indent..).unwrap_or_default();
            if is_start && !rest.starts_with(['\n', '#']) {
                out.extend(std::iter::repeat_n(' ', indent / 4));
                is_start = false;
                if let Some(length) = docstring(rest) {
                    let (string, after) = rest.split_at(length);
                    // What stands alone has no effect; the first one says what the module is.
                    if is_first {
                        out.push_str(string);
                    } else {
                        out.push('0');
                        out.extend(string.chars().filter(|c| *c == '\n'));
                    }
                    rest = after;
                }
                is_first = false;
                continue;
            }
            is_start = false;
            continue;
        }
        match next {
            '#' => {
                let end = rest.find('\n').unwrap_or(rest.len());
                rest = rest.get(end..).unwrap_or_default();
                out.truncate(out.trim_end_matches(' ').len());
                continue;
            }
            '"' | '\'' => {
                let (string, after) = rest.split_at(string_length(rest));
                out.push_str(string);
                rest = after;
                continue;
            }
            '\\' => {
                // A line that goes on; two characters, so that the next one begins no statement.
                let (pair, after) = rest.split_at(rest.len().min(2));
                out.push_str(pair);
                rest = after;
                continue;
            }
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            '\n' => is_start = depth == 0,
            _ => {}
        }
        out.push(next);
        rest = rest.get(next.len_utf8()..).unwrap_or_default();
    }
    out
}

/// The length of a string in bytes that begins here with its quotes.
fn string_length(text: &str) -> usize {
    let quote = text.get(..1).unwrap_or_default();
    let triple = quote.repeat(3);
    let quotes = if text.starts_with(&triple) {
        &triple
    } else {
        quote
    };
    let mut at = quotes.len();
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        if rest.starts_with(quotes) {
            return at + quotes.len();
        }
        let mut characters = rest.chars();
        let next = characters.next().map_or(1, char::len_utf8);
        let escaped = rest.starts_with('\\');
        at += next
            + if escaped {
                characters.next().map_or(0, char::len_utf8)
            } else {
                0
            };
    }
    text.len()
}

/// The length of a string that is a whole line, or whole lines.
fn docstring(text: &str) -> Option<usize> {
    if !text.starts_with("\"\"\"") {
        return None;
    }
    let length = string_length(text);
    let after = text.get(length..)?;
    (after.is_empty() || after.starts_with('\n')).then_some(length)
}
