//! What an open exercise shows: the task, help in steps, what its checks say, and why the solution
//! works.

use leptos::prelude::*;

use super::lines::Lines;
use super::result::Checks;
use super::solution::Solution;
use crate::bench::bench;
use crate::content::{Exercise, ExerciseKind};
use crate::state::page;

/// The inside of an exercise that stands in the workbench.
#[component]
pub fn ExerciseBody(
    /// The exercise.
    exercise: &'static Exercise,
) -> impl IntoView {
    let bench = bench();
    let page = page();
    let shown = RwSignal::new(false);
    let passed = Memo::new(move |_| {
        bench.working.judged.with(|judged| {
            judged
                .as_ref()
                .is_some_and(|judged| judged.exercise == exercise.id && judged.report.passed)
        })
    });
    let solved = Memo::new(move |_| page.progress.with(|progress| progress.solved(&exercise.id)));
    let taken = Memo::new(move |_| {
        page.progress.with(|progress| {
            let worked = progress.exercises.get(&exercise.id);
            worked.map_or(0, |worked| worked.hints.min(exercise.hints.len()))
        })
    });
    let is_order = exercise.kind == ExerciseKind::Order;
    view! {
        <div class="exercise-body">
            <div class="prose task" inner_html=exercise.task.clone()></div>
            {(!is_order).then(|| view! { <Locked exercise=exercise /> })}
            {is_order.then(|| view! { <Lines exercise=exercise /> })}
            <div class="exercise-actions">
                <CheckButton />
                <HintButton exercise=exercise taken=taken />
                <Solution exercise=exercise shown=shown />
                <StartOver />
            </div>
            <Hints exercise=exercise taken=taken />
            <Checks exercise=exercise />
            <Show when=move || solved.get() || shown.get()>
                <details class="explain" open=move || passed.get() || shown.get() data-testid="explain">
                    <summary>"Why this works"</summary>
                    <div class="prose" inner_html=exercise.explain.clone()></div>
                    <Extras exercise=exercise />
                </details>
            </Show>
        </div>
    }
}

/// Which files are given and not to be changed.
#[component]
fn Locked(exercise: &'static Exercise) -> impl IntoView {
    (!exercise.locked.is_empty()).then(|| {
        let names = exercise.locked.iter().enumerate().map(|(index, name)| {
            view! {
                {(index > 0).then_some(", ")}
                <code>{name.clone()}</code>
            }
        });
        view! { <p class="kind">"Given, and not to be changed: " {names.collect_view()} "."</p> }
    })
}

/// Judges the program. It stands in the card and, for narrow screens, above the editor.
#[component]
pub fn CheckButton() -> impl IntoView {
    let bench = bench();
    let word = move || {
        let all = bench
            .working
            .open
            .with(|work| work.map_or(0, |work| work.exercise.checks.len()));
        match bench.working.at.get() {
            Some(at) => format!("Checking {} of {all}", (at + 1).min(all)),
            None => "Check".to_owned(),
        }
    };
    view! {
        <button
            class="button primary check"
            aria-label=move || if bench.working.at.with(Option::is_some) { "Checking the program" } else { "Check the program" }
            aria-disabled=move || bench.occupied().to_string()
            on:click=move |_| bench.check()
        >
            {word}
        </button>
    }
}

/// One more hint.
#[component]
fn HintButton(exercise: &'static Exercise, taken: Memo<usize>) -> impl IntoView {
    let page = page();
    let all = exercise.hints.len();
    view! {
        <Show when=move || taken.get() < all>
            <button
                class="button small"
                on:click=move |_| {
                    let next = taken.get_untracked() + 1;
                    page.advance(|progress| progress.hint(&exercise.id, next));
                }
            >
                {move || if taken.get() == 0 { "Hint".to_owned() } else { format!("Next hint ({} of {all})", taken.get() + 1) }}
            </button>
        </Show>
    }
}

/// The hints that were taken.
#[component]
fn Hints(exercise: &'static Exercise, taken: Memo<usize>) -> impl IntoView {
    view! {
        <ol class="hints" aria-live="polite" aria-label="Hints" data-testid="hints">
            <For each=move || 0..taken.get() key=|index| *index let:index>
                <li inner_html=exercise.hints.get(index).cloned().unwrap_or_default()></li>
            </For>
        </ol>
    }
}

/// Brings the program back as it was at first, after a question.
#[component]
fn StartOver() -> impl IntoView {
    let bench = bench();
    let asking = RwSignal::new(false);
    // A step of a project has no program of its own.
    let is_exercise = move || {
        bench
            .working
            .open
            .with(|work| work.is_some_and(|work| work.project.is_none()))
    };
    view! {
        <Show when=is_exercise>
            <Show
                when=move || asking.get()
                fallback=move || view! { <button class="link" on:click=move |_| asking.set(true)>"Start over"</button> }
            >
                <span class="asking" role="group" aria-label="Start over?">
                    "Your changes will be lost. "
                    <button class="link" on:click=move |_| {
                        asking.set(false);
                        bench.start_over();
                    }>"Start over"</button>
                    " "
                    <button class="link" on:click=move |_| asking.set(false)>"Keep them"</button>
                </span>
            </Show>
        </Show>
    }
}

/// A piece of code without the indentation of its first line.
fn outdented(code: &str) -> String {
    let code = code.trim_end();
    let indent = code.len() - code.trim_start().len();
    let lines = code
        .lines()
        .map(|line| line.get(indent..).unwrap_or_else(|| line.trim_start()));
    lines.collect::<Vec<_>>().join("\n")
}

/// The lines that don't belong into the program, and why.
#[component]
fn Extras(exercise: &'static Exercise) -> impl IntoView {
    (!exercise.extra.is_empty()).then(|| {
        let extras = exercise.extra.iter().map(|extra| {
            view! {
                <li>
                    <code>{outdented(&extra.line)}</code>
                    <span inner_html=extra.why.clone()></span>
                </li>
            }
        });
        view! {
            <p class="extras-title">"What isn't needed"</p>
            <ul class="extras">{extras.collect_view()}</ul>
        }
    })
}
