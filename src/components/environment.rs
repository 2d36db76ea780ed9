//! The program's environment variables, and a word on the file that often stands for them.

use leptos::prelude::*;

use super::icons::{Icon, icon};
use crate::bench::bench;
use crate::environment::{self, COUNT, Row, flaw};

/// The editor of the variables.
#[component]
pub fn EnvironmentView() -> impl IntoView {
    let bench = bench();
    let rows = RwSignal::new(environment::rows(&bench.env.get_untracked()));
    // Another program has another environment; while this one is edited, its rows are the learner's.
    Effect::new(move |known: Option<u64>| {
        let epoch = bench.epoch.get();
        if known.is_some_and(|known| known != epoch) {
            rows.set(environment::rows(&bench.env.get_untracked()));
        }
        epoch
    });
    let change = move |id: usize, edit: &dyn Fn(&mut Row)| {
        rows.update(|rows| {
            if let Some(row) = rows.iter_mut().find(|row| row.id == id) {
                edit(row);
            }
        });
        bench.set_env(rows.with_untracked(|rows| environment::variables(rows)));
    };
    let newest = RwSignal::new(None::<usize>);
    let add = move |_| {
        let id =
            rows.with_untracked(|rows| rows.iter().map(|row| row.id + 1).max().unwrap_or_default());
        newest.set(Some(id));
        rows.update(|rows| {
            rows.push(Row {
                id,
                ..Row::default()
            })
        });
    };
    let remove = move |id: usize| {
        rows.update(|rows| rows.retain(|row| row.id != id));
        bench.set_env(rows.with_untracked(|rows| environment::variables(rows)));
    };
    let full = move || rows.with(|rows| rows.len() >= COUNT);
    view! {
        <div class="environment" data-testid="environment">
            <p class="kind">
                "The program finds these in " <code>"os.environ"</code>
                " while it is loaded; a change loads it anew. They are kept with the program and go along in its link, so no real secrets here."
            </p>
            <Show when=move || rows.with(|rows| !rows.is_empty()) fallback=|| view! { <p>"The program has no environment variables."</p> }>
                <ul class="variables" aria-label="Environment variables">
                    <For each=move || rows.get() key=|row| row.id let:row>
                        <Variable rows=rows id=row.id is_new=newest.get_untracked() == Some(row.id) change=change remove=remove />
                    </For>
                </ul>
            </Show>
            <p class="environment-tools">
                <button type="button" class="button small" disabled=full on:click=add>"Add a variable"</button>
                <Show when=full>
                    <span class="kind">"A program has at most " {COUNT} " variables."</span>
                </Show>
            </p>
            <p class="look">
                "Programs often read a file " <code>".env"</code>
                " too: an ordinary file of the program, with lines like " <code>"NAME=value"</code>
                ". What is set here comes before what stands there. "
                <button type="button" class="link" on:click=move |_| bench.open_dotenv()>
                    {move || if bench.has_dotenv() { "Open .env" } else { "Add a .env file" }}
                </button>
            </p>
        </div>
    }
}

#[component]
fn Variable<C, R>(
    rows: RwSignal<Vec<Row>>,
    id: usize,
    is_new: bool,
    change: C,
    remove: R,
) -> impl IntoView
where
    C: Fn(usize, &dyn Fn(&mut Row)) + Copy + Send + Sync + 'static,
    R: Fn(usize) + Copy + Send + Sync + 'static,
{
    let read = move |part: fn(&Row) -> &String| {
        rows.with(|rows| {
            rows.iter()
                .find(|row| row.id == id)
                .map(|row| part(row).clone())
        })
        .unwrap_or_default()
    };
    let wrong = Memo::new(move |_| {
        rows.with(|rows| {
            let index = rows.iter().position(|row| row.id == id)?;
            flaw(rows.get(index)?, rows.get(..index)?)
        })
    });
    let place = NodeRef::<leptos::html::Input>::new();
    Effect::new(move || {
        if let Some(input) = place.get().filter(|_| is_new) {
            let _ = input.focus();
        }
    });
    let error_id = format!("variable-{id}-error");
    view! {
        <li class="variable" class:wrong=move || wrong.with(Option::is_some)>
            <input
                class="variable-name"
                aria-label="Name"
                placeholder="NAME"
                spellcheck="false"
                autocapitalize="off"
                autocomplete="off"
                node_ref=place
                aria-invalid=move || wrong.with(Option::is_some).to_string()
                aria-describedby=error_id.clone()
                prop:value=move || read(|row| &row.name)
                on:input=move |event| {
                    let text = event_target_value(&event);
                    change(id, &|row| row.name = text.clone());
                }
            />
            <span aria-hidden="true">"="</span>
            <input
                class="variable-value"
                aria-label=move || format!("Value of {}", read(|row| &row.name))
                placeholder="value"
                spellcheck="false"
                autocapitalize="off"
                autocomplete="off"
                prop:value=move || read(|row| &row.value)
                on:input=move |event| {
                    let text = event_target_value(&event);
                    change(id, &|row| row.value = text.clone());
                }
            />
            <button
                type="button"
                class="tool"
                title="Remove"
                aria-label=move || format!("Remove {}", read(|row| &row.name))
                on:click=move |_| remove(id)
            >
                {icon(Icon::Close)}
            </button>
            <p class="field-error" id=error_id>{move || wrong.get()}</p>
        </li>
    }
}
