from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import OAuth2PasswordRequestForm
from pydantic import BaseModel, Field

from . import notes
from .security import CurrentUser, make_token, passwords
from .users import User, users

app = FastAPI(title="Notes")
app.include_router(notes.router)


class UserIn(BaseModel):
    username: str = Field(pattern="^[a-z0-9]{3,20}$")
    password: str = Field(min_length=8, max_length=100)


class UserOut(BaseModel):
    username: str
    role: str


class Token(BaseModel):
    access_token: str
    token_type: str = "bearer"


@app.get("/")
def read_root():
    return {"notes": "are private"}


@app.post("/users", status_code=201, response_model=UserOut)
def register(new: UserIn):
    if new.username in users:
        raise HTTPException(409, "This name is taken")
    user = User(username=new.username, hashed_password=passwords.hash(new.password))
    users[user.username] = user
    return user


@app.post("/token")
def log_in(form: Annotated[OAuth2PasswordRequestForm, Depends()]) -> Token:
    user = users.get(form.username)
    if user is None or not passwords.verify(form.password, user.hashed_password):
        raise HTTPException(401, "Wrong name or password", headers={"WWW-Authenticate": "Bearer"})
    return Token(access_token=make_token(user))


@app.get("/users/me", response_model=UserOut)
def read_me(user: CurrentUser):
    return user
