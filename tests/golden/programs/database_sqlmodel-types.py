import uuid
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal
from enum import Enum
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException
from pydantic import EmailStr, NaiveDatetime
from sqlmodel import JSON, Column, Field, Session, SQLModel, create_engine, select
from sqlmodel.pool import StaticPool

FIXED = uuid.UUID(int=1)


class Level(str, Enum):
    low = "low"
    high = "high"


class Kind(int, Enum):
    one = 1
    two = 2


class EventBase(SQLModel):
    title: str = Field(max_length=30)
    level: Level = Level.low
    kind: Kind | None = None
    price: Decimal = Field(default=Decimal("1.50"), max_digits=6, decimal_places=2)
    ratio: float | None = None
    public: bool = True
    day: date | None = None
    starts: datetime | None = None
    local: NaiveDatetime | None = None
    opens: time | None = None
    lasts: timedelta | None = None
    contact: EmailStr | None = None
    tags: list[str] = Field(default=[], sa_type=JSON)


class Event(EventBase, table=True):
    id: uuid.UUID = Field(default_factory=lambda: FIXED, primary_key=True)
    extra: dict = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))


engine = create_engine("sqlite://", connect_args={"check_same_thread": False}, poolclass=StaticPool)
SQLModel.metadata.create_all(engine)


def get_session():
    with Session(engine) as session:
        yield session


SessionDep = Annotated[Session, Depends(get_session)]
app = FastAPI()


@app.post("/events", response_model=Event)
def add(event: EventBase, session: SessionDep, key: uuid.UUID | None = None):
    row = Event.model_validate(event, update={"id": key} if key else None)
    row.extra["length"] = len(row.title)
    session.add(row)
    session.commit()
    session.refresh(row)
    return row


@app.get("/events/{key}", response_model=Event)
def read(key: uuid.UUID, session: SessionDep):
    event = session.get(Event, key)
    if event is None:
        raise HTTPException(404)
    return event


@app.get("/events/{key}/types")
def types(key: uuid.UUID, session: SessionDep):
    event = session.get(Event, key)
    return {name: type(getattr(event, name)).__name__ for name in Event.model_fields}


@app.get("/events", response_model=list[EventBase])
def search(session: SessionDep, level: Level | None = None, before: datetime | None = None, dearer: Decimal | None = None):
    statement = select(Event).order_by(Event.title)
    if level:
        statement = statement.where(Event.level == level)
    if before:
        statement = statement.where(Event.starts < before)
    if dearer is not None:
        statement = statement.where(Event.price > dearer)
    return session.exec(statement).all()


@app.post("/naive")
def naive(session: SessionDep):
    event = Event(id=uuid.UUID(int=9), title="naive", starts=datetime(2024, 1, 1))
    session.add(event)
    try:
        session.commit()
    except Exception as error:
        session.rollback()
        return {"kind": type(error).__name__, "cause": str(error).split("\n")[0]}
    return event

# > POST /events {"title": "Party", "level": "high", "kind": 2, "price": "12.34", "ratio": 0.5, "public": false, "day": "2024-02-29", "starts": "2024-02-29T20:00:00+02:00", "local": "2024-02-29T20:00:00", "opens": "19:30:00", "lasts": "PT3H", "contact": "a@example.com", "tags": ["x", "y"]}
# > GET /events/00000000-0000-0000-0000-000000000001
# > GET /events/00000000-0000-0000-0000-000000000001/types
# > POST /events?key=00000000-0000-0000-0000-000000000002 {"title": "Bare"}
# > GET /events/00000000-0000-0000-0000-000000000002/types
# > POST /events {"title": "Wrong", "level": "middle", "price": "1.234", "contact": "none"}
# > GET /events
# > GET /events?level=high
# > GET /events?before=2024-02-29T18:00:01Z
# > GET /events?dearer=1.5
# > GET /events/00000000-0000-0000-0000-000000000003
# > POST /naive
