//! The client of the worker, against small workers written here.

use playground_app::client::{Client, Failure};
use playground_protocol::{Ask, Program, Tell, VERSION};
use wasm_bindgen_test::wasm_bindgen_test;

/// The address of a worker with this script.
fn script(source: &str) -> String {
    let parts = js_sys::Array::of1(&source.into());
    let blob = web_sys::Blob::new_with_str_sequence(&parts).expect("a blob");
    web_sys::Url::create_object_url_with_blob(&blob).expect("an address")
}

/// A worker that runs `answer(command)` for each command and replies with what it gives, if anything.
fn worker(answer: &str) -> String {
    script(&format!(
        "const reply = (id, tell) => postMessage(JSON.stringify({{ version: {VERSION}, id, tell }}));
         const answer = (command) => {{ {answer} }};
         onmessage = (event) => {{
           const command = JSON.parse(event.data);
           const tell = answer(command);
           if (tell) reply(command.id, tell);
         }};
         reply(0, {{ tell: 'ready' }});"
    ))
}

const FETCHED: &str =
    "{ tell: 'fetched', body: { as: 'text', data: JSON.stringify(command.ask) } }";

fn program(entry: &str) -> Program {
    Program {
        entry: entry.to_owned(),
        ..Program::default()
    }
}

fn text(tell: Result<Tell, Failure>) -> String {
    match tell {
        Ok(Tell::Fetched { body: Some(body) }) => body.text().unwrap_or_default().to_owned(),
        other => format!("{other:?}"),
    }
}

#[wasm_bindgen_test]
async fn questions_asked_before_the_start_are_answered() {
    let client = Client::new(&worker(&format!("return {FETCHED};")));
    assert_eq!(text(client.ask(Ask::Reset).await), r#"{"ask":"reset"}"#);
    assert!(text(client.ask(Ask::Load(program("a:b"))).await).contains("a:b"));
}

#[wasm_bindgen_test]
async fn answers_find_their_questions_in_any_order() {
    // The first question is answered after the second one.
    let late = "if (!globalThis.first) { globalThis.first = command.id; return null; }
                reply(command.id, { tell: 'fetched', body: { as: 'text', data: 'second' } });
                reply(globalThis.first, { tell: 'fetched', body: { as: 'text', data: 'first' } });
                return null;";
    let client = Client::new(&worker(late));
    let (other, (send, first)) = (client.clone(), futures_channel::oneshot::channel());
    wasm_bindgen_futures::spawn_local(async move {
        let _ = send.send(text(other.ask(Ask::Reset).await));
    });
    // The task above runs before this one goes on: its question is the first.
    gloo_timers::future::TimeoutFuture::new(0).await;
    assert_eq!(text(client.ask(Ask::Reset).await), "second");
    assert_eq!(first.await.as_deref(), Ok("first"));
}

#[wasm_bindgen_test]
async fn a_silent_worker_is_ended_and_the_last_program_loaded_again() {
    // Sending never ends; whatever was loaded can be asked for by resetting.
    let silent = "if (command.ask.ask === 'load') globalThis.entry = command.ask.entry;
                  if (command.ask.ask === 'send') for (;;) {}
                  return { tell: 'fetched', body: { as: 'text', data: String(globalThis.entry) } };";
    let client = Client::with_patience(&worker(silent), 300);
    client.ask(Ask::Load(program("x:y"))).await.expect("loaded");
    let request = playground_protocol::Request {
        method: "GET".into(),
        url: "/".into(),
        headers: vec![],
        body: None,
        trace: false,
    };
    assert_eq!(client.ask(Ask::Send(request)).await, Err(Failure::TimedOut));
    assert_eq!(text(client.ask(Ask::Reset).await), "x:y");
}

#[wasm_bindgen_test]
async fn a_program_that_never_loads_is_not_loaded_again() {
    let silent = "if (command.ask.ask === 'load') { globalThis.entry = 1; for (;;) {} }
                  return { tell: 'fetched', body: { as: 'text', data: String(globalThis.entry) } };";
    let client = Client::with_patience(&worker(silent), 300);
    assert_eq!(
        client.ask(Ask::Load(program("x:y"))).await,
        Err(Failure::TimedOut)
    );
    assert_eq!(text(client.ask(Ask::Reset).await), "undefined");
}

#[wasm_bindgen_test]
async fn a_worker_that_breaks_down_is_replaced() {
    let breaks = "if (command.ask.ask === 'reset') { globalThis.count = 1; setTimeout(() => { throw new Error('broken'); }); return null; }
                  return { tell: 'fetched', body: { as: 'text', data: String(globalThis.count) } };";
    let client = Client::new(&worker(breaks));
    assert_eq!(client.ask(Ask::Reset).await, Err(Failure::Crashed));
    assert_eq!(
        text(client.ask(Ask::Load(program("a:b"))).await),
        "undefined"
    );
}

#[wasm_bindgen_test]
async fn a_worker_that_can_not_start_is_said() {
    let client = Client::new(&script("throw new Error('no engine')"));
    assert_eq!(client.ask(Ask::Reset).await, Err(Failure::Unavailable));
}

#[wasm_bindgen_test]
async fn a_worker_that_fetches_a_part_is_not_hurried() {
    let slow = "const say = (begins) => reply(0, { tell: 'fetching', part: 'sqlite', begins });
                say(true);
                setTimeout(() => {
                    say(false);
                    reply(command.id, { tell: 'fetched', body: { as: 'text', data: 'loaded' } });
                }, 900);
                return null;";
    let client = Client::with_patience(&worker(slow), 300);
    assert_eq!(text(client.ask(Ask::Load(program("a:b"))).await), "loaded");
}

#[wasm_bindgen_test]
async fn a_worker_that_has_fetched_and_is_silent_is_ended() {
    let silent = "reply(0, { tell: 'fetching', part: 'sqlite', begins: true });
                  reply(0, { tell: 'fetching', part: 'sqlite', begins: false });
                  return null;";
    let client = Client::with_patience(&worker(silent), 300);
    assert_eq!(
        client.ask(Ask::Load(program("a:b"))).await,
        Err(Failure::TimedOut)
    );
}
