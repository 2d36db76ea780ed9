//! The tables of a database: how many rows each has, its rows page by page, and its schema.

use leptos::prelude::*;
use leptos::task::spawn_local;
use playground_protocol::{Column, DatabaseAsk, DatabaseTell, Rows, Table};

use super::grid::{Grid, plain};
use crate::bench::bench;

/// The rows of a page.
const PAGE: u64 = 50;
/// The most tables that can be chosen.
const TABLES: usize = 200;

/// The tables.
#[component]
pub fn Tables(name: Memo<Option<String>>) -> impl IntoView {
    let bench = bench();
    let data = bench.databases;
    let tables = RwSignal::new(None::<Result<Vec<Table>, String>>);
    Effect::new(move || {
        data.version.track();
        let Some(database) = name.get() else { return };
        spawn_local(async move {
            let told = match bench
                .ask_database(DatabaseAsk::Tables {
                    database: database.clone(),
                })
                .await
            {
                Ok(DatabaseTell::Tables { tables }) => Ok(tables),
                Ok(_) => Err(String::new()),
                Err(message) => Err(message),
            };
            // Another database may have been chosen meanwhile.
            if name.try_get_untracked().flatten() == Some(database) {
                tables.try_set(Some(told));
            }
        });
    });
    let current = Memo::new(move |_| {
        let chosen = data.table.get();
        tables.with(|tables| {
            let tables = tables.as_ref()?.as_ref().ok()?;
            let found = tables
                .iter()
                .find(|table| Some(&table.name) == chosen.as_ref());
            found.or_else(|| tables.first()).cloned()
        })
    });
    let shown =
        Memo::new(move |_| current.with(|table| table.as_ref().map(|table| table.name.clone())));
    let chips = move || {
        tables.with(|tables| match tables {
            Some(Ok(tables)) => tables
                .iter()
                .take(TABLES)
                .map(|table| {
                    let (mine, open) = (table.name.clone(), table.name.clone());
                    view! {
                        <button
                            type="button"
                            class="chip named"
                            aria-pressed=move || (shown.get().as_ref() == Some(&mine)).to_string()
                            on:click=move |_| data.table.set(Some(open.clone()))
                        >
                            {plain(&table.name)}
                            {table.is_view.then(|| view! { <span class="kind">"view"</span> })}
                            <span class="count">{table.rows}</span>
                        </button>
                    }
                })
                .collect_view()
                .into_any(),
            _ => ().into_any(),
        })
    };
    let state = move || {
        tables.with(|tables| match tables {
            None => Some("Loading the tables …".to_owned()),
            Some(Ok(tables)) if tables.is_empty() => Some("It has no tables yet.".to_owned()),
            Some(Ok(tables)) if tables.len() > TABLES => Some(format!(
                "{} more tables aren't shown.",
                tables.len() - TABLES
            )),
            Some(Ok(_)) => None,
            Some(Err(message)) => Some(message.clone()),
        })
    };
    view! {
        <div class="chips tables" role="group" aria-label="Tables">{chips}</div>
        {move || state().map(|text| view! { <p class="kind">{text}</p> })}
        {move || {
            shown
                .get()
                .map(|table| {
                    view! { <TableRows name=name table=table /> }
                })
        }}
        {move || current.get().map(|table| view! { <Schema table=table /> })}
    }
}

/// The rows of a table, a page at a time.
#[component]
fn TableRows(name: Memo<Option<String>>, table: String) -> impl IntoView {
    let bench = bench();
    let offset = RwSignal::new(0u64);
    let rows = RwSignal::new(None::<Result<Rows, String>>);
    let table = StoredValue::new(table);
    Effect::new(move || {
        bench.databases.version.track();
        let (offset_now, Some(database)) = (offset.get(), name.get()) else {
            return;
        };
        let question = DatabaseAsk::Rows {
            database,
            table: table.get_value(),
            offset: offset_now,
            limit: PAGE,
        };
        spawn_local(async move {
            let told = match bench.ask_database(question).await {
                Ok(DatabaseTell::Rows(rows)) => Ok(rows),
                Ok(_) => Err(String::new()),
                Err(message) => Err(message),
            };
            if offset.try_get_untracked() == Some(offset_now) {
                // Rows may have gone from the end: back to the last page that is there.
                if let Ok(rows) = &told
                    && rows.rows.is_empty()
                    && offset_now > 0
                {
                    offset.set(rows.total.saturating_sub(1) / PAGE * PAGE);
                    return;
                }
                rows.try_set(Some(told));
            }
        });
    });
    let total = move || {
        rows.with(|rows| match rows {
            Some(Ok(rows)) => rows.total,
            _ => 0,
        })
    };
    let grid = move || {
        rows.get().map(|rows| match rows {
            Ok(rows) if rows.total == 0 => view! { <p class="kind">"No rows."</p> }.into_any(),
            Ok(rows) => {
                let label = format!("Rows of {}", table.get_value());
                view! { <Grid label=label columns=rows.columns rows=rows.rows /> }.into_any()
            }
            Err(message) => view! { <p class="notice bad">{message}</p> }.into_any(),
        })
    };
    let span = move || {
        let first = offset.get();
        format!(
            "{} to {} of {}",
            first + 1,
            (first + PAGE).min(total()),
            total()
        )
    };
    view! {
        {grid}
        <Show when=move || { total() > PAGE }>
            <div class="pager" role="group" aria-label="Pages">
                <button
                    type="button"
                    class="button small"
                    disabled=move || offset.get() == 0
                    on:click=move |_| offset.update(|offset| *offset = offset.saturating_sub(PAGE))
                >
                    "Before"
                </button>
                <span role="status">{span}</span>
                <button
                    type="button"
                    class="button small"
                    disabled=move || { offset.get() + PAGE >= total() }
                    on:click=move |_| offset.update(|offset| *offset += PAGE)
                >
                    "Next"
                </button>
            </div>
        </Show>
    }
}

/// Columns, keys, indexes, and the statements that made them.
#[component]
fn Schema(table: Table) -> impl IntoView {
    let word = if table.is_view { "view" } else { "table" };
    let columns = table.columns.iter().map(column).collect();
    let indexes = table.indexes.clone();
    view! {
        <details class="headers schema">
            <summary>"Schema of " {plain(&table.name)}</summary>
            <Grid
                label=format!("Columns of the {word} {}", table.name)
                columns=["column", "type", "null", "key", "default"].map(str::to_owned).to_vec()
                rows=columns
            />
            {(!table.sql.is_empty()).then(|| view! { <pre class="body output" tabindex="0" data-testid="schema">{table.sql.clone()}</pre> })}
            {indexes.into_iter().take(50).map(|sql| view! { <pre class="body output" tabindex="0">{sql}</pre> }).collect_view()}
        </details>
    }
}

fn column(column: &Column) -> Vec<Option<String>> {
    let key = match (column.primary_key, &column.references) {
        (true, Some(other)) => format!("primary key, refers to {other}"),
        (true, None) => "primary key".to_owned(),
        (false, Some(other)) => format!("refers to {other}"),
        (false, None) => String::new(),
    };
    // An integer that is the primary key is the row's own number, which is never missing.
    let is_number = column.primary_key && column.r#type.eq_ignore_ascii_case("INTEGER");
    let null = match column.nullable && !is_number {
        true => "may be NULL",
        false => "NOT NULL",
    };
    vec![
        Some(column.name.clone()),
        Some(column.r#type.clone()),
        Some(null.to_owned()),
        Some(key),
        Some(column.default.clone().unwrap_or_default()),
    ]
}
