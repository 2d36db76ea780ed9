//! The request: prepared ones, a form for the program's own operations, and everything by hand.

use leptos::prelude::*;
use playground_protocol::{Field, Operation, Place};
use serde_json::Value;

use super::authorize::{AuthorizeButton, AuthorizeDialog};
use super::editor::{Editor, Mark};
use super::guard::Guard;
use super::icons::{Icon, icon};
use super::token::TokenView;
use crate::bench::{Bench, Phase, bench};
use crate::errors::FieldError;
use crate::json;
use crate::request::{
    form_pairs, header_text, operation_of, parse_headers, plain, with_form_value,
};
use crate::security::jwt;

const METHODS: [&str; 7] = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD"];
const FORM: &str = "application/x-www-form-urlencoded";

/// The errors that stand beside the request: those of the last answer, as long as it is this request.
fn standing_errors(bench: Bench) -> Vec<FieldError> {
    bench.exchange.with(|exchange| {
        exchange
            .as_ref()
            .filter(|exchange| bench.draft.with(|draft| *draft == exchange.draft))
            .map(|exchange| exchange.errors.clone())
            .unwrap_or_default()
    })
}

/// The pane of the request.
#[component]
pub fn RequestPane() -> impl IntoView {
    let bench = bench();
    let errors = Memo::new(move |_| standing_errors(bench));
    let operation = Memo::new(move |_| {
        let loaded = bench.loaded.get()?;
        let index = bench
            .draft
            .with(|draft| operation_of(&loaded.operations, draft))?;
        loaded.operations.get(index).cloned()
    });
    // The form is built anew only when another operation is meant, so that typing keeps its focus.
    let same = Memo::new(move |_| {
        operation.with(|operation| {
            operation.as_ref().map(|one| {
                (
                    one.method.clone(),
                    one.path.clone(),
                    one.fields.clone(),
                    one.body.clone(),
                )
            })
        })
    });
    view! {
        <section class="pane request" aria-label="Request">
            <Presets />
            <form
                class="request-line"
                on:submit=move |event| {
                    event.prevent_default();
                    bench.send();
                }
            >
                <select
                    class="method"
                    aria-label="Method"
                    prop:value=move || bench.draft.with(|draft| draft.method.clone())
                    on:change=move |event| bench.write(|draft| draft.method = event_target_value(&event))
                >
                    {METHODS.into_iter().map(|method| view! { <option value=method selected=move || bench.draft.with(|draft| draft.method == method)>{method}</option> }).collect_view()}
                </select>
                <input
                    class="url"
                    aria-label="Path and query"
                    spellcheck="false"
                    autocapitalize="off"
                    autocomplete="off"
                    prop:value=move || bench.draft.with(|draft| draft.url.clone())
                    on:input=move |event| bench.write(|draft| draft.url = event_target_value(&event))
                />
                <button
                    class="button primary send"
                    type="submit"
                    title="Send (Ctrl+Enter)"
                    aria-disabled=move || bench.occupied().to_string()
                >
                    {icon(Icon::Send)}
                    <span>{move || if bench.busy.get() { "Sending" } else { "Send" }}</span>
                </button>
            </form>
            <div class="operation-line">
                <Operations />
                <AuthorizeButton />
            </div>
            <Guard />
            <div class="request-parts">
                {move || {
                    // Reading it, not only following it, is what makes the memo run.
                    same.with(|_| ());
                    operation.get_untracked().map(|operation| view! { <Fields operation=operation errors=errors /> })
                }}
                <BodyField operation=operation errors=errors />
                <Headers />
                <LostErrors operation=operation errors=errors />
            </div>
            <AuthorizeDialog />
        </section>
    }
}

/// The prepared requests; each is sent by a click or by its number.
#[component]
fn Presets() -> impl IntoView {
    let bench = bench();
    let list = move || {
        bench
            .presets()
            .into_iter()
            .enumerate()
            .map(|(index, preset)| {
                let chosen = move || bench.preset.get() == Some(index);
                view! {
                    <button
                        class="chip preset"
                        title=format!("{} {}", preset.method, preset.url)
                        aria-pressed=move || chosen().to_string()
                        on:click=move |_| bench.send_preset(index)
                    >
                        <kbd aria-hidden="true">{index + 1}</kbd>
                        {preset.name}
                        {move || {
                            bench
                                .asks_first(index)
                                .map(|_| {
                                    view! {
                                        <span class="asks" title="Asks first what you expect">
                                            "?" <span class="visually-hidden">" asks first"</span>
                                        </span>
                                    }
                                })
                        }}
                    </button>
                }
            })
            .collect_view()
    };
    view! {
        <Show when=move || !bench.presets().is_empty()>
            <div class="chips presets" role="group" aria-label="Prepared requests">{list}</div>
        </Show>
    }
}

