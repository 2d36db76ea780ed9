from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from enum import Enum
from pathlib import PurePosixPath
from uuid import UUID

from fastapi import FastAPI
from fastapi.encoders import jsonable_encoder
from pydantic import BaseModel

app = FastAPI()


class Kind(Enum):
    a = "A"
    b = 2


@dataclass
class Part:
    name: str
    sizes: list[int] = field(default_factory=list)


class Model(BaseModel):
    when: datetime
    part: Part


@app.get("/values")
def values():
    return {
        "date": date(2026, 1, 2),
        "datetime": datetime(2026, 1, 2, 3, 4, 5, tzinfo=timezone.utc),
        "delta": timedelta(hours=1, seconds=1),
        "whole": Decimal("3"),
        "decimal": Decimal("3.25"),
        "kind": [Kind.a, Kind.b],
        "path": PurePosixPath("a/b"),
        "uuid": UUID(int=5),
        "set": {7},
        "tuple": (1, "x"),
        "part": Part("p", [1]),
        "generator": (i for i in range(3)),
        3: "int key",
        None: "none key",
    }


@app.get("/dataclass")
def dataclass_out() -> Part:
    return Part("p")


@app.post("/dataclass")
def dataclass_in(part: Part):
    return {"repr": repr(part), "part": part}


@app.post("/model")
def model(m: Model):
    return jsonable_encoder(m, exclude={"part"})


@app.get("/object")
def thing():
    class Thing:
        def __init__(self):
            self.a = 1
            self._hidden = 2

    return Thing()


@app.get("/bad")
def bad():
    return object()


@app.get("/nan")
def nan():
    return {"x": float("nan")}

# > GET /values
# > GET /dataclass
# > POST /dataclass {"name": "x", "sizes": ["1"]}
# > POST /dataclass {"sizes": 1}
# > POST /model {"when": "2026-01-02T00:00:00", "part": {"name": "p"}}
# > GET /object
# > GET /bad
