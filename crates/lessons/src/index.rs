//! Makes the index by which the page searches: texts by their headings, questions, exercises, cards
//! and projects. Only words are kept, not texts, so it stays small.

use std::collections::BTreeMap;

use crate::model::{Content, Exercise, Place, PlaceKind, SearchIndex, Section, words};

/// Words that stand everywhere and find nothing.
const COMMON: [&str; 60] = [
    "an", "and", "are", "as", "at", "be", "been", "but", "by", "can", "do", "does", "each", "for",
    "from", "has", "have", "here", "how", "if", "in", "into", "is", "isn", "it", "its", "more",
    "no", "not", "of", "on", "one", "only", "or", "other", "so", "such", "than", "that", "the",
    "their", "them", "then", "there", "these", "they", "this", "to", "too", "was", "were", "what",
    "when", "where", "which", "who", "will", "with", "you", "your",
];

/// How much a word counts in a title, and in a text.
const TITLE: u16 = 8;
const TEXT: u16 = 1;
/// How much a word counts at most, however often it stands in a text.
const MOST: u16 = 12;

#[derive(Default)]
struct Builder {
    places: Vec<Place>,
    words: BTreeMap<String, BTreeMap<u16, u16>>,
}

impl Builder {
    fn add(&mut self, place: Place, texts: &[&str]) {
        let Ok(index) = u16::try_from(self.places.len()) else {
            return;
        };
        for word in words(&place.title) {
            self.count(word, index, TITLE);
        }
        for text in texts {
            for word in words(&plain(text)) {
                self.count(word, index, TEXT);
            }
        }
        self.places.push(place);
    }

    fn count(&mut self, word: String, place: u16, weight: u16) {
        if COMMON.contains(&word.as_str()) {
            return;
        }
        let counted = self
            .words
            .entry(word)
            .or_default()
            .entry(place)
            .or_default();
        *counted = (*counted + weight).min(MOST);
    }
}

/// The index of the whole content.
pub(crate) fn index(content: &Content) -> SearchIndex {
    let mut builder = Builder::default();
    for section in &content.sections {
        let within = format!("{} {}", section.number, section.title);
        for (title, anchor, text) in parts(section) {
            let path = match anchor {
                Some(anchor) => format!("guide/{}#{anchor}", section.id),
                None => format!("guide/{}", section.id),
            };
            let place = Place {
                kind: PlaceKind::Text,
                title,
                within: within.clone(),
                path,
            };
            builder.add(place, &[text]);
        }
        let quiz = section.quiz.as_deref().and_then(|name| content.quiz(name));
        for question in quiz
            .map(|quiz| quiz.questions.as_slice())
            .unwrap_or_default()
        {
            let place = Place {
                kind: PlaceKind::Question,
                title: plain(&question.text),
                within: within.clone(),
                path: format!("guide/{}#question-{}", section.id, question.id),
            };
            // The reasons of the options would tell the answer, so only what is asked is searched.
            builder.add(place, &[question.code.as_deref().unwrap_or_default()]);
        }
        let set = section.exercises.as_deref();
        let set = set.and_then(|name| content.exercise_set(name));
        for exercise in set.map(|set| set.exercises.as_slice()).unwrap_or_default() {
            let path = format!("guide/{}#exercise-{}", section.id, exercise.id);
            builder.add(
                work(exercise, PlaceKind::Exercise, &within, path),
                &[&exercise.task],
            );
        }
    }
    for level in &content.levels {
        for card in &level.cards {
            let place = Place {
                kind: PlaceKind::Card,
                title: plain(&card.question),
                within: format!("Interview: {}", level.name),
                path: format!("guide/interview#card-{}", card.id),
            };
            builder.add(place, &[&card.short]);
        }
    }
    for project in &content.projects {
        let path = format!("checklist/{}", project.id);
        let place = Place {
            kind: PlaceKind::Project,
            title: project.title.clone(),
            within: "Checklist".to_owned(),
            path: path.clone(),
        };
        builder.add(place, &[&project.summary, &project.intro]);
        for step in &project.steps {
            let path = format!("{path}#exercise-{}", step.id);
            builder.add(
                work(step, PlaceKind::Project, &project.title, path),
                &[&step.task],
            );
        }
    }
    let flat = |places: BTreeMap<u16, u16>| {
        let pairs = places.into_iter();
        pairs.flat_map(|(place, weight)| [place, weight]).collect()
    };
    SearchIndex {
        places: builder.places,
        words: builder
            .words
            .into_iter()
            .map(|(word, places)| (word, flat(places)))
            .collect(),
    }
}

