"""HTTP Basic with a realm, passwords by PBKDF2, and without an error of its own."""

import hashlib
import hmac

from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import HTTPBasic, HTTPBasicCredentials

SALT = b"a fixed salt"


def digest(password: str) -> bytes:
    return hashlib.pbkdf2_hmac("sha256", password.encode(), SALT, 1000)


USERS = {"ann": digest("secret"), "bob": digest("builder")}
app = FastAPI()
strict = HTTPBasic(realm="The vault", scheme_name="Vault", description="Ask the keeper.")
optional = HTTPBasic(auto_error=False)


def check(credentials: HTTPBasicCredentials) -> bool:
    known = USERS.get(credentials.username, b"")
    return hmac.compare_digest(known, digest(credentials.password))


@app.get("/vault")
def vault(credentials: HTTPBasicCredentials = Depends(strict)):
    if not check(credentials):
        raise HTTPException(403)
    return {"gold": True, "for": credentials.username, "digest": USERS[credentials.username].hex()[:16]}


@app.get("/hall")
def hall(credentials: HTTPBasicCredentials | None = Depends(optional)):
    return {"guest": credentials is None or not check(credentials)}

# > GET /vault [authorization: Basic YW5uOnNlY3JldA==]
# > GET /vault [authorization: Basic Ym9iOnNlY3JldA==]
# > GET /vault [authorization: Basic ZXZlOnNlY3JldA==]
# > GET /vault
# > GET /hall
# > GET /hall [authorization: Basic Ym9iOmJ1aWxkZXI=]
# > GET /hall [authorization: Basic ???]
