"""Settings from the program's own `.env`, below the environment and below arguments."""

from fastapi import FastAPI
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_file=".env", env_file_encoding="utf-8", extra="ignore")

    title: str
    greeting: str
    folder: str
    url: str
    quoted: str
    empty: str
    port: int
    missing: str = "the default"


app = FastAPI()


@app.get("/")
def read():
    return Settings()


@app.get("/argument")
def argument():
    return Settings(title="from an argument")


@app.get("/none")
def without():
    try:
        return Settings(_env_file=None)
    except ValueError as error:
        return [item["loc"] for item in error.errors()]


# $ GREETING=from the environment
# > GET /
# > GET /argument
# > GET /none
