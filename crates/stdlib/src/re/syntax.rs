//! Patterns of Python's syntax in that of the crate `fancy_regex`, and what is wrong with one.

/// Python's syntax in that of the crate: `\Z`, `\0`, `(?P<name>…)`, `(?P=name)`, and what means something else there.
pub(super) fn translate(pattern: &str) -> String {
    let mut out = String::with_capacity(pattern.len() + 8);
    let mut rest = pattern;
    let mut in_class = false;
    while let Some(character) = rest.chars().next() {
        if character == '\\' {
            let next = rest[1..].chars().next();
            let taken = 1 + next.map_or(0, char::len_utf8);
            match next {
                Some(first @ '0'..='7') if first == '0' || in_class => {
                    let digits: String = rest[1..]
                        .chars()
                        .take(3)
                        .take_while(|digit| digit.is_digit(8))
                        .collect();
                    let code = u32::from_str_radix(&digits, 8).unwrap_or(0);
                    out.push_str(&format!("\\x{{{code:x}}}"));
                    rest = &rest[1 + digits.len()..];
                    continue;
                }
                Some('b') if in_class => out.push_str("\\x08"),
                Some('Z') if !in_class => out.push_str("\\z"),
                Some('z') if !in_class => out.push_str("\\z"),
                Some(
                    other @ ('\'' | '"' | '/' | ' ' | '#' | '%' | ',' | ':' | ';' | '=' | '@' | '`'
                    | '<' | '>' | '_' | '!' | '~' | '&'),
                ) => {
                    if matches!(other, '&' | '~' | '#' | ' ') {
                        out.push('\\');
                    }
                    out.push(other);
                }
                _ => out.push_str(&rest[..taken]),
            }
            rest = &rest[taken..];
            continue;
        }
        if in_class {
            match character {
                ']' => in_class = false,
                // Nested classes and set operations are not Python's.
                '[' => out.push('\\'),
                '&' | '~' if rest[1..].starts_with(character) => out.push('\\'),
                _ => {}
            }
            out.push(character);
            rest = &rest[character.len_utf8()..];
            continue;
        }
        if character == '[' {
            in_class = true;
            out.push('[');
            rest = &rest[1..];
            if let Some(after) = rest.strip_prefix('^') {
                out.push('^');
                rest = after;
            }
            if let Some(after) = rest.strip_prefix(']') {
                out.push_str("\\]");
                rest = after;
            }
            continue;
        }
        if let Some(after) = rest.strip_prefix("(?P=")
            && let Some(end) = after.find(')')
        {
            out.push_str("\\k<");
            out.push_str(&after[..end]);
            out.push('>');
            rest = &after[end + 1..];
            continue;
        }
        if let Some(after) = rest.strip_prefix("(?#")
            && let Some(end) = after.find(')')
        {
            rest = &after[end + 1..];
            continue;
        }
        // A brace that is no repetition is itself.
        if character == '{' {
            let is_repetition = rest[1..].find('}').is_some_and(|end| {
                let inner = &rest[1..=end];
                !inner.is_empty()
                    && inner.chars().all(|c| c.is_ascii_digit() || c == ',')
                    && inner != ","
            });
            if !is_repetition {
                out.push_str("\\{");
                rest = &rest[1..];
                continue;
            }
            if let Some(after) = rest.strip_prefix("{,") {
                out.push_str("{0,");
                rest = after;
                continue;
            }
        }
        out.push(character);
        rest = &rest[character.len_utf8()..];
    }
    out
}

/// What is wrong with a pattern, in CPython's words where they are known.
pub(super) fn describe(error: &fancy_regex::Error, source: &str) -> String {
    let opened = source.matches('(').count();
    let closed = source.matches(')').count();
    if opened > closed {
        let position = source.rfind('(').unwrap_or(0);
        return format!("missing ), unterminated subpattern at position {position}");
    }
    if closed > opened {
        let position = source.rfind(')').unwrap_or(0);
        return format!("unbalanced parenthesis at position {position}");
    }
    if let Some(position) = source.rfind('[')
        && !source[position..].contains(']')
    {
        return format!("unterminated character set at position {position}");
    }
    if source.starts_with(['*', '+', '?']) {
        return "nothing to repeat at position 0".to_owned();
    }
    format!("bad pattern: {error}")
}

#[cfg(test)]
mod tests {
    use super::translate;

    #[test]
    fn a_character_by_its_octal_number_is_by_its_hexadecimal_one() {
        assert_eq!(translate(r"[^\0 \12\b]\0"), r"[^\x{0} \x{a}\x08]\x{0}");
        assert_eq!(translate(r"(a)\1"), r"(a)\1");
    }
}
