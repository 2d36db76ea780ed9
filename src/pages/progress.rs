//! What was done, by section; taking it along, and beginning again.

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;

use crate::content::{Section, items, outline, predictions};
use crate::progress::{Backup, FILE_LIMIT, Progress, Refused, Tally, totals};
use crate::state::{Page, page};
use crate::{app, base};

/// The page.
#[component]
pub fn ProgressPage() -> impl IntoView {
    app::set_title("Progress");
    let page = page();
    let said = RwSignal::new(None::<(String, bool)>);
    let all = Memo::new(move |_| page.progress.with(|progress| totals(outline(), progress)));
    let bars = move || {
        let all = all.get();
        [
            ("Sections tried", all.sections),
            ("Predictions", all.predictions),
            ("Exercises", all.exercises),
            ("Quiz questions", all.questions),
            ("Interview cards", all.cards),
            ("Steps of projects", all.steps),
        ]
        .into_iter()
        .filter(|(_, tally)| tally.all > 0)
        .map(|(name, tally)| view! { <Bar name=name tally=tally /> })
        .collect_view()
    };
    let due = move || {
        page.progress
            .with(|progress| progress.due(js_sys::Date::now()).len())
    };
    view! {
        <main class="study wide" id="main" tabindex="-1">
            <h1>"Progress"</h1>
            <p class="lead">
                {move || match due() {
                    0 => "Nothing is due for review today.".to_owned(),
                    1 => "1 is due for review today.".to_owned(),
                    due => format!("{due} are due for review today."),
                }}
                " " <a href=base::href("review")>"Review"</a>
            </p>
            <div class="totals" data-testid="totals">{bars}</div>
            <Keeping said=said />
            <h2>"Sections"</h2>
            <div class="table" tabindex="0">
                <table class="done">
                    <thead>
                        <tr><th>"Section"</th><th>"Predicted"</th><th>"Exercises"</th><th>"Quiz"</th><th><span class="visually-hidden">"Begin again"</span></th></tr>
                    </thead>
                    <tbody>
                        {outline().sections.iter().map(|section| view! { <Row section=section said=said /> }).collect_view()}
                    </tbody>
                </table>
            </div>
            <Groups />
        </main>
    }
}

#[component]
fn Bar(name: &'static str, tally: Tally) -> impl IntoView {
    view! {
        <p class="bar">
            <span>{name}</span>
            <progress max=tally.all value=tally.done aria-label=name></progress>
            <b>{tally.done} " of " {tally.all}</b>
        </p>
    }
}

/// A section, and what was done in it.
#[component]
fn Row(section: &'static Section, said: RwSignal<Option<(String, bool)>>) -> impl IntoView {
    let page = page();
    let cell = move |tally: fn(&Progress, &Section) -> Tally| {
        move || {
            let tally = page.progress.with(|progress| tally(progress, section));
            let class = match (tally.done, tally.all) {
                (_, 0) => "nothing",
                (done, all) if done == all => "all",
                (0, _) => "none",
                _ => "some",
            };
            let text = if tally.all == 0 {
                "–".to_owned()
            } else {
                format!("{} / {}", tally.done, tally.all)
            };
            view! { <td class=class>{text}</td> }
        }
    };
    let begun = Memo::new(move |_| {
        page.progress.with(|progress| {
            let mut without = progress.clone();
            without.forget(section, outline());
            without != *progress
        })
    });
    let again = move |_| {
        let mut backup = page.backup();
        backup.progress.forget(section, outline());
        let mut own: Vec<String> = items(&outline().exercises, section.exercises.as_deref())
            .iter()
            .map(|exercise| exercise_draft(&exercise.id))
            .collect();
        own.extend(section.example.as_ref().map(|name| format!("draft:{name}")));
        backup.programs.retain(|key, _| !own.contains(key));
        page.restore(backup);
        said.set(Some((format!("“{}” begins again.", section.title), true)));
    };
    let name = format!("Begin {} again", section.title);
    view! {
        <tr>
            <th scope="row">
                <span class="number">{section.number.clone()}</span>
                <a href=base::href(&format!("guide/{}", section.id))>{section.title.clone()}</a>
            </th>
            {cell(|progress, section| {
                let ids = predictions(outline(), section);
                Tally::of(ids, |id| progress.predictions.contains_key(id))
            })}
            {cell(|progress, section| {
                let exercises = items(&outline().exercises, section.exercises.as_deref());
                Tally::of(exercises, |exercise| progress.solved(&exercise.id))
            })}
            {cell(|progress, section| {
                let quiz = items(&outline().quizzes, section.quiz.as_deref());
                Tally::of(quiz, |id| progress.questions.get(id).is_some_and(|one| one.right))
            })}
            <td>
                <Show when=move || begun.get()>
                    <button class="link" aria-label=name.clone() on:click=again>"Begin again"</button>
                </Show>
            </td>
        </tr>
    }
}

/// The key under which the program of an exercise is kept.
pub fn exercise_draft(id: &str) -> String {
    format!("draft:exercise:{id}")
}

