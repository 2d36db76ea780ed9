"""A schema that FastAPI's own models of the document refuse: `examples` is a list."""

from fastapi import FastAPI
from pydantic import BaseModel, Field

app = FastAPI()


class Tag(BaseModel):
    name: str


def said(app: FastAPI):
    try:
        app.openapi()
    except Exception as error:
        return [type(error).__name__, str(error)]
    return "fine"


@app.get("/field")
def field():
    class Item(BaseModel):
        name: str = Field(examples="cup")
        price: float | None = Field(examples=3)
        tags: list[Tag] = []

    shop = FastAPI()

    @shop.post("/items")
    def create(item: Item): ...

    return said(shop)


@app.get("/model")
def model():
    class Item(BaseModel):
        model_config = {"json_schema_extra": {"examples": {"name": "cup"}}}
        name: str

    shop = FastAPI()

    @shop.get("/items")
    def items() -> list[Item]: ...

    return said(shop)


@app.get("/good")
def good():
    class Item(BaseModel):
        name: str = Field(examples=["cup"])

    shop = FastAPI(contact={"name": "Ada", "url": "HTTPS://Example.com"})

    @shop.get("/items")
    def items() -> list[Item]: ...

    return [said(shop), shop.openapi()["info"]]

# > GET /field
# > GET /model
# > GET /good
