//! What is taught, as the site holds it: an outline that is there from the start, and portions that
//! are fetched when they are looked at and kept as long as the page is open. What was fetched never
//! changes, so it is handed out for good (`&'static`): there is only so much of it.

use std::collections::BTreeMap;
use std::sync::{Mutex, OnceLock, PoisonError};

use leptos::prelude::document;
use serde::de::DeserializeOwned;

pub use playground_lessons::{
    Act, BodyGuess, Card, CardHead, Check, Choice, Example, ExampleHead, Exercise, ExerciseHead,
    ExerciseKind, Follow, Group, Heading, Level, Outline, Place, PlaceKind, Predict, Preset,
    Project, ProjectHead, Question, QuestionKind, Quiz, SearchIndex, Section, SectionPage, Shows,
    StatusGuess,
};

use crate::base;
use crate::fetch::{self, Unreachable};

/// The programs of the guide, with their files.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Programs(pub Vec<Example>);

impl Programs {
    /// The program with this name.
    pub fn named(&self, name: &str) -> Option<&Example> {
        self.0.iter().find(|example| example.name == name)
    }
}

static OUTLINE: OnceLock<Outline> = OnceLock::new();
static PROGRAMS: OnceLock<Programs> = OnceLock::new();
static CARDS: OnceLock<Vec<Level>> = OnceLock::new();
static SEARCH: OnceLock<SearchIndex> = OnceLock::new();
static SECTIONS: Kept<SectionPage> = Kept::new();
static PROJECTS: Kept<Project> = Kept::new();

/// Portions by their name.
struct Kept<T: 'static>(Mutex<BTreeMap<String, &'static T>>);

impl<T> Kept<T> {
    const fn new() -> Self {
        Self(Mutex::new(BTreeMap::new()))
    }

    fn get(&self, name: &str) -> Option<&'static T> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.get(name).copied()
    }

    fn put(&self, name: &str, value: T) -> &'static T {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.entry(name.to_owned())
            .or_insert_with(|| Box::leak(Box::new(value)))
    }
}

/// Where a portion stands. The build writes the folder into the page.
fn address(portion: &str) -> String {
    let folder = document()
        .query_selector("meta[name=playground-content]")
        .ok()
        .flatten()
        .and_then(|meta| meta.get_attribute("content"))
        .unwrap_or_else(|| "content/".to_owned());
    base::href(&format!("{folder}{portion}.json"))
}

async fn portion<T: DeserializeOwned>(name: &str) -> Result<T, Unreachable> {
    fetch::json(fetch::begin(&address(name))).await
}

/// Fetches what the page needs before it shows anything: the outline, and what belongs to the path
/// below the base. Without the rest of it the page can begin; it will be fetched again.
///
/// # Errors
/// When the outline can't be fetched.
pub async fn begin(path: &str) -> Result<(), Unreachable> {
    let outline = fetch::begin(&address("outline"));
    let path = path.trim_matches('/');
    match path.strip_prefix("guide/") {
        Some(id) => drop(section(id).await),
        None if path.starts_with("checklist/") => {
            let _ = project(path.trim_start_matches("checklist/")).await;
        }
        None if matches!(path, "" | "playground" | "embed") => drop(programs().await),
        None if path == "interview" => drop(cards().await),
        None => {}
    }
    let outline = fetch::json(outline).await?;
    OUTLINE.get_or_init(|| outline);
    Ok(())
}

/// What there is.
pub fn outline() -> &'static Outline {
    static EMPTY: OnceLock<Outline> = OnceLock::new();
    OUTLINE
        .get()
        .unwrap_or_else(|| EMPTY.get_or_init(Outline::default))
}

/// A section with all that its page shows, if it was fetched already.
pub fn section_now(id: &str) -> Option<&'static SectionPage> {
    SECTIONS.get(id)
}

/// A section with all that its page shows.
///
/// # Errors
/// When it can't be fetched.
pub async fn section(id: &str) -> Result<&'static SectionPage, Unreachable> {
    match section_now(id) {
        Some(page) => Ok(page),
        None if is_id(id) => Ok(SECTIONS.put(id, portion(&format!("section/{id}")).await?)),
        None => Err(Unreachable),
    }
}

