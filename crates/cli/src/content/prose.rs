//! HTML of the content as text.

/// Elements whose content isn't prose.
const SKIPPED: [&str; 10] = [
    "pre", "svg", "table", "h1", "h2", "h3", "h4", "figure", "script", "style",
];
/// Elements that end a piece of prose.
const BLOCKS: [&str; 10] = [
    "p",
    "li",
    "ul",
    "ol",
    "div",
    "aside",
    "blockquote",
    "br",
    "dd",
    "dt",
];

/// HTML as one line of text.
pub fn plain(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(before);
        rest = after.split_once('>').map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    let text = decoded(&text);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn decoded(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&#x27;", "'")
        .replace("&amp;", "&")
}

/// Text without the marks of Markdown, so that what is written can be compared with what is shown.
pub fn bare(text: &str) -> String {
    let text = text.replace(['`', '*'], "");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The paragraphs of HTML as plain text: without code blocks, tables, pictures and headings. What
/// stands as code within a sentence is one word, [`CODE`].
pub fn paragraphs(html: &str) -> Vec<String> {
    let mut all = Vec::new();
    let mut now = String::new();
    let mut skip: Option<String> = None;
    let mut in_code = false;
    let mut rest = html;
    while !rest.is_empty() {
        let (text, after) = rest.split_once('<').unwrap_or((rest, ""));
        if skip.is_none() && !in_code {
            now.push_str(&decoded(text));
        }
        let (tag, after) = after.split_once('>').unwrap_or(("", ""));
        rest = after;
        let closes = tag.starts_with('/');
        let name = tag
            .trim_start_matches('/')
            .split([' ', '/', '\n'])
            .next()
            .unwrap_or_default();
        match &skip {
            Some(skipped) => {
                if closes && name == skipped {
                    skip = None;
                }
                continue;
            }
            None if !closes && SKIPPED.contains(&name) => skip = Some(name.to_owned()),
            None if name == "code" => {
                if !closes {
                    now.push_str(CODE);
                }
                in_code = !closes;
            }
            None => {}
        }
        if skip.is_some() || BLOCKS.contains(&name) {
            all.push(std::mem::take(&mut now));
        }
    }
    all.push(now);
    all.retain(|text| text.split_whitespace().next().is_some());
    all
}

/// The word that stands for code within prose.
pub const CODE: &str = "code";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_has_no_code_blocks() {
        let html = "<p>Use <code>a &lt; b</code>, it&#39;s good.</p><pre><code>x</code></pre><ul><li>One</li><li>Two</li></ul><h2 id=\"a\">No</h2>";
        assert_eq!(paragraphs(html), ["Use code, it's good.", "One", "Two"]);
        assert_eq!(plain("<b>a</b> &amp;lt; <code>b</code>"), "a &lt; b");
        assert_eq!(bare("the `gt=0`\n *here*"), "the gt=0 here");
    }
}
