import asyncio

from fastapi import FastAPI

app = FastAPI()


async def fetch(name: str, seconds: float, log: list[str]) -> str:
    log.append(f"{name} starts")
    await asyncio.sleep(seconds)
    log.append(f"{name} ends")
    return name.upper()


@app.get("/gather")
async def gather():
    log: list[str] = []
    results = await asyncio.gather(fetch("a", 0.02, log), fetch("b", 0.01, log))
    return {"results": results, "log": log}


@app.get("/tasks")
async def tasks():
    log: list[str] = []
    task = asyncio.create_task(fetch("t", 0, log))
    log.append("created")
    await task
    return log


@app.get("/timeout")
async def timeout():
    try:
        await asyncio.wait_for(fetch("slow", 1, []), timeout=0.01)
    except TimeoutError:
        return "timed out"


@app.get("/queue")
async def queue():
    q: asyncio.Queue[int] = asyncio.Queue()

    async def produce():
        for i in range(3):
            await q.put(i)
        await q.put(-1)

    async def consume():
        got = []
        while (item := await q.get()) >= 0:
            got.append(item)
        return got

    _, got = await asyncio.gather(produce(), consume())
    return got

# > GET /gather
# > GET /tasks
# > GET /timeout
# > GET /queue
