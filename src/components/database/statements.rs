//! What the last request sent to its databases, statement by statement.

use leptos::prelude::*;

use super::grid::{Grid, plain};
use crate::bench::{Statement, bench, statements};
use crate::components::answer::duration;

/// The most statements that are shown.
const SHOWN: usize = 200;

/// The statements.
#[component]
pub fn Statements() -> impl IntoView {
    let bench = bench();
    move || {
        let Some(exchange) = bench.exchange.get() else {
            return view! { <p class="kind">"Send a request to see the statements that it sends to the database."</p> }.into_any();
        };
        let all = statements(&exchange);
        let asked = format!("{} {}", exchange.draft.method, exchange.draft.url);
        if all.is_empty() {
            return view! { <p class="kind"><code>{asked}</code> " sent no statements."</p> }
                .into_any();
        }
        let total: u64 = all.iter().map(|one| one.elapsed).sum();
        let several = all.iter().any(|one| one.database != all[0].database);
        let cut = all.len().saturating_sub(SHOWN);
        let count = all.len();
        let plural = if count == 1 { "" } else { "s" };
        let list = all
            .into_iter()
            .take(SHOWN)
            .map(|one| view! { <One one=one with_database=several /> })
            .collect_view();
        view! {
            <p class="kind"><code>{asked}</code> {format!(" sent {count} statement{plural}, {} in all.", duration(total))}</p>
            <ol class="statements" data-testid="statements">{list}</ol>
            {(cut > 0).then(|| view! { <p class="cut">{format!("{cut} more statements aren't shown.")}</p> })}
        }
        .into_any()
    }
}

#[component]
fn One(one: Statement, with_database: bool) -> impl IntoView {
    let bench = bench();
    let count = one.count();
    let known = |path: &str| {
        bench
            .files
            .with_untracked(|files| files.iter().any(|file| file.path == path))
    };
    let place = one.source.clone().filter(|source| known(&source.file)).map(|source| {
        let label = format!("{}:{}", source.file, source.line);
        view! { <button type="button" class="place" on:click=move |_| bench.jump(&source)>{label}</button> }
    });
    let runs = one.parameters.len();
    let parameters = one
        .parameters
        .iter()
        .take(5)
        .map(|text| view! { <li><code>{plain(text)}</code></li> })
        .collect_view();
    let sample: Vec<Vec<Option<String>>> = one
        .sample
        .iter()
        .map(|row| row.iter().cloned().map(Some).collect())
        .collect();
    let first = sample.len();
    view! {
        <li class="statement" class:bad=one.error.is_some()>
            <pre class="body" tabindex="0">{one.sql.clone()}</pre>
            {(runs > 0)
                .then(|| {
                    view! {
                        <ul class="parameters" aria-label="Parameters">
                            {parameters}
                            {(runs > 5).then(|| view! { <li class="kind">{format!("and {} runs more", runs - 5)}</li> })}
                        </ul>
                    }
                })}
            {one.error.clone().map(|error| view! { <p class="field-error">{error}</p> })}
            <p class="statement-foot">
                {(!count.is_empty()).then(|| view! { <span>{count}</span> })}
                <span>{duration(one.elapsed)}</span>
                {with_database.then(|| view! { <span>{one.database.clone()}</span> })}
                {place}
            </p>
            {(first > 0)
                .then(|| {
                    view! {
                        <details class="headers">
                            <summary>{if first as u64 == one.rows { "Its rows".to_owned() } else { format!("Its first {first} rows") }}</summary>
                            <Grid label="Rows of the statement".to_owned() columns=one.columns.clone() rows=sample />
                        </details>
                    }
                })}
        </li>
    }
}
