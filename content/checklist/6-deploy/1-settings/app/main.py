import hashlib
import hmac
import json
from pathlib import Path
from typing import Annotated

from fastapi import FastAPI, Query

from .settings import settings

in_production = settings.environment == "production"
app = FastAPI(title="Quotes", openapi_url=None if in_production else "/openapi.json")


def load_quotes() -> list[str]:
    return json.loads(Path(settings.data).read_text())


@app.get("/quotes")
def list_quotes(page: Annotated[int, Query(ge=0)] = 0) -> list[str]:
    start = page * settings.page_size
    return load_quotes()[start : start + settings.page_size]


@app.get("/quotes/{number}/link")
def make_link(number: int):
    """A link that nobody can make who doesn't know the secret key."""
    key = settings.secret_key.get_secret_value().encode()
    digest = hmac.new(key, str(number).encode(), hashlib.sha256)
    return {"link": f"/shared/{number}?signature={digest.hexdigest()[:16]}"}
