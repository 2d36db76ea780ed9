"""What is wrong with settings, when they are made in a path operation."""

from typing import Literal

from fastapi import FastAPI
from pydantic import BaseModel, PositiveInt, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict, SettingsError


class Inner(BaseModel):
    n: int


class Required(BaseSettings):
    api_key: str
    count: PositiveInt
    color: Literal["red", "blue"]
    inner: Inner


class Broken(BaseSettings):
    items_json: list[int]


class Strict(BaseSettings):
    model_config = SettingsConfigDict(case_sensitive=True, extra="forbid")

    Name: str = "unset"


app = FastAPI()


@app.get("/required")
def required():
    try:
        Required()
    except ValidationError as error:
        return {"errors": error.errors(include_url=False), "title": error.title, "count": error.error_count()}


@app.get("/broken")
def broken():
    try:
        Broken()
    except SettingsError as error:
        return [str(error), type(error.__cause__).__name__, str(error.__cause__)]


@app.get("/strict")
def strict():
    return Strict()


@app.get("/unhandled")
def unhandled():
    return Required()


@app.get("/extra")
def extra():
    try:
        Strict(other=1)
    except ValidationError as error:
        return str(error).splitlines()[:3]


# $ COUNT=-3
# $ COLOR=green
# $ INNER={"n": "x"}
# $ ITEMS_JSON=1,2,3
# $ NAME=wrong case
# > GET /required
# > GET /broken
# > GET /strict
# > GET /unhandled
# > GET /extra
