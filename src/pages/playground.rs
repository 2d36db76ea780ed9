//! The playground: a program without a text, from a template or from a link.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use playground_protocol::{File, Program};

use crate::app::{self, ActiveBench};
use crate::bench::{Bench, Notice, Pane, template};
use crate::components::fetched::fetched;
use crate::components::workbench::{PaneTabs, Workbench};
use crate::content::{self, Example, Programs};
use crate::share::{self, Shared};
use crate::state::page;

/// What an empty program begins with.
const BLANK: &str = "from fastapi import FastAPI\n\napp = FastAPI()\n";

/// The page.
#[component]
pub fn Playground() -> impl IntoView {
    fetched(content::programs_now(), content::programs(), |programs| {
        view! { <Programmed programs=programs /> }.into_any()
    })
}

#[component]
fn Programmed(programs: &'static Programs) -> impl IntoView {
    let bench = Bench::new(page());
    provide_context(bench);
    bench.pane.set(Pane::Program);
    let active = expect_context::<ActiveBench>();
    active.0.set(Some(bench));
    on_cleanup(move || active.0.set(None));
    app::set_title("Playground");

    let asked = use_query_map().with_untracked(|query| query.get("example"));
    let fragment = window().location().hash().unwrap_or_default();
    match share::decode(&fragment, programs) {
        Some(Ok(shared)) => {
            bench.open_shared(shared);
            bench.notice.set(Some(Notice {
                text: "This program came with the link. Your own programs are untouched.".into(),
                bad: false,
            }));
        }
        Some(Err(error)) => {
            bench.open(&blank());
            bench.notice.set(Some(Notice {
                text: error.message().into(),
                bad: true,
            }));
        }
        None => match asked.as_deref().and_then(|name| programs.named(name)) {
            Some(example) => bench.open(example),
            None => bench.open(&blank()),
        },
    }

    let templates: Vec<&'static Example> = programs
        .0
        .iter()
        .filter(|example| example.template)
        .collect();
    let pane = move || {
        if bench.pane.get() == Pane::Request {
            "request"
        } else {
            "program"
        }
    };
    view! {
        <main class="playground" id="main" tabindex="-1" data-pane=pane>
            <div class="templates">
                <h1>"Playground"</h1>
                <p id="templates-label">"Begin with"</p>
                <div class="chips" role="group" aria-labelledby="templates-label">
                    <button class="chip" on:click=move |_| bench.open(&blank())>"Empty program"</button>
                    {templates
                        .into_iter()
                        .map(|example| {
                            let chosen = move || {
                                bench.example.with(|now| now.as_ref().is_some_and(|now| now.name == example.name))
                            };
                            view! {
                                <button
                                    class="chip"
                                    title=example.summary.clone()
                                    aria-pressed=move || chosen().to_string()
                                    on:click=move |_| bench.open(example)
                                >
                                    {example.title.clone()}
                                </button>
                            }
                        })
                        .collect_view()}
                </div>
            </div>
            <Workbench />
            <PaneTabs with_text=false />
        </main>
    }
}

fn blank() -> Example {
    let program = Program {
        files: vec![File {
            path: "main.py".into(),
            text: BLANK.into(),
        }],
        entry: "main:app".into(),
        ..Program::default()
    };
    let mut example = Example {
        name: "blank".into(),
        title: "Empty program".into(),
        app: program.entry,
        ..Example::default()
    };
    example.files = program
        .files
        .into_iter()
        .map(|file| playground_lessons::ExampleFile {
            path: file.path,
            text: file.text,
        })
        .collect();
    example
}

/// A link that opens a program as it stands; `None` when it would be too long to pass on.
pub fn link(shared: &Shared, example: Option<&Example>) -> Option<String> {
    // An empty program and an exercise aren't among the programs that everyone has.
    let known = &content::outline().examples;
    let example = example.filter(|example| known.iter().any(|one| one.name == example.name));
    let unchanged = example.is_some_and(|example| template(example) == shared.program);
    let origin = window().location().origin().unwrap_or_default();
    let address = format!("{origin}{}", crate::base::href("playground"));
    if unchanged && shared.draft.is_none() {
        return Some(format!(
            "{address}?example={}",
            example.map_or("", |example| &example.name)
        ));
    }
    let link = format!("{address}#{}", share::encode(shared, example));
    (link.len() < 30_000).then_some(link)
}
