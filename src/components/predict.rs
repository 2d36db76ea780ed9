//! What will come back? The question before a request is sent, and afterwards what was right of it.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::answer::reason;
use super::icons::{Icon, icon};
use crate::bench::{Compared, bench};
use crate::content::{BodyGuess, Predict};
use crate::shuffle::shuffle;

/// The question, in place of an answer.
#[component]
pub fn Question(
    /// What is asked.
    predict: Predict,
) -> impl IntoView {
    let bench = bench();
    let asking = bench.predicting;
    let title = NodeRef::<leptos::html::H3>::new();
    // Whoever sends is led to the question, also when it stands there already.
    Effect::new(move || {
        asking.count.track();
        let title = title.get();
        if let Some(title) = title.and_then(|title| title.dyn_into::<web_sys::HtmlElement>().ok()) {
            request_animation_frame(move || {
                let _ = title.focus();
            });
        }
    });
    let statuses = predict
        .statuses
        .iter()
        .enumerate()
        .map(|(index, guess)| {
            let code = guess.is;
            view! {
                <label class="guess">
                    <input
                        type="radio"
                        name="predicted-status"
                        prop:checked=move || asking.status.get() == Some(index)
                        on:change=move |_| asking.status.set(Some(index))
                    />
                    <span><b>{code}</b> " " {reason(code)}</span>
                </label>
            }
        })
        .collect_view();
    // Authors tend to write the right one first.
    let bodies = shuffle(&predict.id, predict.bodies.len())
        .into_iter()
        .filter_map(|index| Some((index, predict.bodies.get(index)?)))
        .map(|(index, guess)| {
            view! {
                <label class="guess">
                    <input
                        type="radio"
                        name="predicted-body"
                        prop:checked=move || asking.body.get() == Some(index)
                        on:change=move |_| asking.body.set(Some(index))
                    />
                    <BodyOf guess=guess.clone() />
                </label>
            }
        })
        .collect_view();
    let ready = move || asking.status.with(Option::is_some) && asking.body.with(Option::is_some);
    view! {
        <section class="predict" aria-labelledby="predict-title" data-testid="predict">
            <h3 id="predict-title" tabindex="-1" node_ref=title>"What will come back?"</h3>
            <p class="ask" inner_html=predict.ask.clone()></p>
            <fieldset class="guesses statuses">
                <legend>"The status"</legend>
                {statuses}
            </fieldset>
            <fieldset class="guesses">
                <legend>"The body"</legend>
                {bodies}
            </fieldset>
            <p class="predict-foot">
                <button
                    class="button primary"
                    aria-disabled=move || (!ready()).to_string()
                    title=move || if ready() { "" } else { "Choose a status and a body" }
                    on:click=move |_| bench.send_and_compare()
                >
                    "Send and compare"
                </button>
                <button class="link quiet" on:click=move |_| bench.pass_over()>"Send without guessing"</button>
            </p>
        </section>
    }
}

#[component]
fn BodyOf(guess: BodyGuess) -> impl IntoView {
    view! { <pre class="guess-body"><code inner_html=guess.html></code></pre> }
}

/// What was right of a prediction, and why.
#[component]
pub fn ComparedView(
    /// The prediction with what came.
    compared: Compared,
) -> impl IntoView {
    if !compared.is_clear() {
        return view! { <Unclear /> }.into_any();
    }
    let predict = &compared.predict;
    let (right, class) = match compared.is_right() {
        true => ("As you predicted", "compared good"),
        false => ("Not as you predicted", "compared bad"),
    };
    let statuses = [Some(compared.status), compared.came.status()];
    let bodies = [Some(compared.body), compared.came.body()];
    let status = sides(statuses)
        .filter_map(|(index, came)| {
            let guess = predict.statuses.get(index)?;
            Some(view! {
                <li class=side_class(came)>
                    <Side came=came what="status" />
                    <b>{guess.is}</b>
                    " "
                    <span inner_html=guess.why.clone()></span>
                </li>
            })
        })
        .collect_view();
    let body = sides(bodies)
        .filter_map(|(index, came)| {
            let guess = predict.bodies.get(index)?;
            Some(view! {
                <li class=side_class(came)>
                    <Side came=came what="body" />
                    // What came stands below anyway.
                    {(!came).then(|| view! { <BodyOf guess=guess.clone() /> })}
                    <span inner_html=guess.why.clone()></span>
                </li>
            })
        })
        .collect_view();
    view! {
        <section class=class aria-label="Your prediction" data-testid="compared">
            <p class="verdict">
                {if compared.is_right() { icon(Icon::Check) } else { icon(Icon::Cross) }}
                {right}
            </p>
            <ul class="sides">{status} {body}</ul>
            <div class="prose explain-text" inner_html=predict.explain.clone()></div>
        </section>
    }
    .into_any()
}

/// What was said and what came: once where they are the same.
fn sides([said, came]: [Option<usize>; 2]) -> impl Iterator<Item = (usize, bool)> {
    let wrong = said.filter(|_| said != came).map(|said| (said, false));
    wrong.into_iter().chain(came.map(|came| (came, true)))
}

fn side_class(came: bool) -> &'static str {
    if came { "side-came" } else { "side-said" }
}

#[component]
fn Side(came: bool, what: &'static str) -> impl IntoView {
    let word = if came {
        format!("The {what} that came: ")
    } else {
        format!("The {what} you expected: ")
    };
    view! { <span class="side-word">{word}</span> }
}

/// The answer is none of those that were asked about.
#[component]
fn Unclear() -> impl IntoView {
    let bench = bench();
    view! {
        <section class="compared" aria-label="Your prediction" data-testid="compared">
            <p>
                "This answer is none of those that you could choose from. Earlier requests have probably changed the program's data. "
                "Start the program afresh and send the request again: then it asks you once more."
            </p>
            <p>
                <button class="link" on:click=move |_| bench.restart()>"Start the program afresh"</button>
            </p>
        </section>
    }
}
