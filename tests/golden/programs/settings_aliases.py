"""Aliases, choices of them, paths into JSON, and population by name."""

from fastapi import FastAPI
from pydantic import AliasChoices, AliasPath, Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    model_config = SettingsConfigDict(populate_by_name=True, env_prefix="my_")

    auth_key: str = Field(validation_alias="my_auth_key")
    redis: str = Field("redis://default", validation_alias=AliasChoices("service_redis_dsn", "redis_url"))
    first: str = Field("none", validation_alias=AliasPath("words", 0))
    plain: int = Field(1, alias="ALIASED")
    named: str = "prefixed"


app = FastAPI()


@app.get("/")
def read():
    return Settings().model_dump()


@app.get("/by-name")
def by_name():
    return Settings(auth_key="k", plain=5, redis="r").model_dump()


# $ MY_AUTH_KEY=secret
# $ REDIS_URL=redis://env
# $ WORDS=["one", "two"]
# $ ALIASED=3
# $ MY_NAMED=yes
# > GET /
# > GET /by-name
