//! The search over all texts, questions, exercises and cards: a dialogue that opens with `/`.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::icons::{Icon, icon};
use crate::base;
use crate::content::{self, PlaceKind, SearchIndex};
use crate::fetch::Unreachable;

/// How many places are listed.
const LIMIT: usize = 20;

/// Whether the search is open.
#[derive(Clone, Copy)]
pub struct Searching(pub RwSignal<bool>);

/// The dialogue. The browser keeps the focus in it and closes it with Escape.
#[component]
pub fn SearchDialog() -> impl IntoView {
    let open = expect_context::<Searching>().0;
    let dialog = NodeRef::<leptos::html::Dialog>::new();
    let field = NodeRef::<leptos::html::Input>::new();
    let query = RwSignal::new(String::new());
    let index = RwSignal::new(content::search_now().map(Ok::<&'static SearchIndex, Unreachable>));
    Effect::new(move || {
        let Some(dialog) = dialog.get() else { return };
        match (open.get(), dialog.open()) {
            (true, false) => {
                let _ = dialog.show_modal();
                if let Some(field) = field.get_untracked() {
                    field.select();
                }
                // The index is fetched when somebody first searches.
                if !matches!(index.get_untracked(), Some(Ok(_))) {
                    spawn_local(async move {
                        let came = content::search().await;
                        let _ = index.try_set(Some(came));
                    });
                }
            }
            (false, true) => dialog.close(),
            _ => {}
        }
    });
    let found = Memo::new(move |_| match index.get() {
        Some(Ok(index)) => query.with(|query| {
            let places = index.find(query, LIMIT);
            places.into_iter().cloned().collect::<Vec<_>>()
        }),
        _ => Vec::new(),
    });
    let told = move || {
        let asked = query.with(|query| query.trim().chars().count() > 1);
        match (index.get(), asked, found.with(Vec::len)) {
            (Some(Err(_)), ..) => "The index could not be fetched: you may be offline.".to_owned(),
            (None, true, _) => "Fetching the index…".to_owned(),
            (_, false, _) => "Texts, questions, exercises and interview cards.".to_owned(),
            (_, true, 0) => "Nothing has all these words.".to_owned(),
            (_, true, 1) => "1 place".to_owned(),
            (_, true, LIMIT) => format!("The best {LIMIT} places"),
            (_, true, count) => format!("{count} places"),
        }
    };
    let places = move || {
        found
            .get()
            .into_iter()
            .map(|place| {
                let kind = match place.kind {
                    PlaceKind::Text => None,
                    PlaceKind::Question => Some("Question"),
                    PlaceKind::Exercise => Some("Exercise"),
                    PlaceKind::Card => Some("Card"),
                    PlaceKind::Project => Some("Project"),
                };
                view! {
                    <li>
                        <a href=base::href(&place.path) on:click=move |_| open.set(false)>
                            <span class="place-title">{place.title}</span>
                            <span class="place-within">{kind.map(|kind| format!("{kind} · "))} {place.within}</span>
                        </a>
                    </li>
                }
            })
            .collect_view()
    };
    // Enter opens the best place.
    let navigate = use_navigate();
    let on_key = move |event: web_sys::KeyboardEvent| {
        if event.key() != "Enter" {
            return;
        }
        event.prevent_default();
        let first = found.with_untracked(|found| found.first().map(|place| place.path.clone()));
        if let Some(path) = first {
            open.set(false);
            let options = NavigateOptions {
                resolve: false,
                ..NavigateOptions::default()
            };
            navigate(&base::href(&path), options);
        }
    };
    view! {
        <dialog class="dialog search" aria-label="Search" node_ref=dialog data-testid="search" on:close=move |_| open.set(false)>
            <div class="search-field">
                {icon(Icon::Search)}
                <input
                    type="text"
                    role="searchbox"
                    enterkeyhint="go"
                    placeholder="Search the guide"
                    aria-label="Search the guide"
                    autocomplete="off"
                    spellcheck="false"
                    maxlength="100"
                    node_ref=field
                    prop:value=move || query.get()
                    on:input=move |event| query.set(event_target_value(&event))
                    on:keydown=on_key
                />
                <button type="button" class="tool" aria-label="Close" title="Close (Escape)" on:click=move |_| open.set(false)>
                    {icon(Icon::Close)}
                </button>
            </div>
            <p class="kind" role="status">{told}</p>
            <ol class="places">{places}</ol>
        </dialog>
    }
}

/// The button that opens it.
#[component]
pub fn SearchButton() -> impl IntoView {
    let open = expect_context::<Searching>().0;
    view! {
        <button
            class="tool"
            title="Search (/)"
            aria-label="Search"
            aria-keyshortcuts="/"
            aria-haspopup="dialog"
            on:click=move |_| open.set(true)
        >
            {icon(Icon::Search)}
        </button>
    }
}
