import enum
import uuid
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from fastapi import FastAPI
from pydantic import BaseModel
from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Enum,
    Float,
    Integer,
    Interval,
    LargeBinary,
    MetaData,
    Numeric,
    SmallInteger,
    String,
    Table,
    Text,
    Time,
    Unicode,
    Uuid,
    create_engine,
    select,
)
from sqlalchemy.pool import StaticPool

engine = create_engine("sqlite://", connect_args={"check_same_thread": False}, poolclass=StaticPool)


class Color(enum.Enum):
    red = 1
    blue = 2


metadata = MetaData()
things = Table(
    "things",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("small", SmallInteger),
    Column("big", BigInteger),
    Column("ratio", Float),
    Column("price", Numeric(10, 2)),
    Column("flag", Boolean, default=False),
    Column("day", Date),
    Column("moment", DateTime),
    Column("clock", Time),
    Column("length", Interval),
    Column("name", String(10)),
    Column("long", Text),
    Column("wide", Unicode(5)),
    Column("raw", LargeBinary),
    Column("data", JSON),
    Column("color", Enum(Color)),
    Column("size", Enum("S", "M", name="size")),
    Column("key", Uuid),
)
metadata.create_all(engine)
app = FastAPI()


class Thing(BaseModel):
    small: int | None = None
    big: int | None = None
    ratio: float | None = None
    price: Decimal | None = None
    flag: bool | None = None
    day: date | None = None
    moment: datetime | None = None
    clock: time | None = None
    length: timedelta | None = None
    name: str | None = None
    long: str | None = None
    wide: str | None = None
    raw: bytes | None = None
    data: dict | list | None = None
    color: Color | None = None
    size: str | None = None
    key: uuid.UUID | None = None


@app.post("/things", response_model=Thing)
def add(thing: Thing):
    with engine.begin() as db:
        key = db.execute(things.insert().values(**thing.model_dump(exclude_unset=True))).inserted_primary_key
        row = db.execute(select(things).where(things.c.id == key[0])).one()
    return dict(row._mapping)


@app.get("/types")
def types():
    with engine.connect() as db:
        row = db.execute(select(things).order_by(things.c.id)).first()
        return {name: type(value).__name__ for name, value in row._mapping.items()}


@app.get("/by-type")
def by_type(day: date, color: str, price: Decimal):
    with engine.connect() as db:
        statement = select(things.c.id, things.c.data["a"].as_integer()).where(
            things.c.day >= day, things.c.color == Color[color], things.c.price == price, things.c.flag
        )
        return [tuple(row) for row in db.execute(statement)]

# > POST /things {"small": 3, "big": 9007199254740993, "ratio": 0.25, "price": "12.50", "flag": true, "day": "2024-02-29", "moment": "2024-05-01T10:30:00.000250", "clock": "08:15:00", "length": 5400, "name": "abc", "long": "text", "wide": "äöü", "data": {"a": 1, "b": [null, true]}, "color": 2, "size": "M", "key": "12345678-1234-5678-1234-567812345678"}
# > POST /things {"name": "little"}
# > POST /things {"data": [], "price": 3}
# > POST /things {"data": null}
# > POST /things {"size": "XL"}
# > GET /types
# > GET /by-type?day=2024-01-01&color=blue&price=12.5
# > GET /by-type?day=2025-01-01&color=blue&price=12.5
