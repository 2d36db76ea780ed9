import secrets
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import OAuth2PasswordBearer, OAuth2PasswordRequestForm
from pydantic import BaseModel

app = FastAPI()
oauth2_scheme = OAuth2PasswordBearer(tokenUrl="token")

# Never keep passwords like this. The next section stores hashes.
USERS = {
    "ada": {"username": "ada", "full_name": "Ada Lovelace", "password": "lovelace"},
    "grace": {"username": "grace", "full_name": "Grace Hopper", "password": "hopper"},
}
# Which token belongs to whom. A real program has a table for it.
TOKENS = {"token-for-trying": "ada"}


class User(BaseModel):
    username: str
    full_name: str


class Token(BaseModel):
    access_token: str
    token_type: str = "bearer"


BearerToken = Annotated[str, Depends(oauth2_scheme)]


def get_current_user(token: BearerToken) -> User:
    username = TOKENS.get(token)
    if username is None:
        raise HTTPException(
            status_code=401,
            detail="This token isn't valid",
            headers={"WWW-Authenticate": "Bearer"},
        )
    return User(**USERS[username])


CurrentUser = Annotated[User, Depends(get_current_user)]


LoginForm = Annotated[OAuth2PasswordRequestForm, Depends()]


@app.post("/token")
def log_in(form: LoginForm) -> Token:
    user = USERS.get(form.username)
    if user is None or not secrets.compare_digest(
        form.password.encode(), user["password"].encode()
    ):
        raise HTTPException(
            status_code=401,
            detail="Incorrect username or password",
            headers={"WWW-Authenticate": "Bearer"},
        )
    token = secrets.token_urlsafe(24)
    TOKENS[token] = form.username
    return Token(access_token=token)


@app.get("/users/me")
def read_me(user: CurrentUser) -> User:
    return user


@app.post("/logout", status_code=204)
def log_out(user: CurrentUser, token: BearerToken):
    del TOKENS[token]


@app.get("/")
def read_root():
    return {"open": "to everybody"}