/// The programs, if they were fetched already.
pub fn programs_now() -> Option<&'static Programs> {
    PROGRAMS.get()
}

/// The programs.
///
/// # Errors
/// When they can't be fetched.
pub async fn programs() -> Result<&'static Programs, Unreachable> {
    if let Some(programs) = PROGRAMS.get() {
        return Ok(programs);
    }
    let programs = portion("programs").await?;
    Ok(PROGRAMS.get_or_init(|| Programs(programs)))
}

/// The interview cards, if they were fetched already.
pub fn cards_now() -> Option<&'static Vec<Level>> {
    CARDS.get()
}

/// The interview cards, by level.
///
/// # Errors
/// When they can't be fetched.
pub async fn cards() -> Result<&'static Vec<Level>, Unreachable> {
    if let Some(cards) = CARDS.get() {
        return Ok(cards);
    }
    let cards = portion("cards").await?;
    Ok(CARDS.get_or_init(|| cards))
}

/// The index of the search, if it was fetched already.
pub fn search_now() -> Option<&'static SearchIndex> {
    SEARCH.get()
}

/// The index of the search.
///
/// # Errors
/// When it can't be fetched.
pub async fn search() -> Result<&'static SearchIndex, Unreachable> {
    if let Some(index) = SEARCH.get() {
        return Ok(index);
    }
    let index = portion("search").await?;
    Ok(SEARCH.get_or_init(|| index))
}

/// A project of the checklist, if it was fetched already.
pub fn project_now(id: &str) -> Option<&'static Project> {
    PROJECTS.get(id)
}

/// A project of the checklist.
///
/// # Errors
/// When it can't be fetched.
pub async fn project(id: &str) -> Result<&'static Project, Unreachable> {
    match project_now(id) {
        Some(project) => Ok(project),
        None if is_id(id) => Ok(PROJECTS.put(id, portion(&format!("project/{id}")).await?)),
        None => Err(Unreachable),
    }
}

/// Whether a part of the address can be an id: nothing else is asked of the site.
fn is_id(text: &str) -> bool {
    let good = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    !text.is_empty() && text.len() < 100 && text.chars().all(good)
}

/// A section in the outline.
pub fn section_head(id: &str) -> Option<&'static Section> {
    outline().sections.iter().find(|section| section.id == id)
}

/// The items of a group, such as the questions of a quiz.
pub fn items<'a, T>(groups: &'a [Group<T>], name: Option<&str>) -> &'a [T] {
    groups
        .iter()
        .find(|group| Some(group.name.as_str()) == name)
        .map(|group| group.items.as_slice())
        .unwrap_or_default()
}

/// The predictions that a section asks for, by id.
pub fn predictions<'a>(outline: &'a Outline, section: &Section) -> &'a [String] {
    outline
        .examples
        .iter()
        .find(|example| Some(&example.name) == section.example.as_ref())
        .map(|example| example.predictions.as_slice())
        .unwrap_or_default()
}

/// The section whose quiz has the question with this id.
pub fn section_of_question(id: &str) -> Option<&'static Section> {
    let outline = outline();
    let quiz = outline
        .quizzes
        .iter()
        .find(|quiz| quiz.items.iter().any(|question| question == id))?;
    outline
        .sections
        .iter()
        .find(|section| section.quiz.as_ref() == Some(&quiz.name))
}

/// The section before and the section after the one with this id.
pub fn neighbours(id: &str) -> (Option<&'static Section>, Option<&'static Section>) {
    let sections = &outline().sections;
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
    fn only_ids_are_asked_of_the_site() {
        assert!(is_id("path-and-query"));
        for odd in ["", "../x", "a/b", "A", "é", &"a".repeat(100)] {
            assert!(!is_id(odd), "{odd}");
        }
    }

    #[test]
    fn what_was_fetched_is_kept() {
        let kept = Kept::<u32>::new();
        assert_eq!(kept.get("a"), None);
        assert_eq!(kept.put("a", 1), &1);
        assert_eq!(kept.put("a", 2), &1);
        assert_eq!(kept.get("a"), Some(&1));
    }
}
