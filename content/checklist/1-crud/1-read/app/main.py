from fastapi import FastAPI, HTTPException
from pydantic import BaseModel

app = FastAPI(title="Users and items")


class Item(BaseModel):
    id: int
    name: str
    price: float
    description: str | None = None


items = {
    1: Item(id=1, name="Lamp", price=30, description="Brass, 40 cm"),
    2: Item(id=2, name="Chair", price=80),
}


@app.get("/items")
def list_items() -> list[Item]:
    return list(items.values())


@app.get("/items/{item_id}")
def read_item(item_id: int) -> Item:
    if item_id not in items:
        raise HTTPException(404, "No such item")
    return items[item_id]