/// What the program can be asked.
#[component]
fn Operations() -> impl IntoView {
    let bench = bench();
    let chosen = move || {
        bench.loaded.with(|loaded| {
            let loaded = loaded.as_ref()?;
            bench
                .draft
                .with(|draft| operation_of(&loaded.operations, draft))
        })
    };
    let options = move || {
        bench.loaded.with(|loaded| {
            loaded
                .iter()
                .flat_map(|loaded| loaded.operations.iter().enumerate())
                .map(|(index, operation)| {
                    let name = format!("{} {}", operation.method, operation.path);
                    let name = if operation.summary.is_empty() { name } else { format!("{name}: {}", operation.summary) };
                    view! { <option value=index.to_string() selected=move || chosen() == Some(index)>{name}</option> }
                })
                .collect_view()
        })
    };
    view! {
        <Show when=move || bench.loaded.with(|loaded| loaded.as_ref().is_some_and(|loaded| !loaded.operations.is_empty()))>
            <label class="operations">
                <span>"Operation"</span>
                <select
                    data-testid="operations"
                    disabled=move || bench.phase.get() != Phase::Ready
                    on:change=move |event| {
                        if let Ok(index) = event_target_value(&event).parse() {
                            bench.choose_operation(index);
                        }
                    }
                >
                    <option value="" selected=move || chosen().is_none()>"By hand"</option>
                    {options}
                </select>
            </label>
        </Show>
    }
}

/// One field for each parameter of the operation.
#[component]
fn Fields(operation: Operation, errors: Memo<Vec<FieldError>>) -> impl IntoView {
    let operation = StoredValue::new(operation);
    let fields = operation.with_value(|operation| operation.fields.clone());
    (!fields.is_empty()).then(|| {
        view! {
            <div class="fields">
                {fields.into_iter().map(|field| view! { <FieldRow operation=operation field=field errors=errors /> }).collect_view()}
            </div>
        }
    })
}

#[component]
fn FieldRow(
    operation: StoredValue<Operation>,
    field: Field,
    errors: Memo<Vec<FieldError>>,
) -> impl IntoView {
    let bench = bench();
    let place = match field.place {
        Place::Path => "path",
        Place::Query => "query",
        Place::Header => "header",
        Place::Cookie => "cookie",
    };
    let id = format!(
        "field-{place}-{}",
        field
            .name
            .replace(|c: char| !c.is_ascii_alphanumeric(), "-")
    );
    let error_id = format!("{id}-error");
    let kind = type_name(&field.schema);
    let (name, required, description) = (
        field.name.clone(),
        field.required,
        field.description.clone(),
    );
    let field = StoredValue::new(field);
    let value = move || {
        bench.draft.with(|draft| {
            operation.with_value(|operation| field.with_value(|field| draft.get(operation, field)))
        })
    };
    let write = move |text: String| {
        bench.write(|draft| {
            operation.with_value(|operation| {
                field.with_value(|field| {
                    let none = text.is_empty() && field.place != Place::Path;
                    draft.set(operation, field, (!none).then_some(text.as_str()));
                });
            });
        });
    };
    let mine = Memo::new(move |_| {
        errors.with(|errors| {
            let mine = errors
                .iter()
                .filter(|error| field.with_value(|field| error.is_at(field)));
            mine.map(|error| error.message.clone()).collect::<Vec<_>>()
        })
    });
    let wrong = move || mine.with(|mine| !mine.is_empty());
    view! {
        <div class="field" class:wrong=wrong>
            <label for=id.clone()>
                <span class="name">
                    {name} {required.then(|| view! { <abbr title="must be sent">"*"</abbr> })}
                </span>
                <span class="kind">{place} ", " {kind}</span>
            </label>
            <input
                id=id
                spellcheck="false"
                autocapitalize="off"
                autocomplete="off"
                title=description
                aria-invalid=move || wrong().to_string()
                aria-describedby=error_id.clone()
                placeholder=move || if value().is_none() { "not sent" } else { "" }
                prop:value=move || value().unwrap_or_default()
                on:input=move |event| write(event_target_value(&event))
            />
            <p class="field-error" id=error_id>
                {move || mine.with(|mine| mine.join(". "))}
            </p>
        </div>
    }
}

