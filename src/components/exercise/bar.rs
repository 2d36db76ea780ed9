//! The head of the program while an exercise is open: which one, whether it is solved, and a way out.
//! Narrow screens show it without the card, so what failed is said here too.

use leptos::prelude::*;

use super::body::CheckButton;
use super::result::summary;
use super::{bring_into_view, card_id};
use crate::bench::{Pane, Work, bench};

/// The bar above the editor.
#[component]
pub fn WorkBar() -> impl IntoView {
    let bench = bench();
    move || {
        bench
            .working
            .open
            .get()
            .map(|work| view! { <Bar work=work /> })
    }
}

#[component]
fn Bar(work: Work) -> impl IntoView {
    let bench = bench();
    let (word, title) = match work.project {
        Some(project) => {
            let place = project.steps.iter().position(|step| work.is(step));
            let word = format!("Step {}", place.unwrap_or_default() + 1);
            (word, work.exercise.title.clone())
        }
        None => ("Exercise".to_owned(), work.exercise.title.clone()),
    };
    let back = move || {
        if bench.working.home.with(Option::is_some) {
            "Back to the section's program"
        } else {
            "Close the exercise"
        }
    };
    let details = move |_| {
        bench.pane.set(Pane::Text);
        let id = format!("{}-result", card_id(work.exercise));
        // The text is laid out first.
        set_timeout(
            move || bring_into_view(&id),
            std::time::Duration::from_millis(60),
        );
    };
    let judged = move || bench.working.judged.get();
    view! {
        <div class="work-bar" role="group" aria-label="The open exercise" data-testid="work-bar">
            <p class="work-title">
                <span class="kind">{word}</span>
                <b>{title}</b>
            </p>
            <CheckButton />
            {work
                .project
                .is_none()
                .then(|| view! { <button class="link work-back" on:click=move |_| bench.close_exercise()>{back}</button> })}
        </div>
        // Beside the card this would say everything twice.
        <div class="work-said" role="status">
            {move || {
                judged()
                    .filter(|judged| work.exercise.id == judged.exercise)
                    .map(|judged| {
                        let tone = if judged.report.passed { "verdict good" } else { "verdict bad" };
                        view! {
                            <p class=tone>{summary(&judged.report)}</p>
                            {judged.report.first().map(|say| view! { <p class="say" inner_html=say.to_owned()></p> })}
                            <button class="link" on:click=details>"See all results"</button>
                        }
                    })
            }}
        </div>
    }
}
