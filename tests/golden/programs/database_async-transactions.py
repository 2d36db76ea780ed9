import asyncio
from contextlib import asynccontextmanager
from typing import Annotated

from fastapi import BackgroundTasks, Depends, FastAPI, HTTPException
from sqlalchemy import select, text, update
from sqlalchemy.exc import IntegrityError, NoResultFound
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

engine = create_async_engine("sqlite+aiosqlite:///./bank.db", echo=False)
sessions = async_sessionmaker(bind=engine, autoflush=False, autocommit=False, expire_on_commit=False)


class Base(DeclarativeBase):
    pass


class Account(Base):
    __tablename__ = "accounts"
    name: Mapped[str] = mapped_column(primary_key=True)
    balance: Mapped[int]


@asynccontextmanager
async def lifespan(app: FastAPI):
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    async with sessions.begin() as session:
        session.add_all([Account(name="ann", balance=10), Account(name="bob", balance=0)])
    yield


app = FastAPI(lifespan=lifespan)


async def get_db():
    session = sessions()
    try:
        yield session
        await session.commit()
    except Exception:
        await session.rollback()
        raise
    finally:
        await session.close()


Db = Annotated[AsyncSession, Depends(get_db)]


@app.post("/transfer")
async def transfer(source: str, target: str, amount: int, db: Db):
    try:
        taken = (await db.execute(select(Account).where(Account.name == source))).scalar_one()
    except NoResultFound:
        raise HTTPException(404, "No such source")
    taken.balance -= amount
    await db.flush()
    result = await db.execute(update(Account).where(Account.name == target).values(balance=Account.balance + amount))
    if result.rowcount == 0:
        raise HTTPException(404, "No such target")
    if taken.balance < 0:
        raise HTTPException(402, "Not enough")
    return taken.balance


@app.post("/accounts/{name}")
async def open_account(name: str, db: Db):
    db.add(Account(name=name, balance=0))
    try:
        await db.flush()
    except IntegrityError as error:
        await db.rollback()
        raise HTTPException(409, str(error.orig))
    return name


@app.post("/nested")
async def nested(db: Db):
    async with db.begin_nested():
        db.add(Account(name="inner", balance=1))
    savepoint = await db.begin_nested()
    db.add(Account(name="gone", balance=1))
    await db.flush()
    await savepoint.rollback()
    return (await db.scalars(select(Account.name).order_by(Account.name))).all()


async def interest(percent: int):
    await asyncio.sleep(0.01)
    async with sessions() as session, session.begin():
        for account in await session.scalars(select(Account).where(Account.balance > 0)):
            account.balance += account.balance * percent // 100


@app.post("/interest")
async def start(tasks: BackgroundTasks, percent: int = 50):
    tasks.add_task(interest, percent)
    return "started"


@app.get("/accounts")
async def accounts(db: Db):
    rows = await db.execute(text("SELECT name, balance FROM accounts ORDER BY name"))
    return {name: balance for name, balance in rows}


@app.get("/core")
async def core():
    async with engine.connect() as connection:
        result = await connection.execute(select(Account.__table__).where(Account.balance >= 0).order_by(Account.name))
        return [row._asdict() for row in result.fetchall()]

# > GET /accounts
# > POST /transfer?source=ann&target=bob&amount=4
# > POST /transfer?source=ann&target=bob&amount=40
# > POST /transfer?source=ann&target=zoe&amount=1
# > POST /transfer?source=zoe&target=ann&amount=1
# > POST /accounts/cy
# > POST /accounts/ann
# > POST /nested
# > POST /interest
# > GET /accounts
# > GET /core
