//! Interview cards: `interview/LEVEL.toml`.

use std::path::Path;

use serde::Deserialize;

use super::{Reader, line_of_id};
use crate::model::{Card, Follow, Level};
use crate::render::inline;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LevelToml {
    level: String,
    #[serde(default)]
    summary: String,
    #[serde(default)]
    card: Vec<CardToml>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CardToml {
    id: String,
    question: String,
    short: String,
    long: String,
    points: Vec<String>,
    #[serde(default)]
    follow: Vec<FollowToml>,
    section: String,
    example: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FollowToml {
    question: String,
    answer: String,
}

impl Reader<'_> {
    pub(super) fn level(&mut self, path: &Path) -> Option<Level> {
        let text = self.text(path)?;
        let parsed: LevelToml = self.toml(path, &text)?;
        let mut cards = Vec::new();
        for card in parsed.card {
            let line = line_of_id(&text, &card.id);
            let target = format!("/guide/{}", card.section);
            self.links
                .push((path.to_owned(), String::new(), vec![(target, line)]));
            let mut follow = Vec::new();
            for next in card.follow {
                follow.push(Follow {
                    question: inline(&next.question),
                    answer: self.markdown(path, line, &next.answer),
                });
            }
            cards.push(Card {
                question: inline(&card.question),
                short: self.markdown(path, line, &card.short),
                long: self.markdown(path, line, &card.long),
                points: card.points.iter().map(|point| inline(point)).collect(),
                follow,
                section: card.section,
                example: card.example,
                id: card.id,
            });
        }
        Some(Level {
            name: parsed.level,
            summary: parsed.summary,
            cards,
        })
    }
}
