from typing import Annotated

from fastapi import Body, FastAPI, HTTPException
from pydantic import BaseModel

app = FastAPI()


class Base(BaseModel):
    name: str
    note: str | None = None


class Create(Base):
    password: str


class Public(Base):
    id: int


class Update(BaseModel):
    name: str | None = None
    note: str | None = None


users: dict[int, dict] = {}


@app.post("/users", response_model=Public, status_code=201)
def create(user: Create):
    number = len(users) + 1
    users[number] = {"id": number, **user.model_dump()}
    return users[number]


@app.get("/users", response_model=list[Public])
def all_users():
    return list(users.values())


@app.patch("/users/{number}", response_model=Public)
def update(number: int, change: Update):
    if number not in users:
        raise HTTPException(404, "No such user")
    users[number].update(change.model_dump(exclude_unset=True))
    return users[number]


@app.delete("/users/{number}", status_code=204)
def delete(number: int):
    users.pop(number, None)


@app.post("/example")
def example(value: Annotated[Base, Body(openapi_examples={"one": {"value": {"name": "x"}}})]):
    copy = value.model_copy(update={"note": "changed"})
    return {"equal": copy == value, "copy": copy, "set": sorted(value.model_fields_set)}

# > GET /users
# > POST /users {"name": "Ada", "password": "p", "note": "n"}
# > POST /users {"name": "Alan", "password": "q"}
# > POST /users {"name": "Eve"}
# > GET /users
# > PATCH /users/1 {"note": null}
# > PATCH /users/2 {"name": "Alan T."}
# > PATCH /users/9 {"name": "x"}
# > DELETE /users/1
# > GET /users
# > POST /example {"name": "a"}
