//! Lines that are put into their order: which are in the program, in which order, and which are put
//! aside.

use playground_lessons::Exercise;
use serde::{Deserialize, Serialize};

use crate::shuffle::shuffle;

/// The lines of an exercise by their numbers: first its own lines, then those that don't belong.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    /// The lines of the program, from the top.
    pub used: Vec<usize>,
    /// The lines that aren't used.
    pub aside: Vec<usize>,
}

/// One of the two lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The program.
    Used,
    /// What isn't used.
    Aside,
}

impl Order {
    /// The order to begin with: all lines, shuffled.
    pub fn first(exercise: &Exercise) -> Self {
        Self {
            used: shuffle(&exercise.id, exercise.lines.len() + exercise.extra.len()),
            aside: Vec::new(),
        }
    }

    /// The right order.
    pub fn solution(exercise: &Exercise) -> Self {
        let own = exercise.lines.len();
        Self {
            used: (0..own).collect(),
            aside: (own..own + exercise.extra.len()).collect(),
        }
    }

    /// Whether it has each line of the exercise once: what was kept may be of another version.
    pub fn fits(&self, exercise: &Exercise) -> bool {
        let mut all: Vec<usize> = self.used.iter().chain(&self.aside).copied().collect();
        all.sort_unstable();
        all.into_iter()
            .eq(0..exercise.lines.len() + exercise.extra.len())
    }

    /// The program that it makes.
    pub fn text(&self, exercise: &Exercise) -> String {
        let lines: Vec<&str> = self
            .used
            .iter()
            .filter_map(|line| exercise.line_at(*line))
            .collect();
        exercise.with_lines(&lines)
    }

    /// Where a line is.
    pub fn find(&self, line: usize) -> Option<(Side, usize)> {
        let place = |list: &[usize]| list.iter().position(|one| *one == line);
        match place(&self.used) {
            Some(at) => Some((Side::Used, at)),
            None => place(&self.aside).map(|at| (Side::Aside, at)),
        }
    }

    /// Puts a line to a place of a list, at the end where the list is shorter.
    pub fn put(&mut self, line: usize, side: Side, at: usize) {
        if self.find(line).is_none() {
            return;
        }
        self.used.retain(|one| *one != line);
        self.aside.retain(|one| *one != line);
        let list = match side {
            Side::Used => &mut self.used,
            Side::Aside => &mut self.aside,
        };
        list.insert(at.min(list.len()), line);
    }

    /// Moves a line of the program up or down by one.
    pub fn shift(&mut self, line: usize, down: bool) {
        let Some((side, at)) = self.find(line) else {
            return;
        };
        let to = if down {
            Some(at + 1)
        } else {
            at.checked_sub(1)
        };
        if let Some(to) = to {
            self.put(line, side, to);
        }
    }

    /// Puts a line aside, or back to the end of the program.
    pub fn toggle(&mut self, line: usize) {
        match self.find(line) {
            Some((Side::Used, _)) => self.put(line, Side::Aside, usize::MAX),
            Some((Side::Aside, _)) => self.put(line, Side::Used, usize::MAX),
            None => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use playground_lessons::{ExampleFile, Extra};

    use super::*;

    fn exercise() -> Exercise {
        Exercise {
            id: "x".into(),
            edit: "main.py".into(),
            files: vec![ExampleFile {
                path: "main.py".into(),
                text: "top\n# ___\nend\n".into(),
            }],
            lines: vec!["a".into(), "    b".into(), "c\nd".into()],
            extra: vec![Extra {
                line: "z".into(),
                why: String::new(),
            }],
            ..Exercise::default()
        }
    }

    #[test]
    fn it_begins_shuffled_with_all_lines() {
        let exercise = exercise();
        let order = Order::first(&exercise);
        assert!(order.fits(&exercise));
        assert!(order.aside.is_empty());
        assert_ne!(order.used, [0, 1, 2, 3]);
        assert!(Order::solution(&exercise).fits(&exercise));
    }

    #[test]
    fn lines_are_moved_and_put_aside() {
        let exercise = exercise();
        let mut order = Order {
            used: vec![3, 1, 0, 2],
            aside: Vec::new(),
        };
        order.toggle(3);
        order.shift(1, true);
        assert_eq!(order, Order::solution(&exercise));
        assert_eq!(order.text(&exercise), "top\na\n    b\nc\nd\nend\n");
        order.shift(0, false);
        order.shift(2, true);
        assert_eq!(order, Order::solution(&exercise), "the ends stay the ends");
        order.put(3, Side::Used, 0);
        order.put(9, Side::Used, 0);
        assert_eq!(order.used, [3, 0, 1, 2]);
        assert_eq!(order.find(3), Some((Side::Used, 0)));
    }

    #[test]
    fn an_order_of_other_lines_does_not_fit() {
        let exercise = exercise();
        for (used, aside) in [
            (vec![0, 1, 2], vec![]),
            (vec![0, 1, 2, 2], vec![]),
            (vec![0, 1, 2, 3], vec![4]),
        ] {
            assert!(!Order { used, aside }.fits(&exercise));
        }
    }
}
