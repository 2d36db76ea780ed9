//! The answer: status, headers, body; and beside it what else came of the request.

use leptos::prelude::*;
use leptos::task::spawn_local;
use playground_protocol::{Body, Cut, Part, TraceEvent, TraceKind, WrittenFile};
use std::sync::Arc;
use wasm_bindgen::JsCast;

use super::database::DatabaseView;
use super::docs::DocsView;
use super::environment::EnvironmentView;
use super::predict::{ComparedView, Question};
use super::program::Problem;
use super::tests::TestsView;
use super::token::TokenView;
use super::trace::TraceView;
use super::workbench::arrow_keys;
use crate::bench::{Exchange, Phase, Tab, bench};
use crate::json::{self, Kind};
use crate::security::{self, Credential, jwt};

/// How much of the end of the tabs fades out on narrow screens, in pixels: as the style sheet has it.
const TAB_FADE: i32 = 28;

/// The pane of the answer.
#[component]
pub fn AnswerPane() -> impl IntoView {
    let bench = bench();
    let has_tests = move || {
        bench.loaded.with(|loaded| {
            loaded
                .as_ref()
                .is_some_and(|loaded| !loaded.tests.is_empty())
        })
    };
    let count = move |tab: Tab| {
        if tab == Tab::Environment {
            let count = bench.env.with(|env| env.len());
            return (count > 0).then_some(count);
        }
        bench.exchange.with(|exchange| {
            let exchange = exchange.as_ref()?;
            let is_sql = |event: &&TraceEvent| matches!(event.kind, TraceKind::Sql { .. });
            let count = match tab {
                Tab::Database => exchange.answer.trace.iter().filter(is_sql).count(),
                Tab::Trace => exchange.answer.trace.len(),
                Tab::Output => exchange.answer.output.lines().count(),
                Tab::Files => exchange.answer.files.len(),
                _ => 0,
            };
            (count > 0).then_some(count)
        })
    };
    let is_hidden = move |tab: Tab| match tab {
        Tab::Tests => !has_tests(),
        Tab::Database => bench.databases.names.with(|names| names.is_empty()),
        _ => false,
    };
    let tabs = [
        (Tab::Answer, "Answer"),
        (Tab::Trace, "Trace"),
        (Tab::Output, "Output"),
        (Tab::Files, "Files"),
        (Tab::Database, "Database"),
        (Tab::Docs, "API docs"),
        (Tab::Tests, "Tests"),
        (Tab::Environment, "Environment"),
    ];
    let list = NodeRef::<leptos::html::Div>::new();
    // Narrow screens show some of the tabs: the chosen one is brought into view, also when it wasn't chosen by hand.
    Effect::new(move || {
        bench.tab.track();
        let Some(list) = list.get() else { return };
        let chosen = list.query_selector("[aria-selected=true]").ok().flatten();
        if let Some(tab) = chosen.and_then(|tab| tab.dyn_into::<web_sys::HtmlElement>().ok()) {
            let (left, room) = (tab.offset_left() - list.offset_left(), list.client_width());
            let hidden = left < list.scroll_left()
                || left + tab.offset_width() + TAB_FADE > list.scroll_left() + room;
            if hidden {
                list.set_scroll_left((left + tab.offset_width() + TAB_FADE - room).min(left));
            }
        }
    });
    view! {
        <section class="pane answer" aria-label="Answer">
            <div class="pane-head">
                <div class="tabs" role="tablist" aria-label="Views of the answer" node_ref=list>
                    {tabs
                        .into_iter()
                        .map(|(tab, name)| {
                            let chosen = move || bench.tab.get() == tab;
                            view! {
                                <button
                                    role="tab"
                                    class="tab"
                                    hidden=move || is_hidden(tab)
                                    aria-selected=move || chosen().to_string()
                                    tabindex=move || if chosen() { "0" } else { "-1" }
                                    on:keydown=arrow_keys
                                    on:click=move |_| bench.tab.set(tab)
                                >
                                    {name}
                                    {move || count(tab).map(|count| view! { <span class="count">{count}</span> })}
                                </button>
                            }
                        })
                        .collect_view()}
                </div>
            </div>
            // Where the view is worked with, its changes aren't news to who makes them.
            <div
                class="answer-body"
                role="tabpanel"
                aria-label="The chosen view"
                tabindex="-1"
                aria-live=move || if matches!(bench.tab.get(), Tab::Environment | Tab::Database) { "off" } else { "polite" }
            >
                {move || {
                    bench
                        .notice
                        .get()
                        .map(|notice| view! { <p class="notice" class:bad=notice.bad role="status" data-testid="notice">{notice.text}</p> })
                }}
                {move || match bench.tab.get() {
                    Tab::Answer => view! { <AnswerView /> }.into_any(),
                    Tab::Trace => view! { <TraceView /> }.into_any(),
                    Tab::Output => view! { <OutputView /> }.into_any(),
                    Tab::Files => view! { <FilesView /> }.into_any(),
                    Tab::Database => view! { <DatabaseView /> }.into_any(),
                    Tab::Docs => view! { <DocsView /> }.into_any(),
                    Tab::Tests => view! { <TestsView /> }.into_any(),
                    Tab::Environment => view! { <EnvironmentView /> }.into_any(),
                }}
            </div>
        </section>
    }
}

