//! The mock interview: one question of each level, a clock, and the card to compare with afterwards.

use leptos::prelude::*;

use crate::components::card::CardView;
use crate::components::fetched::fetched;
use crate::content::{self, Card, Level};
use crate::progress::Progress;
use crate::state::page;
use crate::{app, base};

/// How many minutes an answer may take, to choose from.
const MINUTES: [u32; 3] = [1, 2, 4];

/// The page.
#[component]
pub fn Interview() -> impl IntoView {
    app::set_title("Mock interview");
    fetched(content::cards_now(), content::cards(), |levels| {
        view! { <Mock levels=levels /> }.into_any()
    })
}

/// How far the interview is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Before,
    Asking(usize),
    Comparing(usize),
    After,
}

#[component]
fn Mock(levels: &'static [Level]) -> impl IntoView {
    let page = page();
    let stage = RwSignal::new(Stage::Before);
    let minutes = RwSignal::new(2_u32);
    let drawn = RwSignal::new(Vec::<(&'static str, &'static Card)>::new());
    let seconds = RwSignal::new(0_u32);
    // The clock stops with the page.
    let clock = gloo_timers::callback::Interval::new(1_000, move || {
        if matches!(stage.try_get_untracked(), Some(Stage::Asking(_))) {
            let _ = seconds.try_update(|seconds| *seconds += 1);
        }
    });
    let clock = StoredValue::new_local(Some(clock));
    on_cleanup(move || clock.dispose());

    let begin = move |_| {
        let chosen = page
            .progress
            .with_untracked(|progress| draw(levels, progress, js_sys::Math::random));
        drawn.set(chosen);
        seconds.set(0);
        stage.set(Stage::Asking(0));
    };
    let next = move |index: usize| {
        seconds.set(0);
        let last = drawn.with_untracked(Vec::len) <= index + 1;
        stage.set(if last {
            Stage::After
        } else {
            Stage::Asking(index + 1)
        });
    };
    let question = move |index: usize| drawn.with(|drawn| drawn.get(index).copied());
    let body = move || {
        match stage.get() {
        Stage::Before => view! {
            <p class="lead">"One question of each level. Answer aloud, as if someone listened; then compare, and grade yourself."</p>
            <fieldset class="minutes">
                <legend>"Time for an answer"</legend>
                {MINUTES
                    .into_iter()
                    .map(|choice| {
                        view! {
                            <label>
                                <input
                                    type="radio"
                                    name="minutes"
                                    prop:checked=move || minutes.get() == choice
                                    on:change=move |_| minutes.set(choice)
                                />
                                {choice}
                                {if choice == 1 { " minute" } else { " minutes" }}
                            </label>
                        }
                    })
                    .collect_view()}
            </fieldset>
            <p class="actions">
                <button class="button primary" on:click=begin>"Begin"</button>
                <a class="button" href=base::href("guide/interview")>"All cards"</a>
            </p>
        }
        .into_any(),
        Stage::Asking(index) => {
            let Some((level, card)) = question(index) else {
                return ().into_any();
            };
            view! {
                <p class="eyebrow"><span>"Question " {index + 1} " of " {drawn.with(Vec::len)}</span><span>{level}</span></p>
                <div class="interview-card question-alone" data-testid="asked">
                    <h2 inner_html=card.question.clone()></h2>
                    <Clock seconds=seconds minutes=minutes />
                    <p class="actions">
                        <button class="button primary" on:click=move |_| stage.set(Stage::Comparing(index))>"I have answered"</button>
                    </p>
                </div>
            }
            .into_any()
        }
        Stage::Comparing(index) => {
            let Some((level, card)) = question(index) else {
                return ().into_any();
            };
            view! {
                <p class="eyebrow"><span>"Question " {index + 1} " of " {drawn.with(Vec::len)}</span><span>{level}</span><span>{told(seconds.get_untracked())}</span></p>
                <CardView card=card open=true />
                <p class="actions">
                    <button class="button primary" on:click=move |_| next(index)>"Next"</button>
                </p>
            }
            .into_any()
        }
        Stage::After => view! { <Summary drawn=drawn.get() again=begin /> }.into_any(),
    }
    };
    view! {
        <main class="study" id="main" tabindex="-1">
            <h1>"Mock interview"</h1>
            {body}
        </main>
    }
}

