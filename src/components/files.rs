//! The files of the program: their tabs, a new one, and taking one out.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::icons::{Icon, icon};
use super::workbench::arrow_keys;
use crate::bench::bench;

/// What is asked about files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Asking {
    /// Nothing.
    #[default]
    Nothing,
    /// The path of a new one.
    New,
    /// Whether the shown one is to be taken out.
    Remove,
}

/// A tab for each file, and buttons for a new one and for one that isn't needed any more.
#[component]
pub fn FileTabs(
    /// What is asked below.
    asking: RwSignal<Asking>,
) -> impl IntoView {
    let bench = bench();
    let paths = Memo::new(move |_| {
        bench.files.with(|files| {
            files
                .iter()
                .map(|file| file.path.clone())
                .collect::<Vec<_>>()
        })
    });
    let toggle = move |what: Asking| {
        asking.update(|asking| {
            *asking = if *asking == what {
                Asking::Nothing
            } else {
                what
            };
        });
    };
    let removable = move || bench.current.with(|current| bench.is_added(current));
    view! {
        <div class="files" role="tablist" aria-label="Files">
            <For each=move || paths.get() key=|path| path.clone() let:path>
                {
                    let chosen = {
                        let path = path.clone();
                        move || bench.current.with(|current| *current == path)
                    };
                    let also = chosen.clone();
                    let (open, lock) = (path.clone(), path.clone());
                    view! {
                        <button
                            role="tab"
                            class="file"
                            aria-selected=move || chosen().to_string()
                            tabindex=move || if also() { "0" } else { "-1" }
                            on:keydown=arrow_keys
                            on:click=move |_| bench.current.set(open.clone())
                        >
                            {path}
                            <Show when=move || bench.locked(&lock)>
                                <span class="lock" title="This file can't be changed here">
                                    {icon(Icon::Locked)}
                                    <span class="visually-hidden">"can't be changed"</span>
                                </span>
                            </Show>
                        </button>
                    }
                }
            </For>
        </div>
        <Show when=move || !bench.page.embedded.get() && !bench.ordering()>
            <div class="file-tools">
                <button
                    class="tool"
                    title="New file"
                    aria-label="New file"
                    aria-expanded=move || (asking.get() == Asking::New).to_string()
                    on:click=move |_| toggle(Asking::New)
                >
                    {icon(Icon::Add)}
                </button>
                <Show when=removable>
                    <button
                        class="tool"
                        title="Take this file out"
                        aria-label="Take this file out"
                        aria-expanded=move || (asking.get() == Asking::Remove).to_string()
                        on:click=move |_| toggle(Asking::Remove)
                    >
                        {icon(Icon::Remove)}
                    </button>
                </Show>
            </div>
        </Show>
    }
}

/// The question below the tabs.
#[component]
pub fn FileQuestion(
    /// What is asked.
    asking: RwSignal<Asking>,
) -> impl IntoView {
    move || match asking.get() {
        Asking::Nothing => ().into_any(),
        Asking::New => view! { <NewFile asking=asking /> }.into_any(),
        Asking::Remove => view! { <RemoveFile asking=asking /> }.into_any(),
    }
}

#[component]
fn NewFile(asking: RwSignal<Asking>) -> impl IntoView {
    let bench = bench();
    let refused = RwSignal::new(None::<&'static str>);
    let field = NodeRef::<leptos::html::Input>::new();
    Effect::new(move || {
        if let Some(field) = field.get() {
            let _ = field.unchecked_ref::<web_sys::HtmlElement>().focus();
        }
    });
    let add = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let path = field
            .get_untracked()
            .map(|field| field.value())
            .unwrap_or_default();
        match bench.add_file(&path) {
            Ok(()) => asking.set(Asking::Nothing),
            Err(why) => refused.set(Some(why)),
        }
    };
    view! {
        <form
            class="new-file"
            on:submit=add
            on:keydown=move |event| if event.key() == "Escape" { asking.set(Asking::Nothing) }
        >
            <label for="new-file">"New file"</label>
            <input
                id="new-file"
                node_ref=field
                placeholder="app/models.py"
                spellcheck="false"
                autocapitalize="off"
                autocomplete="off"
                aria-describedby="new-file-refused"
                aria-invalid=move || refused.with(Option::is_some).to_string()
            />
            <button class="button small" type="submit">"Add"</button>
            <button class="link" type="button" on:click=move |_| asking.set(Asking::Nothing)>"Cancel"</button>
            <p class="field-error" id="new-file-refused" role="alert">{move || refused.get()}</p>
        </form>
    }
}

#[component]
fn RemoveFile(asking: RwSignal<Asking>) -> impl IntoView {
    let bench = bench();
    let remove = move |_| {
        let path = bench.current.get_untracked();
        asking.set(Asking::Nothing);
        bench.remove_file(&path);
    };
    view! {
        <div class="new-file" role="group" aria-label="Take this file out?">
            <span>"Take out " <code>{move || bench.current.get()}</code> "? Its text will be lost."</span>
            <button class="button small" on:click=remove>"Take it out"</button>
            <button class="link" on:click=move |_| asking.set(Asking::Nothing)>"Keep it"</button>
        </div>
    }
}
