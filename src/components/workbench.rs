//! The workbench as a whole, and the tabs that stand for its panes on narrow screens.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::answer::AnswerPane;
use super::program::ProgramPane;
use super::request::RequestPane;
use crate::bench::{Bench, Pane, bench};

/// Program, request, answer.
#[component]
pub fn Workbench() -> impl IntoView {
    view! {
        <div class="bench">
            <ProgramPane />
            <div class="pane-pair">
                <RequestPane />
                <AnswerPane />
            </div>
        </div>
    }
}

/// What a narrow screen shows: one pane at a time.
#[component]
pub fn PaneTabs(
    /// Whether there is a text beside the program.
    with_text: bool,
) -> impl IntoView {
    let bench = bench();
    let panes = [
        (Pane::Text, "Read"),
        (Pane::Program, "Program"),
        (Pane::Request, "Request"),
    ];
    view! {
        <div class="pane-tabs" role="group" aria-label="Panes">
            {panes
                .into_iter()
                .filter(|(pane, _)| with_text || *pane != Pane::Text)
                .map(|(pane, name)| {
                    view! {
                        <button aria-pressed=move || (bench.pane.get() == pane).to_string() on:click=move |_| bench.pane.set(pane)>
                            {name}
                        </button>
                    }
                })
                .collect_view()}
        </div>
    }
}

/// Narrow screens show the text again where it was left: without it the page is short, and the
/// browser forgets the place.
pub fn keep_place(bench: Bench) {
    let place = StoredValue::new(0.0_f64);
    let listener = gloo_events::EventListener::new(&window(), "scroll", move |_| {
        if bench.pane.try_get_untracked() == Some(Pane::Text) {
            place.try_set_value(window().scroll_y().unwrap_or_default());
        }
    });
    let listener = StoredValue::new_local(listener);
    on_cleanup(move || listener.dispose());
    Effect::new(move |before: Option<Pane>| {
        let now = bench.pane.get();
        if now == Pane::Text && before.is_some_and(|before| before != now) {
            let to = web_sys::ScrollToOptions::new();
            to.set_top(place.get_value());
            to.set_behavior(web_sys::ScrollBehavior::Instant);
            request_animation_frame(move || window().scroll_to_with_scroll_to_options(&to));
        }
        now
    });
}

/// Left and right go through the tabs of a list, and home and end to its ends, as people who use only keys
/// expect. Tabs that aren't shown are passed over.
pub fn arrow_keys(event: web_sys::KeyboardEvent) {
    let Some(tab) = event
        .current_target()
        .and_then(|tab| tab.dyn_into::<web_sys::Element>().ok())
    else {
        return;
    };
    let Some(list) = tab.parent_element().map(|list| list.children()) else {
        return;
    };
    let tabs: Vec<web_sys::HtmlElement> = (0..list.length())
        .filter_map(|index| list.item(index)?.dyn_into().ok())
        .filter(|tab: &web_sys::HtmlElement| !tab.hidden())
        .collect();
    let (Some(last), Some(here)) = (
        tabs.len().checked_sub(1),
        tabs.iter().position(|one| **one == tab),
    ) else {
        return;
    };
    let next = match event.key().as_str() {
        "ArrowRight" if here == last => 0,
        "ArrowRight" => here + 1,
        "ArrowLeft" => here.checked_sub(1).unwrap_or(last),
        "Home" => 0,
        "End" => last,
        _ => return,
    };
    if let Some(next) = tabs.get(next) {
        event.prevent_default();
        let _ = next.focus();
        next.click();
    }
}
