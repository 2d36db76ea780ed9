//! The program's own tests.

use leptos::prelude::*;
use playground_protocol::{Outcome, TestCase};

use super::answer::duration;
use super::program::Problem;
use crate::bench::bench;

/// A button that runs the tests, and what they came to.
#[component]
pub fn TestsView() -> impl IntoView {
    let bench = bench();
    let known = move || {
        bench
            .loaded
            .with(|loaded| loaded.as_ref().map_or(0, |loaded| loaded.tests.len()))
    };
    let results = move || {
        bench.report.get().map(|report| {
            let failed = report.tests.iter().filter(|test| matches!(test.outcome, Outcome::Failed | Outcome::Error)).count();
            let passed = report.tests.iter().filter(|test| test.outcome == Outcome::Passed).count();
            let tone = if report.passed() { "status good" } else { "status bad" };
            view! {
                <p class="response-head">
                    <span class=tone data-testid="tests">{format!("{passed} passed, {failed} failed")}</span>
                    <span class="took">{duration(report.elapsed)}</span>
                </p>
                <ul class="problems">{report.errors.iter().cloned().map(|one| view! { <Problem one=one /> }).collect_view()}</ul>
                <ul class="tests">{report.tests.iter().cloned().map(|test| view! { <Test test=test /> }).collect_view()}</ul>
            }
        })
    };
    view! {
        <p class="actions">
            <button class="button" on:click=move |_| bench.run_tests()>
                {move || if bench.busy.get() { "Running" } else { "Run the tests" }}
            </button>
            <span class="kind">{move || format!("{} found", known())}</span>
        </p>
        {results}
    }
}

#[component]
fn Test(test: TestCase) -> impl IntoView {
    let (class, word) = match test.outcome {
        Outcome::Passed => ("good", "passed"),
        Outcome::Failed => ("bad", "failed"),
        Outcome::Error => ("bad", "error"),
        Outcome::Skipped => ("quiet", "skipped"),
    };
    view! {
        <li class=format!("test {class}")>
            <span class="word">{word}</span>
            <code>{test.id}</code>
            {test.failure.map(|failure| view! { <ul class="problems"><Problem one=failure /></ul> })}
            {(!test.output.is_empty()).then(|| view! { <pre class="body output" tabindex="0">{test.output}</pre> })}
        </li>
    }
}
