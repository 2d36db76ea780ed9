//! The page for an address that isn't there.

use leptos::prelude::*;

use crate::{app, base};

/// Says that there is no such page.
#[component]
pub fn Missing() -> impl IntoView {
    app::set_title("Not found");
    view! {
        <main class="plain-page" id="main">
            <p class="status-code" aria-hidden="true">"404"</p>
            <h1>"There is no page here"</h1>
            <p>"The address may be mistyped, or the page was moved."</p>
            <p>
                <a class="button primary" href=base::href("/")>"To the start"</a>
            </p>
        </main>
    }
}
