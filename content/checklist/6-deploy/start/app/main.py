import hashlib
import hmac
import json
from pathlib import Path
from typing import Annotated

from fastapi import FastAPI, Query

SECRET_KEY = "correct-horse-battery-staple"
PAGE_SIZE = 2
DATA = "data/quotes.json"

app = FastAPI(title="Quotes")


def load_quotes() -> list[str]:
    return json.loads(Path(DATA).read_text())


@app.get("/quotes")
def list_quotes(page: Annotated[int, Query(ge=0)] = 0) -> list[str]:
    start = page * PAGE_SIZE
    return load_quotes()[start : start + PAGE_SIZE]


@app.get("/quotes/{number}/link")
def make_link(number: int):
    """A link that nobody can make who doesn't know the secret key."""
    digest = hmac.new(SECRET_KEY.encode(), str(number).encode(), hashlib.sha256)
    return {"link": f"/shared/{number}?signature={digest.hexdigest()[:16]}"}
