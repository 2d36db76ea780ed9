"""A `list` without the type of its items is a list of files for FastAPI; with it, or with `Body()`, it is JSON."""

from typing import Annotated

from fastapi import Body, Depends, FastAPI
from pydantic import BaseModel

app = FastAPI()


class Item(BaseModel):
    name: str


@app.post("/items")
def items(tasks: list[Item]):
    return tasks


@app.post("/bare")
def bare(tasks: list):
    return tasks


@app.post("/set")
def bare_set(tasks: set):
    return sorted(tasks)


@app.post("/tuple")
def bare_tuple(tasks: tuple):
    return tasks


@app.post("/optional")
def optional(tasks: list | None = None):
    return tasks


@app.post("/body")
def body(tasks: Annotated[list, Body()]):
    return tasks


def names(tasks: list):
    return tasks


@app.post("/depends")
def depends(found: Annotated[list, Depends(names)]):
    return found

# > POST /items
# > POST /items [{"name": "a"}]
# > POST /bare
# > POST /bare null
# > POST /bare [1, 2]
# > POST /bare {"tasks": [1]}
# > POST /bare form tasks=1&tasks=2
# > POST /set
# > POST /set [1]
# > POST /tuple
# > POST /optional
# > POST /optional [1]
# > POST /optional form tasks=1
# > POST /body
# > POST /body [1]
# > POST /depends
# > POST /depends [1]
