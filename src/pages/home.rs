//! The home page: what this is, a program to try at once, and the way into the guide.

use leptos::prelude::*;

use crate::app::ActiveBench;
use crate::base;
use crate::bench::{Bench, Pane, Phase};
use crate::components::fetched::fetched;
use crate::components::nav::Mark;
use crate::components::workbench::{PaneTabs, Workbench};
use crate::content::{self, Programs, outline};
use crate::state::page;

/// The page.
#[component]
pub fn Home() -> impl IntoView {
    fetched(content::programs_now(), content::programs(), |programs| {
        view! { <Start programs=programs /> }.into_any()
    })
}

#[component]
fn Start(programs: &'static Programs) -> impl IntoView {
    let page = page();
    let bench = Bench::new(page);
    provide_context(bench);
    bench.pane.set(Pane::Program);
    let active = expect_context::<ActiveBench>();
    document().set_title("FastAPI Playground: learn FastAPI in the browser");
    let first = outline().sections.first();
    let example = first
        .and_then(|section| section.example.as_deref())
        .and_then(|name| programs.named(name))
        .or_else(|| programs.0.first());
    if let Some(example) = example {
        bench.open(example);
        active.0.set(Some(bench));
    }
    on_cleanup(move || active.0.set(None));
    // A first answer is there before anyone has asked: it shows what the page is.
    Effect::new(move |sent: Option<bool>| {
        let first = bench.phase.get() == Phase::Ready && sent != Some(true);
        if first {
            bench.send_in_place();
        }
        first || sent == Some(true)
    });

    let begin = move || {
        // Whoever has begun goes on where the first untouched section is.
        let next = page.progress.with(|progress| {
            outline()
                .sections
                .iter()
                .find(|section| !progress.tried.contains(&section.id))
                .or(first)
        });
        next.map(|section| {
            let word = if Some(section.id.as_str()) == first.map(|first| first.id.as_str()) {
                "Begin the guide"
            } else {
                "Go on"
            };
            view! {
                <a class="button primary" href=base::href(&format!("guide/{}", section.id))>
                    {word}
                </a>
            }
        })
    };
    let pane = move || {
        if bench.pane.get() == Pane::Request {
            "request"
        } else {
            "program"
        }
    };
    view! {
        <main class="home" id="main" tabindex="-1">
            <section class="hero">
                <div class="hero-text">
                    <h1>"Learn FastAPI by asking it."</h1>
                    <p class="lead">
                        "Change a program, send it a request, and see what FastAPI answers and how the request got there. "
                        "Everything runs in this page: nothing to install, no server."
                    </p>
                    <p class="actions">
                        {begin} <a class="button" href=base::href("playground")>"Open the playground"</a>
                    </p>
                </div>
                <ul class="facts">
                    <li><strong>"Real answers"</strong> "Statuses, bodies and error lists as FastAPI 0.165 gives them"</li>
                    <li><strong>"The whole way"</strong> "Middleware, routing, dependencies, validation: step by step"</li>
                    <li><strong>"Small and quick"</strong> "An engine of its own in WebAssembly, off the main thread"</li>
                </ul>
            </section>
            <section class="home-bench" aria-label="A program to try" data-pane=pane>
                <Workbench />
                <PaneTabs with_text=false />
            </section>
            <section class="home-guide" aria-labelledby="guide-title">
                <h2 id="guide-title">"The guide"</h2>
                <ol class="cards">
                    {outline()
                        .sections
                        .iter()
                        .map(|section| {
                            view! {
                                <li>
                                    <a class="card" href=base::href(&format!("guide/{}", section.id))>
                                        <span class="card-head">
                                            <span class="number">{section.number.clone()}</span>
                                            <Mark section=section />
                                        </span>
                                        <strong>{section.title.clone()}</strong>
                                        <span class="summary">{section.summary.clone()}</span>
                                    </a>
                                </li>
                            }
                        })
                        .collect_view()}
                </ol>
            </section>
            <section class="uses" aria-labelledby="uses-title">
                <h2 id="uses-title">"Three ways to use it"</h2>
                <div class="columns">
                    <div>
                        <h3>"Alone"</h3>
                        <p>"Read a section, predict, run, change. Your progress stays in your browser."</p>
                    </div>
                    <div>
                        <h3>"In your course"</h3>
                        <p>"Put one program into any page:"</p>
                        <pre class="code" tabindex="0"><code>{embed_code(example.map_or("hello", |example| &example.name))}</code></pre>
                    </div>
                    <div>
                        <h3>"In front of people"</h3>
                        <p>
                            "Press " <kbd>"P"</kbd> " for large type, " <kbd>"1"</kbd> " to " <kbd>"9"</kbd>
                            " to send a prepared request, " <kbd>"R"</kbd> " to start over."
                        </p>
                    </div>
                </div>
            </section>
        </main>
    }
}

fn embed_code(name: &str) -> String {
    let origin = window().location().origin().unwrap_or_default();
    format!(
        "<iframe src=\"{origin}{}\"\n  title=\"FastAPI program\" width=\"100%\" height=\"640\"></iframe>",
        base::href(&format!("embed?example={name}"))
    )
}