/// The body: as JSON or text in an editor, or as the fields of a form.
#[component]
fn BodyField(operation: Memo<Option<Operation>>, errors: Memo<Vec<FieldError>>) -> impl IntoView {
    let bench = bench();
    // An operation that names no body may read one all the same, so it can be added.
    let added = RwSignal::new(false);
    let written = move || bench.draft.with(|draft| !draft.body.is_empty());
    let expected = Memo::new(move |_| {
        operation.with(|operation| match operation {
            Some(operation) => operation.body.is_some(),
            None => bench
                .draft
                .with(|draft| matches!(draft.method.as_str(), "POST" | "PUT" | "PATCH")),
        })
    });
    let addable = Memo::new(move |_| {
        bench
            .draft
            .with(|draft| matches!(draft.method.as_str(), "POST" | "PUT" | "PATCH" | "DELETE"))
    });
    Effect::new(move || {
        operation.track();
        added.set(false);
    });
    let is_form = Memo::new(move |_| {
        operation.with(|operation| {
            operation
                .as_ref()
                .and_then(|operation| operation.body.as_ref())
                .is_some_and(|body| body.content_type == FORM)
        })
    });
    let shown = Memo::new(move |_| expected.get() || written() || added.get());
    let body_errors = Memo::new(move |_| {
        errors.with(|errors| {
            errors
                .iter()
                .filter(|error| error.in_body())
                .cloned()
                .collect::<Vec<_>>()
        })
    });
    let text = Memo::new(move |_| bench.draft.with(|draft| draft.body.clone()));
    let marks = Memo::new(move |_| {
        let text = text.get();
        body_errors.with(|errors| {
            errors
                .iter()
                .filter_map(|error| body_mark(&text, error))
                .collect::<Vec<_>>()
        })
    });
    view! {
        <Show when=move || !shown.get() && addable.get()>
            <p class="add-body">
                <button type="button" class="link" on:click=move |_| added.set(true)>"Add a body"</button>
            </p>
        </Show>
        <Show when=move || shown.get()>
            <div class="body-field" class:wrong=move || body_errors.with(|errors| !errors.is_empty())>
                <div class="body-head">
                    <span class="name">"Body"</span>
                    <span class="kind">{move || content_type(bench)}</span>
                </div>
                <Show
                    when=move || is_form.get()
                    fallback=move || {
                        view! {
                            <Editor
                                language="json"
                                label="Request body. Escape, then Tab leaves the editor."
                                path=Signal::derive(|| "body".to_owned())
                                text=text
                                marks=marks
                                pointed=Signal::derive(|| None)
                                epoch=bench.epoch
                                on_change=Callback::new(move |(_, text): (String, String)| bench.write(|draft| draft.body = text))
                                on_run=Callback::new(move |()| bench.send())
                            />
                        }
                    }
                >
                    <FormFields operation=operation errors=body_errors />
                </Show>
                <Show when=move || !is_form.get() && body_errors.with(|errors| !errors.is_empty())>
                    <ul class="body-errors">
                        {move || {
                            body_errors
                                .with(|errors| {
                                    errors
                                        .iter()
                                        .map(|error| {
                                            view! {
                                                <li>
                                                    <code>{error.path()}</code>
                                                    " "
                                                    {error.message.clone()}
                                                </li>
                                            }
                                        })
                                        .collect_view()
                                })
                        }}
                    </ul>
                </Show>
            </div>
        </Show>
    }
}

fn content_type(bench: Bench) -> String {
    bench.draft.with(|draft| {
        let header = draft
            .headers
            .iter()
            .find(|(name, _)| name.eq_ignore_ascii_case("content-type"));
        header
            .map(|(_, value)| value.clone())
            .unwrap_or_else(|| "no content type".to_owned())
    })
}

/// The mark of an error in a JSON body.
fn body_mark(text: &str, error: &FieldError) -> Option<Mark> {
    let range = json::locate(text, &error.steps())?;
    let (line, column) = json::position(text, range.start);
    let (end_line, end_column) = json::position(text, range.end);
    // What is missing is marked where it should stand: at the opening of the value around it.
    let missing = error.kind == "missing";
    Some(Mark {
        line,
        column,
        end_line: if missing { line } else { end_line },
        end_column: if missing { column + 1 } else { end_column },
        severity: playground_protocol::Severity::Error,
        message: format!("{}: {}", error.path(), error.message),
        hint: None,
    })
}

