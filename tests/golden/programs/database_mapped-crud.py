from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException, status
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import String, create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker

engine = create_engine("sqlite:///./test.db", connect_args={"check_same_thread": False}, echo=True)
SessionLocal = sessionmaker(bind=engine, autoflush=False)


class Base(DeclarativeBase):
    pass


class Item(Base):
    __tablename__ = "items"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(30), index=True)
    price: Mapped[float]
    note: Mapped[str | None]


Base.metadata.create_all(engine)


class ItemIn(BaseModel):
    name: str = Field(max_length=30)
    price: float = Field(gt=0)
    note: str | None = None


class ItemOut(ItemIn):
    model_config = ConfigDict(from_attributes=True)
    id: int


def get_db():
    db = SessionLocal()
    try:
        yield db
    finally:
        db.close()


SessionDep = Annotated[Session, Depends(get_db)]
app = FastAPI()


def get_item(item_id: int, db: SessionDep) -> Item:
    item = db.get(Item, item_id)
    if item is None:
        raise HTTPException(status.HTTP_404_NOT_FOUND, "Item not found")
    return item


ItemDep = Annotated[Item, Depends(get_item)]


@app.post("/items", status_code=status.HTTP_201_CREATED, response_model=ItemOut)
def create(item: ItemIn, db: SessionDep):
    row = Item(**item.model_dump())
    db.add(row)
    db.commit()
    db.refresh(row)
    return row


@app.get("/items", response_model=list[ItemOut])
def read_all(db: SessionDep, q: str | None = None):
    statement = select(Item).order_by(Item.id)
    if q:
        statement = statement.where(Item.name.contains(q))
    return db.scalars(statement).all()


@app.get("/items/{item_id}", response_model=ItemOut)
def read(item: ItemDep):
    return item


@app.put("/items/{item_id}", response_model=ItemOut)
def replace(item: ItemDep, new: ItemIn, db: SessionDep):
    for name, value in new.model_dump().items():
        setattr(item, name, value)
    db.commit()
    return item


@app.delete("/items/{item_id}", status_code=status.HTTP_204_NO_CONTENT)
def delete(item: ItemDep, db: SessionDep):
    db.delete(item)
    db.commit()

# > POST /items {"name": "cup", "price": 3}
# > POST /items {"name": "lamp", "price": 30.5, "note": "warm"}
# > POST /items {"name": "free", "price": 0}
# > GET /items
# > GET /items?q=am
# > GET /items/1
# > PUT /items/1 {"name": "mug", "price": 4}
# > PUT /items/1 {"name": "mug", "price": 4}
# > DELETE /items/2
# > GET /items/2
# > GET /items
