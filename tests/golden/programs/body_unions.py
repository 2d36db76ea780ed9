from typing import Annotated, Literal

from fastapi import FastAPI
from pydantic import BaseModel, Field

app = FastAPI()


class Cat(BaseModel):
    kind: Literal["cat"]
    lives: int = 9


class Dog(BaseModel):
    kind: Literal["dog"]
    good: bool


Pet = Annotated[Cat | Dog, Field(discriminator="kind")]


class Owner(BaseModel):
    name: str
    pets: list[Pet] = []


class Text(BaseModel):
    text: str


class Number(BaseModel):
    number: int
    unit: str = "m"


@app.post("/owners")
def owners(owner: Owner) -> Owner:
    return owner


@app.post("/pets")
def pets(pet: Pet):
    return {"class": type(pet).__name__, "pet": pet}


@app.post("/plain")
def plain(value: Text | Number):
    return {"class": type(value).__name__, "value": value}


@app.get("/answer/{which}", response_model=Text | Number)
def answer(which: str):
    if which == "text":
        return {"text": "t", "more": 1}
    return {"number": 3, "more": 1}

# > POST /owners {"name": "Ada", "pets": [{"kind": "cat"}, {"kind": "dog", "good": true}]}
# > POST /owners {"name": "Ada", "pets": [{"kind": "fish"}, {"kind": "dog"}]}
# > POST /owners {"name": "Ada", "pets": [{"lives": 1}, {"kind": "cat", "lives": "x"}]}
# > POST /pets {"kind": "cat", "lives": 3}
# > POST /pets {"kind": "bird"}
# > POST /pets {}
# > POST /plain {"text": "a"}
# > POST /plain {"number": "4"}
# > POST /plain {"text": "a", "number": 4}
# > POST /plain {"unit": 1}
# > GET /answer/text
# > GET /answer/number
