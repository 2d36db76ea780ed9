"""Options: empty values, a text for None, enums by name, strictness, decoding left out, keywords of the class statement."""

from enum import Enum
from typing import Annotated

from fastapi import FastAPI
from pydantic import StrictInt, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict


class Color(Enum):
    RED = "r"
    BLUE = "b"


class Empty(BaseSettings):
    model_config = SettingsConfigDict(env_ignore_empty=True, env_parse_none_str="None")

    size: int = 3
    maybe: int | None = 4


class Enums(BaseSettings):
    model_config = SettingsConfigDict(env_parse_enums=True)

    color: Color = Color.BLUE
    amount: StrictInt | None = None


class Decoded(BaseSettings):
    numbers: Annotated[list[int], NoDecode]

    @field_validator("numbers", mode="before")
    @classmethod
    def split(cls, value):
        return [int(part) for part in value.split(",")]


class Keywords(BaseSettings, env_prefix="kw_", frozen=True):
    a: int = 1


class Old(BaseSettings):
    value: int = 1

    class Config:
        env_prefix = "old_"


app = FastAPI()


@app.get("/")
def read():
    return [Empty(), Enums(), Decoded(), Keywords(), Old()]


@app.get("/frozen")
def frozen():
    try:
        Keywords().a = 2
    except ValueError as error:
        return error.errors(include_url=False)


@app.get("/cached")
def cached():
    return [Old.settings_cached() is Old.settings_cached(), Keywords.model_config["env_prefix"]]


# $ SIZE=
# $ MAYBE=None
# $ COLOR=RED
# $ AMOUNT=5
# $ NUMBERS=1,2,3
# $ KW_A=6
# $ OLD_VALUE=8
# > GET /
# > GET /frozen
# > GET /cached
