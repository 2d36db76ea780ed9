//! The solution of an exercise. It is shown after a question, because it is worth more to who has
//! tried.

use leptos::prelude::*;
use playground_lessons::{ExampleFile, Language, highlight};

use super::super::icons::{Icon, icon};
use crate::bench::bench;
use crate::content::Exercise;
use crate::diff::added;
use crate::state::page;

/// A button that asks once, and what it shows.
#[component]
pub(super) fn Solution(
    /// The exercise.
    exercise: &'static Exercise,
    /// Whether the solution is shown.
    shown: RwSignal<bool>,
) -> impl IntoView {
    let page = page();
    let asking = RwSignal::new(false);
    let show = move || {
        asking.set(false);
        page.advance(|progress| progress.look(&exercise.id, js_sys::Date::now()));
        shown.set(true);
    };
    let ask = move |_| {
        if shown.get_untracked() {
            shown.set(false);
            return;
        }
        let known = page.progress.with_untracked(|progress| {
            let worked = progress.exercises.get(&exercise.id);
            worked.is_some_and(|worked| worked.solved || worked.shown)
        });
        if known {
            show();
        } else {
            asking.set(true);
        }
    };
    view! {
        <Show
            when=move || asking.get()
            fallback=move || {
                view! {
                    <button class="link" aria-expanded=move || shown.get().to_string() on:click=ask>
                        {move || if shown.get() { "Hide the solution" } else { "Show the solution" }}
                    </button>
                }
            }
        >
            <span class="asking" role="group" aria-label="Show the solution?">
                "You learn more if you try first. "
                <button class="link" on:click=move |_| show()>"Show it"</button>
                " "
                <button class="link" on:click=move |_| asking.set(false)>"Not yet"</button>
            </span>
        </Show>
        <Show when=move || shown.get()>
            <Files exercise=exercise />
        </Show>
    }
}

/// The files that the solution changes, with the new lines marked.
#[component]
fn Files(exercise: &'static Exercise) -> impl IntoView {
    let bench = bench();
    let before = |path: &str| {
        let file = exercise.files.iter().find(|file| file.path == path);
        file.map(|file| file.text.as_str()).unwrap_or_default()
    };
    let several = exercise.files.len() > 1 || exercise.solution.len() > 1;
    let files = exercise
        .solution
        .iter()
        .filter(|file| before(&file.path) != file.text)
        .map(|file| {
            view! {
                {several.then(|| view! { <h4>{file.path.clone()}</h4> })}
                <pre class="code solution-code" tabindex="0"><code>{lines(before(&file.path), file)}</code></pre>
            }
        })
        .collect_view();
    view! {
        <div class="solution" data-testid="solution">
            {files}
            <p class="solution-foot">
                <button class="link" on:click=move |_| bench.take_solution(exercise)>
                    {icon(Icon::Send)}
                    "Put it into the editor"
                </button>
                <span class="kind">"Marked lines differ from the program at first."</span>
            </p>
        </div>
    }
}

fn lines(before: &str, file: &ExampleFile) -> impl IntoView + use<> {
    let language = match file.path.rsplit_once('.') {
        Some((_, "py")) => Language::Python,
        Some((_, "json")) => Language::Json,
        Some((_, "toml" | "yaml" | "yml" | "ini" | "env")) => Language::Shell,
        _ if file.path.ends_with("Dockerfile") => Language::Shell,
        _ => Language::Plain,
    };
    let is_new = added(before, &file.text);
    file.text
        .lines()
        .zip(is_new)
        .map(|(line, is_new)| {
            let class = if is_new { "row new" } else { "row" };
            view! { <span class=class inner_html=format!("{}\n", highlight(language, line))></span> }
        })
        .collect_view()
}
