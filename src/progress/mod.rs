//! What a learner has done: the data, and what changes it. How it is kept is `storage`'s business,
//! when something comes back is `review`'s.
//!
//! It was written by whoever: an earlier version, another one, a person with an editor. An entry
//! that can't be read is dropped, and the others stay.

mod backup;
mod review;
mod tally;
mod work;

use std::collections::{BTreeMap, BTreeSet};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize};

use crate::content::{Outline, Question, QuestionKind, Section, items, predictions};

pub use backup::{Backup, FILE_LIMIT, Refused};
pub use review::{Due, INTERVALS, Item, day_after};
pub use tally::{Tally, Totals, totals};

/// What a learner has done. Moments are milliseconds since 1970, as JavaScript's clock tells them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Progress {
    /// The last answer to each question, by the question's id.
    #[serde(deserialize_with = "readable")]
    pub questions: BTreeMap<String, Answered>,
    /// The exercises and the steps of projects that were begun, by id.
    #[serde(deserialize_with = "readable")]
    pub exercises: BTreeMap<String, Worked>,
    /// What was predicted, by the prediction's id.
    #[serde(deserialize_with = "readable")]
    pub predictions: BTreeMap<String, Predicted>,
    /// How interview cards were graded the last time, by id.
    #[serde(deserialize_with = "readable")]
    pub cards: BTreeMap<String, Graded>,
    /// What comes back when: the keys are those of [`Item`].
    #[serde(deserialize_with = "readable")]
    pub reviews: BTreeMap<String, Due>,
    /// The sections in which a request was sent.
    #[serde(deserialize_with = "or_default")]
    pub tried: BTreeSet<String>,
    /// Answers of the first version: the indices of the options chosen, by question. They are judged
    /// when the question is seen the next time.
    #[serde(
        deserialize_with = "or_default",
        skip_serializing_if = "BTreeMap::is_empty"
    )]
    answers: BTreeMap<String, BTreeSet<usize>>,
}

/// An answered question.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Answered {
    /// What was answered.
    pub reply: Reply,
    /// Whether it was right. It is kept, so that an edit of the question doesn't change it.
    pub right: bool,
    /// When.
    #[serde(default)]
    pub at: f64,
}

/// An answer to a question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Reply {
    /// What was typed.
    Typed(String),
    /// The indices of the options chosen; of an order, in the order in which they were put.
    Chosen(Vec<usize>),
}

impl Default for Reply {
    fn default() -> Self {
        Self::Chosen(Vec::new())
    }
}

/// An exercise that was begun.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Worked {
    /// Whether it was solved once.
    pub solved: bool,
    /// How often it was checked.
    pub checks: u32,
    /// How many hints were taken.
    pub hints: usize,
    /// Whether the solution was looked at before it was solved.
    pub shown: bool,
    /// When it was solved, or looked at the last time.
    pub at: f64,
}

/// A prediction that was made.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Predicted {
    /// The status that was said.
    pub status: u16,
    /// The index of the body that was said.
    pub body: usize,
    /// Whether both came back.
    pub right: bool,
    /// When.
    #[serde(default)]
    pub at: f64,
}

/// An interview card that was graded.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Graded {
    /// Whether it went well, in the learner's own opinion.
    pub well: bool,
    /// The indices of the points that were made.
    #[serde(default)]
    pub points: BTreeSet<usize>,
    /// When.
    #[serde(default)]
    pub at: f64,
}

impl Progress {
    /// Keeps the answer to a question. One that was missed comes back; one that was due and is known
    /// comes back later.
    pub fn answer(&mut self, question: &Question, reply: Reply, now: f64) -> bool {
        let right = is_right(question, &reply);
        self.answers.remove(&question.id);
        self.grade(&Item::Question(question.id.clone()), right, now);
        let answered = Answered {
            reply,
            right,
            at: now,
        };
        self.questions.insert(question.id.clone(), answered);
        right
    }

    /// Judges the answer that the first version of the page has kept, if there is one.
    pub fn settle(&mut self, question: &Question, now: f64) -> bool {
        let Some(chosen) = self.answers.remove(&question.id) else {
            return false;
        };
        if !self.questions.contains_key(&question.id) {
            self.answer(question, Reply::Chosen(chosen.into_iter().collect()), now);
        }
        true
    }

    /// Keeps how an interview card went.
    pub fn grade_card(&mut self, id: &str, well: bool, points: BTreeSet<usize>, now: f64) {
        self.grade(&Item::Card(id.to_owned()), well, now);
        let graded = Graded {
            well,
            points,
            at: now,
        };
        self.cards.insert(id.to_owned(), graded);
    }

    /// Forgets what was done in a section: its questions, exercises and predictions, and that a
    /// request was sent.
    pub fn forget(&mut self, section: &Section, outline: &Outline) {
        self.tried.remove(&section.id);
        for id in items(&outline.quizzes, section.quiz.as_deref()) {
            self.questions.remove(id);
            self.reviews.remove(&Item::Question(id.clone()).key());
        }
        for exercise in items(&outline.exercises, section.exercises.as_deref()) {
            self.exercises.remove(&exercise.id);
        }
        for id in predictions(outline, section) {
            self.predictions.remove(id);
        }
    }

    /// How many of these questions were answered rightly.
    pub fn right(&self, questions: &[String]) -> usize {
        let is_right = |id: &&String| self.questions.get(*id).is_some_and(|answer| answer.right);
        questions.iter().filter(is_right).count()
    }

