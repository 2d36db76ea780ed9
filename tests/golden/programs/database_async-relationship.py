from contextlib import asynccontextmanager
from typing import Annotated

from fastapi import Depends, FastAPI
from pydantic import BaseModel, ConfigDict
from sqlalchemy import ForeignKey, select
from sqlalchemy.exc import MissingGreenlet, StatementError
from sqlalchemy.ext.asyncio import AsyncAttrs, AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, joinedload, mapped_column, relationship, selectinload
from sqlalchemy.pool import StaticPool

engine = create_async_engine("sqlite+aiosqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
async_session = async_sessionmaker(engine, class_=AsyncSession, expire_on_commit=False)


class Base(AsyncAttrs, DeclarativeBase):
    pass


class Team(Base):
    __tablename__ = "teams"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    players: Mapped[list["Player"]] = relationship(back_populates="team", cascade="all, delete-orphan")


class Player(Base):
    __tablename__ = "players"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    team_id: Mapped[int] = mapped_column(ForeignKey("teams.id"))
    team: Mapped[Team] = relationship(back_populates="players")


class PlayerOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    name: str


class TeamOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    id: int
    name: str
    players: list[PlayerOut]


@asynccontextmanager
async def lifespan(app: FastAPI):
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.drop_all)
        await connection.run_sync(Base.metadata.create_all)
    async with async_session() as session, session.begin():
        session.add(Team(name="Red", players=[Player(name="Ann"), Player(name="Bob")]))
    yield
    await engine.dispose()


app = FastAPI(lifespan=lifespan)


async def get_session() -> AsyncSession:
    async with async_session() as session:
        yield session


Db = Annotated[AsyncSession, Depends(get_session)]


@app.post("/teams", response_model=TeamOut)
async def add(name: str, players: list[str], db: Db):
    team = Team(name=name, players=[Player(name=player) for player in players])
    db.add(team)
    await db.commit()
    return team


@app.get("/teams", response_model=list[TeamOut])
async def teams(db: Db):
    return (await db.scalars(select(Team).options(selectinload(Team.players)).order_by(Team.name))).all()


@app.get("/players")
async def players(db: Db):
    result = await db.scalars(select(Player).options(joinedload(Player.team)).order_by(Player.name))
    return [(player.name, player.team.name) for player in result.unique().all()]


@app.get("/lazy/{team_id}")
async def lazy(team_id: int, db: Db):
    team = await db.get(Team, team_id)
    try:
        return [player.name for player in team.players]
    except (MissingGreenlet, StatementError) as error:
        return {"kind": type(error).__name__, "error": str(error).split("\n")[0]}


@app.get("/awaitable/{team_id}")
async def awaitable(team_id: int, db: Db):
    team = await db.get(Team, team_id)
    return [player.name for player in await team.awaitable_attrs.players]


@app.get("/run-sync")
async def run_sync(db: Db):
    return await db.run_sync(lambda session: [(p.name, p.team.name) for p in session.query(Player).order_by(Player.id)])


@app.get("/stream")
async def stream(db: Db):
    result = await db.stream_scalars(select(Player.name).order_by(Player.name.desc()))
    return [name async for name in result]

# > GET /teams
# > POST /teams?name=Blue ["Cy"]
# > GET /teams
# > GET /players
# > GET /lazy/1
# > GET /awaitable/1
# > GET /run-sync
# > GET /stream
