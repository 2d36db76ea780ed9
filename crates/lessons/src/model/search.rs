//! The index by which the page searches.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// What can be found, and by which words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchIndex {
    /// What can be found.
    pub places: Vec<Place>,
    /// For each word in lower case, pairs of a place's index and a weight, one after the other.
    pub words: BTreeMap<String, Vec<u16>>,
}

/// Something that can be found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// What it is.
    pub kind: PlaceKind,
    /// Its title, as plain text.
    pub title: String,
    /// Where it is, as plain text: the section.
    pub within: String,
    /// Its path below the base, with a fragment.
    pub path: String,
}

/// What can be found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlaceKind {
    /// A section, or a part of it.
    #[default]
    Text,
    /// A question of a quiz.
    Question,
    /// An exercise.
    Exercise,
    /// An interview card.
    Card,
    /// A project of the checklist, or a step of it.
    Project,
}

impl SearchIndex {
    /// The places that have all words of a query, best first. A word of the query may be the
    /// beginning of a word of the text.
    pub fn find(&self, query: &str, limit: usize) -> Vec<&Place> {
        let mut scores: Option<BTreeMap<u16, u32>> = None;
        for word in words(query) {
            let mut found: BTreeMap<u16, u32> = BTreeMap::new();
            let from = self.words.range(word.clone()..);
            for (known, pairs) in from.take_while(|(known, _)| known.starts_with(&word)) {
                // The whole word counts more than one that it begins.
                let factor = if *known == word { 3 } else { 1 };
                for pair in pairs.chunks_exact(2) {
                    if let [place, weight] = pair {
                        let score = u32::from(*weight) * factor;
                        let best = found.entry(*place).or_default();
                        *best = score.max(*best);
                    }
                }
            }
            scores = Some(match scores {
                None => found,
                Some(before) => before
                    .into_iter()
                    .filter_map(|(place, score)| Some((place, score + found.get(&place)?)))
                    .collect(),
            });
        }
        let mut order: Vec<(u16, u32)> = scores.unwrap_or_default().into_iter().collect();
        order.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
        order
            .into_iter()
            .take(limit)
            .filter_map(|(place, _)| self.places.get(usize::from(place)))
            .collect()
    }
}

/// The words of a text in lower case. A name such as `item_id` is one word, and so is `422`.
pub(crate) fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !(c.is_alphanumeric() || c == '_'))
        .map(|word| word.trim_matches('_').to_lowercase())
        .filter(|word| word.chars().count() > 1 && word.len() <= 40)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index() -> SearchIndex {
        let place = |title: &str| Place {
            title: title.to_owned(),
            ..Place::default()
        };
        let words = [
            ("dependencies", vec![0, 1, 2, 8]),
            ("dependency", vec![1, 5]),
            ("yield", vec![1, 1, 2, 1]),
        ];
        SearchIndex {
            places: ["a", "b", "c"].map(place).to_vec(),
            words: words
                .into_iter()
                .map(|(word, pairs)| (word.to_owned(), pairs))
                .collect(),
        }
    }

    fn found(query: &str) -> Vec<String> {
        let index = index();
        let places = index.find(query, 9);
        places.iter().map(|place| place.title.clone()).collect()
    }

    #[test]
    fn words_may_be_begun_and_all_must_be_there() {
        assert_eq!(found("dependency"), ["b"]);
        assert_eq!(found("Depend"), ["c", "b", "a"]);
        assert_eq!(found("depend yield"), ["c", "b"]);
        assert!(found("depend nothing").is_empty());
        assert!(found("").is_empty() && found("?").is_empty());
    }
}
