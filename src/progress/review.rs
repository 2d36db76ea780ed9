//! When something comes back: missed questions and interview cards after 1, 3, 7 and 21 days, each
//! time it is known; what isn't known begins again. Fixed intervals: expanding schedules have shown
//! no benefit over them.

use serde::{Deserialize, Serialize};

use super::Progress;

/// After how many days something comes back.
pub const INTERVALS: [u32; 4] = [1, 3, 7, 21];

/// When something comes back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Due {
    /// How often it was known, which is an index into [`INTERVALS`].
    pub step: usize,
    /// From which moment on it is due: the beginning of a day.
    pub at: f64,
}

/// What can come back.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Item {
    /// A question, by its id.
    Question(String),
    /// An interview card, by its id.
    Card(String),
}

impl Item {
    /// Its key in [`Progress::reviews`].
    pub fn key(&self) -> String {
        match self {
            Self::Question(id) => format!("question:{id}"),
            Self::Card(id) => format!("card:{id}"),
        }
    }

    /// The item with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        match key.split_once(':')? {
            ("question", id) => Some(Self::Question(id.to_owned())),
            ("card", id) => Some(Self::Card(id.to_owned())),
            _ => None,
        }
    }
}

impl Progress {
    /// Sets when an item comes back, after it was known or not. A question that is known at once
    /// doesn't come back, a card always does: what one could say today is said again tomorrow.
    pub(super) fn grade(&mut self, item: &Item, known: bool, now: f64) {
        let key = item.key();
        let step = match (self.reviews.get(&key), known) {
            (_, false) => Some(0),
            (Some(due), true) if due.at <= now => Some(due.step + 1),
            // Known before it was due: it comes back when it would have.
            (Some(_), true) => return,
            (None, true) => matches!(item, Item::Card(_)).then_some(0),
        };
        let interval = step.and_then(|step| Some((step, *INTERVALS.get(step)?)));
        match interval {
            Some((step, days)) => {
                let at = day_after(now, days);
                self.reviews.insert(key, Due { step, at });
            }
            None => {
                self.reviews.remove(&key);
            }
        }
    }

    /// What is due at this moment, the longest overdue first.
    pub fn due(&self, now: f64) -> Vec<Item> {
        let mut due: Vec<(f64, Item)> = self
            .reviews
            .iter()
            .filter(|(_, due)| due.at <= now)
            .filter_map(|(key, due)| Some((due.at, Item::from_key(key)?)))
            .collect();
        due.sort_by(|a, b| a.0.total_cmp(&b.0).then_with(|| a.1.cmp(&b.1)));
        due.into_iter().map(|(_, item)| item).collect()
    }
}

/// The beginning of the day that comes so many days after the one of this moment, where the browser
/// is. Days of 23 or 25 hours are counted as days.
#[cfg(target_arch = "wasm32")]
pub fn day_after(now: f64, days: u32) -> f64 {
    let date = js_sys::Date::new(&now.into());
    date.set_hours(0);
    date.set_minutes(0);
    date.set_seconds(0);
    date.set_milliseconds(0);
    date.set_date(date.get_date() + days);
    date.get_time()
}

/// The beginning of the day that comes so many days after the one of this moment, in UTC: for tests.
#[cfg(not(target_arch = "wasm32"))]
pub fn day_after(now: f64, days: u32) -> f64 {
    const DAY: f64 = 86_400_000.0;
    ((now / DAY).floor() + f64::from(days)) * DAY
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: f64 = 86_400_000.0;

    #[test]
    fn what_is_missed_comes_back_until_it_was_known_four_times() {
        let mut progress = Progress::default();
        let item = Item::Question("a".into());
        let mut now = 10.5 * DAY;
        progress.grade(&item, true, now);
        assert!(
            progress.reviews.is_empty(),
            "a question known at once is done"
        );
        progress.grade(&item, false, now);
        for days in [1.0, 3.0, 7.0, 21.0] {
            assert!(progress.due(now).is_empty());
            now = ((now / DAY).floor() + days) * DAY;
            assert_eq!(
                progress.due(now),
                std::slice::from_ref(&item),
                "after {days} days"
            );
            now += 0.3 * DAY;
            progress.grade(&item, true, now);
        }
        assert!(progress.reviews.is_empty());
    }

    #[test]
    fn what_is_missed_again_begins_again() {
        let mut progress = Progress::default();
        let item = Item::Card("a".into());
        progress.grade(&item, true, 0.5 * DAY);
        progress.grade(&item, true, 1.5 * DAY);
        assert!(progress.due(3.9 * DAY).is_empty());
        progress.grade(&item, false, 2.0 * DAY);
        assert_eq!(progress.due(3.0 * DAY), std::slice::from_ref(&item));
        // Practising before it is due changes nothing.
        progress.grade(&item, true, 2.5 * DAY);
        assert_eq!(progress.due(3.0 * DAY), [item]);
    }

    #[test]
    fn keys_are_read_back() {
        for item in [Item::Question("a-b".into()), Item::Card("c".into())] {
            assert_eq!(Item::from_key(&item.key()), Some(item));
        }
        assert_eq!(Item::from_key("other:a"), None);
        assert_eq!(Item::from_key("odd"), None);
    }
}
