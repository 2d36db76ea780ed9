import sqlite3

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from sqlalchemy import (
    CheckConstraint,
    Column,
    Engine,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    UniqueConstraint,
    create_engine,
    event,
    inspect,
    text,
)
from sqlalchemy.exc import IntegrityError


@event.listens_for(Engine, "connect")
def foreign_keys_on(connection: sqlite3.Connection, record):
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()


engine = create_engine("sqlite:///./test.db", connect_args={"check_same_thread": False})
metadata = MetaData(naming_convention={"uq": "uq_%(table_name)s_%(column_0_name)s", "ck": "ck_%(table_name)s_%(constraint_name)s", "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s", "pk": "pk_%(table_name)s", "ix": "ix_%(column_0_label)s"})
rooms = Table(
    "rooms",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String, unique=True),
    Column("beds", Integer, CheckConstraint("beds > 0", name="beds_positive"), server_default=text("1")),
)
guests = Table(
    "guests",
    metadata,
    Column("room_id", Integer, ForeignKey("rooms.id", ondelete="CASCADE"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("name", String, index=True),
    PrimaryKeyConstraint("room_id", "number"),
    UniqueConstraint("room_id", "name"),
)
Index("by_room_and_name", guests.c.room_id, guests.c.name.desc())
metadata.create_all(engine)
metadata.create_all(engine)

app = FastAPI()


class Room(BaseModel):
    name: str
    beds: int | None = None


class Guest(BaseModel):
    room_id: int
    number: int
    name: str


@app.exception_handler(IntegrityError)
def conflict(request: Request, error: IntegrityError):
    return JSONResponse({"orig": str(error.orig), "kind": type(error.orig).__name__, "statement": error.statement, "params": error.params}, 409)


@app.post("/rooms", status_code=201)
def add_room(room: Room):
    with engine.begin() as db:
        return db.execute(rooms.insert().values(room.model_dump(exclude_none=True))).lastrowid


@app.post("/guests", status_code=201)
def add_guest(guest: Guest):
    with engine.begin() as db:
        return list(db.execute(guests.insert().values(guest.model_dump())).inserted_primary_key)


@app.delete("/rooms/{room_id}")
def remove(room_id: int):
    with engine.begin() as db:
        deleted = db.execute(rooms.delete().where(rooms.c.id == room_id)).rowcount
        return {"rooms": deleted, "guests": [list(row) for row in db.execute(guests.select())]}


@app.get("/inspect")
def look():
    seen = inspect(engine)
    return {
        "tables": seen.get_table_names(),
        "columns": [(column["name"], str(column["type"]), column["nullable"]) for column in seen.get_columns("guests")],
        "keys": seen.get_foreign_keys("guests"),
        "has": [seen.has_table("rooms"), seen.has_table("nothing")],
    }

# > POST /rooms {"name": "red", "beds": 2}
# > POST /rooms {"name": "red"}
# > POST /rooms {"name": "blue", "beds": 0}
# > POST /rooms {"name": "green"}
# > POST /guests {"room_id": 1, "number": 1, "name": "Ann"}
# > POST /guests {"room_id": 1, "number": 2, "name": "Ann"}
# > POST /guests {"room_id": 1, "number": 1, "name": "Bob"}
# > POST /guests {"room_id": 9, "number": 1, "name": "Bob"}
# > GET /inspect
# > DELETE /rooms/1