/// Cards and projects.
#[component]
fn Groups() -> impl IntoView {
    let page = page();
    let cards = outline().cards.iter().map(|level| {
        let tally = move || {
            page.progress.with(|progress| {
                Tally::of(&level.items, |card| {
                    progress.cards.get(&card.id).is_some_and(|one| one.well)
                })
            })
        };
        view! {
            <li>
                <span>"Interview: " {level.name.clone()}</span>
                <b>{move || tally().done} " of " {level.items.len()} " went well"</b>
            </li>
        }
    });
    let projects = outline().projects.iter().map(|project| {
        let done = move || {
            page.progress
                .with(|progress| Tally::of(&project.steps, |step| progress.solved(&step.id)))
                .done
        };
        view! {
            <li>
                <a href=base::href(&format!("checklist/{}", project.id))>{project.title.clone()}</a>
                <b>{done} " of " {project.steps.len()} " steps"</b>
            </li>
        }
    });
    view! {
        <h2>"Cards and projects"</h2>
        <ul class="done-groups">{cards.collect_view()} {projects.collect_view()}</ul>
    }
}

/// Export, import, reset, and taking the last of them back.
#[component]
fn Keeping(said: RwSignal<Option<(String, bool)>>) -> impl IntoView {
    let page = page();
    let file = NodeRef::<leptos::html::Input>::new();
    let asking = RwSignal::new(false);
    let export = move |_| {
        save("fastapi-playground-progress.json", &page.backup().to_text());
        said.set(Some((
            "The file holds what you have done and your programs.".into(),
            false,
        )));
    };
    let import = move |_| {
        let Some(input) = file.get_untracked() else {
            return;
        };
        let Some(chosen) = input.files().and_then(|files| files.get(0)) else {
            return;
        };
        spawn_local(async move {
            let result = read(&chosen).await;
            // The same file can be chosen again.
            input.set_value("");
            said.set(Some(match result {
                Ok(backup) => {
                    page.restore(backup);
                    (
                        "What the file holds is in place of what was here.".into(),
                        true,
                    )
                }
                Err(refused) => (refused.message().into(), false),
            }));
        });
    };
    let reset = move |_| {
        asking.set(false);
        page.restore(Backup::default());
        said.set(Some((
            "All that you had done is gone from this browser.".into(),
            true,
        )));
    };
    let undo = move |_| {
        page.undo();
        said.set(Some(("It is as it was before.".into(), false)));
    };
    let can_undo = move || {
        said.with(|said| said.as_ref().is_some_and(|(_, undo)| *undo))
            && page.before.with(Option::is_some)
    };
    view! {
        <div class="actions keeping">
            <button class="button" on:click=export>"Export"</button>
            <button class="button" on:click=move |_| if let Some(file) = file.get_untracked() { file.click() }>"Import"</button>
            <input
                class="visually-hidden"
                type="file"
                accept="application/json,.json"
                aria-label="A file that was exported"
                tabindex="-1"
                node_ref=file
                on:change=import
            />
            <a class="button" href=base::href("certificate")>"Certificate"</a>
            <Show
                when=move || asking.get()
                fallback=move || view! { <button class="link" on:click=move |_| asking.set(true)>"Reset everything"</button> }
            >
                <span class="asking" role="group" aria-label="Reset everything">
                    "Forget everything, your programs too?"
                    <button class="button small" on:click=reset>"Yes, reset"</button>
                    <button class="button small" on:click=move |_| asking.set(false)>"No"</button>
                </span>
            </Show>
        </div>
        <p class="said" role="status" data-testid="said">
            {move || said.get().map(|(text, _)| text)} " "
            <Show when=can_undo>
                <button class="link" on:click=undo>"Undo"</button>
            </Show>
        </p>
        <Lasting page=page />
    }
}

/// Says where progress is kept.
#[component]
fn Lasting(page: Page) -> impl IntoView {
    view! {
        <p class="kind">
            {move || {
                if page.forgetful.get() {
                    "This browser keeps nothing: export what you have done before you close the page."
                } else {
                    "All this is kept in this browser only, and sent nowhere."
                }
            }}
        </p>
    }
}

/// Lets the browser save a text as a file.
fn save(name: &str, text: &str) {
    let parts = js_sys::Array::of1(&text.into());
    let Ok(blob) = web_sys::Blob::new_with_str_sequence(&parts) else {
        return;
    };
    let Ok(address) = web_sys::Url::create_object_url_with_blob(&blob) else {
        return;
    };
    let link = document()
        .create_element("a")
        .ok()
        .and_then(|link| link.dyn_into::<web_sys::HtmlAnchorElement>().ok());
    if let Some(link) = link {
        link.set_href(&address);
        link.set_download(name);
        link.click();
    }
    // The browser reads the address after the click has returned.
    gloo_timers::callback::Timeout::new(10_000, move || {
        let _ = web_sys::Url::revoke_object_url(&address);
    })
    .forget();
}

async fn read(file: &web_sys::File) -> Result<Backup, Refused> {
    if file.size() > FILE_LIMIT as f64 {
        return Err(Refused::TooLarge);
    }
    let text = wasm_bindgen_futures::JsFuture::from(file.text()).await;
    let text = text.ok().and_then(|text| text.as_string());
    Backup::from_text(&text.ok_or(Refused::Foreign)?)
}
