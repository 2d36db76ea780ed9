//! The content as the files that the page fetches: an outline of everything, and the rest in the
//! portions in which it is looked at. They stand in a folder that is named after what is in it, so
//! that a page never meets another version's.

use std::hash::{DefaultHasher, Hash, Hasher};

use serde::Serialize;

use crate::model::Content;

/// The files of the content.
pub struct Portions {
    /// The folder's name, with a slash at its end: `content-0123456789abcdef/`.
    pub folder: String,
    /// Their paths below it, and their texts.
    pub files: Vec<(String, String)>,
}

/// Cuts the content into portions.
pub fn portions(content: &Content) -> Portions {
    let mut files = vec![
        ("outline.json".to_owned(), json(&content.outline())),
        ("programs.json".to_owned(), json(&content.examples)),
        ("cards.json".to_owned(), json(&content.levels)),
        (
            "search.json".to_owned(),
            json(&crate::index::index(content)),
        ),
    ];
    for section in &content.sections {
        let path = format!("section/{}.json", section.id);
        files.push((path, json(&content.page(section))));
    }
    for project in &content.projects {
        let path = format!("project/{}.json", project.id);
        files.push((path, json(project)));
    }
    // The name only has to change with the content; nobody is kept from making two that collide.
    let mut hasher = DefaultHasher::new();
    files.hash(&mut hasher);
    Portions {
        folder: format!("content-{:016x}/", hasher.finish()),
        files,
    }
}

fn json<T: Serialize>(value: &T) -> String {
    // Plain data with text keys can always be written.
    serde_json::to_string(value).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Quiz, Section, SectionPage};

    #[test]
    fn a_section_comes_with_all_that_its_page_shows() {
        let mut content = Content {
            sections: vec![Section {
                id: "a".to_owned(),
                html: "<p>Text</p>".to_owned(),
                quiz: Some("q".to_owned()),
                ..Section::default()
            }],
            quizzes: vec![Quiz {
                name: "q".to_owned(),
                ..Quiz::default()
            }],
            ..Content::default()
        };
        let one = portions(&content);
        let file = |path: &str| {
            let found = one.files.iter().find(|(name, _)| name == path);
            found.map(|(_, text)| text.as_str()).unwrap_or_default()
        };
        let page: SectionPage = serde_json::from_str(file("section/a.json")).expect("a page");
        assert_eq!(page.section.html, "<p>Text</p>");
        assert_eq!(page.quiz.map(|quiz| quiz.name).as_deref(), Some("q"));
        assert!(!file("outline.json").contains("Text"));
        content.sections[0].html.clear();
        assert_ne!(portions(&content).folder, one.folder);
    }
}
