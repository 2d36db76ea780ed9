//! The workbench as a whole, and the tabs that stand for its panes on narrow screens.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::answer::AnswerPane;
use super::program::ProgramPane;
use super::request::RequestPane;
use crate::bench::{Pane, bench};

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

/// Left and right go through the tabs of a list, as people who use only keys expect.
pub fn arrow_keys(event: web_sys::KeyboardEvent) {
    let step = match event.key().as_str() {
        "ArrowRight" => 1,
        "ArrowLeft" => -1,
        _ => return,
    };
    let Some(tab) = event
        .current_target()
        .and_then(|tab| tab.dyn_into::<web_sys::Element>().ok())
    else {
        return;
    };
    let Some(list) = tab.parent_element().map(|list| list.children()) else {
        return;
    };
    let count = list.length() as i32;
    let here = (0..count)
        .find(|index| list.item(*index as u32).as_ref() == Some(&tab))
        .unwrap_or_default();
    let next = (here + step).rem_euclid(count.max(1)) as u32;
    if let Some(next) = list
        .item(next)
        .and_then(|next| next.dyn_into::<web_sys::HtmlElement>().ok())
    {
        event.prevent_default();
        let _ = next.focus();
        next.click();
    }
}
