"""Short access tokens and long refresh tokens, which are used once."""

from typing import Annotated

import jwt
from fastapi import Body, Depends, FastAPI, HTTPException
from fastapi.security import OAuth2PasswordBearer
from pydantic import BaseModel

SECRET = "a-secret-of-a-course-that-is-long-enough"
app = FastAPI()
scheme = OAuth2PasswordBearer(tokenUrl="login")
used: set[str] = set()
counter = 0


class Pair(BaseModel):
    access_token: str
    refresh_token: str
    token_type: str = "bearer"


def make(username: str) -> Pair:
    global counter
    counter += 1
    access = {"sub": username, "type": "access", "exp": 4102444800}
    refresh = {"sub": username, "type": "refresh", "jti": f"r{counter}", "exp": 4102444800}
    return Pair(access_token=jwt.encode(access, SECRET), refresh_token=jwt.encode(refresh, SECRET))


def read(token: str, wanted: str) -> dict:
    try:
        claims = jwt.decode(token, SECRET, algorithms=["HS256"])
    except jwt.InvalidTokenError as error:
        raise HTTPException(401, str(error))
    if claims.get("type") != wanted:
        raise HTTPException(401, f"A token of type {wanted} is required")
    return claims


@app.post("/login")
def login(username: Annotated[str, Body(embed=True)]) -> Pair:
    return make(username)


@app.post("/refresh")
def refresh(refresh_token: Annotated[str, Body(embed=True)]) -> Pair:
    claims = read(refresh_token, "refresh")
    if claims["jti"] in used:
        raise HTTPException(401, "The refresh token was used before")
    used.add(claims["jti"])
    return make(claims["sub"])


@app.get("/me")
def me(token: Annotated[str, Depends(scheme)]):
    return {"username": read(token, "access")["sub"]}

# > POST /login {"username": "ann"}
# > POST /refresh {"refresh_token": "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJhbm4iLCJ0eXBlIjoicmVmcmVzaCIsImp0aSI6InIxIiwiZXhwIjo0MTAyNDQ0ODAwfQ.SAvRhS8l-17583UG-MoTWk8SDJcGBdFj3Py3rwfIkfM"}
# > POST /refresh {"refresh_token": "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJhbm4iLCJ0eXBlIjoicmVmcmVzaCIsImp0aSI6InIxIiwiZXhwIjo0MTAyNDQ0ODAwfQ.SAvRhS8l-17583UG-MoTWk8SDJcGBdFj3Py3rwfIkfM"}
# > POST /refresh {"refresh_token": "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJhbm4iLCJ0eXBlIjoiYWNjZXNzIiwiZXhwIjo0MTAyNDQ0ODAwfQ.OixSvD-lFkpIJMTMfHuXlgF_cEcoOPu1VtUSEauEkcc"}
# > POST /refresh {"refresh_token": "x.y"}
# > GET /me [authorization: Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJhbm4iLCJ0eXBlIjoiYWNjZXNzIiwiZXhwIjo0MTAyNDQ0ODAwfQ.OixSvD-lFkpIJMTMfHuXlgF_cEcoOPu1VtUSEauEkcc]
# > GET /me [authorization: Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJhbm4iLCJ0eXBlIjoicmVmcmVzaCIsImV4cCI6NDEwMjQ0NDgwMH0.Hi-xuMQrMele1FqsoEUqOFre-EAGRV5Mp8-00oR-9Es]
# > POST /login {}
