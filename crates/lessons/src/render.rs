//! Markdown to HTML. Callouts, code, headings and links are made here; everything else is left to
//! pulldown-cmark. Links within the guide are relative to the page's `<base>`, so that the site
//! works below any path.

use std::path::Path;

use pulldown_cmark::{
    CodeBlockKind, CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html,
};

use crate::fence::Fence;
use crate::highlight::{Language, escape, highlight};
use crate::model::Heading;
use crate::picture::picture;
use crate::problem::Problem;

/// A rendered text.
#[derive(Debug, Default)]
pub(crate) struct Rendered {
    pub html: String,
    pub headings: Vec<Heading>,
    pub summary: String,
    /// The targets of links within the guide, with their lines.
    pub links: Vec<(String, usize)>,
    /// The code blocks.
    pub fences: Vec<Fence>,
}

/// The callouts that a quotation can be, by its first line.
const CALLOUTS: [(&str, &str, &str); 3] = [
    ("[!NOTE]", "note", "Note"),
    ("[!WARNING]", "warning", "Watch out"),
    ("[!PREDICT]", "predict", "Predict first"),
];

/// Renders the text of a section. `address` is the page's path relative to the base, for links to
/// its own headings; `first_line` is where the text begins in its file; `root` is the content folder,
/// for its pictures.
pub(crate) fn render(
    file: &Path,
    text: &str,
    address: &str,
    first_line: usize,
    root: &Path,
    problems: &mut Vec<Problem>,
) -> Rendered {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let parser = Parser::new_ext(text, options).into_offset_iter();
    let line_of = |offset: usize| {
        first_line
            + text
                .as_bytes()
                .iter()
                .take(offset)
                .filter(|byte| **byte == b'\n')
                .count()
    };
    let mut rendered = Rendered::default();
    let mut events: Vec<Event<'_>> = Vec::new();
    let mut code: Option<(Language, Fence)> = None;
    let mut image: Option<(String, String)> = None;
    let mut heading: Option<(u8, String, usize)> = None;
    let mut first_paragraph = FirstParagraph::Before;
    let mut quotes: Vec<Option<&'static str>> = Vec::new();
    for (event, range) in parser {
        let line = line_of(range.start);
        match event {
            Event::Start(Tag::CodeBlock(kind)) => {
                let mut words = match &kind {
                    CodeBlockKind::Fenced(info) => {
                        info.split_whitespace().map(str::to_owned).collect()
                    }
                    CodeBlockKind::Indented => Vec::new(),
                };
                let marks = words.split_off(words.len().min(1));
                let name = words.pop().unwrap_or_default();
                let language = Language::named(&name).unwrap_or_else(|| {
                    problems.push(Problem::new(
                        file,
                        line,
                        format!("The code's language `{name}` isn't known."),
                    ));
                    Language::Plain
                });
                let fence = Fence {
                    language: name,
                    marks,
                    text: String::new(),
                    line: line + 1,
                };
                code = Some((language, fence));
            }
            Event::Text(part) if code.is_some() => {
                if let Some((_, fence)) = &mut code {
                    fence.text.push_str(&part);
                }
            }
            Event::End(TagEnd::CodeBlock) => {
                if let Some((language, fence)) = code.take() {
                    // Long lines of code scroll sideways: whoever uses only the keyboard must reach
                    // them. Messages have no shape to keep, and a phone shows them whole.
                    let kind = match language {
                        Language::Http | Language::Json | Language::Plain => "\"code wrap\"",
                        Language::Python | Language::Shell => "\"code\" tabindex=\"0\"",
                    };
                    let body = highlight(language, fence.text.trim_end_matches('\n'));
                    fence.check(file, problems);
                    rendered.fences.push(fence);
                    events.push(raw(format!("<pre class={kind}><code>{body}</code></pre>")));
                }
            }
            Event::Start(Tag::Heading { level, .. }) => {
                let level = match level {
                    HeadingLevel::H2 => 2,
                    HeadingLevel::H3 => 3,
                    _ => {
                        problems.push(Problem::new(
                            file,
                            line,
                            "Headings in a section are of level 2 or 3.",
                        ));
                        3
                    }
                };
                heading = Some((level, String::new(), events.len()));
            }
            Event::End(TagEnd::Heading(_)) => {
                if let Some((level, text, start)) = heading.take() {
                    let id = slug(&text);
                    if rendered.headings.iter().any(|other| other.id == id) {
                        problems.push(Problem::new(
                            file,
                            line,
                            format!("The heading `{text}` stands here twice."),
                        ));
                    }
                    let inner: Vec<_> = events.drain(start..).collect();
                    let mut content = String::new();
                    html::push_html(&mut content, inner.into_iter());
                    events.push(raw(format!(
                        "<h{level} id=\"{id}\"><a class=\"anchor\" href=\"{address}#{id}\">{content}</a></h{level}>"
                    )));
                    rendered.headings.push(Heading { id, level, text });
                }
            }
            Event::Start(Tag::BlockQuote(_)) => {
                let source = text.get(range.clone()).unwrap_or_default();
                let source = source.trim_start_matches(['>', ' ']);
                match CALLOUTS.iter().find(|(mark, ..)| source.starts_with(mark)) {
                    Some((_, class, title)) => {
                        quotes.push(Some(class));
                        events.push(raw(if *class == "predict" {
                            format!("<div class=\"callout {class}\" role=\"note\"><p class=\"callout-title\">{title}</p>")
                        } else {
                            format!("<aside class=\"callout {class}\"><p class=\"callout-title\">{title}</p>")
                        }));
                    }
                    None => {
                        if source.starts_with("[!") {
                            problems.push(Problem::new(
                                file,
                                line,
                                "This kind of callout isn't known.",
                            ));
                        }
                        quotes.push(None);
                        events.push(raw("<blockquote>".to_owned()));
                    }
                }
            }
            Event::End(TagEnd::BlockQuote(_)) => events.push(raw(match quotes.pop().flatten() {
                Some("predict") => "</div>",
                Some(_) => "</aside>",
                None => "</blockquote>",
            }
            .to_owned())),
            Event::Start(Tag::Link {
                dest_url, title, ..
            }) => {
                events.push(raw(link(
                    file,
                    line,
                    &dest_url,
                    &title,
                    address,
                    &mut rendered.links,
                    problems,
                )));
            }
            Event::Start(Tag::Image { dest_url, .. }) => {
                image = Some((dest_url.to_string(), String::new()));
            }
            Event::Text(part) if image.is_some() => {
                if let Some((_, alt)) = &mut image {
                    alt.push_str(&part);
                }
            }
            Event::End(TagEnd::Image) => {
                let (target, alt) = image.take().unwrap_or_default();
                let drawn = match target.strip_prefix("picture:") {
                    Some(name) => picture(root, name, &alt),
                    None => Err(format!("The picture `{target}` isn't `picture:NAME`.")),
                };
                match drawn {
                    Ok(html) => events.push(raw(html)),
                    Err(message) => problems.push(Problem::new(file, line, message)),
                }
            }
            Event::End(TagEnd::Link) => events.push(raw("</a>".to_owned())),
            Event::Start(Tag::Table(alignment)) => {
                events.push(raw("<div class=\"table\" tabindex=\"0\">".to_owned()));
                events.push(Event::Start(Tag::Table(alignment)));
            }
            Event::End(TagEnd::Table) => {
                events.push(Event::End(TagEnd::Table));
                events.push(raw("</div>".to_owned()));
            }
            Event::Html(_) | Event::InlineHtml(_) => {
                problems.push(Problem::new(
                    file,
                    line,
                    "Raw HTML isn't allowed in a section.",
                ));
            }
            Event::Start(Tag::HtmlBlock) | Event::End(TagEnd::HtmlBlock) => {}
            other => {
                if let Event::Text(part) | Event::Code(part) = &other {
                    if let Some((_, text, _)) = &mut heading {
                        text.push_str(part);
                    }
                    if first_paragraph == FirstParagraph::Inside {
                        rendered.summary.push_str(part);
                    }
                }
                match &other {
                    Event::Start(Tag::Paragraph)
                        if first_paragraph == FirstParagraph::Before && quotes.is_empty() =>
                    {
                        first_paragraph = FirstParagraph::Inside;
                    }
                    Event::End(TagEnd::Paragraph) if first_paragraph == FirstParagraph::Inside => {
                        first_paragraph = FirstParagraph::After;
                    }
                    Event::SoftBreak | Event::HardBreak
                        if first_paragraph == FirstParagraph::Inside =>
                    {
                        rendered.summary.push(' ');
                    }
                    _ => {}
                }
                events.push(other);
            }
        }
    }
    strip_marks(&mut events);
    unwrap_pictures(&mut events);
    html::push_html(&mut rendered.html, events.into_iter());
    rendered
}

