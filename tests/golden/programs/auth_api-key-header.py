"""API keys in a header, stored as hashes, each with its own rights."""

import hashlib
import secrets
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException, Security
from fastapi.security import APIKeyHeader

header = APIKeyHeader(name="X-API-Key", description="Ask the administrator.")
app = FastAPI(dependencies=[])


def fingerprint(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


CLIENTS = {fingerprint("key-of-ann"): {"name": "ann", "plan": "pro"}, fingerprint("key-of-bob"): {"name": "bob", "plan": "free"}}


def client(key: Annotated[str, Security(header)]) -> dict:
    wanted = fingerprint(key)
    for known, found in CLIENTS.items():
        if secrets.compare_digest(known, wanted):
            return found
    raise HTTPException(403, "Invalid API key")


def pro(client: Annotated[dict, Depends(client)]) -> dict:
    if client["plan"] != "pro":
        raise HTTPException(402, "Upgrade your plan")
    return client


@app.get("/usage")
def usage(client: Annotated[dict, Depends(client)]):
    return client


@app.get("/export")
def export(client: Annotated[dict, Depends(pro)]):
    return {"rows": 3, "for": client["name"]}

# > GET /usage [x-api-key: key-of-ann]
# > GET /usage [x-api-key: key-of-bob]
# > GET /usage [x-api-key: guess]
# > GET /usage
# > GET /export [x-api-key: key-of-ann]
# > GET /export [X-API-KEY: key-of-bob]
# > GET /export
