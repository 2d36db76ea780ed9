"""Dependencies of which only some may run at once."""

import asyncio

import httpx
from fastapi import Depends, FastAPI

app = FastAPI(telemetry={"tracing": False})
running = {"now": 0, "most": 0}


async def limited():
    running["now"] += 1
    running["most"] = max(running["most"], running["now"])
    await asyncio.sleep(0.01)
    running["now"] -= 1
    return running["most"]


async def held():
    running["now"] += 1
    running["most"] = max(running["most"], running["now"])
    try:
        yield running["most"]
    finally:
        running["now"] -= 1


@app.get("/two")
async def two(most: int = Depends(limited, max_concurrency=2)):
    return most


@app.get("/one")
async def one(most: int = Depends(held, max_concurrency=1)):
    await asyncio.sleep(0.01)
    return most


@app.get("/free")
async def free(most: int = Depends(limited)):
    return most


@app.get("/at-once/{name}")
async def at_once(name: str):
    running.update(now=0, most=0)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://test") as client:
        await asyncio.gather(*(client.get(f"/{name}") for _ in range(6)))
    return running


@app.get("/wrong")
def wrong():
    found = []
    for limit in (0, -1, True, 1.5, "2"):
        try:
            Depends(limited, max_concurrency=limit)
        except ValueError as error:
            found.append(str(error))
    return found


# > GET /two
# > GET /at-once/two
# > GET /at-once/one
# > GET /at-once/free
# > GET /wrong