#[derive(PartialEq)]
enum FirstParagraph {
    Before,
    Inside,
    After,
}

/// A line of Markdown as HTML without the paragraph around it: for quizzes and notes.
pub(crate) fn inline(text: &str) -> String {
    let mut out = String::new();
    let parser = Parser::new(text).filter_map(|event| match event {
        Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) => None,
        Event::Html(text) | Event::InlineHtml(text) => Some(Event::Text(text)),
        other => Some(other),
    });
    html::push_html(&mut out, parser);
    out.trim().to_owned()
}

fn raw<'a>(html: String) -> Event<'a> {
    Event::InlineHtml(CowStr::from(html))
}

/// Takes the marks of callouts out of the text. pulldown-cmark gives `[!NOTE]` as the texts `[`,
/// `!NOTE` and `]`, with a break after them.
fn strip_marks(events: &mut Vec<Event<'_>>) {
    let is = |event: Option<&Event<'_>>, wanted: &str| matches!(event, Some(Event::Text(text)) if &**text == wanted);
    let mut index = 0;
    while index < events.len() {
        let named = CALLOUTS
            .iter()
            .any(|(mark, ..)| is(events.get(index + 1), mark.trim_matches(['[', ']'])));
        if named && is(events.get(index), "[") && is(events.get(index + 2), "]") {
            let breaks = matches!(
                events.get(index + 3),
                Some(Event::SoftBreak | Event::HardBreak)
            );
            events.drain(index..index + 3 + usize::from(breaks));
            // A mark that stood alone leaves an empty paragraph behind.
            let empty = index > 0
                && matches!(events.get(index - 1), Some(Event::Start(Tag::Paragraph)))
                && matches!(events.get(index), Some(Event::End(TagEnd::Paragraph)));
            if empty {
                events.drain(index - 1..=index);
            }
        }
        index += 1;
    }
}

