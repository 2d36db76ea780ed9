"""httpx2 against the application itself: the names of httpx, and a name of its own for servers."""

import httpx2
from fastapi import FastAPI, Header
from fastapi.testclient import TestClient
from httpx2 import ASGITransport, AsyncClient

app = FastAPI()


@app.get("/items/{item_id}")
async def item(item_id: int, user_agent: str = Header()):
    return {"id": item_id, "agent": user_agent}


@app.get("/one")
async def one():
    async with AsyncClient(transport=ASGITransport(app=app), base_url="http://test") as client:
        answer = await client.get("/items/1", params={"q": "a b"})
        return {"status": answer.status_code, "json": answer.json(), "url": str(answer.url), "shown": repr(answer)}


@app.get("/wrong")
async def wrong():
    async with httpx2.AsyncClient(transport=ASGITransport(app=app), base_url="http://test") as client:
        answer = await client.get("/items/x")
        try:
            answer.raise_for_status()
        except httpx2.HTTPStatusError as error:
            return {"error": str(error), "class": type(error).__name__}


@app.get("/mock")
def mock():
    transport = httpx2.MockTransport(lambda request: httpx2.Response(201, json={"path": request.url.path}))
    with httpx2.Client(transport=transport, base_url="http://elsewhere", headers={"X-A": "1"}) as client:
        answer = client.post("/x", json={"a": 1})
        return {"status": answer.status_code, "json": answer.json(), "agent": answer.request.headers["user-agent"]}


@app.get("/codes")
def codes():
    phrases = [httpx2.Response(status).reason_phrase for status in (413, 414, 416, 422)]
    return {"phrases": phrases, "name": httpx2.codes.UNPROCESSABLE_CONTENT.name, "lower": httpx2.codes.uri_too_long}


@app.get("/tested")
def tested():
    try:
        TestClient(app).get("/items/x").raise_for_status()
    except httpx2.HTTPStatusError as error:
        return {"error": str(error), "status": error.response.status_code}


# > GET /one
# > GET /wrong
# > GET /mock
# > GET /codes
# > GET /tested
