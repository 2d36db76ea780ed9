"""Static tokens by HTTPBearer: required, optional, and several at once."""

from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

TOKENS = {"t-ann": "ann", "t-bob": "bob"}
app = FastAPI()
bearer = HTTPBearer(bearerFormat="opaque", description="A token of the list.")
optional = HTTPBearer(auto_error=False)


def user(credentials: Annotated[HTTPAuthorizationCredentials, Security(bearer)]) -> str:
    try:
        return TOKENS[credentials.credentials]
    except KeyError:
        raise HTTPException(403, "Unknown token") from None


@app.get("/private")
def private(name: Annotated[str, Depends(user)]):
    return {"user": name}


@app.get("/open")
def public(credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(optional)]):
    return {"credentials": credentials}

# > GET /private [authorization: Bearer t-ann]
# > GET /private [authorization: bearer t-bob]
# > GET /private [authorization: Bearer nobody]
# > GET /private
# > GET /private [authorization: Basic abc]
# > GET /private [authorization: Bearer]
# > GET /open
# > GET /open [authorization: Bearer two words]
# > GET /open [authorization: Digest x]