#[component]
fn FormFields(operation: Memo<Option<Operation>>, errors: Memo<Vec<FieldError>>) -> impl IntoView {
    let bench = bench();
    let names = Memo::new(move |_| {
        let document = bench
            .loaded
            .get()
            .and_then(|loaded| loaded.openapi.clone())
            .unwrap_or_default();
        let schema = operation.with(|operation| {
            operation
                .as_ref()
                .and_then(|operation| operation.body.as_ref().map(|body| body.schema.clone()))
        });
        let schema = schema.unwrap_or_default();
        let pointer = schema
            .get("$ref")
            .and_then(Value::as_str)
            .and_then(|name| name.strip_prefix('#'))
            .unwrap_or_default();
        let schema = if pointer.is_empty() {
            &schema
        } else {
            document.pointer(pointer).unwrap_or(&schema)
        };
        let required: Vec<String> = schema
            .get("required")
            .and_then(Value::as_array)
            .map(|list| list.iter().map(plain).collect())
            .unwrap_or_default();
        schema
            .get("properties")
            .and_then(Value::as_object)
            .map(|properties| {
                properties
                    .keys()
                    .map(|name| (name.clone(), required.contains(name)))
                    .collect::<Vec<_>>()
            })
            .unwrap_or_default()
    });
    view! {
        <div class="fields">
            <For each=move || names.get() key=|(name, _)| name.clone() let:entry>
                {
                    let (name, required) = entry;
                    let (mine, read, written) = (name.clone(), name.clone(), name.clone());
                    let message = move || {
                        errors.with(|errors| {
                            let mine = errors.iter().filter(|error| error.loc.get(1).map(plain).as_deref() == Some(&mine));
                            mine.map(|error| error.message.clone()).collect::<Vec<_>>().join(". ")
                        })
                    };
                    let id = format!("form-{name}");
                    let wrong = message.clone();
                    view! {
                        <div class="field" class:wrong=move || !wrong().is_empty()>
                            <label for=id.clone()>
                                <span class="name">
                                    {name} {required.then(|| view! { <abbr title="must be sent">"*"</abbr> })}
                                </span>
                                <span class="kind">"form"</span>
                            </label>
                            <input
                                id=id
                                autocomplete="off"
                                prop:value=move || {
                                    bench.draft.with(|draft| {
                                        let pair = form_pairs(&draft.body).into_iter().find(|(name, _)| *name == read);
                                        pair.map(|(_, value)| value).unwrap_or_default()
                                    })
                                }
                                on:input=move |event| {
                                    let value = event_target_value(&event);
                                    let value = (!value.is_empty()).then_some(value);
                                    bench.write(|draft| draft.body = with_form_value(&draft.body, &written, value.as_deref()));
                                }
                            />
                            <p class="field-error">{message}</p>
                        </div>
                    }
                }
            </For>
        </div>
    }
}

/// The headers as lines.
#[component]
fn Headers() -> impl IntoView {
    let bench = bench();
    let count = move || bench.draft.with(|draft| draft.headers.len());
    // The text is the learner's while the field has the focus: half a line is not a header yet.
    let typed = RwSignal::new(None::<String>);
    let text = move || {
        typed
            .get()
            .unwrap_or_else(|| bench.draft.with(|draft| header_text(&draft.headers)))
    };
    let token = Memo::new(move |_| {
        bench.draft.with(|draft| {
            let header = draft
                .headers
                .iter()
                .find(|(name, _)| name.eq_ignore_ascii_case("authorization"));
            header.and_then(|(_, value)| jwt::in_header(value).map(str::to_owned))
        })
    });
    view! {
        <details class="headers">
            <summary>"Headers " <span class="count">{count}</span></summary>
            <textarea
                rows="3"
                aria-label="Headers, one on each line"
                placeholder="x-token: secret"
                spellcheck="false"
                autocapitalize="off"
                prop:value=text
                on:focus=move |_| typed.set(Some(bench.draft.with_untracked(|draft| header_text(&draft.headers))))
                on:blur=move |_| typed.set(None)
                on:input=move |event| {
                    let text = event_target_value(&event);
                    bench.write(|draft| draft.headers = parse_headers(&text));
                    typed.set(Some(text));
                }
            ></textarea>
            {move || token.get().map(|token| view! { <TokenView token=token /> })}
        </details>
    }
}

/// Errors that no field of the form stands for.
#[component]
fn LostErrors(operation: Memo<Option<Operation>>, errors: Memo<Vec<FieldError>>) -> impl IntoView {
    let lost = move || {
        operation.with(|operation| {
            errors.with(|errors| {
                errors
                    .iter()
                    .filter(|error| {
                        let fields = operation.iter().flat_map(|operation| &operation.fields);
                        !error.in_body() && !fields.into_iter().any(|field| error.is_at(field))
                    })
                    .map(|error| view! { <li><code>{error.path()}</code> " " {error.message.clone()}</li> })
                    .collect::<Vec<_>>()
            })
        })
    };
    move || {
        let lost = lost();
        (!lost.is_empty()).then(|| view! { <ul class="body-errors lost">{lost}</ul> })
    }
}

/// A type in a word or two.
fn type_name(schema: &Value) -> String {
    let kinds = |list: &Vec<Value>| list.iter().map(type_name).collect::<Vec<_>>().join(" or ");
    if let Some(list) = schema.get("anyOf").and_then(Value::as_array) {
        return kinds(list);
    }
    let name = schema.get("type").and_then(Value::as_str).unwrap_or("any");
    match (
        name,
        schema.get("format").and_then(Value::as_str),
        schema.get("items"),
    ) {
        ("array", _, Some(items)) => format!("list of {}", type_name(items)),
        (_, Some(format), _) => format.to_owned(),
        _ => name.to_owned(),
    }
}
