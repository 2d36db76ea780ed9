//! The pages as static HTML: what is shown before any script or wasm runs, and what a search engine
//! or a reader without JavaScript gets. The app replaces it with the same layout, alive.

use std::fmt::Write;

use crate::highlight::escape;
use crate::model::{Content, Section};

/// A page of the site: its path below the site's root, and its HTML.
pub struct Prerendered {
    /// `index.html` or `guide/ID.html`.
    pub path: String,
    /// The whole document.
    pub html: String,
}

/// The pages of the content, made from the site's own `index.html`. `folder` is where the portions
/// of the content stand. A shell without the places to fill gives no pages, because half-filled pages
/// would be worse than none.
pub fn prerender(content: &Content, shell: &str, folder: &str) -> Vec<Prerendered> {
    let mut pages = Vec::new();
    let fill = |portions: &[&str], about: Option<(&str, &str)>, body: &str| {
        let html = fill(shell, about, body)?;
        replace_between(&html, "</title>", "", &announce(folder, portions))
    };
    if let Some(html) = fill(&["programs"], None, &home(content, shell)) {
        pages.push(Prerendered {
            path: "index.html".to_owned(),
            html,
        });
    }
    // Pages without a text of their own: the playground, and every address that isn't prerendered.
    let bare: [(&str, &[&str]); 7] = [
        ("playground.html", &["programs"]),
        ("interview.html", &["cards"]),
        ("review.html", &[]),
        ("progress.html", &[]),
        ("certificate.html", &[]),
        ("checklist.html", &[]),
        ("404.html", &[]),
    ];
    for (path, portions) in bare {
        if let Some(html) = fill(portions, None, HEADER) {
            pages.push(Prerendered {
                path: path.to_owned(),
                html,
            });
        }
    }
    if let Some(html) = fill(&["programs"], None, "") {
        pages.push(Prerendered {
            path: "embed.html".to_owned(),
            html,
        });
    }
    for section in &content.sections {
        if let Some(html) = fill(
            &[&format!("section/{}", section.id)],
            Some((&section.title, &section.summary)),
            &page(content, section),
        ) {
            pages.push(Prerendered {
                path: format!("guide/{}.html", section.id),
                html,
            });
        }
    }
    pages
}

/// Where the content stands, and which portions of it the page will ask for at once: the browser
/// fetches them beside the app.
fn announce(folder: &str, portions: &[&str]) -> String {
    let mut html = format!("\n    <meta name=\"playground-content\" content=\"{folder}\" />");
    for portion in ["outline"].iter().chain(portions) {
        let _ = write!(
            html,
            "\n    <link rel=\"preload\" as=\"fetch\" crossorigin=\"anonymous\" href=\"{folder}{portion}.json\" />"
        );
    }
    html
}

const BEGIN: &str = "<div id=\"app\">";
const END: &str = "</div>\n  </body>";

/// The shell with another title, description and body.
fn fill(shell: &str, about: Option<(&str, &str)>, body: &str) -> Option<String> {
    let begin = shell.find(BEGIN)? + BEGIN.len();
    let end = shell.rfind(END)?;
    let mut html = format!("{}\n{body}\n    {}", shell.get(..begin)?, shell.get(end..)?);
    if let Some((title, summary)) = about {
        html = replace_between(
            &html,
            "<title>",
            "</title>",
            &format!("{} · FastAPI Playground", text(title)),
        )?;
        html = replace_between(
            &html,
            "<meta name=\"description\" content=\"",
            "\"",
            &text(summary),
        )?;
    }
    Some(html)
}

fn replace_between(html: &str, before: &str, after: &str, new: &str) -> Option<String> {
    let start = html.find(before)? + before.len();
    let end = start + html.get(start..)?.find(after)?;
    Some(format!("{}{new}{}", html.get(..start)?, html.get(end..)?))
}

fn text(raw: &str) -> String {
    let mut out = String::new();
    escape(raw, &mut out);
    out
}

const HEADER: &str = "<header class=\"top\"><a class=\"brand\" href=\".\"><span class=\"logo\"></span>\
    <span>FastAPI <b>Playground</b></span></a></header>";
const FOOTER: &str = "<footer class=\"foot\"><p>An independent project for learning, not affiliated with or endorsed by \
    FastAPI or its authors.</p></footer>";

