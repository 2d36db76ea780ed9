//! Keys that act on the whole page. They rest while someone types, and while a modifier is held.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::app::ActiveBench;
use crate::components::search::Searching;
use crate::state::Page;

/// Listens for as long as the page lives.
pub fn listen(page: Page, active: ActiveBench, searching: Searching) {
    let listener = gloo_events::EventListener::new(&window(), "keydown", move |event| {
        let Some(event) = event.dyn_ref::<web_sys::KeyboardEvent>() else {
            return;
        };
        if event.ctrl_key()
            || event.meta_key()
            || event.alt_key()
            || event.repeat()
            || typing(event)
        {
            return;
        }
        let bench = active.0.get_untracked();
        match (event.key().as_str(), bench) {
            ("p" | "P", _) if !page.embedded.get_untracked() => {
                page.presenting.update(|on| *on = !*on)
            }
            ("/", _) if !page.embedded.get_untracked() => {
                // The key must not be typed into the field that it opens.
                event.prevent_default();
                searching.0.set(true);
            }
            ("Escape", _) => page.presenting.set(false),
            ("r" | "R", Some(bench)) if page.presenting.get_untracked() => bench.reset(),
            (key, Some(bench)) => {
                if let Some(number) = key
                    .parse::<usize>()
                    .ok()
                    .filter(|number| (1..=9).contains(number))
                {
                    bench.send_preset(number - 1);
                }
            }
            _ => {}
        }
    });
    listener.forget();
}

/// Whether the key belongs to a field, an editor or a dialogue.
fn typing(event: &web_sys::KeyboardEvent) -> bool {
    let Some(target) = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
    else {
        return false;
    };
    target
        .closest("input, textarea, select, [contenteditable], .editor, dialog")
        .ok()
        .flatten()
        .is_some()
}
