//! Exercises: a card for each, of which one is open and stands in the workbench. What an open card
//! shows is in the modules below.

mod bar;
mod body;
mod lines;
mod result;
mod solution;

use leptos::prelude::*;

pub use bar::WorkBar;
pub use body::ExerciseBody;

use super::icons::{Icon, icon};
use crate::bench::bench;
use crate::content::{Exercise, ExerciseKind};
use crate::state::page;

/// The exercises of a section.
#[component]
pub fn ExerciseList(
    /// The exercises.
    exercises: &'static [Exercise],
) -> impl IntoView {
    let page = page();
    let solved = move || {
        page.progress.with(|progress| {
            let solved = exercises.iter().filter(|one| progress.solved(&one.id));
            solved.count()
        })
    };
    view! {
        <section class="exercises" aria-labelledby="exercises-title">
            <h2 id="exercises-title">"Exercises"</h2>
            <p class="score" data-testid="solved">{solved} " of " {exercises.len()} " solved"</p>
            <ol class="exercise-list">
                {exercises.iter().map(|exercise| view! { <li><ExerciseCard exercise=exercise /></li> }).collect_view()}
            </ol>
        </section>
    }
}

/// An exercise: folded until it is begun.
#[component]
fn ExerciseCard(exercise: &'static Exercise) -> impl IntoView {
    let bench = bench();
    let page = page();
    let open = Memo::new(move |_| {
        bench
            .working
            .open
            .get()
            .is_some_and(|work| work.is(exercise))
    });
    let solved = Memo::new(move |_| page.progress.with(|progress| progress.solved(&exercise.id)));
    let id = card_id(exercise);
    let word = move || {
        if open.get() {
            return "Close";
        }
        let begun = page
            .progress
            .with(|progress| progress.exercises.contains_key(&exercise.id));
        match (solved.get(), begun || bench.begun(exercise)) {
            (true, _) => "Open again",
            (false, true) => "Go on",
            (false, false) => "Start",
        }
    };
    let toggle = move |_| {
        if open.get_untracked() {
            bench.close_exercise();
        } else {
            bench.open_exercise(exercise);
            // Another card may have folded above this one.
            request_animation_frame(move || bring_into_view(&card_id(exercise)));
        }
    };
    view! {
        <article class="exercise" class:open=move || open.get() id=id data-testid="exercise" data-kind=kind_name(exercise.kind)>
            <header class="exercise-head">
                <span class=format!("badge {}", kind_name(exercise.kind))>{kind_word(exercise.kind)}</span>
                <h3>{exercise.title.clone()}</h3>
                {(exercise.minutes > 0).then(|| view! { <span class="kind">{exercise.minutes} " min"</span> })}
                <Solved solved=solved />
                <button
                    class="button small"
                    aria-expanded=move || open.get().to_string()
                    aria-label=move || format!("{}: {}", word(), exercise.title)
                    on:click=toggle
                >
                    {word}
                </button>
            </header>
            <Show when=move || open.get()>
                <ExerciseBody exercise=exercise />
            </Show>
        </article>
    }
}

/// The mark of what is solved.
#[component]
pub fn Solved(
    /// Whether it is.
    #[prop(into)]
    solved: Signal<bool>,
) -> impl IntoView {
    view! {
        <Show when=move || solved.get()>
            <span class="mark full" title="Solved">
                {icon(Icon::Check)}
                <span class="visually-hidden">"Solved"</span>
            </span>
        </Show>
    }
}

/// The name of a kind, as the style sheet and the content have it.
fn kind_name(kind: ExerciseKind) -> &'static str {
    match kind {
        ExerciseKind::Complete => "complete",
        ExerciseKind::Order => "order",
        ExerciseKind::Fix => "fix",
        ExerciseKind::Write => "write",
    }
}

/// What is done in an exercise of a kind.
fn kind_word(kind: ExerciseKind) -> &'static str {
    match kind {
        ExerciseKind::Complete => "Fill the gaps",
        ExerciseKind::Order => "Put in order",
        ExerciseKind::Fix => "Find and mend",
        ExerciseKind::Write => "Write",
    }
}

/// The id of the element of an exercise.
pub fn card_id(exercise: &Exercise) -> String {
    format!("exercise-{}", exercise.id)
}

/// Scrolls to an element that isn't in the upper part of the window.
pub fn bring_into_view(id: &str) {
    let Some(element) = document().get_element_by_id(id) else {
        return;
    };
    let top = element.get_bounding_client_rect().top();
    let height = window()
        .inner_height()
        .ok()
        .and_then(|height| height.as_f64())
        .unwrap_or_default();
    if top < 0.0 || top > height * 0.6 {
        element.scroll_into_view();
    }
}