fn work(exercise: &Exercise, kind: PlaceKind, within: &str, path: String) -> Place {
    Place {
        kind,
        title: exercise.title.clone(),
        within: within.to_owned(),
        path,
    }
}

/// The parts of a section's HTML between its headings: title, the heading's id, HTML.
fn parts(section: &Section) -> Vec<(String, Option<&str>, &str)> {
    let html = section.html.as_str();
    let place = |id: &str| html.find(&format!(" id=\"{id}\"><a class=\"anchor\""));
    let begins: Vec<(usize, &crate::model::Heading)> = section
        .headings
        .iter()
        .filter_map(|heading| Some((place(&heading.id)?, heading)))
        .collect();
    let first = begins.first().map_or(html.len(), |(begin, _)| *begin);
    let before = html.get(..first).unwrap_or_default();
    let mut parts = vec![(section.title.clone(), None, before)];
    for (at, (begin, heading)) in begins.iter().enumerate() {
        let end = begins.get(at + 1).map_or(html.len(), |(end, _)| *end);
        let text = html.get(*begin..end).unwrap_or_default();
        // Every section has a summary and a way on: found by everything, they help nobody.
        if !["In short", "What is next"].contains(&heading.text.as_str()) {
            parts.push((heading.text.clone(), Some(heading.id.as_str()), text));
        }
    }
    parts
}

/// The text of HTML that was written by this crate.
fn plain(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut inside = false;
    for character in html.chars() {
        match character {
            '<' => {
                inside = true;
                // Tags of blocks part words, tags of colours don't stand within them either.
                out.push(' ');
            }
            '>' => inside = false,
            _ if inside => {}
            other => out.push(other),
        }
    }
    for (entity, character) in [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&amp;", "&"),
    ] {
        out = out.replace(entity, character);
    }
    let words: Vec<&str> = out.split_whitespace().collect();
    // A code span within a sentence: no blank before what follows it.
    let mut text = words.join(" ");
    for mark in [".", ",", "?", ":", ";", ")"] {
        text = text.replace(&format!(" {mark}"), mark);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Heading, Question, Quiz};

    #[test]
    fn texts_are_found_by_their_heading_and_questions_by_what_they_ask() {
        let section = Section {
            id: "a".into(),
            number: "1".into(),
            title: "Requests".into(),
            quiz: Some("q".into()),
            headings: vec![Heading {
                id: "the-body".into(),
                level: 2,
                text: "The body".into(),
            }],
            html: "<p>First words.</p><h2 id=\"the-body\"><a class=\"anchor\" href=\"x\">The body</a></h2><p>It is <code>JSON</code>.</p>".into(),
            ..Section::default()
        };
        let question = Question {
            id: "a-q".into(),
            text: "What is <code>item_id</code>?".into(),
            ..Question::default()
        };
        let content = Content {
            sections: vec![section],
            quizzes: vec![Quiz {
                name: "q".into(),
                questions: vec![question],
                ..Quiz::default()
            }],
            ..Content::default()
        };
        let index = index(&content);
        let first = |query: &str| index.find(query, 1).first().map(|place| place.path.clone());
        assert_eq!(first("json").as_deref(), Some("guide/a#the-body"));
        assert_eq!(first("first").as_deref(), Some("guide/a"));
        assert_eq!(first("item_id").as_deref(), Some("guide/a#question-a-q"));
        assert_eq!(index.places[2].title, "What is item_id?");
        assert_eq!(first("the"), None);
    }
}
