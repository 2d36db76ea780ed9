//! Requests that a program sends to itself with httpx and requests, which no recorded answer can hold: with a real server they
//! would need a port.

use std::process::Command;

const PROGRAM: &str = r#"
import asyncio

import httpx
import requests
from fastapi import FastAPI, HTTPException
from fastapi.responses import StreamingResponse

early = []
for get in (httpx.get, requests.get):
    try:
        get("http://localhost:8000/inner")
    except (httpx.ConnectError, requests.ConnectionError) as error:
        early.append("isn't loaded yet" in str(error))

app = FastAPI()


@app.get("/early")
def told_early():
    return early


@app.get("/inner")
async def inner(q: int = 0):
    await asyncio.sleep(1)
    return {"q": q}


@app.get("/boom")
def boom():
    raise ValueError("boom")


@app.get("/slow")
async def slow():
    await asyncio.sleep(30)


@app.get("/threaded")
def threaded():
    return [
        httpx.get("http://localhost:8000/inner", params={"q": 1}).json(),
        requests.get("http://127.0.0.1:9000/inner?q=2").json(),
        requests.get("http://localhost:8000/boom").status_code,
    ]


@app.get("/awaited")
async def awaited():
    async with httpx.AsyncClient(base_url="http://testserver") as client:
        answers = await asyncio.gather(*(client.get("/inner", params={"q": q}) for q in range(3)))
    return [answer.json()["q"] for answer in answers]


@app.get("/held")
async def held():
    try:
        httpx.get("http://localhost:8000/inner")
    except httpx.ReadTimeout as error:
        raise HTTPException(504, str(error))


@app.get("/patience")
async def patience():
    async with httpx.AsyncClient() as client:
        try:
            await client.get("http://localhost:8000/slow")
        except httpx.ReadTimeout as error:
            return repr(error)


@app.get("/elsewhere")
def elsewhere():
    said = []
    for get in (httpx.get, requests.get):
        try:
            get("https://example.com/")
        except (httpx.ConnectError, requests.ConnectionError) as error:
            said.append([type(error).__name__, str(error).partition(":")[0]])
    return said


async def numbers():
    for number in range(3):
        yield f"{number}\n"
        await asyncio.sleep(1)


@app.get("/numbers")
def stream():
    return StreamingResponse(numbers(), media_type="text/plain")


@app.get("/streamed")
async def streamed():
    loop = asyncio.get_running_loop()
    start, seen = loop.time(), []
    async with httpx.AsyncClient() as client:
        async with client.stream("GET", "http://localhost:8000/numbers") as answer:
            async for line in answer.aiter_lines():
                seen.append([line, round(loop.time() - start)])
    return seen


@app.get("/streamed-requests")
def streamed_requests():
    answer = requests.get("http://localhost:8000/numbers", stream=True)
    return [line.decode() for line in answer.iter_lines()]
"#;

/// The bodies of the answers to GET requests, in order.
fn answers(paths: &[&str]) -> Vec<String> {
    let folder = std::env::temp_dir().join(format!("loopback-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let file = folder.join("main.py");
    std::fs::write(&file, PROGRAM).expect("the program");
    let mut command = Command::new(env!("CARGO_BIN_EXE_fastapi-playground"));
    command.arg("run").arg(&file);
    for path in paths {
        command.arg("--request").arg(format!("GET {path}"));
    }
    let output = command.output().expect("the command runs");
    std::fs::remove_dir_all(&folder).expect("the folder goes");
    String::from_utf8_lossy(&output.stdout)
        .lines()
        .filter(|line| line.starts_with(['{', '[', '"']))
        .map(str::to_owned)
        .collect()
}

#[test]
fn a_program_reaches_itself_and_nothing_else() {
    let expected = [
        ("/early", "[true,true]"),
        ("/threaded", r#"[{"q":1},{"q":2},500]"#),
        ("/awaited", "[0,1,2]"),
        ("/patience", r#""ReadTimeout('')""#),
        (
            "/elsewhere",
            r#"[["ConnectError","The playground sends nothing anywhere"],["ConnectionError","The playground sends nothing anywhere"]]"#,
        ),
        ("/streamed", r#"[["0",0],["1",1],["2",2]]"#),
        ("/streamed-requests", r#"["0","1","2"]"#),
    ];
    let (paths, bodies): (Vec<&str>, Vec<&str>) = expected.into_iter().unzip();
    assert_eq!(answers(&paths), bodies);
}

#[test]
fn an_ordinary_call_that_holds_the_loop_says_so() {
    let said = answers(&["/held"]).join("\n");
    assert!(said.contains("holds the event loop"), "{said}");
    assert!(said.contains("await httpx.AsyncClient"), "{said}");
}
