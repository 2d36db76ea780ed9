"""Nested models by a delimiter, by JSON, and by both."""

from fastapi import FastAPI
from pydantic import BaseModel
from pydantic_settings import BaseSettings, SettingsConfigDict


class Pool(BaseModel):
    size: int = 5
    tags: list[str] = []


class Database(BaseModel):
    host: str
    port: int = 5432
    pool: Pool = Pool()


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_nested_delimiter="__")

    database: Database
    cache: Database | None = None
    flags: dict[str, bool] = {}
    mixed: int | list[int] = 0


class Partial(BaseSettings):
    model_config = SettingsConfigDict(env_nested_delimiter="__", nested_model_default_partial_update=True)

    service: Database = Database(host="default", port=1)


class Split(BaseSettings):
    model_config = SettingsConfigDict(env_nested_delimiter="_", env_nested_max_split=1, env_prefix="GEN_")

    llm: dict[str, str] = {}


app = FastAPI()


@app.get("/")
def read():
    return Settings()


@app.get("/partial")
def partial():
    return Partial()


@app.get("/split")
def split():
    return Split()


# $ DATABASE={"host": "json", "port": 1}
# $ DATABASE__PORT=2
# $ DATABASE__POOL__SIZE=9
# $ database__pool__tags=["a", "b"]
# $ CACHE__HOST=redis
# $ FLAGS__BETA=true
# $ MIXED=[1, 2]
# $ SERVICE__PORT=8
# $ GEN_LLM_API_KEY=k
# $ GEN_LLM_MODEL=m
# > GET /
# > GET /partial
# > GET /split
