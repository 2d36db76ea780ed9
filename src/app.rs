//! The frame of the page: shared state, theme, keys, routes.

use leptos::prelude::*;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::path;

use crate::base;
use crate::bench::Bench;
use crate::client::Client;
use crate::components::header::{Footer, Header};
use crate::components::search::{SearchDialog, Searching};
use crate::keys;
use crate::pages::certificate::Certificate;
use crate::pages::checklist::ChecklistPage;
use crate::pages::embed::Embed;
use crate::pages::home::Home;
use crate::pages::interview::Interview;
use crate::pages::missing::Missing;
use crate::pages::playground::Playground;
use crate::pages::progress::ProgressPage;
use crate::pages::review::Review;
use crate::pages::section::SectionPage;
use crate::state::Page;

/// The workbench that keys act on.
#[derive(Clone, Copy)]
pub struct ActiveBench(pub RwSignal<Option<Bench>>);

/// Where the worker's script is. The build writes its name, which changes with its content, into
/// the page.
pub fn worker_script() -> String {
    let named = document()
        .query_selector("meta[name=playground-worker]")
        .ok()
        .flatten()
        .and_then(|meta| meta.get_attribute("content"));
    base::href(named.as_deref().unwrap_or("playground-worker_loader.js"))
}

/// The app.
#[component]
pub fn App() -> impl IntoView {
    let page = Page::new();
    let client = Client::new(&worker_script());
    let active = ActiveBench(RwSignal::new(None));
    provide_context(page);
    provide_context(StoredValue::new_local(client));
    provide_context(active);
    let searching = Searching(RwSignal::new(false));
    provide_context(searching);
    keys::listen(page, active, searching);

    // What the style sheet goes by stands on the root element.
    Effect::new(move || {
        let Some(root) = document().document_element() else {
            return;
        };
        let _ = root.set_attribute("data-theme", page.theme().name());
        let _ = root.set_attribute(
            "data-presenting",
            if page.presenting.get() { "yes" } else { "no" },
        );
        let _ = root.set_attribute(
            "data-embedded",
            if page.embedded.get() { "yes" } else { "no" },
        );
    });

    view! {
        <Router base=base::router_base()>
            <Show when=move || !page.embedded.get()>
                <Header />
                <SearchDialog />
            </Show>
            <Show when=move || page.forgetful.get() && !page.embedded.get()>
                <p class="banner" role="status">
                    "This browser doesn't let the page keep anything: your progress and your changes last until you close it."
                </p>
            </Show>
            <Routes fallback=Missing>
                <Route path=path!("") view=Home />
                <Route path=path!("/guide/:id") view=SectionPage />
                <Route path=path!("/checklist/:id") view=ChecklistPage />
                <Route path=path!("/playground") view=Playground />
                <Route path=path!("/embed") view=Embed />
                <Route path=path!("/review") view=Review />
                <Route path=path!("/interview") view=Interview />
                <Route path=path!("/progress") view=ProgressPage />
                <Route path=path!("/certificate") view=Certificate />
            </Routes>
            <Show when=move || !page.embedded.get()>
                <Footer />
            </Show>
        </Router>
    }
}

/// Sets the title of the document.
pub fn set_title(title: &str) {
    document().set_title(&format!("{title} · FastAPI Playground"));
}
