import hashlib
import secrets
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, HTTPException, Security
from fastapi.security import APIKeyHeader
from pydantic import BaseModel, Field

api_key_header = APIKeyHeader(
    name="X-API-Key", description="The key that you were given"
)


def digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


class Client(BaseModel):
    name: str
    active: bool = True


# Clients by the digest of their key: a database would have these two columns.
CLIENTS = {
    digest("wk_key-for-trying"): Client(name="Weather widget"),
    digest("wk_key-of-last-year"): Client(name="Old phone app", active=False),
}


def get_client(key: Annotated[str, Security(api_key_header)]) -> Client:
    client = CLIENTS.get(digest(key))
    if client is None:
        raise HTTPException(
            401,
            "This key isn't known",
            headers={"WWW-Authenticate": "APIKey"},
        )
    if not client.active:
        name = client.name
        raise HTTPException(403, f"The key of {name} is revoked")
    return client


CurrentClient = Annotated[Client, Depends(get_client)]

# Whatever is in this router needs a key.
weather = APIRouter(
    prefix="/weather",
    tags=["weather"],
    dependencies=[Depends(get_client)],
)


@weather.get("/{town}")
def read_weather(town: str):
    return {"town": town, "degrees": 10 + len(town)}


@weather.get("/")
def read_plan(client: CurrentClient):
    return {"client": client.name, "towns": ["Oslo", "Lisbon"]}


class NewClient(BaseModel):
    name: str = Field(min_length=1, max_length=40)


app = FastAPI()
app.include_router(weather)


# For learning only: a real program gives keys to people who have logged in.
@app.post("/clients", status_code=201)
def add_client(new: NewClient):
    key = "wk_" + secrets.token_urlsafe(24)
    CLIENTS[digest(key)] = Client(name=new.name)
    return {"name": new.name, "key": key, "note": "Keep it: it isn't shown again"}
