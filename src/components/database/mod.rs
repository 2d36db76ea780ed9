//! The databases of the program: their tables, a prompt, and what the last request sent to them.

mod file;
mod grid;
mod prompt;
mod statements;
mod tables;

use leptos::prelude::*;

use crate::bench::{Look, MEMORY, bench};
use file::FileTools;
use prompt::Prompt;
use statements::Statements;
use tables::Tables;

/// The view.
#[component]
pub fn DatabaseView() -> impl IntoView {
    let bench = bench();
    let data = bench.databases;
    let name = Memo::new(move |_| data.current());
    let choices = move || {
        data.names
            .get()
            .into_iter()
            .map(|one| {
                let mine = one.clone();
                let chosen = move || name.with(|name| name.as_ref() == Some(&mine));
                view! { <option value=one.clone() selected=chosen>{one.clone()}</option> }
            })
            .collect_view()
    };
    let chip = move |look: Look, label: &'static str| {
        view! {
            <button
                type="button"
                class="chip"
                aria-pressed=move || (data.look.get() == look).to_string()
                on:click=move |_| data.look.set(look)
            >
                {label}
            </button>
        }
    };
    let life = move || {
        name.get().map(|name| {
            if name == MEMORY {
                "This database is in memory: it begins anew whenever the program is loaded.".to_owned()
            } else {
                format!("{name} stays while you change the code, until you start the program afresh or reset it.")
            }
        })
    };
    view! {
        <Show
            when=move || name.with(Option::is_some)
            fallback=|| view! { <div class="empty"><p>"The program has no database."</p></div> }
        >
            <FileTools name=name>
                <div class="database-head">
                    <Show when=move || { data.names.with(|names| names.len() > 1) }>
                        <select class="database-name" aria-label="Database" on:change=move |event| data.choose(event_target_value(&event))>
                            {choices}
                        </select>
                    </Show>
                    <div class="chips" role="group" aria-label="What is shown of the database">
                        {chip(Look::Tables, "Tables")} {chip(Look::Prompt, "SQL prompt")} {chip(Look::Statements, "Last request")}
                    </div>
                </div>
                {move || match data.look.get() {
                    Look::Tables => view! { <Tables name=name /> }.into_any(),
                    Look::Prompt => view! { <Prompt /> }.into_any(),
                    Look::Statements => view! { <Statements /> }.into_any(),
                }}
                <p class="database-life">{life}</p>
            </FileTools>
        </Show>
    }
}
