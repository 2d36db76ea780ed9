"""Scopes in the token, checked by SecurityScopes on the way down."""

from typing import Annotated

import jwt
from fastapi import Depends, FastAPI, HTTPException, Security
from fastapi.security import OAuth2PasswordBearer, SecurityScopes
from pydantic import BaseModel, ValidationError

SECRET = "a-secret-of-a-course-that-is-long-enough"
scheme = OAuth2PasswordBearer(
    tokenUrl="token",
    scopes={"me": "Read yourself.", "items": "Read items.", "items:write": "Change items."},
)
app = FastAPI()


class TokenData(BaseModel):
    username: str
    scopes: list[str] = []


def get_user(security_scopes: SecurityScopes, token: Annotated[str, Depends(scheme)]) -> TokenData:
    wanted = f'Bearer scope="{security_scopes.scope_str}"' if security_scopes.scopes else "Bearer"
    error = HTTPException(401, "Could not validate credentials", headers={"WWW-Authenticate": wanted})
    try:
        payload = jwt.decode(token, SECRET, algorithms=["HS256"])
        data = TokenData(username=payload.get("sub"), scopes=payload.get("scope", "").split())
    except (jwt.InvalidTokenError, ValidationError):
        raise error
    for scope in security_scopes.scopes:
        if scope not in data.scopes:
            raise HTTPException(403, "Not enough permissions", headers={"WWW-Authenticate": wanted})
    return data


def active(user: Annotated[TokenData, Security(get_user, scopes=["me"])]) -> TokenData:
    return user


@app.get("/me")
def me(user: Annotated[TokenData, Depends(active)]) -> TokenData:
    return user


@app.get("/items")
def items(user: Annotated[TokenData, Security(active, scopes=["items"])]):
    return {"owner": user.username}


@app.put("/items/{item_id}")
def write(item_id: int, user: Annotated[TokenData, Security(active, scopes=["items", "items:write"])]):
    return {"item": item_id, "by": user.username}


@app.get("/status")
def status(user: Annotated[TokenData, Depends(get_user)]):
    return {"scopes": user.scopes}

# > GET /me [authorization: Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJhbm4iLCJzY29wZSI6Im1lIGl0ZW1zIGl0ZW1zOndyaXRlIn0.QyOWGm7GE7f2jxjcpYLWetIuzvdZevKqvrmW49sPELc]
# > GET /items [authorization: Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJhbm4iLCJzY29wZSI6Im1lIGl0ZW1zIGl0ZW1zOndyaXRlIn0.QyOWGm7GE7f2jxjcpYLWetIuzvdZevKqvrmW49sPELc]
# > PUT /items/3 [authorization: Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJhbm4iLCJzY29wZSI6Im1lIGl0ZW1zIGl0ZW1zOndyaXRlIn0.QyOWGm7GE7f2jxjcpYLWetIuzvdZevKqvrmW49sPELc]
# > GET /status [authorization: Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJhbm4iLCJzY29wZSI6Im1lIGl0ZW1zIGl0ZW1zOndyaXRlIn0.QyOWGm7GE7f2jxjcpYLWetIuzvdZevKqvrmW49sPELc]
# > GET /me [authorization: Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJib2IiLCJzY29wZSI6Im1lIn0.6p9Yy5Qu4TkkBalzyxkLIhyMYiWaskQdUJfTXFhA1qE]
# > GET /items [authorization: Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJib2IiLCJzY29wZSI6Im1lIn0.6p9Yy5Qu4TkkBalzyxkLIhyMYiWaskQdUJfTXFhA1qE]
# > PUT /items/3 [authorization: Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJib2IiLCJzY29wZSI6Im1lIn0.6p9Yy5Qu4TkkBalzyxkLIhyMYiWaskQdUJfTXFhA1qE]
# > GET /status [authorization: Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJib2IiLCJzY29wZSI6Im1lIn0.6p9Yy5Qu4TkkBalzyxkLIhyMYiWaskQdUJfTXFhA1qE]
# > GET /me [authorization: Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJldmUifQ.dxp0BibesZqwEahos_tYO8SCaYLdmPCaZdmbX9AYhc4]
# > GET /items [authorization: Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJldmUifQ.dxp0BibesZqwEahos_tYO8SCaYLdmPCaZdmbX9AYhc4]
# > PUT /items/3 [authorization: Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJldmUifQ.dxp0BibesZqwEahos_tYO8SCaYLdmPCaZdmbX9AYhc4]
# > GET /status [authorization: Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJldmUifQ.dxp0BibesZqwEahos_tYO8SCaYLdmPCaZdmbX9AYhc4]
# > GET /me [authorization: Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzY29wZSI6Im1lIn0.gc-aF8oRrwp0mknRDf-gNeK3vZk8l4rPBP5QAlVgotU]
# > GET /items [authorization: Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzY29wZSI6Im1lIn0.gc-aF8oRrwp0mknRDf-gNeK3vZk8l4rPBP5QAlVgotU]
# > PUT /items/3 [authorization: Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzY29wZSI6Im1lIn0.gc-aF8oRrwp0mknRDf-gNeK3vZk8l4rPBP5QAlVgotU]
# > GET /status [authorization: Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzY29wZSI6Im1lIn0.gc-aF8oRrwp0mknRDf-gNeK3vZk8l4rPBP5QAlVgotU]
# > GET /items
# > PUT /items/3 [authorization: Bearer zz]
