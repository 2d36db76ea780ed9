"""httpx.AsyncClient against the application itself, in turn and at once."""

import asyncio

import httpx
from fastapi import FastAPI, Header

app = FastAPI()
log = []


@app.get("/items/{item_id}")
async def item(item_id: int, q: str | None = None, x_token: str = Header("none")):
    await asyncio.sleep(0.001)
    log.append(item_id)
    return {"id": item_id, "q": q, "token": x_token}


@app.post("/items", status_code=201)
async def create(data: dict):
    return data


def make_client(**options):
    return httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://test", **options)


@app.get("/one")
async def one():
    async with make_client(headers={"X-Token": "t"}) as client:
        answer = await client.get("/items/1", params={"q": "a b"})
        return {"status": answer.status_code, "json": answer.json(), "url": str(answer.url), "request": repr(answer.request)}


@app.get("/many")
async def many():
    async with make_client() as client:
        answers = await asyncio.gather(*(client.get(f"/items/{number}") for number in range(5)))
    return [answer.json()["id"] for answer in answers]


@app.get("/errors")
async def errors():
    async with make_client() as client:
        invalid = await client.get("/items/x")
        absent = await client.get("/nowhere")
        created = await client.post("/items", json={"n": 1})
        try:
            absent.raise_for_status()
        except httpx.HTTPStatusError as error:
            text = str(error)
    return [invalid.status_code, invalid.json()["detail"][0]["type"], text, created.status_code, created.json()]


@app.get("/hooks")
async def hooks():
    seen = []

    async def before(request):
        seen.append(f"{request.method} {request.url.path}")

    async def after(response):
        seen.append(response.status_code)

    async with make_client(event_hooks={"request": [before], "response": [after]}) as client:
        await client.get("/items/3")
        await client.get("/none")
    return seen


@app.get("/stream")
async def stream():
    async with make_client() as client:
        async with client.stream("GET", "/items/9") as answer:
            parts = [part async for part in answer.aiter_text()]
            return ["".join(parts), answer.is_closed]


@app.get("/closed")
async def closed():
    client = make_client()
    await client.aclose()
    try:
        await client.get("/items/1")
    except RuntimeError as error:
        return str(error)


# > GET /one
# > GET /many
# > GET /errors
# > GET /hooks
# > GET /stream
# > GET /closed
