from fastapi import FastAPI, Response, status
from fastapi.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse

app = FastAPI()


class Yes(PlainTextResponse):
    media_type = "text/x-yes"


@app.get("/html", response_class=HTMLResponse)
def html():
    return "<h1>Hi</h1>"


@app.get("/text", response_class=PlainTextResponse)
def text():
    return "grüße"


@app.get("/own", response_class=Yes)
def own():
    return "yes"


@app.get("/json")
def json():
    return JSONResponse({"a": [1, 2.5, None, "ü"]}, status_code=202, headers={"X-A": "1"})


@app.get("/xml")
def xml():
    return Response("<a/>", media_type="application/xml")


@app.get("/bytes")
def raw():
    return Response(b"\x00\xff\xfe", media_type="application/octet-stream")


@app.get("/redirect")
def redirect():
    return RedirectResponse("/text?x=a b")


@app.get("/see-other", response_class=RedirectResponse, status_code=303)
def see_other():
    return "https://example.com/"


@app.get("/header")
def header(response: Response):
    response.headers["X-Cat"] = "alone"
    response.status_code = status.HTTP_206_PARTIAL_CONTENT
    return {"ok": True}


@app.get("/cookie")
def cookie(response: Response):
    response.set_cookie("seen", "1", max_age=60, httponly=True, samesite="strict")
    return "set"


@app.post("/created", status_code=201)
def created():
    return {"id": 1}


@app.get("/empty", status_code=204)
def empty():
    return None


@app.get("/none")
def none():
    pass


@app.get("/scalars/{which}")
def scalars(which: str):
    return {"int": 1, "float": 1.0, "big": 10**20, "text": "a\"b\n", "bool": True, "list": [], "bytes": b"raw"}[which]

# > GET /html
# > GET /text
# > GET /own
# > GET /json
# > GET /xml
# > GET /bytes
# > GET /redirect
# > GET /see-other
# > GET /header
# > GET /cookie
# > POST /created
# > GET /empty
# > GET /none
# > GET /scalars/int
# > GET /scalars/float
# > GET /scalars/big
# > GET /scalars/text
# > GET /scalars/list
# > GET /scalars/bytes
# > HEAD /text
