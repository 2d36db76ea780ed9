from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException
from pydantic import BaseModel
from sqlalchemy import Column, Connection, Integer, MetaData, String, Table, create_engine, delete, insert, select, update

engine = create_engine("sqlite:///./core.db", connect_args={"check_same_thread": False})
metadata = MetaData()
items = Table(
    "items",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String(50), nullable=False, index=True),
    Column("price", Integer, default=5),
)
metadata.create_all(engine)

app = FastAPI()


def connection():
    with engine.begin() as open_connection:
        yield open_connection


Db = Annotated[Connection, Depends(connection)]


class Item(BaseModel):
    name: str
    price: int | None = None


@app.post("/items", status_code=201)
def add(item: Item, db: Db):
    result = db.execute(insert(items).values(**item.model_dump(exclude_none=True)))
    return {"id": result.inserted_primary_key[0], "rows": result.rowcount}


@app.post("/items/many", status_code=201)
def add_many(new: list[Item], db: Db):
    result = db.execute(items.insert(), [item.model_dump() for item in new])
    return result.rowcount


@app.get("/items")
def read_all(db: Db, cheaper: int | None = None):
    statement = select(items).order_by(items.c.price.desc(), items.c.name)
    if cheaper is not None:
        statement = statement.where(items.c.price < cheaper)
    return [row._asdict() for row in db.execute(statement)]


@app.get("/items/{item_id}")
def read(item_id: int, db: Db):
    row = db.execute(select(items.c.name, items.c.price).where(items.c.id == item_id)).one_or_none()
    if row is None:
        raise HTTPException(404, "Not found")
    return {"name": row.name, "price": row[1], "mapping": dict(row._mapping)}


@app.put("/items/{item_id}")
def change(item_id: int, item: Item, db: Db):
    result = db.execute(update(items).where(items.c.id == item_id).values(name=item.name, price=items.c.price + 1))
    return result.rowcount


@app.delete("/items")
def remove(db: Db, below: int):
    return db.execute(delete(items).where(items.c.price <= below)).rowcount

# > POST /items {"name": "cup", "price": 7}
# > POST /items {"name": "spoon"}
# > POST /items/many [{"name": "a", "price": 1}, {"name": "b", "price": 2}, {"name": "c"}]
# > GET /items
# > GET /items?cheaper=6
# > GET /items/1
# > GET /items/1
# > GET /items/77
# > PUT /items/1 {"name": "mug"}
# > DELETE /items?below=2
# > GET /items
