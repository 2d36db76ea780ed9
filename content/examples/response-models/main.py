from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class UserIn(BaseModel):
    name: str
    password: str
    city: str | None = None


class UserOut(BaseModel):
    name: str
    city: str | None = None
    active: bool = True


@app.post("/users", response_model=UserOut)
def create_user(user: UserIn):
    return {"name": user.name, "city": user.city, "password_hash": "x" * len(user.password)}


@app.get("/users/{name}")
def read_user(name: str) -> UserOut:
    return UserOut(name=name, city="London")


@app.get("/short/{name}", response_model=UserOut, response_model_exclude_unset=True)
def read_short(name: str):
    return UserOut(name=name)


@app.get("/broken", response_model=UserOut)
def read_broken():
    return {"city": "Nowhere"}
