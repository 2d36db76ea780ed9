"""A link by mail instead of a password: signed, for one address, until a fixed day."""

import hashlib
import hmac
from datetime import date

from fastapi import FastAPI, HTTPException
from pydantic import BaseModel, EmailStr

SECRET = b"link secret"
app = FastAPI()


class Wanted(BaseModel):
    email: EmailStr
    until: date = date(2100, 1, 1)


def signature(email: str, until: date) -> str:
    return hmac.digest(SECRET, f"{email}|{until.isoformat()}".encode(), "sha256").hex()[:32]


@app.post("/links")
def make(wanted: Wanted):
    return {"link": f"/enter?email={wanted.email}&until={wanted.until}&signature={signature(wanted.email, wanted.until)}"}


@app.get("/enter")
def enter(email: EmailStr, until: date, signature_: str | None = None, signature: str = ""):
    wanted = globals()["signature"](email, until)
    if not hmac.compare_digest(wanted, signature):
        raise HTTPException(403, "The link isn't ours")
    if until < date(2024, 1, 1):
        raise HTTPException(410, "The link is too old")
    return {"welcome": email}

# > POST /links {"email": "ann@example.com"}
# > POST /links {"email": "ann@example.com", "until": "2020-01-01"}
# > POST /links {"email": "nobody"}
# > GET /enter?email=ann@example.com&until=2100-01-01&signature=ea4f399efbf4e8d3596d138a16b50bd8
# > GET /enter?email=bob@example.com&until=2100-01-01&signature=ea4f399efbf4e8d3596d138a16b50bd8
# > GET /enter?email=ann@example.com&until=2020-01-01&signature=03be0b6aa2be13bd9c4adf4fbd806074
# > GET /enter?email=x&until=y
