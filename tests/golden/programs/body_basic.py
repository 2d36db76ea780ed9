from typing import Annotated

from fastapi import Body, FastAPI
from pydantic import BaseModel, Field

app = FastAPI()


class Item(BaseModel):
    name: str
    price: float
    is_offer: bool | None = None


class Limited(BaseModel):
    name: str = Field(min_length=2, max_length=5, pattern="^[A-Z]")
    age: int = Field(ge=0, lt=150)
    score: float = Field(default=0.5, gt=0, le=1)
    tags: list[str] = Field(default=[], max_length=2)


@app.post("/items/")
def create(item: Item):
    return item


@app.post("/limited")
def limited(item: Limited):
    return item


@app.put("/items/{item_id}")
def update(item_id: int, item: Item, q: str | None = None):
    result = {"item_id": item_id, **item.model_dump()}
    if q:
        result.update({"q": q})
    return result


@app.post("/optional")
def optional(item: Item | None = None):
    return {"got": item}


@app.post("/raw")
def raw(value: Annotated[dict[str, int], Body()]):
    return value


@app.post("/list")
def items_list(items: list[Item]):
    return {"count": len(items), "total": sum(i.price for i in items)}


@app.post("/embed")
def embed(item: Annotated[Item, Body(embed=True)]):
    return item


@app.post("/two")
def two(item: Item, importance: Annotated[int, Body(gt=0)], other: Limited | None = None):
    return {"item": item, "importance": importance, "other": other}

# > POST /items/ {"name": "Cup", "price": 8}
# > POST /items/ {"name": "Cup", "price": "9.50", "is_offer": "yes", "unknown": 1}
# > POST /items/ {"price": "cheap"}
# > POST /items/ {"name": 5, "price": null, "is_offer": 2}
# > POST /items/
# > POST /items/ [1, 2]
# > POST /items/ "text"
# > POST /items/ null
# > POST /items/ {"name": "Cup",
# > POST /items/ {"name": "Cup" "price": 1}
# > POST /items/ [content-type: text/plain] {"name": "Cup", "price": 8}
# > POST /items/ [content-type: application/vnd.api+json] {"name": "Cup", "price": 8}
# > POST /limited {"name": "Ada", "age": 36}
# > POST /limited {"name": "a", "age": -1, "score": 0, "tags": ["a", "b", "c"]}
# > POST /limited {"name": "Adalbert", "age": 150.0, "score": 1.01}
# > POST /limited {"name": "ada", "age": 3.5, "tags": "a"}
# > PUT /items/3?q=x {"name": "Cup", "price": 1.25}
# > PUT /items/three {"name": "Cup"}
# > POST /optional
# > POST /optional {"name": "Cup", "price": 1}
# > POST /raw {"a": 1, "b": "2"}
# > POST /raw {"a": "x"}
# > POST /list [{"name": "a", "price": 1}, {"name": "b", "price": 2.5}]
# > POST /list [{"name": "a", "price": 1}, {"name": "b"}]
# > POST /list {"name": "a", "price": 1}
# > POST /embed {"item": {"name": "a", "price": 1}}
# > POST /embed {"name": "a", "price": 1}
# > POST /two {"item": {"name": "a", "price": 1}, "importance": 3}
# > POST /two {"item": {"name": "a"}, "importance": 0}
# > POST /two {"importance": 3}
