"""An ordinary function runs in a thread: without an event loop, with a copy of the context variables, beside others."""

import asyncio
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar
from typing import Annotated

import httpx
from fastapi import BackgroundTasks, Depends, FastAPI, Request
from fastapi.responses import StreamingResponse

app = FastAPI()
who: ContextVar[str] = ContextVar("who", default="nobody")


async def work(value: int) -> int:
    await asyncio.sleep(0.01)
    return value * 2


def attempt(call):
    try:
        return call()
    except RuntimeError as error:
        return f"{type(error).__name__}: {error}"


@app.get("/run")
def run():
    return asyncio.run(work(4))


@app.get("/run-async")
async def run_async():
    coroutine = work(4)
    try:
        return attempt(lambda: asyncio.run(coroutine))
    finally:
        coroutine.close()


@app.get("/loop")
def loop():
    return [attempt(lambda: asyncio.get_running_loop()), attempt(lambda: asyncio.get_event_loop())]


@app.get("/task")
def task():
    coroutine = work(1)
    try:
        return attempt(lambda: asyncio.create_task(coroutine))
    finally:
        coroutine.close()


@app.get("/loop-async")
async def loop_async():
    return asyncio.get_running_loop() is asyncio.get_event_loop()


def ran() -> int:
    return asyncio.run(work(5))


@app.get("/depends")
async def depends(value: Annotated[int, Depends(ran)]):
    return value


def opened():
    before = asyncio.run(work(6))
    yield before
    who.set("left")
    asyncio.run(work(7))


@app.get("/yield")
async def yields(value: Annotated[int, Depends(opened)]):
    return [value, who.get()]


def named():
    who.set("ada")
    return who.get()


async def named_async():
    who.set("grace")
    return who.get()


@app.get("/context")
async def context(name: Annotated[str, Depends(named)]):
    return [name, who.get()]


@app.get("/context-async")
async def context_async(name: Annotated[str, Depends(named_async)]):
    return [name, who.get()]


@app.get("/context-plain")
def context_plain(name: Annotated[str, Depends(named_async)]):
    who.set("plain")
    return [name, who.get()]


log: list[object] = []


def later():
    log.append(asyncio.run(work(8)))


@app.get("/background")
async def background(tasks: BackgroundTasks):
    tasks.add_task(later)
    return "accepted"


@app.get("/log")
async def read_log():
    return log


@app.get("/stream")
async def stream():
    def chunks():
        for number in range(2):
            yield str(asyncio.run(work(number)))

    return StreamingResponse(chunks(), media_type="text/plain")


@app.get("/is-main")
def is_main():
    return [threading.current_thread() is threading.main_thread(), threading.current_thread().name]


class Broken(Exception):
    pass


@app.exception_handler(Broken)
def handle(request: Request, error: Broken):
    from fastapi.responses import JSONResponse

    return JSONResponse({"handled": asyncio.run(work(9))}, status_code=418)


@app.get("/broken")
async def broken():
    raise Broken


@app.get("/raises")
def raises():
    raise Broken


def in_tenths(seconds: float) -> float:
    return round(seconds, 1)


def sleepy(seconds: float) -> float:
    time.sleep(seconds)
    return seconds


@app.get("/gather")
async def gather():
    begin = time.perf_counter()
    values = await asyncio.gather(asyncio.to_thread(sleepy, 0.3), asyncio.to_thread(sleepy, 0.3), asyncio.to_thread(sleepy, 0.1))
    return [values, in_tenths(time.perf_counter() - begin)]


@app.get("/order")
async def order():
    done = []

    async def one(seconds: float):
        done.append(await asyncio.to_thread(sleepy, seconds))

    async def two(seconds: float):
        await asyncio.sleep(seconds)
        done.append(seconds)

    await asyncio.gather(one(0.3), one(0.1), two(0.2))
    return done


@app.get("/executor")
async def executor():
    begin = time.perf_counter()
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(max_workers=2) as pool:
        values = await asyncio.gather(*[loop.run_in_executor(pool, sleepy, 0.2) for _ in range(4)])
    return [values, in_tenths(time.perf_counter() - begin)]


@app.get("/back")
async def back():
    loop = asyncio.get_running_loop()

    def from_thread():
        return asyncio.run_coroutine_threadsafe(work(3), loop).result()

    return await asyncio.to_thread(from_thread)


@app.get("/impatient")
async def impatient():
    try:
        return await asyncio.wait_for(asyncio.to_thread(sleepy, 0.3), 0.1)
    except TimeoutError:
        return "timed out"


@app.get("/started")
def started():
    begin = time.perf_counter()
    found: list[float] = []
    threads = [threading.Thread(target=lambda: found.append(sleepy(0.2))) for _ in range(3)]
    for thread in threads:
        thread.start()
    alive = [thread.is_alive() for thread in threads]
    for thread in threads:
        thread.join()
    return [found, alive, in_tenths(time.perf_counter() - begin)]


@app.get("/sleep")
def sleep():
    return sleepy(0.3)


@app.get("/sleep-async")
async def sleep_async():
    return sleepy(0.3)


def slow() -> float:
    return sleepy(0.3)


@app.get("/sleep-depends")
async def sleep_depends(value: Annotated[float, Depends(slow)]):
    return value


@app.get("/both")
async def both(path: str):
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://testserver") as client:
        begin = time.perf_counter()
        answers = await asyncio.gather(client.get(path), client.get(path))
        return [[answer.json() for answer in answers], in_tenths(time.perf_counter() - begin)]

# > GET /run
# > GET /run-async
# > GET /loop
# > GET /task
# > GET /loop-async
# > GET /depends
# > GET /yield
# > GET /context
# > GET /context-async
# > GET /context-plain
# > GET /background
# > GET /log
# > GET /stream
# > GET /is-main
# > GET /broken
# > GET /raises
# > GET /gather
# > GET /order
# > GET /executor
# > GET /back
# > GET /impatient
# > GET /started
# > GET /both?path=/sleep
# > GET /both?path=/sleep-async
# > GET /both?path=/sleep-depends
