import asyncio

from fastapi import FastAPI

app = FastAPI()


async def fetch(name: str, seconds: float) -> str:
    await asyncio.sleep(seconds)
    return f"{name} after {seconds:g} s"


@app.get("/in-turn")
async def in_turn():
    weather = await fetch("weather", 2)
    news = await fetch("news", 3)
    return [weather, news]


@app.get("/together")
async def together():
    weather, news = await asyncio.gather(fetch("weather", 2), fetch("news", 3))
    return [weather, news]


@app.get("/plain")
def plain():
    return "No await, so an ordinary function will do"
