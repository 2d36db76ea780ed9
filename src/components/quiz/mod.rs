//! A quiz: every option says why it is right or wrong, once the question is answered. How options are
//! chosen, put into order or typed stands in the modules below.

mod choice;
mod order;
mod short;

use leptos::prelude::*;

use super::icons::{Icon, icon};
use crate::content::{Question, QuestionKind, Quiz};
use crate::progress::{Reply, is_right};
use crate::state::page;

/// The quiz at the end of a section.
#[component]
pub fn QuizView(
    /// The quiz.
    quiz: &'static Quiz,
) -> impl IntoView {
    let page = page();
    let ids: Vec<String> = quiz.questions.iter().map(|one| one.id.clone()).collect();
    let ids = StoredValue::new(ids);
    let right = move || {
        page.progress
            .with(|progress| ids.with_value(|ids| progress.right(ids)))
    };
    view! {
        <section class="quiz" aria-labelledby="quiz-title">
            <h2 id="quiz-title">{if quiz.title.is_empty() { "Check yourself".to_owned() } else { quiz.title.clone() }}</h2>
            <p class="score" data-testid="score">{right} " of " {quiz.questions.len()} " right"</p>
            <ol class="questions">
                {quiz.questions.iter().map(|question| view! { <QuestionView question=question afresh=false /> }).collect_view()}
            </ol>
        </section>
    }
}

/// What the parts of a question share.
#[derive(Clone, Copy)]
struct Asked {
    question: &'static Question,
    /// What is answered now, whether it was checked or not.
    reply: RwSignal<Reply>,
    /// Whether it was checked.
    checked: RwSignal<bool>,
    /// Whether the verdict and the reasons are shown.
    shows: Memo<bool>,
}

impl Asked {
    /// The indices that are chosen, or the order that they are put in.
    fn chosen(self) -> Vec<usize> {
        self.reply.with(|reply| match reply {
            Reply::Chosen(chosen) => chosen.clone(),
            Reply::Typed(_) => Vec::new(),
        })
    }

    fn is_right(self) -> bool {
        self.reply.with(|reply| is_right(self.question, reply))
    }

    /// Whether there is anything to check.
    fn is_answered(self) -> bool {
        self.reply.with(|reply| match reply {
            Reply::Chosen(chosen) => !chosen.is_empty(),
            Reply::Typed(text) => !text.trim().is_empty(),
        })
    }
}

/// A question with its options.
#[component]
pub fn QuestionView(
    /// The question.
    question: &'static Question,
    /// Whether it is asked as if it hadn't been answered before.
    afresh: bool,
) -> impl IntoView {
    let page = page();
    page.settle(question);
    let kept = Memo::new(move |_| {
        page.progress.with(|progress| {
            progress
                .questions
                .get(&question.id)
                .map(|one| one.reply.clone())
        })
    });
    let blank = move || match question.kind {
        QuestionKind::Order => Reply::Chosen(order::shuffled(question)),
        QuestionKind::Short => Reply::Typed(String::new()),
        _ => Reply::default(),
    };
    let before = kept.get_untracked().filter(|_| !afresh);
    let checked = RwSignal::new(before.is_some());
    let reply = RwSignal::new(before.unwrap_or_else(blank));
    // Another tab may have answered.
    Effect::new(move |ran: Option<()>| {
        let kept = kept.get();
        if let Some(kept) = kept.filter(|_| ran.is_some() || !afresh) {
            reply.set(kept);
            checked.set(true);
        }
    });
    // In front of people the answers stay hidden until they are asked for.
    let revealed = RwSignal::new(false);
    Effect::new(move || {
        page.presenting.track();
        revealed.set(false);
    });
    let shows = Memo::new(move |_| checked.get() && (!page.presenting.get() || revealed.get()));
    let asked = Asked {
        question,
        reply,
        checked,
        shows,
    };
    let check = move |()| {
        if !untrack(|| asked.is_answered()) {
            return;
        }
        revealed.set(true);
        let reply = reply.get_untracked();
        page.advance(|progress| {
            progress.answer(question, reply, js_sys::Date::now());
        });
        checked.set(true);
    };
    let again = move |_| {
        reply.set(blank());
        checked.set(false);
    };
    let result = move || asked.is_right();
    let (note, body) = match question.kind {
        QuestionKind::Order => (
            Some("Put them into their order."),
            view! { <order::Items asked=asked /> }.into_any(),
        ),
        QuestionKind::Short => (
            None,
            view! { <short::Line asked=asked on_enter=check /> }.into_any(),
        ),
        QuestionKind::Multiple => (
            Some("More than one may be right."),
            view! { <choice::Options asked=asked /> }.into_any(),
        ),
        QuestionKind::Single | QuestionKind::Answer => {
            (None, view! { <choice::Options asked=asked /> }.into_any())
        }
    };
    view! {
        <li class="question" id=format!("question-{}", question.id) data-testid="question">
            <fieldset>
                <legend inner_html=question.text.clone()></legend>
                {question.code.clone().map(|code| view! { <pre class="code" tabindex="0"><code inner_html=code></code></pre> })}
                {note.map(|note| view! { <p class="kind">{note}</p> })}
                {body}
            </fieldset>
            <div class="question-foot" role="status">
                <Show
                    when=move || shows.get()
                    fallback=move || {
                        view! {
                            <button
                                class="button"
                                aria-disabled=move || (!asked.is_answered()).to_string()
                                on:click=move |_| check(())
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

/// Why an option is right or wrong.
#[component]
fn Why(
    /// Whether it is right.
    right: bool,
    /// The reason, as HTML.
    why: String,
) -> impl IntoView {
    view! {
        <p class="why">
            <b>{if right { "Right" } else { "Not right" }} ". "</b>
            <span inner_html=why></span>
        </p>
    }
}
