//! An answer that is typed.

use leptos::prelude::*;
use playground_lessons::Choice;

use super::{Asked, Why};
use crate::progress::{Reply, expected};

/// The field, and what is said of what was typed.
#[component]
pub(super) fn Line(
    /// The question.
    asked: Asked,
    /// What enter does.
    on_enter: impl Fn(()) + Copy + 'static,
) -> impl IntoView {
    let question = asked.question;
    let typed = move || {
        asked.reply.with(|reply| match reply {
            Reply::Typed(text) => text.clone(),
            Reply::Chosen(_) => String::new(),
        })
    };
    let said = move || {
        let place = expected(question, &typed());
        let known: Option<&Choice> = place.and_then(|place| question.options.get(place));
        let right = known.is_some_and(|option| option.correct);
        let why = known
            .map(|option| option.why.clone())
            .or_else(|| question.otherwise.clone())
            .unwrap_or_default();
        let accepted = question.options.iter().find(|option| option.correct);
        let answer = accepted.filter(|_| !right).map(|option| {
            view! {
                <p class="why">
                    "The answer is " <code>{option.text.clone()}</code> ". "
                    <span inner_html=option.why.clone()></span>
                </p>
            }
        });
        view! {
            <Why right=right why=why />
            {answer}
        }
    };
    view! {
        <div class="short-answer">
            <input
                type="text"
                aria-label="Your answer"
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                maxlength="200"
                prop:value=typed
                disabled=move || asked.shows.get()
                on:input=move |event| asked.reply.set(Reply::Typed(event_target_value(&event)))
                on:keydown=move |event| if event.key() == "Enter" { on_enter(()) }
            />
            <Show when=move || asked.shows.get()>{said}</Show>
        </div>
    }
}
