"""orjson in responses of one's own, and its strictness."""

import dataclasses
import datetime
import enum
import uuid
from typing import Any

import orjson
from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse

app = FastAPI()


class Indented(Response):
    media_type = "application/json"

    def render(self, content: Any) -> bytes:
        return orjson.dumps(content, option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS)


class Strict(JSONResponse):
    def render(self, content: Any) -> bytes:
        return orjson.dumps(content)


@dataclasses.dataclass
class Point:
    x: int
    label: str = "é"


class Color(enum.Enum):
    RED = "r"


@app.get("/indented", response_class=Indented)
async def indented():
    return {"message": "Hello", "b": [1, {"c": []}], "a": None}


@app.get("/types")
def types():
    data = {
        "point": Point(1),
        "color": Color.RED,
        "id": uuid.UUID(int=7),
        "when": datetime.datetime(2024, 1, 2, 3, 4, 5, 6, tzinfo=datetime.timezone.utc),
        "day": datetime.date(2024, 1, 2),
        "time": datetime.time(1, 2, 3),
        "numbers": [1.0, 1e16, 1e-7, 0.00001, float("nan"), 2**64 - 1],
        "text": 'quote " slash / newline \n tab \t nul \x00',
    }
    return Response(orjson.dumps(data), media_type="application/json")


@app.get("/options")
def options():
    moment = datetime.datetime(2024, 1, 2, 3, 4, 5, 6)
    return [
        orjson.dumps({1: 2, None: 3, True: 4}, option=orjson.OPT_NON_STR_KEYS).decode(),
        orjson.dumps(moment, option=orjson.OPT_NAIVE_UTC | orjson.OPT_UTC_Z).decode(),
        orjson.dumps(moment, option=orjson.OPT_OMIT_MICROSECONDS).decode(),
        orjson.dumps([1], option=orjson.OPT_APPEND_NEWLINE).decode(),
        orjson.dumps({"s": {1, 2}}, default=sorted).decode(),
    ]


@app.get("/refused")
def refused():
    found = []
    for value in ({1: 2}, 2**64, {1, 2}, object, b"x", complex(1)):
        try:
            orjson.dumps(value)
        except orjson.JSONEncodeError as error:
            found.append(str(error))
    return found


@app.post("/loads")
async def loads(request: Request):
    try:
        return orjson.loads(await request.body())
    except orjson.JSONDecodeError as error:
        return JSONResponse([error.msg, error.pos, error.lineno, error.colno, str(error)], status_code=422)


# > GET /indented
# > GET /types
# > GET /options
# > GET /refused
# > POST /loads {"a": [1, 2.5, "\u00e9", true, null]}
# > POST /loads {"a": 1,}
# > POST /loads {"a" 1}
# > POST /loads [NaN]
# > POST /loads {"a": "\ud800"}
