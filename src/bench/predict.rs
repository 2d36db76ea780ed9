//! A prediction before the first answer: some presets ask what will come back, once, and then compare
//! it with what came.

use std::collections::BTreeSet;

use leptos::prelude::*;
use playground_judge::{Predicted as Came, predicted};
use playground_protocol::Answer;

use super::{Bench, Tab};
use crate::content::Predict;
use crate::progress::Predicted;

/// What was predicted, and what came.
#[derive(Clone, Debug, PartialEq)]
pub struct Compared {
    /// The question.
    pub predict: Predict,
    /// The place of the status that was said.
    pub status: usize,
    /// The place of the body that was said.
    pub body: usize,
    /// What agrees with the answer.
    pub came: Came,
}

impl Compared {
    /// Whether it is clear which of the statuses and bodies came.
    pub fn is_clear(&self) -> bool {
        self.came.status().is_some() && self.came.body().is_some()
    }

    /// Whether both came that were said.
    pub fn is_right(&self) -> bool {
        self.came.status() == Some(self.status) && self.came.body() == Some(self.body)
    }
}

/// The state of a question, as signals.
#[derive(Clone, Copy)]
pub struct Predicting {
    /// The id of the question that is shown.
    asked: RwSignal<Option<String>>,
    /// The place of the status that is chosen.
    pub status: RwSignal<Option<usize>>,
    /// The place of the body that is chosen.
    pub body: RwSignal<Option<usize>>,
    /// How often a question was asked: whoever sends again is led to it again.
    pub count: RwSignal<u32>,
    /// The ids of the questions that the learner has passed over. They aren't kept.
    passed: RwSignal<BTreeSet<String>>,
}

impl Predicting {
    pub(super) fn new() -> Self {
        Self {
            asked: RwSignal::new(None),
            status: RwSignal::new(None),
            body: RwSignal::new(None),
            count: RwSignal::new(0),
            passed: RwSignal::new(BTreeSet::new()),
        }
    }
}

impl Bench {
    /// The question that a preset asks before it is sent. There is none outside of the guide, where
    /// people try things and don't learn them in order, none in front of people, and none about a
    /// program that was changed.
    pub fn asks_first(&self, preset: usize) -> Option<Predict> {
        let outside = self.section.with(Option::is_none)
            || self.page.presenting.get()
            || self.page.embedded.get();
        if outside || self.edited() {
            return None;
        }
        let predict = self.example.with(|example| {
            let preset = example.as_ref()?.presets.get(preset)?;
            preset.predict.clone()
        })?;
        let made = self
            .page
            .progress
            .with(|progress| progress.predictions.contains_key(&predict.id));
        let passed = self
            .predicting
            .passed
            .with(|passed| passed.contains(&predict.id));
        (!made && !passed).then_some(predict)
    }

    /// The question that is to be answered now.
    pub fn question(&self) -> Option<Predict> {
        let predict = self.asks_first(self.preset.get()?)?;
        let asked = self
            .predicting
            .asked
            .with(|asked| asked.as_ref() == Some(&predict.id));
        asked.then_some(predict)
    }

    /// Asks what will come back, where the request does so; whether it does.
    pub(super) fn ask_first(&self) -> bool {
        let predict = untrack(|| self.asks_first(self.preset.get()?));
        let Some(predict) = predict else {
            return false;
        };
        let asking = &self.predicting;
        let known = asking.asked.get_untracked().as_ref() == Some(&predict.id);
        if !known {
            asking.status.set(None);
            asking.body.set(None);
            asking.asked.set(Some(predict.id));
        }
        self.tab.set(Tab::Answer);
        asking.count.update(|count| *count += 1);
        true
    }

    /// Sends the request and compares the answer with what was predicted.
    pub fn send_and_compare(&self) {
        let Some(predict) = untrack(|| self.question()) else {
            return;
        };
        let chosen = self.predicting.status.get_untracked();
        let chosen = chosen.zip(self.predicting.body.get_untracked());
        if let Some(chosen) = chosen
            && !untrack(|| self.occupied())
        {
            self.predicting.asked.set(None);
            self.send_with(Some((predict, chosen.0, chosen.1)));
        }
    }

    /// Sends the request without a prediction; it isn't asked for again until the page is left.
    pub fn pass_over(&self) {
        let Some(predict) = untrack(|| self.question()) else {
            return;
        };
        if !untrack(|| self.occupied()) {
            self.predicting.asked.set(None);
            self.predicting.passed.update(|passed| {
                passed.insert(predict.id);
            });
            self.send_with(None);
        }
    }

    /// Compares a prediction with an answer, and keeps it where it is clear what came.
    pub(super) fn compare(
        &self,
        (predict, status, body): (Predict, usize, usize),
        answer: &Answer,
    ) -> Compared {
        let came = predicted(&predict, answer);
        let compared = Compared {
            predict,
            status,
            body,
            came,
        };
        let said = compared.predict.statuses.get(status).map(|guess| guess.is);
        if compared.is_clear() {
            let predicted = Predicted {
                status: said.unwrap_or_default(),
                body,
                right: compared.is_right(),
                at: js_sys::Date::now(),
            };
            let id = compared.predict.id.clone();
            self.page
                .advance(|progress| progress.predict(&id, predicted));
        }
        compared
    }
}
