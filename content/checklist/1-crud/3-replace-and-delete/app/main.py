from itertools import count

from fastapi import FastAPI, HTTPException
from pydantic import BaseModel, Field

app = FastAPI(title="Users and items")


class ItemIn(BaseModel):
    name: str = Field(min_length=1)
    price: float = Field(gt=0)
    description: str | None = None


class Item(ItemIn):
    id: int


items = {
    1: Item(id=1, name="Lamp", price=30, description="Brass, 40 cm"),
    2: Item(id=2, name="Chair", price=80),
}
new_ids = count(3)


def find_item(item_id: int) -> Item:
    if item_id not in items:
        raise HTTPException(404, "No such item")
    return items[item_id]


@app.get("/items")
def list_items() -> list[Item]:
    return list(items.values())


@app.post("/items", status_code=201)
def create_item(new: ItemIn) -> Item:
    item = Item(id=next(new_ids), **new.model_dump())
    items[item.id] = item
    return item


@app.get("/items/{item_id}")
def read_item(item_id: int) -> Item:
    return find_item(item_id)


@app.put("/items/{item_id}")
def replace_item(item_id: int, new: ItemIn) -> Item:
    find_item(item_id)
    items[item_id] = Item(id=item_id, **new.model_dump())
    return items[item_id]


@app.delete("/items/{item_id}", status_code=204)
def delete_item(item_id: int) -> None:
    find_item(item_id)
    del items[item_id]
