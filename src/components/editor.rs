//! The code editor as a component. Until its script has come, the text is shown as it is.

use leptos::prelude::*;
use leptos::task::spawn_local;
use playground_protocol::Severity;
use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::js;

/// A mark in the text.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Mark {
    /// The first line.
    pub line: u32,
    /// The first column.
    pub column: u32,
    /// The last line.
    pub end_line: u32,
    /// The column after the end.
    pub end_column: u32,
    /// `error` or `warning`.
    pub severity: Severity,
    /// What it says.
    pub message: String,
    /// What to do.
    pub hint: Option<String>,
}

/// Lines that are pointed at, and whether to scroll to them.
#[derive(Clone, Debug, PartialEq)]
pub struct Pointed {
    /// The first line.
    pub line: u32,
    /// The last line.
    pub end_line: u32,
    /// Whether to bring them into view.
    pub scroll: bool,
}

/// The editor. `path` names what is shown, so that each file keeps its undo history; when `epoch`
/// changes, all histories are forgotten.
#[component]
pub fn Editor(
    /// `python` or `json`.
    language: &'static str,
    /// What it is called for people who do not see it.
    label: &'static str,
    /// The name of what is shown.
    #[prop(into)]
    path: Signal<String>,
    /// The text.
    #[prop(into)]
    text: Signal<String>,
    /// What is wrong with the text.
    #[prop(into)]
    marks: Signal<Vec<Mark>>,
    /// The lines that are pointed at.
    #[prop(into)]
    pointed: Signal<Option<Pointed>>,
    /// Whether the text can't be changed here.
    #[prop(into, default = Signal::stored(false))]
    locked: Signal<bool>,
    /// A change of it makes the editor forget.
    #[prop(into)]
    epoch: Signal<u64>,
    /// Takes the name and the new text.
    on_change: Callback<(String, String)>,
    /// Called when the learner wants to run.
    on_run: Callback<()>,
) -> impl IntoView {
    let place = NodeRef::<leptos::html::Div>::new();
    let editor = RwSignal::new_local(None::<JsValue>);
    let failed = RwSignal::new(false);

    Effect::new(move || {
        let Some(element) = place.get() else { return };
        let change = Closure::<dyn Fn(String, String)>::new(move |path, text| {
            on_change.try_run((path, text));
        });
        let run = Closure::<dyn Fn()>::new(move || {
            on_run.try_run(());
        });
        let options = js_sys::Object::new();
        let _ = js_sys::Reflect::set(&options, &"language".into(), &language.into());
        let _ = js_sys::Reflect::set(&options, &"label".into(), &label.into());
        let _ = js_sys::Reflect::set(&options, &"onChange".into(), change.as_ref());
        let _ = js_sys::Reflect::set(&options, &"onRun".into(), run.as_ref());
        // The editor calls them for as long as it lives, which the cleanup ends.
        let keep = StoredValue::new_local((change, run));
        on_cleanup(move || keep.dispose());
        spawn_local(async move {
            match js::create_editor(&element, &options).await {
                Ok(made) if editor.try_get_untracked().is_some() => editor.set(Some(made)),
                Ok(made) => js::destroy_editor(&made),
                Err(_) => {
                    failed.try_set(true);
                }
            }
        });
    });
    on_cleanup(move || {
        if let Some(Some(made)) = editor.try_get_untracked() {
            js::destroy_editor(&made);
        }
    });

    Effect::new(move |before: Option<u64>| {
        let now = epoch.get();
        editor.with(|editor| {
            let Some(editor) = editor else { return };
            if before.is_some_and(|before| before != now) {
                js::forget_files(editor);
            }
            js::open_file(editor, &path.get(), &text.get(), locked.get());
        });
        now
    });
    Effect::new(move || {
        // A change of the file brings another document, which has no marks yet.
        path.track();
        let marks = js::object(&marks.get());
        editor.with(|editor| {
            if let Some(editor) = editor {
                js::set_diagnostics(editor, &marks);
            }
        });
    });
    Effect::new(move || {
        path.track();
        let pointed = pointed.get();
        editor.with(|editor| {
            let Some(editor) = editor else { return };
            match &pointed {
                Some(range) => {
                    let object = js::object(
                        &serde_json::json!({ "line": range.line, "endLine": range.end_line }),
                    );
                    js::set_highlight(editor, &object, range.scroll);
                }
                None => js::set_highlight(editor, &JsValue::NULL, false),
            }
        });
    });

    let waiting = move || editor.with(Option::is_none);
    view! {
        <div class="editor">
            <Show when=waiting>
                // A field that can be typed in also where the editor's script can't be fetched.
                <Show
                    when=move || failed.get()
                    fallback=move || view! { <pre class="editor-waiting" aria-hidden="true">{move || text.get()}</pre> }
                >
                    <textarea
                        class="editor-plain"
                        aria-label=label
                        spellcheck="false"
                        readonly=move || locked.get()
                        prop:value=move || text.get()
                        on:input=move |event| on_change.run((path.get_untracked(), event_target_value(&event)))
                    ></textarea>
                </Show>
            </Show>
            <div class="editor-place" node_ref=place></div>
        </div>
    }
}
