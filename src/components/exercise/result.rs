//! What the checks of an exercise look at, and what they came to.

use std::sync::Arc;

use leptos::prelude::*;
use playground_judge::{Checked, Facts, Mismatch, Report, Trouble, Verdict, body_text, escape};
use playground_protocol::{Answer, Body, Request};

use super::super::answer::{coloured, reason};
use super::super::icons::{Icon, icon};
use super::super::program::Problem;
use super::super::tests::Test;
use super::card_id;
use crate::bench::{Judged, bench};
use crate::content::Exercise;
use crate::json;

/// The checks in their order; after a check with what came of each.
#[component]
pub(super) fn Checks(
    /// The exercise.
    exercise: &'static Exercise,
) -> impl IntoView {
    let bench = bench();
    let judged = Memo::new(move |_| {
        let judged = bench.working.judged.get();
        judged.filter(|judged| judged.exercise == exercise.id)
    });
    let stale = Memo::new(move |_| {
        judged.with(|judged| {
            judged
                .as_ref()
                .is_some_and(|judged| bench.files.with(|files| *files != judged.files))
        })
    });
    let said = move || {
        judged.get().map(|judged| {
            let report = &judged.report;
            let tone = if report.passed {
                "verdict good"
            } else {
                "verdict bad"
            };
            // What a failed check says stands at the check; a program that can't be loaded has none.
            let broken = report
                .broken
                .clone()
                .map(|broken| view! { <Broken broken=broken /> });
            let first = report.failed().map(|check| check.say.clone());
            view! {
                <p class=tone>
                    {if report.passed { icon(Icon::Check) } else { icon(Icon::Cross) }}
                    {summary(report)}
                </p>
                {broken}
                {first.map(|say| view! { <p class="visually-hidden" inner_html=say></p> })}
            }
        })
    };
    let list = move || {
        match judged.get() {
        Some(judged) => view! { <Results judged=judged /> }.into_any(),
        None => exercise
            .checks
            .iter()
            .map(|check| view! { <li class="check-row open-check"><span class="check-name">{check.name.clone()}</span></li> })
            .collect_view()
            .into_any(),
    }
    };
    view! {
        <section class="checks" id=format!("{}-result", card_id(exercise)) aria-label="Checks" data-testid="checks">
            <div class="checks-said" role="status" data-testid="result">
                {said}
                <Show when=move || stale.get()>
                    <p class="kind">"The program has changed since it was checked."</p>
                </Show>
            </div>
            <p class="checks-title">"What is checked"</p>
            <ul class="check-list" class:stale=move || stale.get()>
                {list}
            </ul>
        </section>
    }
}

/// What a check came to, in a sentence.
pub(super) fn summary(report: &Report) -> String {
    let all = report.checks.len();
    let passed = report
        .checks
        .iter()
        .filter(|check| check.verdict == Verdict::Passed)
        .count();
    match (report.passed, &report.broken) {
        (true, _) if all == 1 => "Solved: the check passed.".to_owned(),
        (true, _) => format!("Solved: all {all} checks passed."),
        (false, Some(_)) => "The program can't run yet.".to_owned(),
        (false, None) => format!("{passed} of {all} checks passed."),
    }
}

/// Why the program can't be loaded.
#[component]
fn Broken(broken: Trouble) -> impl IntoView {
    // Where the exercise has nothing of its own to say, the diagnostic says it all.
    let own = broken
        .diagnostic
        .as_ref()
        .is_none_or(|one| !broken.say.starts_with(&escape(&one.message)));
    view! {
        {own.then(|| view! { <p class="say" inner_html=broken.say.clone()></p> })}
        {broken.diagnostic.map(|one| view! { <ul class="problems"><Problem one=one /></ul> })}
        {(!broken.output.is_empty()).then(|| view! { <pre class="body output" tabindex="0">{broken.output}</pre> })}
    }
}

#[component]
fn Results(judged: Arc<Judged>) -> impl IntoView {
    let first = judged
        .report
        .checks
        .iter()
        .position(|check| check.verdict == Verdict::Failed);
    judged
        .report
        .checks
        .iter()
        .enumerate()
        .map(|(index, check)| view! { <ResultRow check=check.clone() open=first == Some(index) /> })
        .collect_view()
}

