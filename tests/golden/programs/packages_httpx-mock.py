"""httpx against a function that plays another service: a gateway with errors, redirects, cookies and forms."""

from urllib.parse import parse_qs

import httpx
from fastapi import FastAPI, HTTPException


def service(request: httpx.Request) -> httpx.Response:
    path = request.url.path
    if path == "/users/1":
        return httpx.Response(200, json={"id": 1, "name": "Ada"}, headers={"x-cache": "miss"})
    if path == "/old":
        return httpx.Response(302, headers={"location": "/users/1"})
    if path == "/login":
        form = parse_qs(request.content.decode())
        return httpx.Response(200, json=form, headers={"set-cookie": "session=abc; Path=/"})
    if path == "/me":
        return httpx.Response(200, json={"cookie": request.headers.get("cookie"), "auth": request.headers.get("authorization")})
    if path == "/echo":
        return httpx.Response(200, json={"method": request.method, "url": str(request.url), "body": request.content.decode()})
    if path.startswith("/status/"):
        return httpx.Response(int(path[8:]), text="as you like")
    return httpx.Response(404, text="nothing")


client = httpx.Client(transport=httpx.MockTransport(service), base_url="https://api.example.com")
app = FastAPI()


@app.get("/user/{user_id}")
def user(user_id: int):
    answer = client.get(f"/users/{user_id}")
    try:
        answer.raise_for_status()
    except httpx.HTTPStatusError as error:
        raise HTTPException(502, str(error)) from error
    return {"user": answer.json(), "cache": answer.headers["X-Cache"], "type": answer.headers["content-type"]}


@app.get("/redirect")
def redirect(follow: bool):
    answer = client.get("/old", follow_redirects=follow)
    return {
        "status": answer.status_code,
        "history": [item.status_code for item in answer.history],
        "url": str(answer.url),
        "next": str(answer.next_request.url) if answer.next_request else None,
    }


@app.get("/login")
def login():
    first = client.post("/login", data={"user": "ada", "roles": ["a", "b"]})
    second = client.get("/me", auth=("ada", "secret"))
    return [first.json(), dict(first.cookies), second.json(), dict(client.cookies)]


@app.get("/echo")
def echo():
    return [
        client.request("PATCH", "/echo", params={"q": ["1", "2"], "none": None, "yes": True}, json={"a": "é"}).json(),
        client.put("/echo", content="text").json(),
        client.delete("/echo?x=1", params={}).json(),
    ]


@app.get("/statuses")
def statuses():
    found = []
    for status in (200, 301, 404, 418, 500, 599):
        answer = client.get(f"/status/{status}")
        found.append([answer.is_success, answer.is_error, answer.reason_phrase, repr(answer)])
    return found


# > GET /user/1
# > GET /user/2
# > GET /redirect?follow=false
# > GET /redirect?follow=true
# > GET /login
# > GET /echo
# > GET /statuses