#[component]
fn AnswerView() -> impl IntoView {
    let bench = bench();
    let question = Memo::new(move |_| bench.question());
    move || match bench.exchange.get() {
        _ if question.with(Option::is_some) => question
            .get()
            .map(|predict| view! { <Question predict=predict /> })
            .into_any(),
        Some(exchange) => view! { <Response exchange=exchange /> }.into_any(),
        None if bench.phase.get() == Phase::Failed => {
            let first = bench.first_error();
            view! {
                <div class="empty">
                    <p>"The program can't run, so there is no answer."</p>
                    <ul class="problems">{first.map(|one| view! { <Problem one=one /> })}</ul>
                </div>
            }
            .into_any()
        }
        None => view! {
            <div class="empty">
                <p>"Send a request to see what the program answers."</p>
            </div>
        }
        .into_any(),
    }
}

#[component]
fn Response(exchange: Arc<Exchange>) -> impl IntoView {
    let bench = bench();
    let answer = &exchange.answer;
    let tone = match answer.status {
        200..=299 => "good",
        300..=399 => "info",
        400..=499 => "warn",
        _ => "bad",
    };
    let errors = exchange
        .errors
        .iter()
        .map(|error| {
            view! {
                <li>
                    <code class="path">{error.path()}</code>
                    <span>{error.message.clone()}</span>
                    <code class="kind">{error.kind.clone()}</code>
                </li>
            }
        })
        .collect_view();
    let headers = answer
        .headers
        .iter()
        .map(|(name, value)| view! { <tr><th scope="row">{name.clone()}</th><td>{value.clone()}</td></tr> })
        .collect_view();
    // A background task, or what a dependency does after its `yield`, runs when all is sent.
    let late = answer.status < 500;
    let slept =
        answer.elapsed.virtual_us >= 1_000 && answer.elapsed.virtual_us > answer.elapsed.real_us;
    view! {
        <div class="response">
            <div class="response-head">
                <span class=format!("status {tone}") data-testid="status">
                    <b>{answer.status}</b>
                    " "
                    {reason(answer.status)}
                </span>
                <span class="asked">
                    {exchange.draft.method.clone()} " " {exchange.draft.url.clone()}
                </span>
                <span class="took" title="How long the engine took">{duration(answer.elapsed.real_us)}</span>
                {slept.then(|| view! { <span class="took" title="By the program's own clock, which doesn't wait">{duration(answer.elapsed.virtual_us)} " virtual"</span> })}
            </div>
            {exchange.compared.clone().map(|compared| view! { <ComparedView compared=compared /> })}
            {exchange.note.clone().map(|note| view! { <p class="look" inner_html=note></p> })}
            {(!exchange.errors.is_empty()).then(|| view! { <ul class="field-errors" aria-label="Validation errors">{errors}</ul> })}
            {answer
                .error
                .clone()
                .map(|error| {
                    view! {
                        {late.then(|| view! { <p class="look" data-testid="late">"The client got this answer. Afterwards, the program failed:"</p> })}
                        <ul class="problems"><Problem one=error /></ul>
                    }
                })}
            <BodyView exchange=exchange.clone() />
            <AnsweredToken exchange=exchange.clone() />
            <Whole cut=answer.body_cut part=Part::Body />
            <details class="headers">
                <summary>"Headers " <span class="count">{answer.headers.len()}</span></summary>
                <table>
                    <tbody>{headers}</tbody>
                </table>
            </details>
            {(bench.tab.get_untracked() == Tab::Answer && !answer.trace.is_empty())
                .then(|| {
                    view! {
                        <p class="onward">
                            <button class="link" on:click=move |_| bench.tab.set(Tab::Trace)>
                                "See how the request got there: " {answer.trace.len()} " steps"
                            </button>
                        </p>
                    }
                })}
        </div>
    }
}

