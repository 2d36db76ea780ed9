from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from uuid import UUID

from fastapi import FastAPI
from pydantic import BaseModel, Field

app = FastAPI()


class Kind(str, Enum):
    a = "a"
    b = "b"


class Everything(BaseModel):
    at: datetime | None = None
    day: date | None = None
    clock: time | None = None
    span: timedelta | None = None
    amount: Decimal | None = Field(default=None, max_digits=5, decimal_places=2)
    key: UUID | None = None
    kind: Kind | None = None
    data: bytes | None = None
    pair: tuple[int, str] | None = None
    frozen: frozenset[int] | None = None


@app.post("/")
def everything(e: Everything):
    return e


@app.post("/unset", response_model_exclude_unset=True)
def unset(e: Everything) -> Everything:
    return e

# > POST /unset {"at": "2026-01-02T03:04:05", "day": "2026-01-02", "clock": "03:04", "span": 3600}
# > POST /unset {"at": "2026-01-02 03:04:05.678+01:00", "span": "PT90M", "amount": "12.30", "key": "0b9b2f0e-5a3e-4d3f-8f5c-2d7c3c1f9a11"}
# > POST /unset {"at": 0, "day": 86400, "amount": 1.5, "kind": "b", "data": "abc", "pair": [1, "x"], "frozen": [1, 1]}
# > POST / {"at": "soon", "day": "2026-13-01", "clock": "late", "span": "an hour"}
# > POST / {"day": "2026-01-02T10:00:00", "amount": "123.456", "key": "x", "kind": "c"}
# > POST / {"amount": "123456", "pair": [1], "frozen": 5, "data": 7}
# > POST / {"amount": "NaN", "pair": ["x", 1], "key": 5}
