"""A webhook whose body is signed by its sender."""

import hashlib
import hmac
from typing import Annotated

from fastapi import Depends, FastAPI, Header, HTTPException, Request
from pydantic import BaseModel

SECRET = b"webhook secret"
app = FastAPI()


async def signed(request: Request, x_signature: Annotated[str, Header()]) -> bytes:
    body = await request.body()
    wanted = "sha256=" + hmac.new(SECRET, body, hashlib.sha256).hexdigest()
    try:
        fits = hmac.compare_digest(wanted, x_signature)
    except TypeError as error:
        raise HTTPException(400, str(error))
    if not fits:
        raise HTTPException(401, "Bad signature")
    return body


class Event(BaseModel):
    event: str
    amount: int = 0


@app.post("/hook")
async def hook(event: Event, body: Annotated[bytes, Depends(signed)]):
    return {"event": event, "bytes": len(body)}

# > POST /hook [x-signature: sha256=29a80539173e0d5a38661806ed215fd7e572c875004e545809b8f8eddea1aedc] {"event": "paid", "amount": 5}
# > POST /hook [x-signature: sha256=29a80539173e0d5a38661806ed215fd7e572c875004e545809b8f8eddea1aedc] {"event": "paid", "amount": 6}
# > POST /hook {"event": "paid", "amount": 5}
# > POST /hook [x-signature: md5=abc] {"event": "paid", "amount": 5}
# > POST /hook [x-signature: sha256=51fa8047a2e2edb32ad9187edc76e86ed3949543bffcefbc0600f795ef9be747] {}
