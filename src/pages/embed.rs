//! One program in a page of someone else: no navigation, the size told to the host. The parameters
//! come from a stranger's page; what isn't known is ignored.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;

use crate::app::{self, ActiveBench};
use crate::base;
use crate::bench::{Bench, Pane};
use crate::components::fetched::fetched;
use crate::components::workbench::{PaneTabs, Workbench};
use crate::content::{self, Programs};
use crate::state::{Theme, page};

/// The page.
#[component]
pub fn Embed() -> impl IntoView {
    let page = page();
    page.embedded.set(true);
    on_cleanup(move || {
        page.embedded.set(false);
        page.forced_theme.set(None);
    });
    fetched(content::programs_now(), content::programs(), |programs| {
        view! { <Embedded programs=programs /> }.into_any()
    })
}

#[component]
fn Embedded(programs: &'static Programs) -> impl IntoView {
    let page = page();
    let query = use_query_map();
    let (name, theme) = query.with_untracked(|query| (query.get("example"), query.get("theme")));
    page.forced_theme
        .set(theme.as_deref().and_then(Theme::named));
    let bench = Bench::new(page);
    provide_context(bench);
    bench.pane.set(Pane::Program);
    let active = expect_context::<ActiveBench>();
    let example = name.as_deref().and_then(|name| programs.named(name));
    if let Some(example) = example {
        bench.open(example);
        active.0.set(Some(bench));
    }
    on_cleanup(move || active.0.set(None));
    app::set_title(example.map_or("Embedded program", |example| &example.title));

    let root = NodeRef::<leptos::html::Main>::new();
    Effect::new(move || {
        if let Some(element) = root.get() {
            tell_height(&element);
        }
    });
    let pane = move || {
        if bench.pane.get() == Pane::Request {
            "request"
        } else {
            "program"
        }
    };
    view! {
        <main class="embed" id="main" node_ref=root data-pane=pane>
            {match example {
                Some(example) => {
                    let whole = base::href(&format!("playground?example={}", example.name));
                    view! {
                        <header class="embed-head">
                            <h1>{example.title.clone()}</h1>
                            <a href=whole target="_blank" rel="noopener">"Open in the playground"</a>
                        </header>
                        <Workbench />
                        <PaneTabs with_text=false />
                    }
                        .into_any()
                }
                None => view! { <Unknown name=name /> }.into_any(),
            }}
        </main>
    }
}

#[component]
fn Unknown(name: Option<String>) -> impl IntoView {
    let text = match name {
        Some(name) => {
            let short: String = name.chars().take(40).collect();
            format!("There is no example called “{short}”.")
        }
        None => "The address must name an example: /embed?example=NAME".to_owned(),
    };
    let known: Vec<String> = content::outline()
        .examples
        .iter()
        .map(|example| example.name.clone())
        .collect();
    view! {
        <div class="embed-unknown">
            <p role="alert">{text}</p>
            <p>"Known examples: " {known.join(", ")}</p>
        </div>
    }
}

/// Tells the host page the height of the content, now and whenever it changes. Only a number goes
/// out, so any host may have it.
fn tell_height(element: &web_sys::HtmlElement) {
    let Ok(Some(parent)) = window().parent() else {
        return;
    };
    if parent == window() {
        return;
    }
    let measured = element.clone();
    let callback = Closure::<dyn Fn()>::new(move || {
        let message = js_sys::Object::new();
        let height = measured.get_bounding_client_rect().height().ceil();
        let _ = js_sys::Reflect::set(
            &message,
            &"type".into(),
            &"fastapi-playground:height".into(),
        );
        let _ = js_sys::Reflect::set(&message, &"height".into(), &height.into());
        let _ = parent.post_message(&message, "*");
    });
    let Ok(observer) = web_sys::ResizeObserver::new(callback.as_ref().unchecked_ref()) else {
        return;
    };
    observer.observe(element);
    let keep = StoredValue::new_local((observer, callback));
    on_cleanup(move || keep.with_value(|(observer, _)| observer.disconnect()));
}