/// A picture stands alone in a paragraph, and HTML has no figures within paragraphs.
fn unwrap_pictures(events: &mut Vec<Event<'_>>) {
    let mut index = 0;
    while index < events.len() {
        let is_picture = matches!(events.get(index), Some(Event::InlineHtml(html)) if html.starts_with("<figure"));
        let alone = index > 0
            && matches!(events.get(index - 1), Some(Event::Start(Tag::Paragraph)))
            && matches!(events.get(index + 1), Some(Event::End(TagEnd::Paragraph)));
        if is_picture && alone {
            events.remove(index + 1);
            events.remove(index - 1);
        }
        index += 1;
    }
}

fn link(
    file: &Path,
    line: usize,
    target: &str,
    title: &str,
    address: &str,
    links: &mut Vec<(String, usize)>,
    problems: &mut Vec<Problem>,
) -> String {
    let mut href = String::new();
    let outside = target.starts_with("https://");
    if outside {
        escape(target, &mut href);
    } else if let Some(anchor) = target.strip_prefix('#') {
        links.push((target.to_owned(), line));
        href.push_str(address);
        href.push('#');
        escape(anchor, &mut href);
    } else if let Some(path) = target.strip_prefix('/') {
        links.push((target.to_owned(), line));
        escape(path, &mut href);
    } else {
        problems.push(Problem::new(
            file,
            line,
            format!("The link `{target}` is neither `https://…`, `/guide/ID` nor `#heading`."),
        ));
    }
    let mut shown = String::new();
    escape(title, &mut shown);
    let title = if shown.is_empty() {
        String::new()
    } else {
        format!(" title=\"{shown}\"")
    };
    if outside {
        format!("<a href=\"{href}\"{title} target=\"_blank\" rel=\"noopener noreferrer\">")
    } else {
        format!("<a href=\"{href}\"{title}>")
    }
}

