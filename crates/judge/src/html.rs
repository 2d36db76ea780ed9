//! Plain text as HTML.

/// Text as HTML that shows it.
pub fn escape(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            other => html.push(other),
        }
    }
    html
}

/// The message of an assertion as HTML: what stands between backticks is code.
pub(crate) fn message(text: &str) -> String {
    let pieces: Vec<&str> = text.split('`').collect();
    // Backticks come in pairs; a lone one is shown as it is.
    if pieces.len().is_multiple_of(2) {
        return escape(text);
    }
    let mut html = String::new();
    for (index, piece) in pieces.iter().enumerate() {
        if index % 2 == 0 {
            html.push_str(&escape(piece));
        } else {
            html.push_str(&format!("<code>{}</code>", escape(piece)));
        }
    }
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_message_is_markup() {
        assert_eq!(
            message("write `a<b>`, not <i>"),
            "write <code>a&lt;b&gt;</code>, not &lt;i&gt;"
        );
        assert_eq!(message("a lone ` stays"), "a lone ` stays");
    }
}
