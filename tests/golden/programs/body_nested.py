from fastapi import FastAPI
from pydantic import BaseModel, HttpUrl

app = FastAPI()


class Image(BaseModel):
    url: HttpUrl
    name: str


class Item(BaseModel):
    name: str
    tags: set[str] = set()
    image: Image | None = None
    images: list[Image] = []
    sizes: dict[str, tuple[int, int]] = {}


class Offer(BaseModel):
    title: str
    items: list[Item]


class Tree(BaseModel):
    value: int
    children: list["Tree"] = []


@app.post("/offers")
def offers(offer: Offer) -> Offer:
    return offer


@app.post("/weights")
def weights(weights: dict[int, float]):
    return weights


@app.post("/tree")
def tree(tree: Tree):
    def total(node: Tree) -> int:
        return node.value + sum(total(child) for child in node.children)

    return {"total": total(tree), "tree": tree}

# > POST /offers {"title": "t", "items": [{"name": "a", "tags": ["x", "x"], "image": {"url": "https://example.com/a.png", "name": "A"}}]}
# > POST /offers {"title": "t", "items": [{"name": "a", "images": [{"url": "ftp://example.com", "name": "A"}, {"url": "nothing"}]}]}
# > POST /offers {"title": "t", "items": [{"name": "a", "sizes": {"s": [1, 2], "m": [1]}}]}
# > POST /offers {"title": "t", "items": [{"name": "a", "sizes": {"s": [1, "2", 3]}}, "b"]}
# > POST /offers {"title": "t", "items": []}
# > POST /weights {"1": 2, "2": "3.5"}
# > POST /weights {"one": 2, "2": "x"}
# > POST /tree {"value": 1, "children": [{"value": 2, "children": [{"value": 3}]}, {"value": 4}]}
# > POST /tree {"value": 1, "children": [{"value": 2, "children": [{"value": "x"}]}, {}]}
