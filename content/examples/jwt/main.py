import os
from datetime import datetime, timedelta, timezone
from typing import Annotated

import jwt
from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import OAuth2PasswordBearer, OAuth2PasswordRequestForm
from pwdlib import PasswordHash
from pydantic import BaseModel

SECRET_KEY = os.environ["SECRET_KEY"]
ALGORITHM = "HS256"
LIFETIME = timedelta(minutes=30)
NOT_VALID = "Could not validate credentials"

app = FastAPI()
password_hash = PasswordHash.recommended()
oauth2_scheme = OAuth2PasswordBearer(tokenUrl="token")


class User(BaseModel):
    username: str
    full_name: str


class StoredUser(User):
    hashed_password: str


class Token(BaseModel):
    access_token: str
    token_type: str = "bearer"


# The password is "lovelace"; only its hash is kept.
USERS = {
    "ada": StoredUser(
        username="ada",
        full_name="Ada Lovelace",
        hashed_password="$argon2id$v=19$m=65536,t=3,p=4$GXDRkEFoTAmUKgNPMIFsWA$8Tns9IVTSs2Ad1x6eLRmh6WPiPGWkVycoBXirYKR5IA",
    )
}
NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$i1wO6tdcjuGlCnPkUlOsLA$d3jQYWUOaW6zJLcBXOGb4Jhbb/3bjZSyqALk6Rv2hvM"


def unauthorized(detail: str) -> HTTPException:
    return HTTPException(401, detail, headers={"WWW-Authenticate": "Bearer"})


def make_token(username: str) -> str:
    now = datetime.now(timezone.utc)
    claims = {"sub": username, "iat": now, "exp": now + LIFETIME}
    return jwt.encode(claims, SECRET_KEY, algorithm=ALGORITHM)


def get_current_user(token: Annotated[str, Depends(oauth2_scheme)]) -> User:
    try:
        claims = jwt.decode(
            token,
            SECRET_KEY,
            algorithms=[ALGORITHM],
            options={"require": ["sub", "exp"]},
        )
    except jwt.InvalidTokenError as error:
        kind = type(error).__name__
        print(f"refused: {kind}: {error}")
        raise unauthorized(NOT_VALID)
    user = USERS.get(claims["sub"])
    if user is None:
        raise unauthorized(NOT_VALID)
    return user


@app.post("/token")
def log_in(form: Annotated[OAuth2PasswordRequestForm, Depends()]) -> Token:
    user = USERS.get(form.username)
    stored = user.hashed_password if user else NOBODY
    if not password_hash.verify(form.password, stored) or user is None:
        raise unauthorized("Incorrect username or password")
    return Token(access_token=make_token(user.username))


@app.get("/users/me")
def read_me(user: Annotated[User, Depends(get_current_user)]) -> User:
    return user