/// The body, by its content type. HTML is shown in a frame that can do nothing.
#[component]
fn BodyView(exchange: Arc<Exchange>) -> impl IntoView {
    let bench = bench();
    let answer = &exchange.answer;
    let kind = answer
        .headers
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case("content-type"))
        .map(|(_, value)| value.clone())
        .unwrap_or_default();
    match &answer.body {
        Body::Text(text) if text.is_empty() => view! { <p class="empty-body">"The body is empty."</p> }.into_any(),
        Body::Text(text) if kind.starts_with("text/html") => {
            // The docs pages of FastAPI are made by scripts, which the frame doesn't run.
            let docs = text.contains("SwaggerUIBundle") || text.contains("<redoc");
            let (frame, source) = (text.clone(), text.clone());
            view! {
                {docs
                    .then(|| {
                        view! {
                            <p class="look">
                                "This page is built by scripts. "
                                <button class="link" on:click=move |_| bench.tab.set(Tab::Docs)>"Open the API docs"</button>
                            </p>
                        }
                    })}
                {(!docs).then(|| view! { <iframe class="html" title="The page that was answered" sandbox="" srcdoc=frame></iframe> })}
                <details class="headers" open=docs>
                    <summary>"HTML source"</summary>
                    <pre class="body" tabindex="0">{source}</pre>
                </details>
            }
            .into_any()
        }
        Body::Text(text) => match json::pretty(text) {
            Some(pieces) if kind.contains("json") || kind.is_empty() => {
                view! { <pre class="body json" tabindex="0" data-testid="body">{coloured(pieces)}</pre> }.into_any()
            }
            _ => view! { <pre class="body" tabindex="0" data-testid="body">{text.clone()}</pre> }.into_any(),
        },
        Body::Base64(data) => {
            let image = ["image/png", "image/jpeg", "image/gif", "image/webp"].into_iter().find(|image| kind.starts_with(image));
            match image.filter(|_| answer.body_cut.is_none()) {
                Some(image) => view! { <img class="body-image" alt="The image that was answered" src=format!("data:{image};base64,{data}") /> }.into_any(),
                None => {
                    let size = data.len() / 4 * 3;
                    view! { <p class="empty-body">{format!("About {size} bytes that aren't text.")}</p> }.into_any()
                }
            }
        }
    }
}

/// The access token of an answer: what it says, and a way to send it from now on.
#[component]
fn AnsweredToken(exchange: Arc<Exchange>) -> impl IntoView {
    let bench = bench();
    let token = exchange.answer.body.text().and_then(jwt::in_body)?;
    let credential = Credential::Token {
        word: "Bearer".to_owned(),
        token: token.clone(),
    };
    let is_token = jwt::decode(&token).is_some();
    // Offered for each scheme that would take it and doesn't have it.
    let offers = move || {
        let authorized = bench.authorized();
        let schemes = bench.schemes.get();
        let takes = |scheme: &&security::Scheme| {
            let only = [(scheme.name.clone(), credential.clone())].into();
            security::addition(scheme, &only).is_some()
                && authorized.get(&scheme.name) != Some(&credential)
        };
        schemes
            .iter()
            .filter(takes)
            .map(|scheme| {
                let (name, credential) = (scheme.name.clone(), credential.clone());
                view! {
                    <button type="button" class="link" on:click=move |_| bench.authorize(&name, credential.clone())>
                        "Send it as " {scheme.name.clone()}
                    </button>
                    " "
                }
            })
            .collect_view()
    };
    Some(view! {
        <p class="onward">{offers}</p>
        {is_token
            .then(|| {
                view! {
                    <details class="headers">
                        <summary>"The token, decoded"</summary>
                        <TokenView token=token />
                    </details>
                }
            })}
    })
}

pub(super) fn coloured(pieces: Vec<(Kind, String)>) -> impl IntoView {
    pieces
        .into_iter()
        .map(|(kind, text)| {
            let class = match kind {
                Kind::Plain => return text.into_any(),
                Kind::Name => "p",
                Kind::Text => "s",
                Kind::Number => "n",
                Kind::Word => "k",
            };
            view! { <span class=class>{text}</span> }.into_any()
        })
        .collect_view()
}

