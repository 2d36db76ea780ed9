from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()

STORED = {
    "Ada": {"name": "Ada", "city": "London", "password_hash": "xxxxxx"},
    "Grace": {"name": "Grace", "password_hash": "xxxxxxxx"},
}


class UserIn(BaseModel):
    name: str
    password: str
    city: str | None = None


class UserOut(BaseModel):
    name: str
    city: str | None = None
    active: bool = True


def hash_of(password: str) -> str:
    return "x" * len(password)


@app.post("/users", response_model=UserOut)
def create_user(user: UserIn):
    secret = hash_of(user.password)
    stored = {
        "name": user.name,
        "city": user.city,
        "password_hash": secret,
    }
    STORED[user.name] = stored
    return stored


@app.get("/users", response_model=list[UserOut])
def list_users():
    return list(STORED.values())


@app.get("/users/{name}")
def read_user(name: str) -> UserOut:
    return UserOut(name=name, city="London")


@app.get(
    "/short/{name}",
    response_model=UserOut,
    response_model_exclude_unset=True,
)
def read_short(name: str):
    return UserOut(name=name, active=True)


@app.get("/broken", response_model=UserOut)
def read_broken():
    return {"city": "Nowhere"}
