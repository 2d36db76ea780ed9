"""ujson and the response classes that are named after the encoders."""

import decimal

import ujson
from fastapi import FastAPI
from fastapi.responses import ORJSONResponse, UJSONResponse

app = FastAPI()


@app.get("/orjson", response_class=ORJSONResponse)
async def with_orjson():
    return ORJSONResponse([{"item_id": "Foo", "path": "a/b", 1: float("inf")}])


@app.get("/ujson", response_class=UJSONResponse)
async def with_ujson():
    return UJSONResponse([{"item_id": "Fö", "path": "a/b", "n": 1.0}])


@app.get("/dumps")
def dumps():
    data = {"a": [1, 2.5, None, True, "é/<b>"], "d": decimal.Decimal("1.5")}
    return [
        ujson.dumps(data),
        ujson.dumps(data, ensure_ascii=False, escape_forward_slashes=False),
        ujson.dumps(data, encode_html_chars=True),
        ujson.dumps(data, indent=2, sort_keys=True),
        ujson.dumps({1: 2, None: 3}, separators=(", ", ": ")),
        ujson.dumps([{1}], default=list),
    ]


@app.get("/errors")
def errors():
    found = []
    for value in ({1}, b"x", object):
        try:
            ujson.dumps(value)
        except TypeError as error:
            found.append(str(error).replace(repr(value), "…"))
    for text in ("", "[1,", "{a: 1}", "nul", '"x', "[1] 2"):
        try:
            ujson.loads(text)
        except ujson.JSONDecodeError as error:
            found.append(str(error))
    return found


# > GET /orjson
# > GET /ujson
# > GET /dumps
# > GET /errors
