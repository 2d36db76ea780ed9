//! Quizzes and their questions.

use serde::{Deserialize, Serialize};

use super::Expect;

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
    /// What can be chosen; for [`QuestionKind::Order`] in the right order, for
    /// [`QuestionKind::Short`] the answers that are expected.
    pub options: Vec<Choice>,
    /// What is said of a short answer that isn't among the options, as inline HTML.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub otherwise: Option<String>,
    /// What a question of the kind [`QuestionKind::Answer`] is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub send: Option<Send>,
    /// The line of the file at which it begins.
    #[serde(skip)]
    pub line: usize,
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
    /// Exactly one option is right, and running the program says which: "what does it answer?"
    Answer,
    /// The options must be put into their order.
    Order,
    /// A word, a number or a line is typed.
    Short,
}

/// One option of a question.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Choice {
    /// The option as inline HTML; of a short answer the plain text.
    pub text: String,
    /// Whether it is right.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub correct: bool,
    /// Why it is right, or which misconception it stands for, as inline HTML.
    pub why: String,
    /// What the option claims of the answer. Only the check of the content needs it.
    #[serde(skip)]
    pub claims: Expect,
}

/// The request of a "what does it answer" question.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Send {
    /// The example that it is sent to, unless the question has a program of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub example: Option<String>,
    /// The program (`main.py`) that it is sent to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub program: Option<String>,
    /// Requests that are sent before, as method and URL.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub before: Vec<(String, String)>,
    /// The method in upper case.
    pub method: String,
    /// Path and query.
    pub url: String,
    /// Header names and values.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub headers: Vec<(String, String)>,
    /// The body.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
}
