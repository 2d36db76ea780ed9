"""The types of httpx: URLs, parameters, headers, timeouts, codes, requests, responses and errors."""

import httpx
from fastapi import FastAPI

app = FastAPI()


@app.get("/urls")
def urls(url: str):
    try:
        made = httpx.URL(url)
    except httpx.InvalidURL as error:
        return str(error)
    return {
        "text": str(made),
        "repr": repr(made),
        "parts": [made.scheme, made.host, made.port, made.path, made.query.decode(), made.fragment],
        "absolute": made.is_absolute_url,
        "joined": str(made.join("../other?x=1")) if made.is_absolute_url else None,
        "changed": str(made.copy_merge_params({"added": "1 2"})),
    }


@app.get("/params")
def params():
    made = httpx.QueryParams({"a": [1, True, None], "b": "x y"})
    return [str(made), made["a"], made.get_list("a"), str(made.set("a", 5)), str(made.merge({"c": 3})), repr(made.remove("a"))]


@app.get("/headers")
def headers():
    made = httpx.Headers([("A", "1"), ("a", "2"), ("Authorization", "secret")])
    return [made["a"], made.get_list("A"), repr(made), "a" in made, len(made), list(made.items())]


@app.get("/timeouts")
def timeouts():
    return [repr(httpx.Timeout(5)), repr(httpx.Timeout(10, connect=2)), repr(httpx.Timeout(None)), repr(httpx.Limits())]


@app.get("/codes")
def codes():
    return [httpx.codes.OK, str(httpx.codes.NOT_FOUND), httpx.codes.get_reason_phrase(429), httpx.codes.is_error(500)]


@app.get("/messages")
def messages():
    request = httpx.Request("POST", "http://example.com/x", json={"a": 1}, headers={"x-a": "b"})
    response = httpx.Response(200, text="äöü", request=request, headers={"x": "y"})
    return {
        "request": [repr(request), dict(request.headers), request.content.decode()],
        "response": [response.text, response.encoding, dict(response.headers), response.http_version, str(response.url)],
    }


@app.get("/errors")
def errors():
    names = ["HTTPError", "RequestError", "ConnectError", "ReadTimeout", "HTTPStatusError", "TooManyRedirects", "InvalidURL"]
    return {name: [base.__name__ for base in getattr(httpx, name).__mro__[1:-2]] for name in names}


# > GET /urls?url=http://EXAMPLE.org:80/a%2520b?q=1%23top
# > GET /urls?url=/relative/../path
# > GET /urls?url=https://user:pw@host:8443
# > GET /urls?url=http://host:port
# > GET /params
# > GET /headers
# > GET /timeouts
# > GET /codes
# > GET /messages
# > GET /errors
