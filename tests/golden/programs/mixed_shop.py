from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException, Path, Query, Response
from pydantic import BaseModel, Field

app = FastAPI()


class NewItem(BaseModel):
    name: str = Field(min_length=1)
    price: float = Field(gt=0)
    tags: list[str] = []


class Item(NewItem):
    id: int


items: dict[int, Item] = {}


def find(item_id: Annotated[int, Path(ge=1)]) -> Item:
    if item_id not in items:
        raise HTTPException(404, f"No item {item_id}")
    return items[item_id]


Found = Annotated[Item, Depends(find)]


@app.post("/items", status_code=201)
def add(new: NewItem, response: Response) -> Item:
    item = Item(id=len(items) + 1, **new.model_dump())
    items[item.id] = item
    response.headers["Location"] = f"/items/{item.id}"
    return item


@app.get("/items")
def search(tag: str | None = None, max_price: Annotated[float | None, Query(gt=0)] = None) -> list[Item]:
    found = [i for i in items.values() if tag is None or tag in i.tags]
    return sorted((i for i in found if max_price is None or i.price <= max_price), key=lambda i: -i.price)


@app.get("/items/{item_id}")
def read(item: Found) -> Item:
    return item


@app.put("/items/{item_id}")
def replace(item: Found, new: NewItem) -> Item:
    items[item.id] = Item(id=item.id, **new.model_dump())
    return items[item.id]


@app.delete("/items/{item_id}", status_code=204)
def remove(item: Found) -> None:
    del items[item.id]

# > POST /items {"name": "cup", "price": 4.5, "tags": ["kitchen"]}
# > POST /items {"name": "lamp", "price": 30}
# > POST /items {"name": "", "price": 0}
# > GET /items
# > GET /items?tag=kitchen
# > GET /items?max_price=10
# > GET /items?max_price=-1
# > GET /items/2
# > GET /items/0
# > GET /items/3
# > PUT /items/2 {"name": "lamp", "price": 25}
# > PUT /items/9 {"price": "x"}
# > DELETE /items/1
# > DELETE /items/1
# > GET /items
