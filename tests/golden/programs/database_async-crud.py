from contextlib import asynccontextmanager
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException
from pydantic import BaseModel, ConfigDict
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

engine = create_async_engine("sqlite+aiosqlite:///./test.db")
SessionLocal = async_sessionmaker(engine, expire_on_commit=False)


class Base(DeclarativeBase):
    pass


class Item(Base):
    __tablename__ = "items"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    amount: Mapped[int] = mapped_column(default=0)


class ItemIn(BaseModel):
    name: str
    amount: int = 0


class ItemOut(ItemIn):
    model_config = ConfigDict(from_attributes=True)
    id: int


@asynccontextmanager
async def lifespan(app: FastAPI):
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    yield
    await engine.dispose()


app = FastAPI(lifespan=lifespan)


async def get_db():
    async with SessionLocal() as session:
        yield session


Db = Annotated[AsyncSession, Depends(get_db)]


@app.post("/items", response_model=ItemOut, status_code=201)
async def add(item: ItemIn, db: Db):
    row = Item(**item.model_dump())
    db.add(row)
    await db.commit()
    await db.refresh(row)
    return row


@app.get("/items", response_model=list[ItemOut])
async def read_all(db: Db, skip: int = 0, limit: int = 10):
    result = await db.execute(select(Item).order_by(Item.id).offset(skip).limit(limit))
    return result.scalars().all()


@app.get("/items/{item_id}", response_model=ItemOut)
async def read(item_id: int, db: Db):
    item = await db.get(Item, item_id)
    if item is None:
        raise HTTPException(404, "Item not found")
    return item


@app.patch("/items/{item_id}", response_model=ItemOut)
async def change(item_id: int, amount: int, db: Db):
    item = (await db.scalars(select(Item).where(Item.id == item_id))).one_or_none()
    if item is None:
        raise HTTPException(404, "Item not found")
    item.amount = amount
    await db.commit()
    return item


@app.delete("/items/{item_id}", status_code=204)
async def remove(item_id: int, db: Db):
    item = await db.get(Item, item_id)
    if item:
        await db.delete(item)
        await db.commit()


@app.get("/count")
async def count(db: Db):
    return {"count": await db.scalar(select(func.count()).select_from(Item)), "sum": await db.scalar(select(func.sum(Item.amount)))}

# > POST /items {"name": "cup"}
# > POST /items {"name": "lamp", "amount": 4}
# > GET /items
# > GET /items?skip=1
# > GET /items/1
# > GET /items/9
# > PATCH /items/1?amount=5
# > PATCH /items/9?amount=5
# > GET /count
# > DELETE /items/1
# > GET /items
