"""Settings that shape the application itself: its title, its documents, its middleware."""

from fastapi import FastAPI
from pydantic import HttpUrl
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_file="app.env", env_prefix="app_")

    title: str = "untitled"
    version: str = "0"
    openapi_url: str = "/openapi.json"
    docs: bool = True
    homepage: HttpUrl | None = None
    tags: list[dict[str, str]] = []


settings = Settings()
app = FastAPI(
    title=settings.title,
    version=settings.version,
    openapi_url=settings.openapi_url,
    docs_url="/docs" if settings.docs else None,
    openapi_tags=settings.tags or None,
)


@app.get("/", tags=["first"])
def root() -> Settings:
    return settings


# $ APP_DOCS=off
# $ APP_OPENAPI_URL=/schema.json
# > GET /
# > GET /docs
# > GET /schema.json
# > GET /openapi.json
