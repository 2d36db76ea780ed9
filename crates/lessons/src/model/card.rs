//! Interview cards.

use serde::{Deserialize, Serialize};

/// The cards of one level.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Level {
    /// Its name: `Basic`.
    pub name: String,
    /// What it asks for, in a sentence.
    #[serde(default)]
    pub summary: String,
    /// The cards.
    pub cards: Vec<Card>,
}

/// One question of an interview.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// Its stable id: progress is kept under it.
    pub id: String,
    /// The question as inline HTML.
    pub question: String,
    /// The answer of half a minute, as HTML.
    pub short: String,
    /// The answer of two minutes, as HTML.
    pub long: String,
    /// What a listener waits for, each as inline HTML.
    pub points: Vec<String>,
    /// What is asked next.
    #[serde(default)]
    pub follow: Vec<Follow>,
    /// Where it is taught: a section's id, perhaps with a heading (`async#what-blocks`).
    pub section: String,
    /// A program that helps.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub example: Option<String>,
}

/// A question that follows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Follow {
    /// The question as inline HTML.
    pub question: String,
    /// The answer as HTML.
    pub answer: String,
}
