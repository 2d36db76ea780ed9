"""httpx: authentication of one's own, uploads, mounted transports and too many redirects."""

import io

import httpx
from fastapi import FastAPI

app = FastAPI()


def service(request: httpx.Request) -> httpx.Response:
    if request.url.path == "/token":
        return httpx.Response(200, json={"token": "fresh"})
    if request.url.path == "/loop":
        return httpx.Response(307, headers={"location": "/loop"})
    if request.headers.get("authorization") == "Bearer fresh":
        return httpx.Response(200, text="welcome")
    return httpx.Response(401, text="who are you?")


class Refreshing(httpx.Auth):
    requires_response_body = True

    def auth_flow(self, request):
        response = yield request
        if response.status_code == 401:
            answer = yield httpx.Request("GET", request.url.join("/token"))
            request.headers["Authorization"] = f"Bearer {answer.json()['token']}"
            yield request


@app.get("/auth")
def auth():
    with httpx.Client(transport=httpx.MockTransport(service), base_url="http://api", auth=Refreshing()) as client:
        answer = client.get("/private")
        return [answer.status_code, answer.text, [item.status_code for item in answer.history]]


@app.get("/upload")
def upload():
    files = {"notes": ("notes.txt", b"some text"), "raw": io.BytesIO(b"\x00\x01")}
    request = httpx.Request(
        "POST", "http://api/", data={"title": "T"}, files=files, headers={"content-type": "multipart/form-data; boundary=B"}
    )
    return request.read().decode("latin-1").split("\r\n")


@app.get("/mounts")
def mounts():
    def named(name):
        return httpx.MockTransport(lambda request: httpx.Response(200, text=name))

    transports = {"all://": named("any"), "https://": named("tls"), "https://example.com": named("example"), "all://*.org": named("org")}
    with httpx.Client(mounts=transports) as client:
        urls = ["http://a.com", "https://a.com", "https://example.com/x", "http://b.org"]
        return [client.get(url).text for url in urls]


@app.get("/loop")
def loop():
    with httpx.Client(transport=httpx.MockTransport(service), max_redirects=3, follow_redirects=True) as client:
        try:
            client.get("http://api/loop")
        except httpx.TooManyRedirects as error:
            return [str(error), str(error.request.url)]


@app.get("/lines")
def lines():
    chunks = iter([b"one\ntw", b"o\r", b"\nthree"])
    with httpx.Client(transport=httpx.MockTransport(lambda request: httpx.Response(200, content=chunks))) as client:
        with client.stream("GET", "http://api/") as answer:
            return list(answer.iter_lines())


# > GET /auth
# > GET /upload
# > GET /mounts
# > GET /loop
# > GET /lines
