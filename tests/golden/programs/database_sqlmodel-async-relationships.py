from contextlib import asynccontextmanager
from typing import Annotated

from fastapi import BackgroundTasks, Depends, FastAPI, HTTPException
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine
from sqlalchemy.orm import selectinload
from sqlmodel import Field, Relationship, SQLModel, delete, select, update
from sqlmodel.ext.asyncio.session import AsyncSession
from sqlmodel.pool import StaticPool

engine = create_async_engine("sqlite+aiosqlite://", connect_args={"check_same_thread": False}, poolclass=StaticPool)
sessions = async_sessionmaker(engine, class_=AsyncSession, expire_on_commit=False)


class Board(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)
    cards: list["Card"] = Relationship(back_populates="board", cascade_delete=True, sa_relationship_kwargs={"order_by": "Card.id"})


class Card(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    text: str
    done: bool = False
    board_id: int = Field(foreign_key="board.id", ondelete="CASCADE")
    board: Board = Relationship(back_populates="cards", sa_relationship_kwargs={"lazy": "selectin"})


class CardOut(SQLModel):
    id: int
    text: str
    done: bool


class BoardOut(SQLModel):
    id: int
    name: str
    cards: list[CardOut] = []


class CardWithBoard(CardOut):
    board: Board


@asynccontextmanager
async def lifespan(app: FastAPI):
    async with engine.begin() as connection:
        await connection.run_sync(SQLModel.metadata.create_all)
    yield
    await engine.dispose()


async def get_session():
    async with sessions() as session:
        yield session


SessionDep = Annotated[AsyncSession, Depends(get_session)]
app = FastAPI(lifespan=lifespan)


@app.post("/boards", response_model=BoardOut)
async def add(name: str, session: SessionDep, cards: list[str] = []):
    board = Board(name=name, cards=[Card(text=text) for text in cards])
    session.add(board)
    try:
        await session.commit()
    except IntegrityError:
        await session.rollback()
        raise HTTPException(409, f"There is a board {name} already")
    return board


@app.get("/boards", response_model=list[BoardOut])
async def boards(session: SessionDep):
    return (await session.exec(select(Board).options(selectinload(Board.cards)).order_by(Board.name))).all()


@app.get("/cards/{card_id}", response_model=CardWithBoard)
async def card(card_id: int, session: SessionDep):
    return await session.get_one(Card, card_id)


async def finish(board_id: int):
    async with sessions() as session:
        await session.exec(update(Card).where(Card.board_id == board_id).values(done=True))
        await session.commit()


@app.post("/boards/{board_id}/finish", status_code=202)
async def start(board_id: int, tasks: BackgroundTasks):
    tasks.add_task(finish, board_id)
    return "started"


@app.delete("/cards")
async def clean(session: SessionDep):
    result = await session.exec(delete(Card).where(Card.done))
    await session.commit()
    return {"deleted": result.rowcount}


@app.delete("/boards/{board_id}")
async def remove(board_id: int, session: SessionDep):
    board = await session.get(Board, board_id)
    await session.refresh(board, attribute_names=["cards"])
    await session.delete(board)
    await session.commit()
    return (await session.exec(select(Card.text))).all()

# > POST /boards?name=home ["wash", "cook"]
# > POST /boards?name=work ["write"]
# > POST /boards?name=home
# > GET /boards
# > GET /cards/2
# > POST /boards/2/finish
# > GET /boards
# > DELETE /cards
# > DELETE /boards/1
# > GET /boards