/// How long the answer has taken. The time is said aloud only when it is over: a clock that speaks
/// each second would talk over the learner.
#[component]
fn Clock(seconds: RwSignal<u32>, minutes: RwSignal<u32>) -> impl IntoView {
    let over = Memo::new(move |_| seconds.get() >= minutes.get() * 60);
    view! {
        <p class="clock" class:over=move || over.get()>
            <span aria-hidden="true" data-testid="clock">{move || told(seconds.get())}</span>
            <progress max=move || minutes.get() * 60 value=move || seconds.get() aria-label="Time"></progress>
            <span role="status">{move || over.get().then_some("Time is over: come to your last sentence.")}</span>
        </p>
    }
}

#[component]
fn Summary(
    drawn: Vec<(&'static str, &'static Card)>,
    again: impl Fn(leptos::ev::MouseEvent) + 'static,
) -> impl IntoView {
    let page = page();
    let well = drawn
        .iter()
        .filter(|(_, card)| {
            page.progress
                .with_untracked(|progress| progress.cards.get(&card.id).is_some_and(|one| one.well))
        })
        .count();
    let count = drawn.len();
    view! {
        <p class="lead" role="status">"You graded " {well} " of " {count} " answers as good ones."</p>
        <ul class="drawn">
            {drawn
                .into_iter()
                .map(|(level, card)| {
                    view! {
                        <li>
                            <span class="kind">{level}</span>
                            <a href=base::href(&format!("guide/{}", card.section)) inner_html=card.question.clone()></a>
                        </li>
                    }
                })
                .collect_view()}
        </ul>
        <p class="actions">
            <button class="button primary" on:click=again>"Once more"</button>
            <a class="button" href=base::href("review")>"What is due"</a>
        </p>
    }
}

/// A time in minutes and seconds.
fn told(seconds: u32) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// Draws a card of each level: one that didn't go well yet, as long as there is one.
fn draw(
    levels: &'static [Level],
    progress: &Progress,
    random: impl Fn() -> f64,
) -> Vec<(&'static str, &'static Card)> {
    let mut drawn = Vec::new();
    for level in levels {
        let open: Vec<&Card> = level
            .cards
            .iter()
            .filter(|card| !progress.cards.get(&card.id).is_some_and(|one| one.well))
            .collect();
        let from: Vec<&Card> = if open.is_empty() {
            level.cards.iter().collect()
        } else {
            open
        };
        // The product is below the length, because a random number is below 1.
        let index = (random() * from.len() as f64) as usize;
        if let Some(card) = from.get(index.min(from.len().saturating_sub(1))) {
            drawn.push((level.name.as_str(), *card));
        }
    }
    drawn
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_level_gives_a_card_that_is_still_open() {
        let card = |id: &str| Card {
            id: id.to_owned(),
            ..Card::default()
        };
        let level = |name: &str, ids: &[&str]| Level {
            name: name.to_owned(),
            cards: ids.iter().map(|id| card(id)).collect(),
            ..Level::default()
        };
        let levels: &'static [Level] = Vec::leak(vec![level("A", &["a", "b"]), level("B", &["c"])]);
        let mut progress = Progress::default();
        progress.grade_card("a", true, Default::default(), 0.0);
        progress.grade_card("c", true, Default::default(), 0.0);
        for random in [0.0, 0.5, 0.999_999] {
            let drawn = draw(levels, &progress, || random);
            let ids: Vec<&str> = drawn.iter().map(|(_, card)| card.id.as_str()).collect();
            assert_eq!(ids, ["b", "c"]);
        }
    }

    #[test]
    fn times_are_told_in_minutes_and_seconds() {
        assert_eq!(told(0), "0:00");
        assert_eq!(told(125), "2:05");
    }
}
