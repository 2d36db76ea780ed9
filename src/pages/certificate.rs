//! A page to print: what was done, under the learner's own name. It says itself that nobody has
//! watched.

use leptos::prelude::*;

use crate::content::outline;
use crate::progress::totals;
use crate::state::page;
use crate::{app, base};

/// The page.
#[component]
pub fn Certificate() -> impl IntoView {
    app::set_title("Certificate");
    let page = page();
    let name = RwSignal::new(
        page.settings
            .with_untracked(|settings| settings.name.clone()),
    );
    let keep = move |text: String| {
        let short: String = text.chars().take(80).collect();
        name.set(short.clone());
        page.set(|settings| settings.name = short);
    };
    let lines = move || {
        let all = page.progress.with(|progress| totals(outline(), progress));
        [
            ("Sections worked through with requests of one's own", all.sections),
            ("Answers predicted before they were seen", all.predictions),
            ("Exercises solved, checked by what the program does", all.exercises),
            ("Quiz questions answered rightly", all.questions),
            ("Interview questions answered well, in one's own judgement", all.cards),
            ("Steps of guided projects completed", all.steps),
        ]
        .into_iter()
        .filter(|(_, tally)| tally.done > 0)
        .map(|(what, tally)| view! { <tr><th scope="row">{what}</th><td>{tally.done} " of " {tally.all}</td></tr> })
        .collect_view()
    };
    let finished = move || {
        let progress = page.progress.get();
        outline()
            .projects
            .iter()
            .filter(|project| {
                !project.steps.is_empty()
                    && project.steps.iter().all(|step| progress.solved(&step.id))
            })
            .map(|project| view! { <li>{project.title.clone()}</li> })
            .collect::<Vec<_>>()
    };
    let date: String = js_sys::Date::new_0()
        .to_locale_date_string("en-GB", &date_options())
        .into();
    view! {
        <main class="study certificate-page" id="main" tabindex="-1">
            <div class="no-print">
                <h1>"Certificate"</h1>
                <p class="field-line">
                    <label for="certificate-name">"Your name"</label>
                    <input
                        id="certificate-name"
                        type="text"
                        maxlength="80"
                        autocomplete="name"
                        prop:value=move || name.get()
                        on:input=move |event| keep(event_target_value(&event))
                    />
                </p>
                <p class="actions">
                    <button
                        class="button primary"
                        on:click=move |_| {
                            let _ = window().print();
                        }
                    >
                        "Print"
                    </button>
                    <a class="button" href=base::href("progress")>"Progress"</a>
                </p>
            </div>
            <article class="certificate" data-testid="certificate">
                <p class="certificate-of">"FastAPI Playground"</p>
                <h2>{move || if name.with(String::is_empty) { "A learner".to_owned() } else { name.get() }}</h2>
                <p>"has worked through the guide to FastAPI and done the following by " {date} "."</p>
                <table><tbody>{lines}</tbody></table>
                {move || {
                    let finished = finished();
                    (!finished.is_empty()).then(|| view! { <p>"Finished projects:"</p> <ul>{finished}</ul> })
                }}
                <p class="certificate-foot">
                    "Kept by the learner's own browser and watched by nobody; an independent project, not a certificate of FastAPI or its authors."
                </p>
            </article>
        </main>
    }
}

fn date_options() -> wasm_bindgen::JsValue {
    let options = js_sys::Object::new();
    for (key, value) in [("day", "numeric"), ("month", "long"), ("year", "numeric")] {
        let _ = js_sys::Reflect::set(&options, &key.into(), &value.into());
    }
    options.into()
}
