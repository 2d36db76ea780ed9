//! The program: its files, the editor, how it is, and what is wrong with it.

use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use playground_protocol::{Diagnostic, Severity};

use super::editor::{Editor, Mark, Pointed};
use super::exercise::WorkBar;
use super::files::{Asking, FileQuestion, FileTabs};
use super::icons::{Icon, icon};
use crate::bench::{Phase, bench};
use crate::pages::playground::link;

/// The pane of the program.
#[component]
pub fn ProgramPane() -> impl IntoView {
    let bench = bench();
    let marks = Memo::new(move |_| {
        let current = bench.current.get();
        bench.diagnostics.with(|all| {
            all.iter()
                .filter_map(|one| {
                    let source = one
                        .source
                        .as_ref()
                        .filter(|source| source.file == current)?;
                    Some(Mark {
                        line: source.line,
                        column: source.column,
                        end_line: source.end_line,
                        end_column: source.end_column,
                        severity: one.severity,
                        message: one.message.clone(),
                        hint: one.hint.clone(),
                    })
                })
                .collect::<Vec<_>>()
        })
    });
    let pointed = Memo::new(move |_| {
        let current = bench.current.get();
        let hovered = bench.pointed.get().map(|source| (source, false));
        let jumped = bench.jumped.get().map(|(source, _)| (source, true));
        let (source, scroll) = hovered
            .or(jumped)
            .filter(|(source, _)| source.file == current)?;
        Some(Pointed {
            line: source.line,
            end_line: source.end_line.max(source.line).min(source.line + 40),
            scroll,
        })
    });
    let text = Memo::new(move |_| bench.current_text());
    let locked = Memo::new(move |_| bench.current.with(|current| bench.locked(current)));
    let asking = RwSignal::new(Asking::Nothing);
    let in_project = move || {
        let open = bench.working.open.get();
        open.is_some_and(|work| work.project.is_some())
    };
    view! {
        <section class="pane program" aria-label="Program">
            <WorkBar />
            <div class="pane-head">
                <FileTabs asking=asking />
                <div class="tools">
                    <State />
                    <ShareButton />
                    <button
                        class="tool"
                        title="Start the program afresh"
                        aria-label="Start the program afresh"
                        on:click=move |_| bench.restart()
                    >
                        {icon(Icon::Restart)}
                    </button>
                    <button
                        class="tool"
                        title=move || if bench.page.presenting.get() { "Reset (R)" } else { "Bring the program back as it was" }
                        aria-label="Reset the program"
                        disabled=move || in_project() || !bench.edited() && !bench.page.presenting.get()
                        on:click=move |_| bench.reset()
                    >
                        {icon(Icon::Reset)}
                    </button>
                </div>
            </div>
            <FileQuestion asking=asking />
            <Editor
                language="python"
                label="Program. Escape, then Tab leaves the editor."
                path=bench.current
                text=text
                marks=marks
                pointed=pointed
                locked=locked
                epoch=bench.epoch
                on_change=Callback::new(move |(path, text): (String, String)| bench.edit(&path, text))
                on_run=Callback::new(move |()| bench.send())
            />
            <Problems />
        </section>
    }
}

/// How far the program is, in a word.
#[component]
fn State() -> impl IntoView {
    let bench = bench();
    let word = move || match bench.phase.get() {
        Phase::Idle | Phase::Loading => ("loading", "Loading"),
        Phase::Ready => ("ready", "Ready"),
        Phase::Failed => ("failed", "Error"),
    };
    view! {
        <span class=move || format!("state {}", word().0) role="status" data-testid="state">
            {move || word().1}
        </span>
    }
}

#[component]
fn ShareButton() -> impl IntoView {
    let bench = bench();
    let said = RwSignal::new(None::<&'static str>);
    let share = move |_| {
        spawn_local(async move {
            let word = match bench
                .example
                .with_untracked(|example| link(&bench.shared(), example.as_ref()))
            {
                None => "Too long for a link",
                Some(link) => {
                    let promise = window().navigator().clipboard().write_text(&link);
                    match wasm_bindgen_futures::JsFuture::from(promise).await {
                        Ok(_) => "Link copied",
                        // Without permission to copy, the address bar is the place to copy from.
                        Err(_) => {
                            let _ = window().location().set_href(&link);
                            "Link is in the address bar"
                        }
                    }
                }
            };
            said.try_set(Some(word));
            TimeoutFuture::new(2_500).await;
            said.try_set(None);
        });
    };
    view! {
        <span class="said" role="status">{move || said.get()}</span>
        <button class="tool" title="Copy a link to this program" aria-label="Copy a link to this program" on:click=share>
            {icon(Icon::Share)}
        </button>
    }
}

/// What is wrong with the program, below it.
#[component]
fn Problems() -> impl IntoView {
    let bench = bench();
    let list = move || {
        bench.diagnostics.with(|all| {
            all.iter()
                .take(5)
                .cloned()
                .map(|one| view! { <Problem one=one /> })
                .collect_view()
        })
    };
    view! {
        <Show when=move || bench.diagnostics.with(|all| !all.is_empty())>
            <ul class="problems" role="alert">{list}</ul>
        </Show>
    }
}

/// One diagnostic, which leads to its place.
#[component]
pub fn Problem(
    /// The diagnostic.
    one: Diagnostic,
) -> impl IntoView {
    let bench = bench();
    let class = if one.severity == Severity::Error {
        "problem bad"
    } else {
        "problem"
    };
    let place = one.source.clone().map(|source| {
        let label = format!("{}:{}", source.file, source.line);
        view! {
            <button class="place" on:click=move |_| bench.jump(&source)>
                {label}
            </button>
        }
    });
    view! {
        <li class=class>
            {place} <span class="message">{one.message}</span>
            {one.hint.map(|hint| view! { <span class="hint">{hint}</span> })}
            {one
                .traceback
                .map(|text| {
                    view! {
                        <details>
                            <summary>"Traceback"</summary>
                            <pre tabindex="0">{text}</pre>
                        </details>
                    }
                })}
        </li>
    }
}
