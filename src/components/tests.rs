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
            let failed = report.tests.iter().filter(|test| test.outcome.is_failure()).count();
            let passed = report.tests.iter().filter(|test| test.outcome == Outcome::Passed).count();
            let others = [Outcome::Skipped, Outcome::Xfailed, Outcome::Xpassed].into_iter().filter_map(|outcome| {
                let count = report.tests.iter().filter(|test| test.outcome == outcome).count();
                (count > 0).then(|| format!(", {count} {}", outcome.word()))
            });
            let summary = format!("{passed} passed, {failed} failed{}", others.collect::<String>());
            let tone = if report.passed() { "status good" } else { "status bad" };
            view! {
                <p class="response-head">
                    <span class=tone data-testid="tests">{summary}</span>
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

/// A test and what came of it.
#[component]
pub fn Test(
    /// The test.
    test: TestCase,
) -> impl IntoView {
    let word = test.outcome.word();
    let class = match test.outcome {
        Outcome::Passed => "good",
        Outcome::Failed | Outcome::Error => "bad",
        Outcome::Skipped | Outcome::Xfailed | Outcome::Xpassed => "quiet",
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