    /// How many of these questions were answered.
    pub fn answered(&self, questions: &[String]) -> usize {
        let is_answered = |id: &&String| self.questions.contains_key(*id);
        questions.iter().filter(is_answered).count()
    }

    /// Whether an exercise, or a step of a project, was solved.
    pub fn solved(&self, id: &str) -> bool {
        self.exercises.get(id).is_some_and(|worked| worked.solved)
    }
}

/// Whether an answer is right.
pub fn is_right(question: &Question, reply: &Reply) -> bool {
    let options = &question.options;
    match (question.kind, reply) {
        (QuestionKind::Order, Reply::Chosen(order)) => {
            order.len() == options.len() && order.iter().enumerate().all(|(at, index)| at == *index)
        }
        (QuestionKind::Short, Reply::Typed(text)) => expected(question, text)
            .is_some_and(|index| options.get(index).is_some_and(|o| o.correct)),
        (QuestionKind::Order | QuestionKind::Short, _) | (_, Reply::Typed(_)) => false,
        (_, Reply::Chosen(chosen)) => options
            .iter()
            .enumerate()
            .all(|(index, option)| option.correct == chosen.contains(&index)),
    }
}

/// Which of the expected answers a typed one is: case, repeated blanks and quotes around it don't
/// matter.
pub fn expected(question: &Question, text: &str) -> Option<usize> {
    let plain = |text: &str| {
        let words: Vec<&str> = text.split_whitespace().collect();
        let text = words.join(" ").to_lowercase();
        text.trim_matches(['"', '\'', '`', '“', '”']).to_owned()
    };
    let text = plain(text);
    question
        .options
        .iter()
        .position(|option| plain(&option.text) == text)
}

/// Reads the entries that can be read.
fn readable<'de, D: Deserializer<'de>, T: DeserializeOwned>(
    deserializer: D,
) -> Result<BTreeMap<String, T>, D::Error> {
    let found = serde_json::Value::deserialize(deserializer)?;
    let serde_json::Value::Object(found) = found else {
        return Ok(BTreeMap::new());
    };
    let read = |(id, value)| Some((id, serde_json::from_value(value).ok()?));
    Ok(found.into_iter().filter_map(read).collect())
}

fn or_default<'de, D: Deserializer<'de>, T: DeserializeOwned + Default>(
    deserializer: D,
) -> Result<T, D::Error> {
    let found = serde_json::Value::deserialize(deserializer)?;
    Ok(serde_json::from_value(found).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::Choice;

    fn question(kind: QuestionKind, options: &[(&str, bool)]) -> Question {
        let options = options
            .iter()
            .map(|(text, correct)| Choice {
                text: (*text).to_owned(),
                correct: *correct,
                ..Choice::default()
            })
            .collect();
        Question {
            id: "q".into(),
            kind,
            options,
            ..Question::default()
        }
    }

    #[test]
    fn a_choice_is_right_when_exactly_the_right_options_are_chosen() {
        let question = question(
            QuestionKind::Multiple,
            &[("a", true), ("b", false), ("c", true)],
        );
        for (chosen, right) in [
            (vec![0, 2], true),
            (vec![2, 0], true),
            (vec![0], false),
            (vec![0, 1, 2], false),
        ] {
            assert_eq!(
                is_right(&question, &Reply::Chosen(chosen.clone())),
                right,
                "{chosen:?}"
            );
        }
    }

    #[test]
    fn an_order_is_right_when_all_stands_where_it_belongs() {
        let question = question(
            QuestionKind::Order,
            &[("a", true), ("b", true), ("c", true)],
        );
        assert!(is_right(&question, &Reply::Chosen(vec![0, 1, 2])));
        assert!(!is_right(&question, &Reply::Chosen(vec![1, 0, 2])));
        assert!(!is_right(&question, &Reply::Chosen(vec![0, 1])));
    }

    #[test]
    fn a_short_answer_may_be_typed_in_several_ways() {
        let question = question(QuestionKind::Short, &[("await  x", true), ("x", false)]);
        for text in ["await x", " `Await X` ", "\"await x\""] {
            assert!(is_right(&question, &Reply::Typed(text.into())), "{text}");
        }
        assert!(!is_right(&question, &Reply::Typed("x".into())));
        assert_eq!(expected(&question, "X"), Some(1));
        assert_eq!(expected(&question, "y"), None);
    }

    #[test]
    fn entries_that_cannot_be_read_are_dropped_and_others_stay() {
        let text = r#"{"questions":{"a":{"reply":[1],"right":true},"b":7},"cards":[],"tried":3,"other":{}}"#;
        let progress: Progress = serde_json::from_str(text).expect("progress");
        assert!(
            progress
                .questions
                .get("a")
                .is_some_and(|answer| answer.right)
        );
        assert_eq!(progress.questions.len(), 1);
        assert!(progress.cards.is_empty() && progress.tried.is_empty());
    }

    #[test]
    fn answers_of_the_first_version_are_judged_when_they_are_seen() {
        let mut progress: Progress =
            serde_json::from_str(r#"{"answers":{"q":[1]},"tried":["a"]}"#).expect("progress");
        let question = question(QuestionKind::Single, &[("a", false), ("b", true)]);
        assert!(progress.settle(&question, 1.0));
        assert!(!progress.settle(&question, 1.0));
        assert_eq!(progress.right(&["q".to_owned()]), 1);
        assert!(progress.tried.contains("a"));
    }
}
