import os

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from pydantic import BaseModel, Field


class Settings(BaseModel):
    environment: str = "development"
    page_size: int = Field(default=10, gt=0)
    origins: list[str] = []


def read_settings() -> Settings:
    found = {}
    if "APP_ENVIRONMENT" in os.environ:
        found["environment"] = os.environ["APP_ENVIRONMENT"]
    if "APP_PAGE_SIZE" in os.environ:
        found["page_size"] = os.environ["APP_PAGE_SIZE"]
    if "APP_ORIGINS" in os.environ:
        found["origins"] = os.environ["APP_ORIGINS"].split(",")
    return Settings(**found)


settings = read_settings()
app = FastAPI(docs_url=None if settings.environment == "production" else "/docs")

app.add_middleware(CORSMiddleware, allow_origins=settings.origins, allow_methods=["GET"])


@app.get("/health")
def health():
    return {"status": "ok"}


@app.get("/numbers")
def numbers(page: int = 0):
    start = page * settings.page_size
    return list(range(start, start + settings.page_size))
