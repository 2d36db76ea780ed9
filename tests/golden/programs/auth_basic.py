"""HTTP Basic, compared without a hint of time."""

import secrets
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException, status
from fastapi.security import HTTPBasic, HTTPBasicCredentials

app = FastAPI()
security = HTTPBasic()


def get_username(credentials: Annotated[HTTPBasicCredentials, Depends(security)]) -> str:
    right_name = secrets.compare_digest(credentials.username.encode("utf8"), b"stanley")
    right_password = secrets.compare_digest(credentials.password.encode("utf8"), "swördfish".encode())
    if not (right_name and right_password):
        raise HTTPException(
            status_code=status.HTTP_401_UNAUTHORIZED,
            detail="Incorrect username or password",
            headers={"WWW-Authenticate": "Basic"},
        )
    return credentials.username


@app.get("/users/me")
def me(username: Annotated[str, Depends(get_username)]):
    return {"username": username}


@app.get("/raw")
def raw(credentials: Annotated[HTTPBasicCredentials, Depends(security)]):
    return credentials

# > GET /users/me [authorization: Basic c3RhbmxleTpzd8O2cmRmaXNo]
# > GET /users/me [authorization: Basic c3RhbmxleTp4]
# > GET /users/me [authorization: Basic eDpzd8O2cmRmaXNo]
# > GET /users/me
# > GET /users/me [authorization: Basic notbase64!]
# > GET /users/me [authorization: Basic c3RhbmxleQ==]
# > GET /users/me [authorization: Bearer x]
# > GET /raw [authorization: Basic YTpiOmM6ZA==]
# > GET /raw [authorization: Basic Og==]
# > GET /raw [authorization: basic YTpi]
# > GET /raw [authorization: Basic]
