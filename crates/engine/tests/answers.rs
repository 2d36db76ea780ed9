//! What an answer says beside its status and body: the exceptions that a server would print, and the time that passed. Statuses and
//! bodies are in the golden tests.

mod support;

use playground_engine::Engine;
use playground_protocol::{Answer, Program, Request};
use support::{Still, files};

fn loaded(text: &str) -> Engine {
    let mut engine = Engine::new(Box::new(Still));
    let program = Program {
        files: files(&[("main.py", text)]),
        entry: "main:app".into(),
        ..Program::default()
    };
    engine.load(program).expect("this program can be loaded");
    engine
}

fn get(engine: &mut Engine, url: &str) -> Answer {
    let request = Request {
        method: "GET".into(),
        url: url.into(),
        headers: Vec::new(),
        body: None,
        trace: false,
    };
    engine.send(&request).expect("it is loaded")
}

const FAILING: &str = r#"
from fastapi import BackgroundTasks, Depends, FastAPI
from fastapi.responses import StreamingResponse
from fastapi.testclient import TestClient

app = FastAPI()


def write(path: str):
    raise ValueError(f"cannot write {path}")


@app.get("/task")
def task(tasks: BackgroundTasks):
    tasks.add_task(write, "log.txt")
    return "accepted"


def session():
    yield 1
    raise KeyError("session")


@app.get("/exit")
def leave(one: int = Depends(session)):
    return one


@app.get("/stream")
def stream():
    def chunks():
        yield "a"
        raise ZeroDivisionError("half")

    return StreamingResponse(chunks())


@app.get("/within")
def within():
    client = TestClient(app, raise_server_exceptions=False)
    return client.get("/task").status_code


@app.get("/good")
def good(tasks: BackgroundTasks):
    tasks.add_task(print, "done")
    return "good"
"#;

#[test]
fn what_fails_after_the_response_was_sent_is_told() {
    let mut engine = loaded(FAILING);
    for (url, message, line) in [
        ("/task", "ValueError: cannot write log.txt", 10),
        ("/exit", "KeyError: 'session'", 21),
        ("/stream", "ZeroDivisionError: half", 33),
    ] {
        let answer = get(&mut engine, url);
        assert_eq!(answer.status, 200, "{url}");
        let error = answer.error.unwrap_or_else(|| panic!("{url} has failed"));
        assert_eq!(error.message, message);
        assert_eq!(error.source.map(|source| source.line), Some(line));
        let traceback = error.traceback.unwrap_or_default();
        assert!(traceback.ends_with(&format!("{message}\n")), "{traceback}");
    }
    for url in ["/within", "/good"] {
        let answer = get(&mut engine, url);
        assert_eq!((answer.status, answer.error), (200, None), "{url}");
    }
}

const THREADS: &str = r#"
import asyncio
import time
from concurrent.futures import ThreadPoolExecutor
from threading import Lock, Thread

from fastapi import FastAPI

app = FastAPI()


@app.get("/threads")
async def threads():
    await asyncio.gather(asyncio.to_thread(time.sleep, 0.2), asyncio.to_thread(time.sleep, 0.3))


@app.get("/started")
def started():
    begun = [Thread(target=time.sleep, args=(0.2,)) for _ in range(3)]
    for thread in begun:
        thread.start()
    for thread in begun:
        thread.join()


@app.get("/pool")
def pool():
    with ThreadPoolExecutor(max_workers=2) as executor:
        list(executor.map(time.sleep, [0.2, 0.2, 0.2]))


@app.get("/executor")
async def executor():
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(max_workers=2) as executor:
        await asyncio.gather(*[loop.run_in_executor(executor, time.sleep, 0.2) for _ in range(4)])


async def doubled(value):
    await asyncio.sleep(0.2)
    return value * 2


@app.get("/back")
async def back():
    loop = asyncio.get_running_loop()

    def work():
        return asyncio.run_coroutine_threadsafe(doubled(4), loop).result()

    assert await asyncio.to_thread(work) == 8


@app.get("/locked")
async def locked():
    lock = Lock()

    def work():
        with lock:
            time.sleep(0.2)

    await asyncio.gather(asyncio.to_thread(work), asyncio.to_thread(work))


@app.get("/blocked")
async def blocked():
    async def work():
        time.sleep(0.2)

    await asyncio.gather(work(), work())
"#;

#[test]
fn threads_pass_their_time_beside_each_other() {
    let mut engine = loaded(THREADS);
    for (url, milliseconds) in [
        ("/threads", 300),
        ("/started", 200),
        ("/pool", 400),
        ("/executor", 400),
        ("/back", 200),
        ("/locked", 400),
        ("/blocked", 400),
    ] {
        let answer = get(&mut engine, url);
        assert_eq!(answer.status, 200, "{url}: {:?}", answer.error);
        assert_eq!(answer.elapsed.virtual_us, milliseconds * 1000, "{url}");
    }
}
