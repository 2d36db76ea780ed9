import asyncio
import time

from fastapi import FastAPI

app = FastAPI()


async def fetch(name: str, seconds: float) -> str:
    print(name, "begins")
    await asyncio.sleep(seconds)
    print(name, "is done")
    return name


async def fetch_blocking(name: str, seconds: float) -> str:
    time.sleep(seconds)
    return name


@app.get("/in-turn")
async def in_turn():
    start = time.perf_counter()
    results = [
        await fetch("weather", 3),
        await fetch("news", 2),
    ]
    return {"results": results, "seconds": round(time.perf_counter() - start)}


@app.get("/together")
async def together():
    start = time.perf_counter()
    results = await asyncio.gather(
        fetch("weather", 3),
        fetch("news", 2),
    )
    return {"results": results, "seconds": round(time.perf_counter() - start)}


@app.get("/blocking")
async def blocking():
    start = time.perf_counter()
    results = await asyncio.gather(
        fetch_blocking("weather", 3),
        fetch_blocking("news", 2),
    )
    return {"results": results, "seconds": round(time.perf_counter() - start)}


@app.get("/forgotten")
async def forgotten():
    return fetch("weather", 3)


@app.get("/plain")
def plain():
    return "No await, so an ordinary function will do"
