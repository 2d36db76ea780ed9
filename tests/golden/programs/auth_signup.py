"""Signing up: the hash stays inside, and what is shown never has it."""

import bcrypt
from fastapi import FastAPI, HTTPException, status
from pydantic import BaseModel, EmailStr, Field, SecretStr, model_validator

app = FastAPI()
users: dict[str, "UserInDB"] = {}


class UserBase(BaseModel):
    username: str = Field(pattern=r"^[a-z][a-z0-9_]{2,15}$")
    email: EmailStr


class UserCreate(UserBase):
    password: SecretStr
    password_again: SecretStr

    @model_validator(mode="after")
    def same(self):
        if self.password != self.password_again:
            raise ValueError("the passwords differ")
        return self


class UserPublic(UserBase):
    id: int


class UserInDB(UserPublic):
    hashed_password: bytes


@app.post("/users", response_model=UserPublic, status_code=status.HTTP_201_CREATED)
def create(user: UserCreate):
    if user.username in users:
        raise HTTPException(status.HTTP_409_CONFLICT, "Username already registered")
    hashed = bcrypt.hashpw(user.password.get_secret_value().encode(), bcrypt.gensalt(rounds=4))
    made = UserInDB(**user.model_dump(exclude={"password", "password_again"}), id=len(users) + 1, hashed_password=hashed)
    users[user.username] = made
    return made


@app.post("/login")
def login(username: str, password: str):
    user = users.get(username)
    return {"ok": bool(user) and bcrypt.checkpw(password.encode(), user.hashed_password)}


@app.get("/users", response_model=list[UserPublic])
def listed():
    return users.values()

# > POST /users {"username": "ann", "email": "ann@example.com", "password": "secret", "password_again": "secret"}
# > POST /users {"username": "ann", "email": "ann@example.com", "password": "secret", "password_again": "secret"}
# > POST /users {"username": "bob", "email": "bob@example.com", "password": "a", "password_again": "b"}
# > POST /users {"username": "1x", "email": "no", "password": "a", "password_again": "a"}
# > POST /login?username=ann&password=secret
# > POST /login?username=ann&password=wrong
# > POST /login?username=eve&password=x
# > GET /users
