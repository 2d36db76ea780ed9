//! The projects of the checklist, with what is done of each.

use leptos::prelude::*;

use super::exercise::Solved;
use crate::base;
use crate::content::{ProjectHead, outline};
use crate::progress::Tally;
use crate::state::page;

/// All projects, below the text of a section.
#[component]
pub fn ProjectList() -> impl IntoView {
    view! {
        <section class="projects" aria-label="Projects">
            <ol class="project-list">
                {outline().projects.iter().map(|project| view! { <li><ProjectCard project=project /></li> }).collect_view()}
            </ol>
        </section>
    }
}

#[component]
fn ProjectCard(project: &'static ProjectHead) -> impl IntoView {
    let page = page();
    let tally = Memo::new(move |_| {
        page.progress
            .with(|progress| Tally::of(&project.steps, |step| progress.solved(&step.id)))
    });
    let all = project.steps.len();
    let done = Signal::derive(move || tally.get().done == all);
    view! {
        <a class="card project-card" href=base::href(&format!("checklist/{}", project.id)) data-testid="project">
            <span class="card-head">
                <span>{(project.minutes > 0).then(|| format!("{} min", project.minutes))}</span>
                <Solved solved=done />
            </span>
            <h3>{project.title.clone()}</h3>
            <p inner_html=project.summary.clone()></p>
            <p class="project-progress">
                <progress max=all.max(1) value=move || tally.get().done aria-label="Steps done"></progress>
                <span>{move || tally.get().done} " of " {all} " steps"</span>
            </p>
        </a>
    }
}
