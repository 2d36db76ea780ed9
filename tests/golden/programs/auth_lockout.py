"""Three wrong passwords lock an account."""

import bcrypt
from fastapi import FastAPI, HTTPException
from pydantic import BaseModel, SecretStr

app = FastAPI()
HASHES = {"ann": b"$2b$04$abcdefghijklmnopqrstuu2r9OfJnfCsdneAXAGHnS4UpFFP8WIrW", "bob": b"$2b$04$zyxwvutsrqponmlkjihgeuC8BSSJdD6mPPEXfxjfQXf6m9rbp1/OK"}
failures: dict[str, int] = {}


class Login(BaseModel):
    username: str
    password: SecretStr


@app.post("/login")
def login(form: Login):
    if failures.get(form.username, 0) >= 3:
        raise HTTPException(423, "The account is locked")
    known = HASHES.get(form.username)
    password = form.password.get_secret_value().encode()
    if known is None or not bcrypt.checkpw(password, known):
        failures[form.username] = failures.get(form.username, 0) + 1
        raise HTTPException(401, {"error": "wrong", "left": 3 - failures[form.username]})
    failures.pop(form.username, None)
    return {"welcome": form}


@app.post("/unlock/{name}")
def unlock(name: str):
    return {"failures": failures.pop(name, 0)}

# > POST /login {"username": "ann", "password": "secret"}
# > POST /login {"username": "ann", "password": "a"}
# > POST /login {"username": "ann", "password": "b"}
# > POST /login {"username": "ann", "password": "c"}
# > POST /login {"username": "ann", "password": "secret"}
# > POST /login {"username": "bob", "password": "wonderland"}
# > POST /unlock/ann
# > POST /login {"username": "ann", "password": "secret"}
# > POST /login {"username": "eve", "password": "x"}
# > POST /login {"username": "ann"}
