from typing import Generic, TypeVar

from fastapi import FastAPI
from pydantic import BaseModel, RootModel, computed_field, field_serializer

app = FastAPI()
T = TypeVar("T")


class Page(BaseModel, Generic[T]):
    items: list[T]
    total: int


class User(BaseModel):
    name: str


class Box(BaseModel):
    width: float
    height: float

    @computed_field
    @property
    def area(self) -> float:
        return self.width * self.height

    @field_serializer("width")
    def rounded(self, value: float) -> str:
        return f"{value:.1f}"


class Names(RootModel[list[str]]):
    pass


@app.get("/users")
def users() -> Page[User]:
    return Page[User](items=[User(name="Ada")], total=1)


@app.get("/numbers", response_model=Page[int])
def numbers():
    return {"items": ["1", 2], "total": 2}


@app.post("/pages")
def pages(page: Page[User]):
    return page


@app.post("/box")
def box(b: Box) -> Box:
    return b


@app.post("/names")
def names(names: Names) -> Names:
    return Names([n.upper() for n in names.root])

# > GET /users
# > GET /numbers
# > POST /pages {"items": [{"name": "a"}, {"name": 1}], "total": "x"}
# > POST /pages {"items": [{"name": "a"}], "total": 1}
# > POST /box {"width": 2, "height": 3.5}
# > POST /box {"width": "w"}
# > POST /names ["a", "b"]
# > POST /names {"a": 1}
