//! Colours for code in the text: a small scanner that knows comments, strings, numbers, keywords and
//! names, which is enough for reading. The editor has its own, better one.

/// The languages that are coloured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// Python.
    Python,
    /// JSON.
    Json,
    /// An HTTP message: a request or status line, headers, a body.
    Http,
    /// A shell session or a Dockerfile: only comments and strings.
    Shell,
    /// Nothing is coloured.
    Plain,
}

impl Language {
    /// The language that a fence names; `None` for a name that isn't known.
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "python" | "py" => Self::Python,
            "json" => Self::Json,
            "http" => Self::Http,
            "shell" | "sh" | "bash" | "console" | "dockerfile" | "toml" | "yaml" | "ini" => {
                Self::Shell
            }
            "" | "text" | "txt" | "sql" | "html" => Self::Plain,
            _ => return None,
        })
    }
}

const KEYWORDS: &[&str] = &[
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "case", "class",
    "continue", "def", "del", "elif", "else", "except", "finally", "for", "from", "global", "if",
    "import", "in", "is", "lambda", "match", "nonlocal", "not", "or", "pass", "raise", "return",
    "try", "type", "while", "with", "yield", "true", "false", "null",
];

/// Escapes text for HTML.
pub(crate) fn escape(text: &str, out: &mut String) {
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            other => out.push(other),
        }
    }
}

/// Code as HTML with `span`s of the classes `k` (keyword), `s` (string), `n` (number), `c`
/// (comment), `f` (function or class name), `d` (decorator), `p` (property).
pub fn highlight(language: Language, code: &str) -> String {
    let mut out = String::with_capacity(code.len() * 2);
    match language {
        Language::Plain => escape(code, &mut out),
        Language::Http => http(code, &mut out),
        Language::Python | Language::Json | Language::Shell => scan(language, code, &mut out),
    }
    out
}

fn http(code: &str, out: &mut String) {
    let (head, body) = code.split_once("\n\n").unwrap_or((code, ""));
    for (index, line) in head.lines().enumerate() {
        if index > 0 {
            out.push('\n');
        }
        match line.split_once(": ") {
            Some((name, value)) if index > 0 && !name.contains(' ') => {
                span("p", name, out);
                out.push_str(": ");
                escape(value, out);
            }
            _ => {
                let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
                span("k", word, out);
                if !rest.is_empty() {
                    out.push(' ');
                    escape(rest, out);
                }
            }
        }
    }
    if !body.is_empty() {
        out.push_str("\n\n");
        scan(Language::Json, body, out);
    }
}

fn span(class: &str, text: &str, out: &mut String) {
    out.push_str("<span class=\"");
    out.push_str(class);
    out.push_str("\">");
    escape(text, out);
    out.push_str("</span>");
}

fn scan(language: Language, code: &str, out: &mut String) {
    let mut rest = code;
    let mut names_next = false;
    let mut line_start = true;
    while let Some(first) = rest.chars().next() {
        let python = language == Language::Python;
        if first == '#' && language != Language::Json {
            let end = rest.find('\n').unwrap_or(rest.len());
            rest = take("c", rest, end, out);
        } else if first == '"' || first == '\'' {
            let end = string_end(rest);
            let after = rest.get(end..).unwrap_or_default().trim_start();
            let class = if language == Language::Json && after.starts_with(':') {
                "p"
            } else {
                "s"
            };
            rest = take(class, rest, end, out);
        } else if python && first == '@' && line_start {
            let end = rest.find(['(', '\n']).unwrap_or(rest.len());
            rest = take("d", rest, end, out);
        } else if first.is_ascii_digit() {
            let end = rest
                .find(|c: char| !(c.is_ascii_alphanumeric() || c == '.' || c == '_'))
                .unwrap_or(rest.len());
            rest = take("n", rest, end, out);
        } else if first.is_alphabetic() || first == '_' {
            let end = rest
                .find(|c: char| !(c.is_alphanumeric() || c == '_'))
                .unwrap_or(rest.len());
            let word = rest.get(..end).unwrap_or(rest);
            let prefix = python
                && word.len() <= 2
                && rest
                    .get(end..)
                    .is_some_and(|after| after.starts_with(['"', '\'']));
            if prefix && word.chars().all(|c| "rRbBfFuUtT".contains(c)) {
                let end = end + string_end(rest.get(end..).unwrap_or_default());
                rest = take("s", rest, end, out);
            } else if language != Language::Shell && KEYWORDS.contains(&word) {
                names_next = word == "def" || word == "class";
                rest = take("k", rest, end, out);
                line_start = false;
                continue;
            } else if names_next {
                rest = take("f", rest, end, out);
            } else {
                escape(word, out);
                rest = rest.get(end..).unwrap_or_default();
            }
            names_next = false;
        } else {
            escape(first.encode_utf8(&mut [0; 4]), out);
            rest = rest.get(first.len_utf8()..).unwrap_or_default();
            line_start = if first == '\n' {
                true
            } else {
                line_start && first.is_whitespace()
            };
            continue;
        }
        line_start = false;
    }
}

fn take<'a>(class: &str, rest: &'a str, end: usize, out: &mut String) -> &'a str {
    let (token, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
    span(class, token, out);
    after
}

/// The length of the string literal that `text` begins with.
fn string_end(text: &str) -> usize {
    for quote in ["\"\"\"", "'''"] {
        if let Some(inner) = text.strip_prefix(quote) {
            return inner.find(quote).map_or(text.len(), |end| end + 6);
        }
    }
    let mut characters = text.char_indices();
    let Some((_, quote)) = characters.next() else {
        return 0;
    };
    let mut escaped = false;
    for (index, character) in characters {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '\n' => return index,
            _ if character == quote => return index + character.len_utf8(),
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(html: &str) -> String {
        let mut out = String::new();
        let mut inside = false;
        for character in html.chars() {
            match character {
                '<' => inside = true,
                '>' => inside = false,
                other if !inside => out.push(other),
                _ => {}
            }
        }
        out.replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&amp;", "&")
    }

    #[test]
    fn colours_python() {
        let html = highlight(
            Language::Python,
            "@app.get(\"/\")\nasync def read(q: str = f'a\\'b'):  # note\n    return 1_0\n",
        );
        for part in [
            "<span class=\"d\">@app.get</span>",
            "<span class=\"k\">def</span> <span class=\"f\">read</span>",
            "<span class=\"s\">f'a\\'b'</span>",
            "<span class=\"c\"># note</span>",
            "<span class=\"n\">1_0</span>",
        ] {
            assert!(html.contains(part), "{part} in {html}");
        }
    }

    #[test]
    fn colouring_never_changes_the_text() {
        let code = "x = \"\"\"é <b>\n\"\"\" @ 'open\ny = 'ünfinished\\";
        for language in [
            Language::Python,
            Language::Json,
            Language::Http,
            Language::Shell,
            Language::Plain,
        ] {
            assert_eq!(plain(&highlight(language, code)), code, "{language:?}");
        }
    }
}
