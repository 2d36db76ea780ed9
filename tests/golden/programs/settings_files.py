"""Several `.env` files, of which the later counts; what isn't a field is refused or kept."""

from fastapi import FastAPI
from pydantic import ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_file=("base.env", "local.env", "absent.env"))

    name: str
    port: int
    mode: str = "none"


class Open(Settings):
    model_config = SettingsConfigDict(extra="allow")


class Prefixed(BaseSettings):
    model_config = SettingsConfigDict(env_file="prefixed.env", env_prefix="svc_", extra="ignore")

    host: str
    retries: int = 0


app = FastAPI()


@app.get("/strict")
def strict():
    try:
        return Settings()
    except ValidationError as error:
        return error.errors(include_url=False)


@app.get("/open")
def open_():
    return Open().model_dump()


@app.get("/prefixed")
def prefixed():
    return Prefixed()


@app.get("/one")
def one():
    return Settings(_env_file="base.env")


# > GET /strict
# > GET /open
# > GET /prefixed
# > GET /one
