from typing import Annotated, Self

from fastapi import FastAPI
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, EmailStr, field_validator, model_validator

app = FastAPI()


def even(value: int) -> int:
    if value % 2:
        raise ValueError(f"{value} is odd")
    return value


Even = Annotated[int, AfterValidator(even)]
Stripped = Annotated[str, BeforeValidator(lambda v: v.strip() if isinstance(v, str) else v)]


class Account(BaseModel):
    name: Stripped
    password: str
    again: str
    number: Even = 0

    @field_validator("name")
    @classmethod
    def title(cls, value: str) -> str:
        if not value:
            raise ValueError("must not be empty")
        return value.title()

    @field_validator("password", mode="before")
    @classmethod
    def to_text(cls, value):
        return str(value)

    @model_validator(mode="after")
    def same(self) -> Self:
        assert self.password == self.again, "the passwords differ"
        return self


class Point(BaseModel):
    x: int
    y: int

    @model_validator(mode="before")
    @classmethod
    def from_text(cls, data):
        if isinstance(data, str):
            x, _, y = data.partition(",")
            return {"x": x, "y": y}
        return data


class Strict(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, str_to_lower=True)

    count: int
    label: str = "x"


class Contact(BaseModel):
    email: EmailStr


@app.post("/account")
def account(a: Account):
    return {"name": a.name, "number": a.number}


@app.post("/point")
def point(p: Point):
    return p


@app.post("/strict")
def strict(s: Strict):
    return s


@app.post("/contact")
def contact(c: Contact):
    return c


@app.get("/even/{n}")
def even_path(n: Even):
    return n

# > POST /account {"name": "  ada lovelace ", "password": 12, "again": "12", "number": 4}
# > POST /account {"name": "   ", "password": "a", "again": "a", "number": 3}
# > POST /account {"name": "ada", "password": "a", "again": "b"}
# > POST /account {"name": 5, "password": "a", "again": "a"}
# > POST /point "3,4"
# > POST /point {"x": 1, "y": 2}
# > POST /point "3,b"
# > POST /strict {"count": 1, "label": "ABC"}
# > POST /strict {"count": "1", "label": 2}
# > POST /strict {"count": true, "more": 1}
# > POST /contact {"email": "Ada@EXAMPLE.com"}
# > POST /contact {"email": "ada"}
# > POST /contact {"email": "ada@nowhere"}
# > POST /contact {"email": "a b@example.com"}
# > GET /even/4
# > GET /even/5
