//! What is kept of exercises and predictions.

use super::{Predicted, Progress};

impl Progress {
    /// Keeps that an exercise was checked, and whether it was solved.
    pub fn check(&mut self, id: &str, passed: bool, now: f64) {
        let worked = self.exercises.entry(id.to_owned()).or_default();
        worked.checks = worked.checks.saturating_add(1);
        // Once it was solved it stays so, whatever the program is changed to.
        if passed && !worked.solved {
            worked.solved = true;
            worked.at = now;
        }
    }

    /// Keeps that so many hints of an exercise were taken.
    pub fn hint(&mut self, id: &str, count: usize) {
        let worked = self.exercises.entry(id.to_owned()).or_default();
        worked.hints = worked.hints.max(count);
    }

    /// Keeps that the solution of an exercise was looked at.
    pub fn look(&mut self, id: &str, now: f64) {
        let worked = self.exercises.entry(id.to_owned()).or_default();
        if !worked.solved {
            worked.shown = true;
            worked.at = now;
        }
    }

    /// Keeps a prediction. The first one counts: after the answer it isn't one any more.
    pub fn predict(&mut self, id: &str, predicted: Predicted) {
        self.predictions.entry(id.to_owned()).or_insert(predicted);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_exercise_stays_solved() {
        let mut progress = Progress::default();
        progress.check("a", false, 1.0);
        assert!(!progress.solved("a"));
        progress.check("a", true, 2.0);
        progress.check("a", false, 3.0);
        assert!(progress.solved("a"));
        let worked = &progress.exercises["a"];
        assert_eq!((worked.checks, worked.at), (3, 2.0));
    }

    #[test]
    fn looking_at_the_solution_counts_only_before_it_is_solved() {
        let mut progress = Progress::default();
        progress.look("a", 1.0);
        progress.check("b", true, 1.0);
        progress.look("b", 2.0);
        assert!(progress.exercises["a"].shown);
        assert!(!progress.exercises["b"].shown);
        assert_eq!(progress.exercises["b"].at, 1.0);
    }

    #[test]
    fn hints_are_counted_once_each() {
        let mut progress = Progress::default();
        progress.hint("a", 1);
        progress.hint("a", 2);
        progress.hint("a", 1);
        assert_eq!(progress.exercises["a"].hints, 2);
    }

    #[test]
    fn the_first_prediction_counts() {
        let mut progress = Progress::default();
        let predicted = |right: bool| Predicted {
            status: 200,
            right,
            ..Predicted::default()
        };
        progress.predict("a", predicted(false));
        progress.predict("a", predicted(true));
        assert!(!progress.predictions["a"].right);
    }
}
