//! The program's API docs: the real Swagger UI and ReDoc in a frame without an origin. The frame
//! gets the OpenAPI document and asks this page to send requests; that is all it can do.

use leptos::prelude::*;
use leptos::task::spawn_local;
use playground_protocol::{Body, Request};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;

use crate::base;
use crate::bench::{Phase, bench};
use crate::js;
use crate::state::Theme;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Swagger,
    Redoc,
}

/// The docs of the loaded program.
#[component]
pub fn DocsView() -> impl IntoView {
    let bench = bench();
    let kind = RwSignal::new(Kind::Swagger);
    let frame = NodeRef::<leptos::html::Iframe>::new();
    let dark = move || match bench.page.theme() {
        Theme::Dark => true,
        Theme::Light | Theme::Contrast => false,
        Theme::System => window()
            .match_media("(prefers-color-scheme: dark)")
            .ok()
            .flatten()
            .is_some_and(|query| query.matches()),
    };
    let told = RwSignal::new(false);
    let tell = move || {
        let document = bench
            .loaded
            .with(|loaded| loaded.as_ref().and_then(|loaded| loaded.openapi.clone()));
        let (Some(document), Some(frame)) = (document, frame.get()) else {
            return;
        };
        let message = js::object(
            &serde_json::json!({ "type": "openapi", "document": document, "dark": dark() }),
        );
        if let Some(target) = frame.content_window() {
            let _ = target.post_message(&message, "*");
        }
    };
    Effect::new(move || {
        if told.get() {
            tell();
        }
    });
    let listener = gloo_events::EventListener::new(&window(), "message", move |event| {
        let Some(event) = event.dyn_ref::<web_sys::MessageEvent>() else {
            return;
        };
        let Some(target) = frame
            .get_untracked()
            .and_then(|frame| frame.content_window())
        else {
            return;
        };
        // Only the frame itself may ask.
        let from_frame = event
            .source()
            .is_some_and(|source| JsValue::from(source) == JsValue::from(target.clone()));
        if !from_frame {
            return;
        }
        let data = event.data();
        match text(&data, "type").as_deref() {
            // The effect above then sends the document.
            Some("docs-ready") => told.set(true),
            Some("request") => {
                let Some(request) = request(&data) else {
                    return;
                };
                let id = js_sys::Reflect::get(&data, &"id".into()).unwrap_or(JsValue::NULL);
                spawn_local(async move {
                    let message = match bench.ask_quietly(request).await {
                        Ok(answer) => js::object(&serde_json::json!({
                            "type": "answer",
                            "status": answer.status,
                            "headers": answer.headers,
                            "body": answer.body.text().unwrap_or("(bytes that aren't text)"),
                        })),
                        Err(message) => {
                            js::object(&serde_json::json!({ "type": "answer", "message": message }))
                        }
                    };
                    let _ = js_sys::Reflect::set(&message, &"id".into(), &id);
                    let _ = target.post_message(&message, "*");
                });
            }
            _ => {}
        }
    });
    let listener = StoredValue::new_local(listener);
    on_cleanup(move || listener.dispose());

    let source = move || {
        told.set(false);
        base::href(match kind.get() {
            Kind::Swagger => "js/docs/swagger.html",
            Kind::Redoc => "js/docs/redoc.html",
        })
    };
    let choice = move |one: Kind, name: &'static str| {
        view! {
            <button class="chip" aria-pressed=move || (kind.get() == one).to_string() on:click=move |_| kind.set(one)>
                {name}
            </button>
        }
    };
    let available = move || {
        bench.loaded.with(|loaded| {
            loaded
                .as_ref()
                .is_some_and(|loaded| loaded.openapi.is_some())
        })
    };
    view! {
        <Show
            when=available
            fallback=move || {
                let text = if bench.phase.get() == Phase::Ready {
                    "This program has switched its OpenAPI document off."
                } else {
                    "The docs show when the program runs."
                };
                view! { <div class="empty"><p>{text}</p></div> }
            }
        >
            <div class="docs">
                <div class="chips" role="group" aria-label="Kind of docs">
                    {choice(Kind::Swagger, "Swagger UI")} {choice(Kind::Redoc, "ReDoc")}
                </div>
                <iframe
                    class="docs-frame"
                    title="API docs of the program"
                    sandbox="allow-scripts allow-forms"
                    node_ref=frame
                    src=source
                ></iframe>
            </div>
        </Show>
    }
}

fn text(value: &JsValue, key: &str) -> Option<String> {
    if !value.is_object() {
        return None;
    }
    js_sys::Reflect::get(value, &key.into()).ok()?.as_string()
}

fn request(data: &JsValue) -> Option<Request> {
    let url = text(data, "url")?;
    if !url.starts_with('/') {
        return None;
    }
    let headers = js_sys::Reflect::get(data, &"headers".into()).ok()?;
    let headers = js_sys::JSON::stringify(&headers).ok()?.as_string()?;
    Some(Request {
        method: text(data, "method")?,
        url,
        headers: serde_json::from_str(&headers).ok()?,
        body: text(data, "body").map(Body::Text),
        trace: false,
    })
}
