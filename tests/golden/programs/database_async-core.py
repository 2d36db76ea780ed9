from contextlib import asynccontextmanager

from fastapi import FastAPI, HTTPException
from sqlalchemy import Column, Integer, MetaData, String, Table, event, func, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

engine = create_async_engine("sqlite+aiosqlite:///./core.db")
metadata = MetaData()
users = Table("users", metadata, Column("id", Integer, primary_key=True), Column("name", String, unique=True, nullable=False))
opened: list[str] = []


@event.listens_for(engine.sync_engine, "connect")
def pragma(connection, record):
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()
    opened.append("connect")


@asynccontextmanager
async def lifespan(app: FastAPI):
    async with engine.begin() as connection:
        await connection.run_sync(metadata.create_all)
    yield


app = FastAPI(lifespan=lifespan)


@app.post("/users")
async def add(names: list[str]):
    try:
        async with engine.begin() as connection:
            result = await connection.execute(users.insert(), [{"name": name} for name in names])
            return result.rowcount
    except IntegrityError as error:
        raise HTTPException(409, str(error.orig))


@app.get("/users")
async def read():
    async with engine.connect() as connection:
        result = await connection.execute(select(users).order_by(users.c.name.desc()))
        return [dict(row) for row in result.mappings()]


@app.get("/stream")
async def stream():
    names = []
    async with engine.connect() as connection:
        async with connection.stream(select(users.c.name).order_by(users.c.id)) as result:
            async for row in result:
                names.append(row.name)
    return names


@app.post("/rollback")
async def rollback():
    async with engine.connect() as connection:
        transaction = await connection.begin()
        await connection.execute(users.delete())
        inside = await connection.scalar(select(func.count()).select_from(users))
        await transaction.rollback()
        return {"inside": inside, "after": await connection.scalar(text("SELECT COUNT(*) FROM users")), "opened": opened}


@app.get("/foreign-keys")
async def foreign_keys():
    async with engine.connect() as connection:
        return (await connection.execute(text("PRAGMA foreign_keys"))).scalar_one()

# > POST /users ["ann", "bob"]
# > POST /users ["cy", "ann"]
# > GET /users
# > GET /stream
# > POST /rollback
# > GET /foreign-keys
