import secrets
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException, status
from fastapi.security import HTTPBasic, HTTPBasicCredentials

app = FastAPI()
basic = HTTPBasic(realm="golden")
soft = HTTPBasic(auto_error=False)


def user(credentials: Annotated[HTTPBasicCredentials, Depends(basic)]):
    right = secrets.compare_digest(credentials.username.encode(), b"ada") & secrets.compare_digest(
        credentials.password.encode(), b"secret"
    )
    if not right:
        raise HTTPException(status.HTTP_401_UNAUTHORIZED, "Wrong", headers={"WWW-Authenticate": "Basic"})
    return credentials.username


@app.get("/me")
def me(name: Annotated[str, Depends(user)]):
    return name


@app.get("/soft")
def soft_me(credentials: Annotated[HTTPBasicCredentials | None, Depends(soft)]):
    return credentials

# > GET /me
# > GET /me [authorization: Basic YWRhOnNlY3JldA==]
# > GET /me [authorization: Basic YWRhOndyb25n]
# > GET /me [authorization: Basic !!!]
# > GET /me [authorization: Basic YWRh]
# > GET /me [authorization: Bearer x]
# > GET /soft
# > GET /soft [authorization: Basic YWRhOnNlY3JldA==]
