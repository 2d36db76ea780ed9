//! The web app: what a learner sees. It links the messages and the content and not the engine,
//! which runs in a worker of its own.

pub mod app;
pub mod base;
pub mod base64;
pub mod bench;
pub mod client;
pub mod components;
pub mod content;
pub mod diff;
pub mod environment;
pub mod errors;
pub mod fetch;
pub mod js;
pub mod json;
pub mod keys;
pub mod order;
pub mod pages;
pub mod progress;
pub mod request;
pub mod security;
pub mod share;
pub mod shuffle;
pub mod state;
pub mod storage;

/// Starts the app in the page, in place of the text that the page came with.
pub fn start() {
    use leptos::prelude::*;

    console_error_panic_hook::set_once();
    let Some(place) = document().get_element_by_id("app") else {
        return;
    };
    let path = window().location().pathname().unwrap_or_default();
    let path = path
        .strip_prefix(&base::router_base())
        .unwrap_or(&path)
        .to_owned();
    // The framework has no executor before something is mounted.
    wasm_bindgen_futures::spawn_local(async move {
        // The page's own text stays in view until what replaces it is there.
        let begun = content::begin(&path).await;
        place.set_inner_html("");
        let place: web_sys::HtmlElement = wasm_bindgen::JsCast::unchecked_into(place);
        match begun {
            Ok(()) => leptos::mount::mount_to(place, app::App).forget(),
            Err(fetch::Unreachable) => {
                leptos::mount::mount_to(place, components::fetched::Lost).forget();
            }
        }
    });
}
