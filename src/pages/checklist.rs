//! A project of the checklist: steps on one program that grows. The step that is open stands in the
//! workbench; the program stays the learner's own from step to step.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::app::{self, ActiveBench};
use crate::base;
use crate::bench::{Bench, Pane, bench};
use crate::components::exercise::{ExerciseBody, Solved, bring_into_view, card_id};
use crate::components::fetched::fetched;
use crate::components::nav::Nav;
use crate::components::workbench::{PaneTabs, Workbench, keep_place};
use crate::content::{self, Exercise, Project, Shows, outline};
use crate::pages::missing::Missing;
use crate::state::page;

/// The page of the project that the address names.
#[component]
pub fn ChecklistPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id").unwrap_or_default()));
    move || {
        let id = id.get();
        if outline().projects.iter().all(|project| project.id != id) {
            return view! { <Missing /> }.into_any();
        }
        let now = content::project_now(&id);
        fetched(now, async move { content::project(&id).await }, |project| {
            view! { <ProjectView project=project /> }.into_any()
        })
    }
}

#[component]
fn ProjectView(project: &'static Project) -> impl IntoView {
    let page = page();
    let bench = Bench::new(page);
    provide_context(bench);
    let active = expect_context::<ActiveBench>();
    active.0.set(Some(bench));
    on_cleanup(move || active.0.set(None));
    app::set_title(&project.title);
    keep_place(bench);
    // The step to go on with: the first that isn't solved.
    let next = page.progress.with_untracked(|progress| {
        let open = project.steps.iter().find(|step| !progress.solved(&step.id));
        open.or(project.steps.last())
    });
    if let Some(step) = next {
        bench.open_step(project, step);
    }
    let done = move || {
        page.progress.with(|progress| {
            let solved = project
                .steps
                .iter()
                .filter(|step| progress.solved(&step.id));
            solved.count()
        })
    };
    let all = project.steps.len();
    let section = outline()
        .sections
        .iter()
        .find(|section| section.shows == Some(Shows::Checklist));
    let pane = move || match bench.pane.get() {
        Pane::Text => "text",
        Pane::Program => "program",
        Pane::Request => "request",
    };
    view! {
        <div
            class="section-page with-bench"
            data-pane=pane
            class:folded=move || page.settings.with(|settings| settings.nav_folded)
        >
            <Nav current=section.map(|section| section.id.clone()).unwrap_or_default() />
            <main class="text" id="main" tabindex="-1">
                <article>
                    <header class="section-head">
                        <p class="eyebrow">
                            {section
                                .map(|section| {
                                    view! { <a href=base::href(&format!("guide/{}", section.id))>{section.title.clone()}</a> }
                                })}
                            {(project.minutes > 0).then(|| view! { <span>{project.minutes} " min"</span> })}
                        </p>
                        <h1>{project.title.clone()}</h1>
                    </header>
                    <div class="prose intro" inner_html=project.intro.clone()></div>
                </article>
                <section aria-label="Steps">
                    <p class="score" data-testid="steps-done">{done} " of " {all} " steps done"</p>
                    <ol class="steps">
                        {project
                            .steps
                            .iter()
                            .enumerate()
                            .map(|(place, step)| view! { <li><StepCard project=project step=step place=place /></li> })
                            .collect_view()}
                    </ol>
                    <Show when=move || done() == all>
                        <p class="verdict good" role="status">"All steps are done: the program is yours."</p>
                    </Show>
                    <Again />
                </section>
            </main>
            <Workbench />
            <PaneTabs with_text=true />
        </div>
    }
}

#[component]
fn StepCard(project: &'static Project, step: &'static Exercise, place: usize) -> impl IntoView {
    let bench = bench();
    let page = page();
    let open = Memo::new(move |_| bench.working.open.get().is_some_and(|work| work.is(step)));
    let solved = Memo::new(move |_| page.progress.with(|progress| progress.solved(&step.id)));
    let word = move || if solved.get() { "Open again" } else { "Open" };
    view! {
        <article
            class="exercise"
            class:open=move || open.get()
            class:later=move || !open.get() && !solved.get()
            id=card_id(step)
            data-testid="step"
        >
            <header class="exercise-head">
                <span class="step-number" aria-hidden="true">{place + 1}</span>
                <h2 class="step-title">{step.title.clone()}</h2>
                {(step.minutes > 0).then(|| view! { <span class="kind">{step.minutes} " min"</span> })}
                <Solved solved=solved />
                <Show when=move || !open.get()>
                    <button
                        class="button small"
                        aria-label=move || format!("{}: {}", word(), step.title)
                        on:click=move |_| go_to(bench, project, step)
                    >
                        {word}
                    </button>
                </Show>
            </header>
            <Show when=move || open.get()>
                <ExerciseBody exercise=step />
                <div class="exercise-body">
                    <Next project=project place=place solved=solved />
                    <Rescue step=step place=place />
                </div>
            </Show>
        </article>
    }
}

fn go_to(bench: Bench, project: &'static Project, step: &'static Exercise) {
    bench.open_step(project, step);
    bench.pane.set(Pane::Text);
    request_animation_frame(move || bring_into_view(&card_id(step)));
}

/// The way to the next step.
#[component]
fn Next(project: &'static Project, place: usize, solved: Memo<bool>) -> impl IntoView {
    let bench = bench();
    let next = project.steps.get(place + 1)?;
    Some(view! {
        <Show when=move || solved.get()>
            <p class="step-next">
                <button class="button primary" on:click=move |_| go_to(bench, project, next)>
                    {format!("Go on with step {}", place + 2)}
                </button>
                <span class="kind">{next.title.clone()}</span>
            </p>
        </Show>
    })
}

/// For whoever has lost the program: the one that this step begins with.
#[component]
fn Rescue(step: &'static Exercise, place: usize) -> impl IntoView {
    let bench = bench();
    let asking = RwSignal::new(false);
    (place > 0).then(|| {
        view! {
            <p class="kind">
                <Show
                    when=move || asking.get()
                    fallback=move || {
                        view! {
                            "Does your program not run any more? "
                            <button class="link" on:click=move |_| asking.set(true)>"Take the solution of the step before"</button>
                        }
                    }
                >
                    <span class="asking" role="group" aria-label="Take the solution of the step before?">
                        "It takes the place of your program. "
                        <button class="link" on:click=move |_| {
                            asking.set(false);
                            bench.take_start(step);
                        }>"Take it"</button>
                        " "
                        <button class="link" on:click=move |_| asking.set(false)>"Keep mine"</button>
                    </span>
                </Show>
            </p>
        }
    })
}

/// Begins the whole project again, after a question.
#[component]
fn Again() -> impl IntoView {
    let bench = bench();
    let asking = RwSignal::new(false);
    view! {
        <div class="project-foot">
            <Show
                when=move || asking.get()
                fallback=move || {
                    view! { <button class="link quiet" on:click=move |_| asking.set(true)>"Begin the project again"</button> }
                }
            >
                <span class="asking" role="group" aria-label="Begin the project again?">
                    "Your program and the marks of all steps will be lost. "
                    <button class="link" on:click=move |_| {
                        asking.set(false);
                        bench.start_over();
                    }>"Begin again"</button>
                    " "
                    <button class="link" on:click=move |_| asking.set(false)>"Keep everything"</button>
                </span>
            </Show>
        </div>
    }
}
