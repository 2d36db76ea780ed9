//! The content as data: what the app shows. How it is written in files is not known here.

mod card;
mod exercise;
mod outline;
mod project;
mod quiz;
mod search;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use card::{Card, Follow, Level};
pub use exercise::{
    Act, Broken, Check, Exercise, ExerciseKind, ExerciseSet, Expect, Extra, GAP_LINE, HeaderWant,
    When, Wrong,
};
pub use outline::{CardHead, ExampleHead, ExerciseHead, Group, Outline, ProjectHead, SectionPage};
pub use project::Project;
pub use quiz::{Choice, Question, QuestionKind, Quiz, Send};
#[cfg(feature = "read")]
pub(crate) use search::words;
pub use search::{Place, PlaceKind, SearchIndex};

/// Everything that is taught.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Content {
    /// The sections of the guide, in reading order.
    pub sections: Vec<Section>,
    /// The runnable programs, by name.
    pub examples: Vec<Example>,
    /// The quizzes, by name.
    pub quizzes: Vec<Quiz>,
    /// The exercises, by the name of their file.
    pub exercises: Vec<ExerciseSet>,
    /// The interview cards, by level.
    pub levels: Vec<Level>,
    /// The projects of the checklist, in their order.
    pub projects: Vec<Project>,
}

impl Content {
    /// The section with this id.
    pub fn section(&self, id: &str) -> Option<&Section> {
        self.sections.iter().find(|section| section.id == id)
    }

    /// The example with this name.
    pub fn example(&self, name: &str) -> Option<&Example> {
        self.examples.iter().find(|example| example.name == name)
    }

    /// The quiz with this name.
    pub fn quiz(&self, name: &str) -> Option<&Quiz> {
        self.quizzes.iter().find(|quiz| quiz.name == name)
    }

    /// The exercises of the file with this name.
    pub fn exercise_set(&self, name: &str) -> Option<&ExerciseSet> {
        self.exercises.iter().find(|set| set.name == name)
    }
}

/// A section of the guide: one page.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Section {
    /// Its stable name, which is also its address: `path-and-query`.
    pub id: String,
    /// Its number in the guide: `3.2`.
    pub number: String,
    /// Its title.
    pub title: String,
    /// The part of the guide that it begins, where it begins one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
    /// About how long reading and trying takes.
    pub minutes: u32,
    /// The program that stands beside the text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub example: Option<String>,
    /// The quiz at its end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quiz: Option<String>,
    /// The exercises after its text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exercises: Option<String>,
    /// What stands below its text instead of a quiz.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shows: Option<Shows>,
    /// Its first paragraph as plain text.
    #[serde(default)]
    pub summary: String,
    /// The headings within it.
    #[serde(default)]
    pub headings: Vec<Heading>,
    /// The file that it is read from, below the content folder. Only the check of the content needs
    /// it.
    #[serde(skip)]
    pub file: String,
    /// The code blocks of its text. Only the check of the content needs them.
    #[cfg(feature = "read")]
    #[serde(skip)]
    pub fences: Vec<crate::fence::Fence>,
    /// The text as HTML; empty in an outline.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub html: String,
}

/// What a section shows below its text, besides a quiz and exercises.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shows {
    /// The interview cards.
    Cards,
    /// The projects of the checklist.
    Checklist,
}

/// A heading within a section.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    /// The id of its element.
    pub id: String,
    /// 2 or 3.
    pub level: u8,
    /// Its text.
    pub text: String,
}

/// A runnable program with requests to send to it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Example {
    /// Its stable name.
    pub name: String,
    /// What it is, in a few words.
    pub title: String,
    /// What it shows, in a sentence.
    #[serde(default)]
    pub summary: String,
    /// Where the application is: `main:app`.
    pub app: String,
    /// Environment variables.
    #[serde(default)]
    pub env: BTreeMap<String, String>,
    /// Its files; the first is shown first.
    pub files: Vec<ExampleFile>,
    /// Requests that are worth sending.
    #[serde(default)]
    pub presets: Vec<Preset>,
    /// Whether the playground offers it as a template.
    #[serde(default)]
    pub template: bool,
}

/// A file of an example.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExampleFile {
    /// The relative path.
    pub path: String,
    /// The text.
    pub text: String,
}

/// A request that is worth sending to an example.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Preset {
    /// What it shows, in a few words.
    pub name: String,
    /// The method in upper case.
    pub method: String,
    /// Path and query.
    pub url: String,
    /// Header names and values.
    #[serde(default)]
    pub headers: Vec<(String, String)>,
    /// The body.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    /// What to look at in the answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// What the learner is asked before it is first sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub predict: Option<Predict>,
}

/// Asks which status and which body will come back. Which ones do is not written down: the answer
/// itself says it, and the check of the content sees to it that exactly one of each agrees.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Predict {
    /// Its stable id: progress is kept under it.
    pub id: String,
    /// What to think about, as inline HTML.
    pub ask: String,
    /// Why it is so, as HTML; shown afterwards.
    pub explain: String,
    /// The statuses to choose from.
    pub statuses: Vec<StatusGuess>,
    /// The bodies to choose from.
    pub bodies: Vec<BodyGuess>,
}

/// A status that may come back.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatusGuess {
    /// The status.
    pub is: u16,
    /// Why it comes back, or which misconception it stands for, as inline HTML.
    pub why: String,
}

/// A body that may come back.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct BodyGuess {
    /// As it is shown: highlighted HTML.
    pub html: String,
    /// JSON that must agree with the answer's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub json: Option<serde_json::Value>,
    /// Text that the answer's body must be, where it isn't JSON.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Why it comes back, or which misconception it stands for, as inline HTML.
    pub why: String,
}
