"""A connection of sqlite3 belongs to the thread that made it; an ordinary function runs in another one than `async def`."""

import asyncio
import sqlite3
from contextlib import asynccontextmanager
from typing import Annotated

from fastapi import Depends, FastAPI
from sqlalchemy import StaticPool, create_engine, text


class Store:
    strict: sqlite3.Connection
    shared: sqlite3.Connection


@asynccontextmanager
async def lifespan(app: FastAPI):
    Store.strict = sqlite3.connect(":memory:")
    Store.shared = sqlite3.connect(":memory:", check_same_thread=False)
    Store.strict.execute("CREATE TABLE item (name TEXT)")
    Store.shared.execute("CREATE TABLE item (name TEXT)")
    yield
    Store.strict.close()


app = FastAPI(lifespan=lifespan)


def attempt(call):
    try:
        return repr(call())
    except (sqlite3.Error, AttributeError) as error:
        return f"{type(error).__name__}: {str(error).partition(' The object')[0]}"


def actions(connection: sqlite3.Connection):
    cursor = attempt(connection.cursor).partition(" ")[0]
    return [
        cursor,
        attempt(lambda: connection.execute("SELECT 1").fetchall()),
        attempt(connection.commit),
        attempt(connection.rollback),
        attempt(lambda: connection.__enter__() is connection),
        attempt(lambda: connection.in_transaction),
        attempt(lambda: connection.total_changes),
    ]


@app.get("/strict")
def strict():
    return actions(Store.strict)


@app.get("/strict-async")
async def strict_async():
    return actions(Store.strict)


@app.get("/close")
def close():
    return attempt(Store.strict.close)


@app.get("/shared")
def shared():
    return actions(Store.shared)


def connection():
    made = sqlite3.connect(":memory:")
    try:
        yield made
    finally:
        made.close()


@app.get("/depends")
def depends(db: Annotated[sqlite3.Connection, Depends(connection)]):
    return attempt(lambda: db.execute("SELECT 2").fetchall())


@app.get("/cursor")
def cursor():
    found = Store.shared.execute("SELECT 3")
    return attempt(found.fetchone)


@app.get("/to-thread")
async def to_thread():
    made = sqlite3.connect(":memory:")
    try:
        return await asyncio.to_thread(attempt, lambda: made.execute("SELECT 4").fetchall())
    finally:
        made.close()


@app.get("/raises")
def raises():
    return Store.strict.execute("SELECT 5").fetchall()


private = create_engine("sqlite://")
static = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})


@app.get("/create")
async def create(name: str):
    engine = {"private": private, "static": static}[name]
    with engine.begin() as db:
        db.execute(text("CREATE TABLE item (name TEXT)"))
    return "created"


def counted(name: str):
    engine = {"private": private, "static": static}[name]
    try:
        with engine.connect() as db:
            return db.scalar(text("SELECT count(*) FROM item"))
    except Exception as error:
        return f"{type(error).__name__}: {error}".splitlines()[0]


@app.get("/count")
def count(name: str):
    return counted(name)


@app.get("/count-async")
async def count_async(name: str):
    return counted(name)

# > GET /strict
# > GET /strict-async
# > GET /close
# > GET /shared
# > GET /depends
# > GET /cursor
# > GET /to-thread
# > GET /raises
# > GET /create?name=private
# > GET /count?name=private
# > GET /count-async?name=private
# > GET /create?name=static
# > GET /count?name=static
# > GET /count-async?name=static
