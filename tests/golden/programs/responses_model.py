from typing import Any

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


class Team(BaseModel):
    lead: UserOut
    members: dict[str, UserOut] = {}


@app.post("/users", response_model=UserOut)
def create(user: UserIn) -> Any:
    return user


@app.get("/annotated/{name}")
def annotated(name: str) -> UserOut:
    return UserOut(name=name)


@app.get("/unset", response_model=UserOut, response_model_exclude_unset=True)
def unset():
    return {"name": "Ada", "active": True}


@app.get("/defaults", response_model=UserOut, response_model_exclude_defaults=True)
def defaults():
    return {"name": "Ada", "active": True}


@app.get("/none", response_model=UserOut, response_model_exclude_none=True)
def none():
    return {"name": "Ada"}


@app.get("/include", response_model=UserOut, response_model_include={"name"})
def include():
    return {"name": "Ada", "city": "x"}


@app.get("/exclude", response_model=UserOut, response_model_exclude=["city", "active"])
def exclude():
    return {"name": "Ada", "city": "x"}


@app.get("/nested", response_model=Team, response_model_exclude={"lead": {"city"}})
def nested():
    ada = {"name": "Ada", "password": "p"}
    return {"lead": ada, "members": {"a": ada}}


@app.get("/list")
def users() -> list[UserOut]:
    return [{"name": "Ada", "secret": 1}, UserOut(name="Alan")]


@app.get("/none-model", response_model=None)
def none_model() -> UserOut:
    return {"anything": 1}


@app.get("/optional")
def optional(found: bool = False) -> UserOut | None:
    return UserOut(name="x") if found else None


@app.get("/broken", response_model=UserOut)
def broken():
    return {"city": "Nowhere"}


@app.get("/wrong", response_model=list[int])
def wrong():
    return ["a"]


@app.get("/subclass")
def subclass() -> UserOut:
    class Secret(UserOut):
        password: str = "hidden"

    return Secret(name="Ada")

# > POST /users {"name": "Ada", "password": "secret", "city": "London"}
# > POST /users {"name": "Ada"}
# > GET /annotated/Ada
# > GET /unset
# > GET /defaults
# > GET /none
# > GET /include
# > GET /exclude
# > GET /nested
# > GET /list
# > GET /none-model
# > GET /optional
# > GET /optional?found=true
# > GET /broken
# > GET /wrong
# > GET /subclass
