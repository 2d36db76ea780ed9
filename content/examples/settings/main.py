from functools import lru_cache
from typing import Annotated, Literal

from fastapi import Depends, FastAPI
from fastapi.middleware.cors import CORSMiddleware
from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="APP_", env_file=".env")

    environment: Literal["development", "production"] = "development"
    page_size: int = Field(default=10, gt=0)
    origins: list[str] = []
    secret_key: SecretStr


@lru_cache
def get_settings() -> Settings:
    return Settings()


CurrentSettings = Annotated[Settings, Depends(get_settings)]

settings = get_settings()
in_production = settings.environment == "production"
app = FastAPI(openapi_url=None if in_production else "/openapi.json")

app.add_middleware(CORSMiddleware, allow_origins=settings.origins, allow_methods=["GET"])


@app.get("/health")
def health():
    return {"status": "ok"}


@app.get("/numbers")
def numbers(settings: CurrentSettings, page: int = 0):
    start = page * settings.page_size
    return list(range(start, start + settings.page_size))


# For learning only: nobody else needs to know your settings.
@app.get("/settings")
def show_settings(settings: CurrentSettings) -> Settings:
    return settings
