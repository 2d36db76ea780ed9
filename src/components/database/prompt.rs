//! A prompt: one SQL statement on the program's database, and what SQLite says to it.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::grid::Grid;
use crate::bench::{bench, count};

/// The prompt. What it writes is written: the program sees it.
#[component]
pub fn Prompt() -> impl IntoView {
    let bench = bench();
    let data = bench.databases;
    let running = RwSignal::new(false);
    let asked = RwSignal::new(data.sql.get_untracked());
    let run = move || {
        if running.get_untracked() || data.sql.with_untracked(|sql| sql.trim().is_empty()) {
            return;
        }
        running.set(true);
        asked.set(data.sql.get_untracked());
        spawn_local(async move {
            bench.run_sql().await;
            running.try_set(false);
        });
    };
    let placeholder = move || match data.table.get() {
        Some(table) => format!("SELECT * FROM {table}"),
        None => "SELECT name FROM sqlite_schema".to_owned(),
    };
    let told = move || {
        data.told.get().map(|told| match told {
            Ok(rows) if rows.columns.is_empty() => {
                let words = count(&asked.get_untracked(), true, rows.changed);
                let words = if words.is_empty() { "Done.".to_owned() } else { format!("{words}.") };
                view! { <p role="status" data-testid="ran">{words}</p> }.into_any()
            }
            Ok(rows) => {
                let shown = rows.rows.len() as u64;
                let words = if rows.total > shown {
                    format!("The first {shown} of {} rows.", rows.total)
                } else {
                    count("", false, shown)
                };
                view! {
                    <p role="status" data-testid="ran">{words}</p>
                    <Grid label="Rows of the statement".to_owned() columns=rows.columns rows=rows.rows />
                }
                .into_any()
            }
            Err(message) => view! { <p class="notice bad" role="alert" data-testid="ran">{message}</p> }.into_any(),
        })
    };
    view! {
        <form
            class="prompt"
            on:submit=move |event| {
                event.prevent_default();
                run();
            }
        >
            <textarea
                rows="3"
                aria-label="SQL statement. Control and Enter run it."
                placeholder=placeholder
                spellcheck="false"
                autocapitalize="off"
                prop:value=move || data.sql.get()
                on:input=move |event| data.sql.set(event_target_value(&event))
                on:keydown=move |event| {
                    if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
                        event.prevent_default();
                        run();
                    }
                }
            ></textarea>
            <p class="prompt-tools">
                <button class="button small" type="submit" title="Run (Ctrl+Enter)" aria-disabled=move || running.get().to_string()>
                    {move || if running.get() { "Running" } else { "Run" }}
                </button>
                <span class="kind">"It runs on the program's own database: what it writes, the program sees."</span>
            </p>
        </form>
        {told}
    }
}
