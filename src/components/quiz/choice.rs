//! Options of which one or several are chosen.

use leptos::prelude::*;

use super::{Asked, Why};
use crate::content::QuestionKind;
use crate::progress::Reply;

/// The options.
#[component]
pub(super) fn Options(
    /// The question.
    asked: Asked,
) -> impl IntoView {
    let question = asked.question;
    let single = question.kind != QuestionKind::Multiple;
    let choose = move |index: usize| {
        // Whoever answers in front of people begins anew while the verdict is hidden.
        let mut chosen = if asked.checked.get_untracked() {
            Vec::new()
        } else {
            untrack(|| asked.chosen())
        };
        asked.checked.set(false);
        if single {
            chosen = vec![index];
        } else if let Some(at) = chosen.iter().position(|one| *one == index) {
            chosen.remove(at);
        } else {
            chosen.push(index);
            chosen.sort_unstable();
        }
        asked.reply.set(Reply::Chosen(chosen));
    };
    let options = question
        .options
        .iter()
        .enumerate()
        .map(|(index, option)| {
            let picked = move || asked.chosen().contains(&index);
            // What was chosen is no secret while it is being chosen, but a verdict would be.
            let visible = move || picked() && asked.checked.get() == asked.shows.get();
            let class = move || match (asked.shows.get(), option.correct, picked()) {
                (false, ..) => "option",
                (true, true, _) => "option right",
                (true, false, true) => "option wrong",
                (true, false, false) => "option other",
            };
            view! {
                <li class=class>
                    <label>
                        <input
                            type=if single { "radio" } else { "checkbox" }
                            name=question.id.clone()
                            prop:checked=visible
                            disabled=move || asked.shows.get()
                            on:change=move |_| choose(index)
                        />
                        <span inner_html=option.text.clone()></span>
                    </label>
                    <Show when=move || asked.shows.get()>
                        <Why right=option.correct why=option.why.clone() />
                    </Show>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="options">{options}</ul> }
}
