//! The file of a database: taken out of the page, and put into it, by a button or by dropping it.

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

use crate::bench::{FILE_LIMIT, MEMORY, bench};

/// Buttons around the view, which takes a dropped file anywhere in it.
#[component]
pub fn FileTools(
    /// The database.
    name: Memo<Option<String>>,
    /// The view.
    children: Children,
) -> impl IntoView {
    let bench = bench();
    let said = RwSignal::new(None::<Result<String, String>>);
    let over = RwSignal::new(false);
    let has_file = move || name.with(|name| name.as_deref().is_some_and(|name| name != MEMORY));
    let download = move |_| {
        let Some(database) = name.get_untracked() else {
            return;
        };
        spawn_local(async move {
            match bench.export_database(database.clone()).await {
                Ok(bytes) if save(&file_name(&database), &bytes).is_some() => said.try_set(None),
                Ok(_) => said.try_set(Some(Err(
                    "The browser doesn't let the page save a file.".to_owned()
                ))),
                Err(message) => said.try_set(Some(Err(message))),
            };
        });
    };
    let take = move |file: web_sys::File| {
        let Some(database) = name.get_untracked().filter(|name| name != MEMORY) else {
            said.set(Some(Err(
                "A database in memory has no file to put another one in its place.".to_owned(),
            )));
            return;
        };
        spawn_local(async move {
            let told = match read(&file).await {
                Ok(bytes) => bench.import_database(database.clone(), &bytes).await,
                Err(message) => Err(message),
            };
            said.try_set(Some(told.map(|()| {
                format!("{} stands in the place of {database} now.", file.name())
            })));
        });
    };
    let pick = NodeRef::<leptos::html::Input>::new();
    view! {
        <div
            class="database"
            class:over=move || over.get()
            data-testid="database"
            on:dragover=move |event| {
                event.prevent_default();
                over.set(true);
            }
            on:dragleave=move |_| over.set(false)
            on:drop=move |event| {
                event.prevent_default();
                over.set(false);
                let files = event.data_transfer().and_then(|data| data.files());
                if let Some(file) = files.and_then(|files| files.get(0)) {
                    take(file);
                }
            }
        >
            {children()}
            <div class="database-file">
                <button type="button" class="button small" on:click=download>"Download the file"</button>
                <Show when=has_file>
                    <button
                        type="button"
                        class="button small"
                        on:click=move |_| {
                            if let Some(input) = pick.get_untracked() {
                                input.click();
                            }
                        }
                    >
                        "Put another file in its place"
                    </button>
                    <input
                        type="file"
                        class="visually-hidden"
                        tabindex="-1"
                        aria-label="Database file"
                        accept=".db,.sqlite,.sqlite3,application/vnd.sqlite3"
                        node_ref=pick
                        on:change=move |event| {
                            let input = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok());
                            let Some(input) = input else { return };
                            if let Some(file) = input.files().and_then(|files| files.get(0)) {
                                take(file);
                            }
                            // The same file can be chosen again.
                            input.set_value("");
                        }
                    />
                    <span class="kind">"or drop one here"</span>
                </Show>
            </div>
            {move || {
                said.get()
                    .map(|said| match said {
                        Ok(text) => view! { <p class="notice" role="status">{text}</p> }.into_any(),
                        Err(text) => view! { <p class="notice bad" role="alert">{text}</p> }.into_any(),
                    })
            }}
        </div>
    }
}

/// The name that a saved database gets.
fn file_name(database: &str) -> String {
    if database == MEMORY {
        return "memory.db".to_owned();
    }
    let last = database.rsplit('/').next().unwrap_or_default();
    if last.is_empty() { "database.db" } else { last }.to_owned()
}

async fn read(file: &web_sys::File) -> Result<Vec<u8>, String> {
    if file.size() > FILE_LIMIT as f64 {
        return Err(format!(
            "The file is too large: at most {} MB fit here.",
            FILE_LIMIT >> 20
        ));
    }
    let buffer = JsFuture::from(file.array_buffer())
        .await
        .map_err(|_| "The file can't be read.".to_owned())?;
    Ok(js_sys::Uint8Array::new(&buffer).to_vec())
}

/// Lets the browser save bytes as a file.
fn save(name: &str, bytes: &[u8]) -> Option<()> {
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes));
    let blob = web_sys::Blob::new_with_u8_array_sequence(&parts).ok()?;
    let url = web_sys::Url::create_object_url_with_blob(&blob).ok()?;
    let link: web_sys::HtmlAnchorElement = document().create_element("a").ok()?.dyn_into().ok()?;
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // The browser has begun to save when the click returns; a moment more does no harm.
    gloo_timers::callback::Timeout::new(10_000, move || {
        let _ = web_sys::Url::revoke_object_url(&url);
    })
    .forget();
    Some(())
}
