from contextlib import asynccontextmanager
from typing import Annotated

from fastapi import Depends, FastAPI, Header, HTTPException, Request
from pydantic import BaseModel, Field

KEYS = {"key-of-ada": "Ada"}


class Item(BaseModel):
    name: str = Field(min_length=1)
    price: float = Field(gt=0)


@asynccontextmanager
async def lifespan(app: FastAPI):
    app.state.items = {1: Item(name="cup", price=1.1), 2: Item(name="plate", price=4)}
    yield


app = FastAPI(lifespan=lifespan)


def get_items(request: Request) -> dict[int, Item]:
    return request.app.state.items


def current_user(x_key: Annotated[str, Header()]) -> str:
    if x_key not in KEYS:
        raise HTTPException(401, "Unknown key")
    return KEYS[x_key]


Items = Annotated[dict[int, Item], Depends(get_items)]
User = Annotated[str, Depends(current_user)]


@app.get("/items/{item_id}")
def read_item(item_id: int, items: Items) -> Item:
    if item_id not in items:
        raise HTTPException(404, "No such item")
    return items[item_id]


@app.get("/items/{item_id}/total")
def read_total(item_id: int, items: Items, count: int = 1):
    return {"total": count * read_item(item_id, items).price}


@app.put("/items/{item_id}")
def change_item(item_id: int, item: Item, items: Items, user: User):
    items[item_id] = item
    return {"item": item, "by": user}
