//! What is due today: missed questions and interview cards that come back after 1, 3, 7 and 21 days.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::components::card::CardView;
use crate::components::quiz::QuestionView;
use crate::content::{self, Card, Question, outline, section_of_question};
use crate::progress::{Item, day_after};
use crate::state::page;
use crate::{app, base};

/// Something that is due, with what has to be shown of it.
#[derive(Clone, Copy)]
enum Shown {
    Question(&'static Question),
    Card(&'static Card),
}

/// The page.
#[component]
pub fn Review() -> impl IntoView {
    app::set_title("Review");
    let page = page();
    let due = page
        .progress
        .with_untracked(|progress| progress.due(js_sys::Date::now()));
    let count = due.len();
    let shown = RwSignal::new(None::<Vec<Shown>>);
    spawn_local(async move {
        let mut found = Vec::new();
        for item in due {
            found.extend(find(&item).await);
        }
        let _ = shown.try_set(Some(found));
    });
    // What is answered here stays in view; only the count goes down.
    let left = move || {
        page.progress
            .with(|progress| progress.due(js_sys::Date::now()).len())
    };
    let head = move || match (count, left()) {
        (0, _) => "Nothing is due today.".to_owned(),
        (_, 0) => "Done: nothing else is due today.".to_owned(),
        (_, 1) => "1 is due today.".to_owned(),
        (_, left) => format!("{left} are due today."),
    };
    let list = move || {
        let Some(found) = shown.get() else {
            return view! { <p aria-busy="true"></p> }.into_any();
        };
        let lost = count.saturating_sub(found.len());
        view! {
            <ol class="questions review-list">
                {found
                    .into_iter()
                    .map(|one| match one {
                        Shown::Question(question) => view! { <QuestionView question=question afresh=true /> }.into_any(),
                        Shown::Card(card) => view! { <li><CardView card=card open=false /></li> }.into_any(),
                    })
                    .collect_view()}
            </ol>
            {(lost > 0)
                .then(|| {
                    view! { <p class="kind">{lost} " more could not be shown: they are gone from the guide, or could not be fetched."</p> }
                })}
        }
        .into_any()
    };
    view! {
        <main class="study" id="main" tabindex="-1">
            <h1>"Review"</h1>
            <p class="lead" role="status" data-testid="due">{head}</p>
            {(count == 0)
                .then(|| {
                    view! {
                        <p>
                            "A question that you miss comes back here after 1, 3, 7 and 21 days, until you know it; so does each "
                            <a href=base::href("guide/interview")>"interview card"</a> " that you have graded."
                        </p>
                    }
                })}
            {list}
            <Ahead />
        </main>
    }
}

/// What is due in the days to come.
#[component]
fn Ahead() -> impl IntoView {
    let page = page();
    let days = move || {
        let now = js_sys::Date::now();
        page.progress.with(|progress| {
            let mut days: Vec<(u32, usize)> = Vec::new();
            for day in 1..=21 {
                let (from, to) = (day_after(now, day), day_after(now, day + 1));
                let count = progress
                    .reviews
                    .values()
                    .filter(|due| due.at >= from && due.at < to)
                    .count();
                if count > 0 {
                    days.push((day, count));
                }
            }
            days
        })
    };
    move || {
        let days = days();
        (!days.is_empty()).then(|| {
            view! {
                <section class="ahead">
                    <h2>"The days to come"</h2>
                    <ul>
                        {days
                            .into_iter()
                            .map(|(day, count)| {
                                let when = if day == 1 { "Tomorrow".to_owned() } else { format!("In {day} days") };
                                view! { <li><span>{when}</span> <b>{count}</b></li> }
                            })
                            .collect_view()}
                    </ul>
                </section>
            }
        })
    }
}

async fn find(item: &Item) -> Option<Shown> {
    match item {
        Item::Question(id) => {
            let section = section_of_question(id)?;
            let page = content::section(&section.id).await.ok()?;
            let quiz = page.quiz.as_ref()?;
            let question = quiz.questions.iter().find(|question| question.id == *id)?;
            Some(Shown::Question(question))
        }
        Item::Card(id) => {
            let known = &outline().cards;
            let there = known.iter().flat_map(|level| &level.items);
            if !there.into_iter().any(|card| card.id == *id) {
                return None;
            }
            let levels = content::cards().await.ok()?;
            let cards = levels.iter().flat_map(|level| &level.cards);
            cards
                .into_iter()
                .find(|card| card.id == *id)
                .map(Shown::Card)
        }
    }
}

/// How far away a day is, in words.
pub fn in_days(at: f64) -> String {
    let now = js_sys::Date::now();
    let days = (1..=30)
        .find(|day| day_after(now, *day) >= at)
        .unwrap_or(30);
    match (at <= now, days) {
        (true, _) => "today".to_owned(),
        (_, 1) => "tomorrow".to_owned(),
        (_, days) => format!("in {days} days"),
    }
}
