from typing import Annotated

from fastapi import Depends, FastAPI, Header, HTTPException
from pydantic import BaseModel

app = FastAPI()
items: dict[int, dict] = {}


class Item(BaseModel):
    name: str
    price: float


def get_items():
    return items


Items = Annotated[dict, Depends(get_items)]


def get_user(x_token: Annotated[str, Header()]):
    if x_token != "secret":
        raise HTTPException(401, "Invalid token")
    return "ada"


@app.get("/")
async def root():
    return {"message": "Hello"}


@app.post("/items", status_code=201)
def create(item: Item, items: Items):
    items[len(items) + 1] = item.model_dump()
    return {"id": len(items), **item.model_dump()}


@app.get("/items/{item_id}")
def read(item_id: int, items: Items):
    if item_id not in items:
        raise HTTPException(404, "Item not found")
    return items[item_id]


@app.get("/me")
def me(user: Annotated[str, Depends(get_user)]):
    return {"user": user}


@app.get("/boom")
def boom():
    raise RuntimeError("boom")