#[component]
fn ResultRow(check: Checked, open: bool) -> impl IntoView {
    let (class, word) = match check.verdict {
        Verdict::Passed => ("check-row passed", "Passed: "),
        Verdict::Failed => ("check-row failed", "Failed: "),
        Verdict::NotRun => ("check-row not-run", "Not run: "),
    };
    let mark = match check.verdict {
        Verdict::Passed => Some(icon(Icon::Check)),
        Verdict::Failed => Some(icon(Icon::Cross)),
        Verdict::NotRun => None,
    };
    let name = view! {
        <span class="check-mark">{mark}</span>
        <span class="visually-hidden">{word}</span>
        <span class="check-name">{check.name.clone()}</span>
    };
    let told = !check.say.is_empty() || !matches!(check.facts, Facts::None | Facts::Lost);
    let inside = if told {
        view! {
            <details open=open>
                <summary>{name}</summary>
                <div class="check-inside">
                    {(!check.say.is_empty()).then(|| view! { <p class="say" inner_html=check.say></p> })}
                    <Happened facts=check.facts />
                </div>
            </details>
        }
        .into_any()
    } else {
        view! { <div class="check-line">{name}</div> }.into_any()
    };
    view! { <li class=class data-testid="check">{inside}</li> }
}

/// What happened in a check.
#[component]
fn Happened(facts: Facts) -> impl IntoView {
    match facts {
        Facts::Exchange {
            request,
            answer,
            mismatch,
        } => view! {
            <dl class="happened">
                <Sent request=request />
                {mismatch.map(|mismatch| view! { <Differs mismatch=mismatch /> })}
                <CameBack answer=*answer />
            </dl>
        }
        .into_any(),
        Facts::Tests { report, hidden } if !hidden => view! {
            <ul class="problems">{report.errors.into_iter().map(|one| view! { <Problem one=one /> }).collect_view()}</ul>
            <ul class="tests">{report.tests.into_iter().map(|test| view! { <Test test=test /> }).collect_view()}</ul>
        }
        .into_any(),
        Facts::Unloadable(diagnostic) => {
            view! { <ul class="problems"><Problem one=diagnostic /></ul> }.into_any()
        }
        Facts::Tests { .. } | Facts::None | Facts::Lost => ().into_any(),
    }
}

#[component]
fn Sent(request: Request) -> impl IntoView {
    let headers = request
        .headers
        .iter()
        .map(|(name, value)| view! { <code class="head-line">{format!("{name}: {value}")}</code> })
        .collect_view();
    let body = request.body.as_ref().and_then(Body::text).map(shown);
    view! {
        <dt>"Sent"</dt>
        <dd>
            <code class="head-line"><b>{request.method}</b> " " {request.url}</code>
            {headers}
            {body}
        </dd>
    }
}

#[component]
fn Differs(mismatch: Mismatch) -> impl IntoView {
    // The whole body stands below anyway.
    let got = (mismatch.what != "the body").then_some(mismatch.got);
    view! {
        <dt>"Looked at"</dt>
        <dd>{mismatch.what}</dd>
        <dt>"Expected"</dt>
        <dd><code>{mismatch.expected}</code></dd>
        {got.map(|got| view! { <dt>"It was"</dt> <dd><code>{got}</code></dd> })}
    }
}

#[component]
fn CameBack(answer: Answer) -> impl IntoView {
    let text = body_text(&answer);
    let body = (!text.is_empty()).then(|| shown(&text));
    let error = answer.error.clone();
    view! {
        <dt>"Came back"</dt>
        <dd>
            <code class="head-line"><b>{answer.status}</b> " " {reason(answer.status)}</code>
            {body}
            {error.map(|one| view! { <ul class="problems"><Problem one=one /></ul> })}
        </dd>
        {(!answer.output.is_empty())
            .then(|| view! { <dt>"Printed"</dt> <dd><pre class="body output" tabindex="0">{answer.output}</pre></dd> })}
    }
}

/// A body as text, coloured where it is JSON.
fn shown(text: &str) -> impl IntoView + use<> {
    match json::pretty(text) {
        Some(pieces) => {
            view! { <pre class="body json" tabindex="0">{coloured(pieces)}</pre> }.into_any()
        }
        None => view! { <pre class="body" tabindex="0">{text.to_owned()}</pre> }.into_any(),
    }
}