/// A note that something was cut, and a button for the whole.
#[component]
fn Whole(cut: Option<Cut>, part: Part) -> impl IntoView {
    let bench = bench();
    let whole = RwSignal::new(None::<String>);
    cut.map(|cut| {
        let part = StoredValue::new(part);
        let fetch = move |_| {
            spawn_local(async move {
                let body = bench.fetch(part.get_value()).await;
                let text = match body {
                    Some(Body::Text(text)) => text,
                    Some(Body::Base64(_)) => "It isn't text.".to_owned(),
                    None => "It is no longer there.".to_owned(),
                };
                whole.try_set(Some(text));
            });
        };
        view! {
            <p class="cut">
                {format!("Only the first {} of {} bytes are shown. ", cut.shown, cut.total)}
                <button class="link" on:click=fetch>"Show all"</button>
            </p>
            {move || whole.get().map(|text| view! { <pre class="body" tabindex="0">{text}</pre> })}
        }
    })
}

#[component]
fn OutputView() -> impl IntoView {
    let bench = bench();
    let at_load = move || bench.load_output.get();
    move || {
        let answered = bench.exchange.get();
        let output = answered
            .as_ref()
            .map(|exchange| exchange.answer.output.clone())
            .unwrap_or_default();
        let cut = answered
            .as_ref()
            .and_then(|exchange| exchange.answer.output_cut);
        let load = at_load();
        if output.is_empty() && load.is_empty() {
            return view! { <div class="empty"><p>"Nothing was printed. "<code>"print()"</code>" in the program shows here."</p></div> }.into_any();
        }
        view! {
            {(!load.is_empty()).then(|| view! { <h3>"While the program was loaded"</h3> <pre class="body output" tabindex="0">{load}</pre> })}
            {(!output.is_empty()).then(|| view! { <h3>"While it answered"</h3> <pre class="body output" tabindex="0" data-testid="output">{output}</pre> })}
            <Whole cut=cut part=Part::Output />
        }
        .into_any()
    }
}

#[component]
fn FilesView() -> impl IntoView {
    let bench = bench();
    move || {
        let files = bench.exchange.with(|exchange| {
            exchange
                .as_ref()
                .map(|exchange| exchange.answer.files.clone())
                .unwrap_or_default()
        });
        if files.is_empty() {
            return view! { <div class="empty"><p>"The program has written no files."</p></div> }
                .into_any();
        }
        files
            .into_iter()
            .map(|file| view! { <Written file=file /> })
            .collect_view()
            .into_any()
    }
}

#[component]
fn Written(file: WrittenFile) -> impl IntoView {
    let WrittenFile {
        path,
        body,
        cut,
        changed,
    } = file;
    let text = match body {
        Body::Text(text) => text,
        Body::Base64(_) => "Bytes that aren't text.".to_owned(),
    };
    view! {
        <h3 class="written">
            {path.clone()} {changed.then(|| view! { <span class="count">"written just now"</span> })}
        </h3>
        <pre class="body" tabindex="0" data-testid="file">{text}</pre>
        <Whole cut=cut part=Part::File(path) />
    }
}

/// A duration for people.
pub fn duration(us: u64) -> String {
    match us {
        0..=999 => format!("{us} µs"),
        1_000..=9_999 => format!("{:.1} ms", us as f64 / 1e3),
        10_000..=999_999 => format!("{} ms", us / 1_000),
        _ => format!("{:.2} s", us as f64 / 1e6),
    }
}

/// The words that go with a status.
pub fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        201 => "Created",
        202 => "Accepted",
        204 => "No Content",
        206 => "Partial Content",
        301 => "Moved Permanently",
        302 => "Found",
        303 => "See Other",
        304 => "Not Modified",
        307 => "Temporary Redirect",
        308 => "Permanent Redirect",
        400 => "Bad Request",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        406 => "Not Acceptable",
        409 => "Conflict",
        410 => "Gone",
        413 => "Content Too Large",
        415 => "Unsupported Media Type",
        418 => "I'm a Teapot",
        422 => "Unprocessable Content",
        429 => "Too Many Requests",
        500 => "Internal Server Error",
        501 => "Not Implemented",
        502 => "Bad Gateway",
        503 => "Service Unavailable",
        504 => "Gateway Timeout",
        _ => "",
    }
}
