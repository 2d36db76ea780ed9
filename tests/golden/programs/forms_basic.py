from typing import Annotated

from fastapi import FastAPI, Form
from pydantic import BaseModel, Field

app = FastAPI()


class Login(BaseModel):
    username: str
    password: str = Field(min_length=3)
    remember: bool = False


class Strict(BaseModel):
    model_config = {"extra": "forbid"}
    name: str


@app.post("/login")
def login(username: Annotated[str, Form()], password: Annotated[str, Form(min_length=3)]):
    return {"username": username, "length": len(password)}


@app.post("/numbers")
def numbers(n: Annotated[list[int], Form()], note: Annotated[str | None, Form()] = None):
    return {"n": n, "note": note}


@app.post("/model")
def model(data: Annotated[Login, Form()]):
    return data


@app.post("/strict")
def strict(data: Annotated[Strict, Form()]):
    return data


@app.post("/old")
def old(value: str = Form("default")):
    return value

# > POST /login form username=ada&password=secret
# > POST /login form username=ada&password=x
# > POST /login form username=ada
# > POST /login {"username": "ada", "password": "secret"}
# > POST /login form username=a%20b+c&password=%C3%A9%C3%A9%C3%A9
# > POST /numbers form n=1&n=2&note=x
# > POST /numbers form n=1&n=two
# > POST /numbers
# > POST /model form username=ada&password=secret&remember=on
# > POST /model form password=x
# > POST /strict form name=a&more=b
# > POST /old
# > POST /old form value=
