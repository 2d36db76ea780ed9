//! A quiz: every option says why it is right or wrong, once the question is answered.

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::icons::{Icon, icon};
use crate::content::{Question, Quiz};
use crate::state::{one_only, page};

/// The quiz at the end of a section.
#[component]
pub fn QuizView(
    /// The quiz.
    quiz: &'static Quiz,
) -> impl IntoView {
    let page = page();
    let right = move || page.progress.with(|progress| progress.right(quiz));
    view! {
        <section class="quiz" aria-labelledby="quiz-title">
            <h2 id="quiz-title">{if quiz.title.is_empty() { "Check yourself".to_owned() } else { quiz.title.clone() }}</h2>
            <p class="score" data-testid="score">{right} " of " {quiz.questions.len()} " right"</p>
            <ol class="questions">
                {quiz.questions.iter().map(|question| view! { <QuestionView question=question /> }).collect_view()}
            </ol>
        </section>
    }
}

#[component]
fn QuestionView(question: &'static Question) -> impl IntoView {
    let page = page();
    let kept = Memo::new(move |_| {
        page.progress
            .with(|progress| progress.answers.get(&question.id).cloned())
    });
    let chosen = RwSignal::new(kept.get_untracked().unwrap_or_default());
    let open = RwSignal::new(kept.get_untracked().is_some());
    // Another tab may have answered.
    Effect::new(move || {
        if let Some(kept) = kept.get() {
            chosen.set(kept);
            open.set(true);
        }
    });
    // In front of people the answers stay hidden until they are asked for.
    let revealed = RwSignal::new(false);
    Effect::new(move || {
        page.presenting.track();
        revealed.set(false);
    });
    let shows = move || open.get() && (!page.presenting.get() || revealed.get());
    let result = move || {
        let chosen = chosen.get();
        question
            .options
            .iter()
            .enumerate()
            .all(|(index, option)| option.correct == chosen.contains(&index))
    };
    let check = move |_| {
        let answer = chosen.get_untracked();
        if !answer.is_empty() {
            revealed.set(true);
            page.advance(|progress| {
                progress.answers.insert(question.id.clone(), answer);
            });
            open.set(true);
        }
    };
    let again = move |_| {
        chosen.set(BTreeSet::new());
        open.set(false);
    };
    let single = one_only(question);
    let options = question
        .options
        .iter()
        .enumerate()
        .map(|(index, option)| {
            let picked = move || chosen.with(|chosen| chosen.contains(&index));
            let visible = move || picked() && (open.get() == shows());
            let class = move || match (shows(), option.correct, picked()) {
                (false, ..) => "option",
                (true, true, _) => "option right",
                (true, false, true) => "option wrong",
                (true, false, false) => "option other",
            };
            let word =
                move || shows().then_some(if option.correct { "Right" } else { "Not right" });
            view! {
                <li class=class>
                    <label>
                        <input
                            type=if single { "radio" } else { "checkbox" }
                            name=question.id.clone()
                            prop:checked=visible
                            disabled=shows
                            on:change=move |_| {
                                if open.get_untracked() {
                                    chosen.set(BTreeSet::new());
                                    open.set(false);
                                }
                                chosen.update(|chosen| {
                                    if single {
                                        chosen.clear();
                                        chosen.insert(index);
                                    } else if !chosen.remove(&index) {
                                        chosen.insert(index);
                                    }
                                });
                            }
                        />
                        <span inner_html=option.text.clone()></span>
                    </label>
                    <Show when=shows>
                        <p class="why">
                            <b>{word} ". "</b>
                            <span inner_html=option.why.clone()></span>
                        </p>
                    </Show>
                </li>
            }
        })
        .collect_view();
    view! {
        <li class="question" id=format!("question-{}", question.id) data-testid="question">
            <fieldset>
                <legend inner_html=question.text.clone()></legend>
                {question.code.clone().map(|code| view! { <pre class="code" tabindex="0"><code inner_html=code></code></pre> })}
                {(!single).then(|| view! { <p class="kind">"More than one may be right."</p> })}
                <ul class="options">{options}</ul>
            </fieldset>
            <div class="question-foot" role="status">
                <Show
                    when=shows
                    fallback=move || {
                        view! {
                            <button
                                class="button"
                                aria-disabled=move || chosen.with(BTreeSet::is_empty).to_string()
                                on:click=check
                            >
                                "Check"
                            </button>
                        }
                    }
                >
                    <span class=move || if result() { "verdict good" } else { "verdict bad" }>
                        {move || if result() { icon(Icon::Check) } else { icon(Icon::Cross) }}
                        {move || if result() { "Right" } else { "Not yet" }}
                    </span>
                    <button class="link" on:click=again>"Answer again"</button>
                </Show>
            </div>
        </li>
    }
}
