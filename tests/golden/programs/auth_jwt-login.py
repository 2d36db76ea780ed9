"""Log in with a password hash and get a signed token; its times are fixed."""

from typing import Annotated

import jwt
from fastapi import Depends, FastAPI, HTTPException, status
from fastapi.security import OAuth2PasswordBearer, OAuth2PasswordRequestForm
from jwt.exceptions import InvalidTokenError
from pwdlib import PasswordHash
from pydantic import BaseModel

SECRET_KEY = "a-secret-of-a-course-that-is-long-enough"
ALGORITHM = "HS256"
EXPIRES = 4102444800

USERS = {"ann": {"username": "ann", "email": "ann@example.com", "hashed_password": "$argon2id$v=19$m=64,t=1,p=1$c2FsdHNhbHRzYWx0c2FsdA$+v0rf6ETYAIpqJIjJyARZ3W3zqJlkf+0TRXzsLHmR6o"}}

password_hash = PasswordHash.recommended()
oauth2_scheme = OAuth2PasswordBearer(tokenUrl="token")
app = FastAPI()


class Token(BaseModel):
    access_token: str
    token_type: str


class User(BaseModel):
    username: str
    email: str | None = None


def authenticate(username: str, password: str):
    user = USERS.get(username)
    if user is None or not password_hash.verify(password, user["hashed_password"]):
        return None
    return user


async def get_current_user(token: Annotated[str, Depends(oauth2_scheme)]) -> User:
    error = HTTPException(
        status_code=status.HTTP_401_UNAUTHORIZED,
        detail="Could not validate credentials",
        headers={"WWW-Authenticate": "Bearer"},
    )
    try:
        payload = jwt.decode(token, SECRET_KEY, algorithms=[ALGORITHM])
    except InvalidTokenError:
        raise error
    username = payload.get("sub")
    if username not in USERS:
        raise error
    return User(**USERS[username])


@app.post("/token")
async def login(form: Annotated[OAuth2PasswordRequestForm, Depends()]) -> Token:
    user = authenticate(form.username, form.password)
    if not user:
        raise HTTPException(401, "Incorrect username or password", headers={"WWW-Authenticate": "Bearer"})
    token = jwt.encode({"sub": user["username"], "exp": EXPIRES}, SECRET_KEY, algorithm=ALGORITHM)
    return Token(access_token=token, token_type="bearer")


@app.get("/users/me")
async def read_me(user: Annotated[User, Depends(get_current_user)]) -> User:
    return user

# > POST /token form username=ann&password=secret
# > POST /token form username=ann&password=secreT
# > POST /token form username=eve&password=secret
# > GET /users/me [authorization: Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJhbm4iLCJleHAiOjQxMDI0NDQ4MDB9.KR8AD2aCmQ9IBLbcnHAKdGHBhQeTvtZmHXP9PtbJxp8]
# > GET /users/me [authorization: Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJldmUiLCJleHAiOjQxMDI0NDQ4MDB9.WbQnitwaQIR9FAknIx9O9RyE3Ki3EdbzUyCdEoJ0YoY]
# > GET /users/me [authorization: Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJleHAiOjQxMDI0NDQ4MDB9.ZIUUszpmCsFI9tm8EJ60LyHZDFIhel8PbB6vdjJcaZg]
# > GET /users/me [authorization: Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJhbm4iLCJleHAiOjF9.jvPFu2SGiQSD0l3it2dV-3sSiVxV3M1fAZUxDXgTFE4]
# > GET /users/me [authorization: Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJhbm4iLCJleHAiOjQxMDI0NDQ4MDB9.7ZtdI5b1vsi0jpKy6E_4PFt15u1jjWbI_t9Isz60r6w]
# > GET /users/me [authorization: Bearer a.b.c]
# > GET /users/me [authorization: Bearer]
