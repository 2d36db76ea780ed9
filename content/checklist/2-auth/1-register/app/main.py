from fastapi import FastAPI, HTTPException
from pydantic import BaseModel, Field

from .security import passwords
from .users import User, users

app = FastAPI(title="Notes")


class UserIn(BaseModel):
    username: str = Field(pattern="^[a-z0-9]{3,20}$")
    password: str = Field(min_length=8, max_length=100)


class UserOut(BaseModel):
    username: str
    role: str


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
