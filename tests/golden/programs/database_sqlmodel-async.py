from contextlib import asynccontextmanager
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.orm import sessionmaker
from sqlmodel import Field, SQLModel, func, select
from sqlmodel.ext.asyncio.session import AsyncSession


class SongBase(SQLModel):
    name: str
    artist: str
    year: int | None = None


class Song(SongBase, table=True):
    id: int | None = Field(default=None, nullable=False, primary_key=True)


class SongCreate(SongBase):
    pass


class SongUpdate(SQLModel):
    name: str | None = None
    year: int | None = None


engine: AsyncEngine = create_async_engine("sqlite+aiosqlite:///songs.db", echo=False, future=True)


async def init_db():
    async with engine.begin() as connection:
        await connection.run_sync(SQLModel.metadata.create_all)


async def get_session() -> AsyncSession:
    async_session = sessionmaker(engine, class_=AsyncSession, expire_on_commit=False)
    async with async_session() as session:
        yield session


@asynccontextmanager
async def lifespan(app: FastAPI):
    await init_db()
    yield


app = FastAPI(lifespan=lifespan)
SessionDep = Annotated[AsyncSession, Depends(get_session)]


@app.get("/songs", response_model=list[Song])
async def get_songs(session: SessionDep, artist: str | None = None):
    statement = select(Song)
    if artist:
        statement = statement.where(Song.artist == artist)
    result = await session.exec(statement.order_by(Song.id))
    return result.all()


@app.post("/songs", response_model=Song)
async def add_song(song: SongCreate, session: SessionDep):
    row = Song(name=song.name, artist=song.artist, year=song.year)
    session.add(row)
    await session.commit()
    await session.refresh(row)
    return row


@app.patch("/songs/{song_id}", response_model=Song)
async def change(song_id: int, song: SongUpdate, session: SessionDep):
    row = await session.get(Song, song_id)
    if row is None:
        raise HTTPException(404, "No such song")
    row.sqlmodel_update(song.model_dump(exclude_unset=True))
    session.add(row)
    await session.commit()
    await session.refresh(row)
    return row


@app.delete("/songs/{song_id}")
async def remove(song_id: int, session: SessionDep):
    row = (await session.exec(select(Song).where(Song.id == song_id))).first()
    if row is None:
        raise HTTPException(404, "No such song")
    await session.delete(row)
    await session.commit()
    return {"deleted": row.name}


@app.get("/count")
async def count(session: SessionDep):
    return {"all": (await session.exec(select(func.count(Song.id)))).one(), "names": (await session.scalars(select(Song.name))).all()}

# > POST /songs {"name": "Yellow", "artist": "Coldplay", "year": 2000}
# > POST /songs {"name": "Clocks", "artist": "Coldplay"}
# > POST /songs {"name": "Creep", "artist": "Radiohead"}
# > POST /songs {"name": "Creep"}
# > GET /songs
# > GET /songs?artist=Coldplay
# > PATCH /songs/2 {"year": 2002}
# > PATCH /songs/9 {"year": 2002}
# > DELETE /songs/3
# > DELETE /songs/3
# > GET /count
