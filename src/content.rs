//! The content that was embedded at build time.

use std::sync::OnceLock;

pub use playground_lessons::{
    Choice, Content, Example, Heading, Preset, Question, QuestionKind, Quiz, Section,
};

/// The guide, the examples and the quizzes.
pub fn content() -> &'static Content {
    static CONTENT: OnceLock<Content> = OnceLock::new();
    CONTENT.get_or_init(|| {
        serde_json::from_str(include_str!(concat!(env!("OUT_DIR"), "/content.json")))
            .unwrap_or_default()
    })
}

/// The section before and the section after the one with this id.
pub fn neighbours(id: &str) -> (Option<&'static Section>, Option<&'static Section>) {
    let sections = &content().sections;
    let Some(place) = sections.iter().position(|section| section.id == id) else {
        return (None, None);
    };
    (
        place.checked_sub(1).and_then(|before| sections.get(before)),
        sections.get(place + 1),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_content_is_there_and_whole() {
        let content = content();
        assert!(!content.sections.is_empty());
        for section in &content.sections {
            assert!(
                section
                    .example
                    .as_deref()
                    .is_none_or(|name| content.example(name).is_some()),
                "{}",
                section.id
            );
            assert!(
                section
                    .quiz
                    .as_deref()
                    .is_none_or(|name| content.quiz(name).is_some()),
                "{}",
                section.id
            );
        }
    }
}