/// The id of a heading: its words in lower case, joined by dashes.
pub fn slug(text: &str) -> String {
    let words = text.to_lowercase();
    let words: Vec<&str> = words
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    words.join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(text: &str) -> (Rendered, Vec<Problem>) {
        let mut problems = Vec::new();
        let rendered = render(
            Path::new("a.md"),
            text,
            "guide/a",
            10,
            Path::new("."),
            &mut problems,
        );
        (rendered, problems)
    }

    #[test]
    fn callouts_lose_their_marks() {
        for (text, wanted) in [
            (
                "> [!NOTE]\n> Read `this`.",
                "<aside class=\"callout note\"><p class=\"callout-title\">Note</p><p>Read <code>this</code>.</p>\n</aside>",
            ),
            (
                "> [!WARNING] Mind it.",
                "<aside class=\"callout warning\"><p class=\"callout-title\">Watch out</p><p> Mind it.</p>\n</aside>",
            ),
        ] {
            let (rendered, problems) = html(text);
            assert_eq!(problems, []);
            assert_eq!(rendered.html.replace("</p>\n<p>", "</p><p>"), wanted);
        }
        let (rendered, _) = html("> [!PREDICT]\n>\n> What comes?");
        assert!(!rendered.html.contains('!'), "{}", rendered.html);
        assert!(!rendered.html.contains("<p></p>"), "{}", rendered.html);
    }

    #[test]
    fn messages_wrap_and_code_is_scrolled() {
        let (rendered, _) = html("```json\n{}\n```\n\n```python\nx = 1\n```\n");
        let wrapped = "<pre class=\"code wrap\"><code>{}</code></pre>";
        assert!(rendered.html.contains(wrapped), "{}", rendered.html);
        let scrolled = "<pre class=\"code\" tabindex=\"0\"><code>x";
        assert!(rendered.html.contains(scrolled), "{}", rendered.html);
    }

    #[test]
    fn what_is_not_allowed_is_a_problem_with_its_line() {
        let (rendered, problems) = html(
            "Text\n\n<script>alert(1)</script>\n\n[a](javascript:alert)\n\n# Big\n\n```brainf\n+\n```\n",
        );
        let lines: Vec<usize> = problems.iter().map(|problem| problem.line).collect();
        assert_eq!(lines, [12, 14, 16, 18], "{problems:?}");
        assert!(!rendered.html.contains("script"), "{}", rendered.html);
    }

    #[test]
    fn headings_links_and_the_summary() {
        let (rendered, problems) = html(
            "The *first* `line`\nof it.\n\n## A & b\n\nSee [this](#a-b), [that](/guide/x), [out](https://a.example/).\n",
        );
        assert_eq!(problems, []);
        assert_eq!(rendered.summary, "The first line of it.");
        assert_eq!(
            rendered.headings.first().map(|heading| heading.id.as_str()),
            Some("a-b")
        );
        assert!(rendered.html.contains("href=\"guide/a#a-b\">this"));
        assert!(rendered.html.contains("href=\"guide/x\">that"));
        assert!(
            rendered
                .html
                .contains("target=\"_blank\" rel=\"noopener noreferrer\">out")
        );
        assert_eq!(rendered.links.len(), 2);
    }
}
