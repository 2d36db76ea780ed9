//! The way of the request through the application, step by step.

use leptos::prelude::*;

use super::answer::duration;
use crate::bench::{Row, Tone, bench, rows};

/// The trace of the last answer.
#[component]
pub fn TraceView() -> impl IntoView {
    let bench = bench();
    on_cleanup(move || {
        bench.pointed.try_set(None);
    });
    move || {
        let rows = bench.exchange.with(|exchange| {
            exchange
                .as_ref()
                .map(|exchange| rows(&exchange.answer.trace))
                .unwrap_or_default()
        });
        if rows.is_empty() {
            return view! { <div class="empty"><p>"Send a request to see the way it takes."</p></div> }.into_any();
        }
        let mut stage = None;
        let list = rows
            .into_iter()
            .map(|row| {
                let first = stage != Some(row.stage);
                stage = Some(row.stage);
                view! { <Step row=row first=first /> }
            })
            .collect_view();
        view! {
            <ol class="trace" data-testid="trace" on:mouseleave=move |_| bench.pointed.set(None)>
                {list}
            </ol>
        }
        .into_any()
    }
}

#[component]
fn Step(row: Row, first: bool) -> impl IntoView {
    let bench = bench();
    let tone = match row.tone {
        Tone::Plain => "plain",
        Tone::Quiet => "quiet",
        Tone::Good => "good",
        Tone::Bad => "bad",
    };
    let stage = row.stage.label();
    let class = format!("step {tone} stage-{}", stage.replace(' ', "-"));
    let source = row.source.clone();
    let known = source.as_ref().is_some_and(|source| {
        bench
            .files
            .with_untracked(|files| files.iter().any(|file| file.path == source.file))
    });
    let place = source
        .clone()
        .filter(|_| known)
        .map(|source| format!("{}:{}", source.file, source.line));
    let (hover, focus, jump) = (source.clone(), source.clone(), source.filter(|_| known));
    let pointable = known;
    let point = move |source: &Option<playground_protocol::Source>| {
        bench.pointed.set(source.clone().filter(|_| pointable))
    };
    let at = (row.at > 0).then(|| view! { <span class="at">{duration(row.at)}</span> });
    let inside = view! {
        <span class="stage" class:same=!first>{stage}</span>
        <span class="words" style:--depth=row.depth.min(8).to_string()>
            <span class="what">{row.what}</span>
            " "
            <code>{row.code}</code>
            {(!row.detail.is_empty()).then(|| view! { <span class="detail">{row.detail}</span> })}
        </span>
        <span class="ends">{at} {place.map(|place| view! { <span class="place">{place}</span> })}</span>
    };
    view! {
        <li class=class title=format!("{} instructions", row.cost) on:mouseenter=move |_| point(&hover)>
            {match jump {
                Some(source) => {
                    view! {
                        <button class="step-row" on:focus=move |_| point(&focus) on:click=move |_| bench.jump(&source)>
                            {inside}
                        </button>
                    }
                        .into_any()
                }
                None => view! { <div class="step-row">{inside}</div> }.into_any(),
            }}
        </li>
    }
}
