"""Settings as a cached dependency, and an override of it."""

from functools import lru_cache
from typing import Annotated

from fastapi import Depends, FastAPI
from pydantic_settings import BaseSettings, SettingsConfigDict

calls = []


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="APP_")

    name: str
    workers: int = 1


@lru_cache
def get_settings():
    calls.append("made")
    return Settings()


app = FastAPI()


@app.get("/settings")
def read(settings: Annotated[Settings, Depends(get_settings)]):
    return {"settings": settings, "made": len(calls), "cache": get_settings.cache_info().hits}


@app.post("/override/{name}")
def override(name: str):
    app.dependency_overrides[get_settings] = lambda: Settings(name=name, workers=9)
    return list(map(lambda call: call.__name__, app.dependency_overrides))


# $ APP_NAME=from the environment
# $ NAME=ignored
# > GET /settings
# > GET /settings
# > POST /override/other
# > GET /settings
