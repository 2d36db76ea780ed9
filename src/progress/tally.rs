//! How much of everything was done.

use super::Progress;
use crate::content::Outline;

/// How many of how many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// What is done.
    pub done: usize,
    /// What there is.
    pub all: usize,
}

impl Tally {
    /// Counts those of which something holds.
    pub fn of<T>(things: &[T], holds: impl Fn(&T) -> bool) -> Self {
        Self {
            done: things.iter().filter(|thing| holds(thing)).count(),
            all: things.len(),
        }
    }

    fn add(&mut self, other: Self) {
        self.done += other.done;
        self.all += other.all;
    }
}

/// What was done, over the whole guide.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Sections with a program in which a request was sent.
    pub sections: Tally,
    /// Predictions that were made.
    pub predictions: Tally,
    /// Exercises that were solved.
    pub exercises: Tally,
    /// Questions that were answered rightly.
    pub questions: Tally,
    /// Interview cards that went well.
    pub cards: Tally,
    /// Steps of projects that were solved.
    pub steps: Tally,
}

/// Counts everything that still stands in the guide; what was done in sections that are gone doesn't
/// count.
pub fn totals(outline: &Outline, progress: &Progress) -> Totals {
    let mut totals = Totals::default();
    let runnable: Vec<_> = outline
        .sections
        .iter()
        .filter(|section| section.example.is_some())
        .collect();
    totals.sections = Tally::of(&runnable, |section| progress.tried.contains(&section.id));
    for example in &outline.examples {
        let made = |id: &String| progress.predictions.contains_key(id);
        totals
            .predictions
            .add(Tally::of(&example.predictions, made));
    }
    for set in &outline.exercises {
        let solved = Tally::of(&set.items, |exercise| progress.solved(&exercise.id));
        totals.exercises.add(solved);
    }
    for quiz in &outline.quizzes {
        totals.questions.add(Tally {
            done: progress.right(&quiz.items),
            all: quiz.items.len(),
        });
    }
    for level in &outline.cards {
        let well = |id: &str| progress.cards.get(id).is_some_and(|card| card.well);
        totals
            .cards
            .add(Tally::of(&level.items, |card| well(&card.id)));
    }
    for project in &outline.projects {
        let solved = Tally::of(&project.steps, |step| progress.solved(&step.id));
        totals.steps.add(solved);
    }
    totals
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::Group;
    use crate::progress::{Answered, Reply};

    #[test]
    fn only_what_is_in_the_guide_counts() {
        let outline = Outline {
            quizzes: vec![Group {
                name: "q".into(),
                items: vec!["a".into(), "b".into()],
            }],
            ..Outline::default()
        };
        let mut progress = Progress::default();
        for (id, right) in [("a", true), ("b", false), ("gone", true)] {
            let answer = Answered {
                reply: Reply::default(),
                right,
                at: 0.0,
            };
            progress.questions.insert(id.into(), answer);
        }
        let questions = totals(&outline, &progress).questions;
        assert_eq!(questions, Tally { done: 1, all: 2 });
    }
}
