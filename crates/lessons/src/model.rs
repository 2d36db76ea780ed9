//! The content as data: what the app shows. How it is written in files is not known here.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Everything that is taught.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Content {
    /// The sections of the guide, in reading order.
    pub sections: Vec<Section>,
    /// The runnable programs, by name.
    pub examples: Vec<Example>,
    /// The quizzes, by name.
    pub quizzes: Vec<Quiz>,
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
    /// Its first paragraph as plain text.
    #[serde(default)]
    pub summary: String,
    /// The headings within it.
    #[serde(default)]
    pub headings: Vec<Heading>,
    /// The text as HTML.
    pub html: String,
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
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
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
}

/// A quiz.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Quiz {
    /// Its stable name.
    pub name: String,
    /// Its title.
    #[serde(default)]
    pub title: String,
    /// The questions.
    pub questions: Vec<Question>,
}

/// A question of a quiz.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Question {
    /// Its stable id: progress is kept under it.
    pub id: String,
    /// How it is answered.
    pub kind: QuestionKind,
    /// The question as inline HTML.
    pub text: String,
    /// A program or a request that it is about, as highlighted HTML.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// What can be chosen.
    pub options: Vec<Choice>,
}

/// How a question is answered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuestionKind {
    /// Exactly one option is right.
    #[default]
    Single,
    /// Any number of options may be right; all of them must be chosen.
    Multiple,
}

/// One option of a question.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// The option as inline HTML.
    pub text: String,
    /// Whether it is right.
    #[serde(default)]
    pub correct: bool,
    /// Why it is right, or which misconception it stands for, as inline HTML.
    pub why: String,
}
