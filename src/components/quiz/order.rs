//! Things to put into their order, with two buttons at each: pointers, fingers and keys use the same.

use leptos::prelude::*;

use super::{Asked, Why};
use crate::components::icons::{Icon, icon};
use crate::content::Question;
use crate::progress::Reply;
use crate::shuffle::shuffle;

/// An order to begin with: always the same for a question, and never the right one.
pub(super) fn shuffled(question: &Question) -> Vec<usize> {
    shuffle(&question.id, question.options.len())
}

/// The things with their buttons.
#[component]
pub(super) fn Items(
    /// The question.
    asked: Asked,
) -> impl IntoView {
    let options = &asked.question.options;
    let count = options.len();
    let move_to = move |from: usize, to: usize| {
        let mut order = untrack(|| asked.chosen());
        if from < order.len() && to < order.len() {
            order.swap(from, to);
            asked.reply.set(Reply::Chosen(order));
            asked.checked.set(false);
        }
    };
    let item = move |place: usize| {
        let option = move || {
            let index = asked.chosen().get(place).copied()?;
            Some((index, options.get(index)?))
        };
        let class = move || match (asked.shows.get(), option()) {
            (true, Some((index, _))) if index == place => "option right",
            (true, _) => "option wrong",
            (false, _) => "option",
        };
        let text = move || {
            option()
                .map(|(_, option)| option.text.clone())
                .unwrap_or_default()
        };
        view! {
            <li class=class data-place=place>
                <div class="order-item">
                    <span class="order-text" inner_html=text></span>
                    <Show when=move || !asked.shows.get()>
                        <button
                            class="order-move"
                            aria-label=move || format!("Move up, now number {}", place + 1)
                            aria-disabled=(place == 0).to_string()
                            on:click=move |_| if let Some(to) = place.checked_sub(1) { move_to(place, to) }
                        >
                            {icon(Icon::Up)}
                        </button>
                        <button
                            class="order-move"
                            aria-label=move || format!("Move down, now number {}", place + 1)
                            aria-disabled=(place + 1 == count).to_string()
                            on:click=move |_| move_to(place, place + 1)
                        >
                            {icon(Icon::Down)}
                        </button>
                    </Show>
                </div>
                <Show when=move || asked.shows.get()>
                    {move || option().map(|(index, option)| view! { <Why right=index == place why=option.why.clone() /> })}
                </Show>
            </li>
        }
    };
    view! { <ol class="options order">{(0..count).map(item).collect_view()}</ol> }
}
