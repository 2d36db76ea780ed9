//! The head and the foot of the page.

use leptos::prelude::*;

use super::icons::{Icon, icon};
use super::search::SearchButton;
use crate::base;
use crate::content::outline;
use crate::pages::section::focus_main;
use crate::state::{Theme, page};

/// The name, the ways to the parts, and what changes the look.
#[component]
pub fn Header() -> impl IntoView {
    let page = page();
    let first = outline()
        .sections
        .first()
        .map_or_else(String::new, |section| format!("guide/{}", section.id));
    let next_theme = move || {
        let now = page.settings.with(|settings| settings.theme);
        let place = Theme::ALL
            .iter()
            .position(|theme| *theme == now)
            .unwrap_or_default();
        Theme::ALL
            .get((place + 1) % Theme::ALL.len())
            .copied()
            .unwrap_or_default()
    };
    let due = move || {
        page.progress
            .with(|progress| progress.due(js_sys::Date::now()).len())
    };
    let theme_label = move || {
        format!(
            "Theme: {}. Change to {}",
            page.settings.with(|settings| settings.theme).name(),
            next_theme().name()
        )
    };
    view! {
        <button class="skip" on:click=move |_| focus_main()>"Skip to the text"</button>
        <header class="top">
            <a class="brand" href=base::href("/")>
                <span class="logo">{icon(Icon::Logo)}</span>
                <span>"FastAPI " <b>"Playground"</b></span>
            </a>
            <nav class="ways" aria-label="Parts">
                <a href=base::href(&first)>"Guide"</a>
                <a href=base::href("playground")>"Playground"</a>
                <a href=base::href("progress")>
                    "Progress" <Show when=move || { due() > 0 }>
                        <span class="due" title="Due for review today">{due} <span class="visually-hidden">" due for review"</span></span>
                    </Show>
                </a>
            </nav>
            <div class="tools">
                <SearchButton />
                <button
                    class="tool present"
                    title="Present (P)"
                    aria-label="Present"
                    aria-keyshortcuts="P"
                    aria-pressed=move || page.presenting.get().to_string()
                    on:click=move |_| page.presenting.update(|on| *on = !*on)
                >
                    {icon(Icon::Present)}
                </button>
                <button
                    class="tool"
                    title=theme_label
                    aria-label=theme_label
                    on:click=move |_| {
                        let theme = next_theme();
                        page.set(|settings| settings.theme = theme);
                    }
                >
                    {icon(Icon::Theme)}
                </button>
            </div>
        </header>
    }
}

/// Who makes this, and who doesn't.
#[component]
pub fn Footer() -> impl IntoView {
    view! {
        <footer class="foot">
            <p>
                "An independent project for learning, not affiliated with or endorsed by FastAPI or its authors. "
                "Programs run in your browser only; nothing is sent anywhere."
            </p>
            <p>
                <a href="https://fastapi.tiangolo.com/" target="_blank" rel="noopener noreferrer">"FastAPI's own documentation"</a>
            </p>
        </footer>
    }
}
