//! A section of the guide: its text, and beside it the program that it is about.

use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_params_map};
use wasm_bindgen::JsCast;

use crate::app::{self, ActiveBench};
use crate::base;
use crate::bench::{Bench, Pane};
use crate::components::card::CardList;
use crate::components::exercise::ExerciseList;
use crate::components::fetched::fetched;
use crate::components::nav::Nav;
use crate::components::projects::ProjectList;
use crate::components::quiz::QuizView;
use crate::components::workbench::{PaneTabs, Workbench, keep_place};
use crate::content::{self, Section, SectionPage as Content, Shows, neighbours, section_head};
use crate::pages::missing::Missing;
use crate::state::page;

/// The page of the section that the address names.
#[component]
pub fn SectionPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id").unwrap_or_default()));
    move || {
        let id = id.get();
        if section_head(&id).is_none() {
            return view! { <Missing /> }.into_any();
        }
        let now = content::section_now(&id);
        fetched(now, async move { content::section(&id).await }, |page| {
            view! { <SectionView content=page /> }.into_any()
        })
    }
}

#[component]
fn SectionView(content: &'static Content) -> impl IntoView {
    let section = &content.section;
    let page = page();
    let bench = Bench::new(page);
    provide_context(bench);
    let active = expect_context::<ActiveBench>();
    let example = content.example.as_ref();
    bench.section.set(Some(section.id.clone()));
    bench.working.home.set(example);
    if let Some(example) = example {
        bench.open(example);
    }
    // Without a program of its own a section has a workbench while an exercise is open.
    let benched = Memo::new(move |_| example.is_some() || bench.working.open.with(Option::is_some));
    Effect::new(move || active.0.set(benched.get().then_some(bench)));
    keep_place(bench);
    on_cleanup(move || active.0.set(None));
    app::set_title(&section.title);

    // The text of another section is read from its beginning, or from the heading in the address.
    let hash = use_location().hash;
    Effect::new(move || {
        let anchor = hash.get();
        let target = document().get_element_by_id(anchor.trim_start_matches('#'));
        match target {
            Some(element) => element.scroll_into_view(),
            None => window().scroll_to_with_x_and_y(0.0, 0.0),
        }
    });

    let (before, after) = neighbours(&section.id);
    let quiz = content.quiz.as_ref();
    let pane = move || match bench.pane.get() {
        Pane::Text => "text",
        Pane::Program => "program",
        Pane::Request => "request",
    };
    view! {
        <div class="section-page" class:with-bench=move || benched.get() data-pane=pane class:folded=move || page.settings.with(|settings| settings.nav_folded)>
            <Nav current=section.id.clone() />
            <main class="text" id="main" tabindex="-1">
                <article>
                    <header class="section-head">
                        <p class="eyebrow">
                            <span>"Section " {section.number.clone()}</span>
                            {(section.minutes > 0).then(|| view! { <span>{section.minutes} " min"</span> })}
                        </p>
                        <h1>{section.title.clone()}</h1>
                    </header>
                    <div class="prose" inner_html=section.html.clone()></div>
                </article>
                {(section.shows == Some(Shows::Cards)).then(|| view! { <Cards /> })}
                {(section.shows == Some(Shows::Checklist)).then(|| view! { <ProjectList /> })}
                {(!content.exercises.is_empty()).then(|| view! { <ExerciseList exercises=&content.exercises /> })}
                {quiz.map(|quiz| view! { <QuizView quiz=quiz /> })}
                <nav class="turn" aria-label="Neighbouring sections">
                    {before.map(|section| turn(section, "Before", "prev"))}
                    {after.map(|section| turn(section, "Next", "next"))}
                </nav>
            </main>
            <Show when=move || benched.get()>
                <Workbench />
                <PaneTabs with_text=true />
            </Show>
        </div>
    }
}

/// The interview cards, as soon as they are there.
#[component]
fn Cards() -> impl IntoView {
    fetched(content::cards_now(), content::cards(), |levels| {
        view! { <CardList levels=levels /> }.into_any()
    })
}

fn turn(section: &'static Section, word: &'static str, rel: &'static str) -> impl IntoView {
    view! {
        <a class=format!("turn-link {rel}") rel=rel href=base::href(&format!("guide/{}", section.id))>
            <small>{word}</small>
            <span>{section.number.clone()} " " {section.title.clone()}</span>
        </a>
    }
}

/// Moves the focus to the text, for the link that skips the navigation.
pub fn focus_main() {
    if let Some(main) = document()
        .get_element_by_id("main")
        .and_then(|main| main.dyn_into::<web_sys::HtmlElement>().ok())
    {
        let _ = main.focus();
    }
}