/// The home page: what the shell says, and the list of sections.
fn home(content: &Content, shell: &str) -> String {
    let inside = shell
        .find(BEGIN)
        .zip(shell.rfind(END))
        .and_then(|(begin, end)| shell.get(begin + BEGIN.len()..end))
        .unwrap_or_default();
    let mut cards = String::new();
    for section in &content.sections {
        let _ = write!(
            cards,
            "<li><a class=\"card\" href=\"guide/{}\"><span class=\"card-head\"><span class=\"number\">{}</span></span>\
             <strong>{}</strong><span class=\"summary\">{}</span></a></li>",
            text(&section.id),
            text(&section.number),
            text(&section.title),
            text(&section.summary)
        );
    }
    let list = format!(
        "<section class=\"home-bench\"><div class=\"bench\"></div></section>\
         <section class=\"home-guide\"><h2>The guide</h2><ol class=\"cards\">{cards}</ol></section>"
    );
    match inside.rsplit_once("</main>") {
        Some((before, after)) => format!("{before}{list}</main>{FOOTER}{after}"),
        None => inside.to_owned(),
    }
}

fn page(content: &Content, section: &Section) -> String {
    let mut list = String::new();
    for other in &content.sections {
        if let Some(part) = &other.part {
            let _ = write!(list, "<li class=\"part\">{}</li>", text(part));
        }
        let here = if other.id == section.id {
            " aria-current=\"page\""
        } else {
            ""
        };
        let _ = write!(
            list,
            "<li><a href=\"guide/{}\"{here}><span class=\"number\">{}</span><span class=\"title\">{}</span></a></li>",
            text(&other.id),
            text(&other.number),
            text(&other.title)
        );
    }
    let (class, bench) = match section.example {
        Some(_) => ("section-page with-bench", "<div class=\"bench\"></div>"),
        None => ("section-page", ""),
    };
    let minutes = if section.minutes > 0 {
        format!("<span>{} min</span>", section.minutes)
    } else {
        String::new()
    };
    format!(
        "{HEADER}<div class=\"{class}\" data-pane=\"text\"><nav class=\"side\" aria-label=\"Guide\">\
         <span class=\"side-open\">Sections</span><div class=\"side-list\"><p class=\"overall\"></p><ol>{list}</ol></div></nav>\
         <main class=\"text\" id=\"main\"><article><header class=\"section-head\"><p class=\"eyebrow\"><span>Section {}</span>{minutes}</p>\
         <h1>{}</h1></header><div class=\"prose\">{}</div></article></main>{bench}</div>{FOOTER}",
        text(&section.number),
        text(&section.title),
        section.html
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHELL: &str = "<html><head><title>T</title><meta name=\"description\" content=\"D\" /></head>\n  <body>\n    <div id=\"app\">\n<main>Hi</main></div>\n  </body></html>";

    #[test]
    fn pages_have_their_own_title_and_text() {
        let section = Section {
            id: "a".into(),
            title: "A & B".into(),
            summary: "It's \"so\".".into(),
            html: "<p>Text</p>".into(),
            ..Section::default()
        };
        let content = Content {
            sections: vec![section],
            ..Content::default()
        };
        let pages = prerender(&content, SHELL, "content-1/");
        let paths: Vec<&str> = pages.iter().map(|page| page.path.as_str()).collect();
        assert_eq!(
            paths,
            [
                "index.html",
                "playground.html",
                "interview.html",
                "review.html",
                "progress.html",
                "certificate.html",
                "checklist.html",
                "404.html",
                "embed.html",
                "guide/a.html"
            ]
        );
        let html = &pages[9].html;
        for part in [
            "<title>A &amp; B · FastAPI Playground</title>",
            "content=\"It's &quot;so&quot;.\"",
            "<p>Text</p>",
            "href=\"content-1/section/a.json\"",
        ] {
            assert!(html.contains(part), "{part} in {html}");
        }
        assert!(!html.contains(">Hi<"));
        assert!(
            pages[0].html.contains("<main>Hi<section")
                && pages[0].html.contains("href=\"guide/a\"")
        );
    }

    #[test]
    fn a_shell_without_places_gives_no_pages() {
        assert!(prerender(&Content::default(), "<html></html>", "").is_empty());
    }
}
