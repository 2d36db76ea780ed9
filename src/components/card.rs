//! An interview card: the question, and what a good answer has in it, which the learner compares with
//! the answer that was said aloud.

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::icons::{Icon, icon};
use crate::base;
use crate::content::{Card, Level, section_head};
use crate::state::page;

/// The cards of all levels, below the text of a section.
#[component]
pub fn CardList(
    /// The levels.
    levels: &'static [Level],
) -> impl IntoView {
    view! {
        <section class="card-list" aria-label="Interview cards">
            {levels
                .iter()
                .map(|level| {
                    view! {
                        <h2>{level.name.clone()}</h2>
                        <p class="kind">{level.summary.clone()}</p>
                        <ul class="interview-cards">
                            {level.cards.iter().map(|card| view! { <li><CardView card=card open=false /></li> }).collect_view()}
                        </ul>
                    }
                })
                .collect_view()}
        </section>
    }
}

/// One card. It is graded by the learner.
#[component]
pub fn CardView(
    /// The card.
    card: &'static Card,
    /// Whether its answer is shown at once.
    open: bool,
) -> impl IntoView {
    let page = page();
    let shown = RwSignal::new(open);
    let before = page
        .progress
        .with_untracked(|progress| progress.cards.get(&card.id).cloned());
    let points = RwSignal::new(BTreeSet::new());
    // The grade of this time; an earlier one is told beside it.
    let graded = RwSignal::new(None::<bool>);
    let grade = move |well: bool| {
        graded.set(Some(well));
        let points = points.get_untracked();
        page.advance(|progress| progress.grade_card(&card.id, well, points, js_sys::Date::now()));
    };
    let last = before.map(|graded| {
        let (class, word) = if graded.well {
            ("grade good", "Went well the last time")
        } else {
            ("grade bad", "Not yet, the last time")
        };
        view! { <span class=class>{word}</span> }
    });
    let tick = move |index: usize| {
        points.update(|points: &mut BTreeSet<usize>| {
            if !points.remove(&index) {
                points.insert(index);
            }
        });
    };
    let teaches = card.section.split('#').next().and_then(section_head);
    let example = card
        .example
        .as_deref()
        .map(|name| base::href(&format!("playground?example={name}")));
    view! {
        <article class="interview-card" id=format!("card-{}", card.id) data-testid="card">
            <h3 inner_html=card.question.clone()></h3>
            <p class="card-meta">
                {last}
                {teaches
                    .map(|section| {
                        view! { <a href=base::href(&format!("guide/{}", card.section))>{section.number.clone()} " " {section.title.clone()}</a> }
                    })}
            </p>
            <Show
                when=move || shown.get()
                fallback=move || {
                    view! {
                        <p class="actions">
                            <button class="button" on:click=move |_| shown.set(true)>"I have said it: show the answer"</button>
                        </p>
                    }
                }
            >
                <div class="card-answer">
                    <h4>"In half a minute"</h4>
                    <div class="prose" inner_html=card.short.clone()></div>
                    <fieldset class="points">
                        <legend>"Which of these did you say?"</legend>
                        {card
                            .points
                            .iter()
                            .enumerate()
                            .map(|(index, point)| {
                                view! {
                                    <label>
                                        <input
                                            type="checkbox"
                                            prop:checked=move || points.with(|points| points.contains(&index))
                                            on:change=move |_| tick(index)
                                        />
                                        <span inner_html=point.clone()></span>
                                    </label>
                                }
                            })
                            .collect_view()}
                    </fieldset>
                    <details>
                        <summary>"In two minutes"</summary>
                        <div class="prose" inner_html=card.long.clone()></div>
                    </details>
                    <details>
                        <summary>"What is asked next"</summary>
                        <dl class="follow">
                            {card
                                .follow
                                .iter()
                                .map(|next| {
                                    view! {
                                        <dt inner_html=next.question.clone()></dt>
                                        <dd class="prose" inner_html=next.answer.clone()></dd>
                                    }
                                })
                                .collect_view()}
                        </dl>
                    </details>
                    {example.clone().map(|href| view! { <p><a href=href>"A program that shows it"</a></p> })}
                    <div class="question-foot" role="status">
                        {move || match graded.get() {
                            None => {
                                view! {
                                    <span>"How was your answer?"</span>
                                    <button class="button" on:click=move |_| grade(false)>"Not yet"</button>
                                    <button class="button" on:click=move |_| grade(true)>"It went well"</button>
                                }
                                    .into_any()
                            }
                            Some(true) => {
                                view! {
                                    <span class="verdict good">{icon(Icon::Check)} "It went well"</span>
                                    <span class="kind">{come_back(card)}</span>
                                }
                                    .into_any()
                            }
                            Some(false) => {
                                view! {
                                    <span class="verdict bad">{icon(Icon::Cross)} "Not yet"</span>
                                    <span class="kind">{come_back(card)}</span>
                                }
                                    .into_any()
                            }
                        }}
                    </div>
                </div>
            </Show>
        </article>
    }
}

/// When a card comes back, in words.
fn come_back(card: &Card) -> String {
    let key = crate::progress::Item::Card(card.id.clone()).key();
    let due = page()
        .progress
        .with_untracked(|progress| progress.reviews.get(&key).copied());
    match due {
        Some(due) => format!("It comes back {}.", crate::pages::review::in_days(due.at)),
        None => "You know it: it doesn't come back.".to_owned(),
    }
}
