from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum, IntEnum
from typing import Literal
from uuid import UUID

from fastapi import FastAPI

app = FastAPI()


class Color(str, Enum):
    red = "red"
    green = "green"


class Level(IntEnum):
    low = 1
    high = 2


@app.get("/color/{color}")
def color(color: Color):
    return {"color": color, "name": color.name, "is_red": color is Color.red}


@app.get("/level/{level}")
def level(level: Level):
    return {"level": level}


@app.get("/uuid/{key}")
def uuid(key: UUID):
    return {"key": key, "version": key.version}


@app.get("/times")
def times(d: date | None = None, dt: datetime | None = None, t: time | None = None, td: timedelta | None = None):
    return {"d": d, "dt": dt, "t": t, "td": td}


@app.get("/decimal/{amount}")
def decimal(amount: Decimal):
    return {"amount": amount, "twice": amount * 2}


@app.get("/literal/{way}")
def literal(way: Literal["up", "down"]):
    return way


@app.get("/union/{value}")
def union(value: int | str):
    return {"value": value}

# > GET /color/red
# > GET /color/blue
# > GET /level/2
# > GET /level/3
# > GET /uuid/0b9b2f0e-5a3e-4d3f-8f5c-2d7c3c1f9a11
# > GET /uuid/0B9B2F0E5A3E4D3F8F5C2D7C3C1F9A11
# > GET /uuid/not-a-uuid
# > GET /times?d=2026-02-28&dt=2026-02-28T12:30:00Z&t=08:15&td=P1DT2H
# > GET /times?dt=2026-02-28T12:30:00%2B02:00&t=08:15:30.25&td=01:30:00
# > GET /times?d=2026-02-30
# > GET /times?dt=yesterday&t=25:00&td=long
# > GET /times?dt=1700000000&td=90
# > GET /decimal/10.50
# > GET /decimal/1e2
# > GET /decimal/ten
# > GET /literal/up
# > GET /literal/left
# > GET /union/12
# > GET /union/twelve
