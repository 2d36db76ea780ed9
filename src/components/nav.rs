//! The navigation through the guide, with what the learner has done.

use leptos::prelude::*;

use super::icons::{Icon, icon};
use crate::base;
use crate::content::{Section, items, outline};
use crate::state::page;

/// The list of sections. It folds away on wide screens and opens over the text on narrow ones.
#[component]
pub fn Nav(
    /// The section that is shown.
    current: String,
) -> impl IntoView {
    let page = page();
    let open = RwSignal::new(false);
    let current = StoredValue::new(current);
    let overall = move || {
        let (mut right, mut all) = (0, 0);
        page.progress.with(|progress| {
            for quiz in &outline().quizzes {
                right += progress.right(&quiz.items);
                all += quiz.items.len();
            }
        });
        (right, all)
    };
    let entries = outline()
        .sections
        .iter()
        .map(|section| {
            let here = current.with_value(|current| *current == section.id);
            view! {
                {section.part.clone().map(|part| view! { <li class="part">{part}</li> })}
                <li>
                    <a
                        href=base::href(&format!("guide/{}", section.id))
                        aria-current=here.then_some("page")
                        on:click=move |_| open.set(false)
                    >
                        <span class="number">{section.number.clone()}</span>
                        <span class="title">{section.title.clone()}</span>
                        <Mark section=section />
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <nav class="side" aria-label="Guide" class:open=move || open.get()>
            <button
                class="side-open"
                aria-expanded=move || open.get().to_string()
                on:click=move |_| open.update(|open| *open = !*open)
            >
                {move || if open.get() { icon(Icon::Close).into_any() } else { icon(Icon::Menu).into_any() }}
                "Sections"
            </button>
            <div class="side-list">
                <p class="overall">
                    <progress max=move || overall().1.max(1) value=move || overall().0 aria-label="Quiz questions answered rightly"></progress>
                    <span data-testid="overall">{move || overall().0} " of " {move || overall().1} " questions"</span>
                </p>
                <ol>{entries}</ol>
            </div>
            <button
                class="fold"
                aria-label=move || if page.settings.with(|settings| settings.nav_folded) { "Show the sections" } else { "Hide the sections" }
                on:click=move |_| page.set(|settings| settings.nav_folded = !settings.nav_folded)
            >
                {icon(Icon::Fold)}
            </button>
        </nav>
    }
}

/// What was done in a section: a sent request, and answers of its quiz.
#[component]
pub fn Mark(
    /// The section.
    section: &'static Section,
) -> impl IntoView {
    let page = page();
    let quiz = items(&outline().quizzes, section.quiz.as_deref());
    move || {
        page.progress.with(|progress| {
            let tried = progress.tried.contains(&section.id);
            let (right, answered, all) = (progress.right(quiz), progress.answered(quiz), quiz.len());
            if all > 0 && right == all {
                return Some(view! { <span class="mark full" title="All questions right">{icon(Icon::Check)}</span> }.into_any());
            }
            if answered > 0 {
                return Some(view! { <span class="mark part-done" title="Questions right">{right} "/" {all}</span> }.into_any());
            }
            tried.then(|| view! { <span class="mark tried" title="Tried"><span class="visually-hidden">"tried"</span></span> }.into_any())
        })
    }
}
