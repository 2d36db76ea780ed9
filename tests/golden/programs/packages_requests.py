"""requests with an adapter that plays a server."""

import json

import requests
from fastapi import FastAPI
from requests.adapters import BaseAdapter


class Server(BaseAdapter):
    def send(self, request, stream=False, timeout=None, verify=True, cert=None, proxies=None):
        answer = requests.Response()
        answer.request, answer.url = request, request.url
        answer.status_code, answer.reason, answer.encoding = 200, "OK", "utf-8"
        if request.path_url.startswith("/status/"):
            answer.status_code, answer.reason = int(request.path_url[8:]), "Said So"
        if request.path_url == "/bad":
            answer._content = b"{nope"
        else:
            body = request.body.decode() if isinstance(request.body, bytes) else request.body
            headers = {key: value for key, value in request.headers.items() if key not in ("User-Agent", "Accept-Encoding")}
            answer._content = json.dumps([request.method, request.url, headers, body]).encode()
        answer._content_consumed = True
        return answer

    def close(self):
        pass


session = requests.Session()
session.mount("http://", Server())
session.headers["X-App"] = "golden"
app = FastAPI()


@app.get("/verbs")
def verbs():
    url = "http://Example.com/a b"
    return [
        session.get(url, params={"q": [1, 2], "none": None, "é": "ü"}).json(),
        session.post(url, json={"a": "é"}).json(),
        session.post(url, data={"a": [1, 2], "b": "x y"}).json(),
        session.put(url, data="raw", auth=("user", "pass")).json(),
        session.delete(url, headers={"X-App": None}, cookies={"c": "1"}).json(),
    ]


@app.get("/status/{status}")
def status(status: int):
    answer = session.get(f"http://example.com/status/{status}")
    try:
        answer.raise_for_status()
    except requests.HTTPError as error:
        return [str(error), error.response.status_code, answer.ok]
    return [answer.ok, repr(answer), bool(answer)]


@app.get("/errors")
def errors():
    found = []
    for url in ("example.com", "http://", "ftp://x", "http://*.com", "http://example.com/bad"):
        try:
            session.get(url).json()
        except requests.RequestException as error:
            found.append([type(error).__name__, str(error)])
    return found


@app.get("/codes")
def codes():
    return [requests.codes.ok, requests.codes["not_found"], requests.codes.teapot, requests.codes["nothing"]]


# > GET /verbs
# > GET /status/200
# > GET /status/404
# > GET /status/503
# > GET /errors
# > GET /codes
