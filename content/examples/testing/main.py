from typing import Annotated

from fastapi import Depends, FastAPI, Header, HTTPException
from pydantic import BaseModel

app = FastAPI()

items = {1: "cup", 2: "plate"}


class NewName(BaseModel):
    name: str


def current_user(x_user: Annotated[str, Header()] = "Ada"):
    return x_user


@app.get("/items/{item_id}")
def read_item(item_id: int):
    if item_id not in items:
        raise HTTPException(404, "No such item")
    return {"id": item_id, "name": items[item_id]}


@app.put("/items/{item_id}")
def rename_item(item_id: int, new: NewName):
    items[item_id] = new.name
    return {"id": item_id, "name": new.name}


@app.get("/me")
def read_me(user: Annotated[str, Depends(current_user)]):
    return {"user": user}
