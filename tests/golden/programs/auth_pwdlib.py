"""Hashes of two kinds with pwdlib; old ones are replaced when their owner logs in."""

from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import OAuth2PasswordRequestForm
from pwdlib import PasswordHash, exceptions
from pwdlib.hashers.argon2 import Argon2Hasher
from pwdlib.hashers.bcrypt import BcryptHasher

hasher = PasswordHash((Argon2Hasher(time_cost=1, memory_cost=64, parallelism=1), BcryptHasher(rounds=4)))
users = {
    "new": "$argon2id$v=19$m=64,t=1,p=1$c2FsdHNhbHRzYWx0c2FsdA$+v0rf6ETYAIpqJIjJyARZ3W3zqJlkf+0TRXzsLHmR6o",
    "old": "$2b$04$abcdefghijklmnopqrstuu2r9OfJnfCsdneAXAGHnS4UpFFP8WIrW",
    "weak": "$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHQ$V4H3HtTOx/OSF1MH0AOC7qYPwyx7EScAQXWSGhaLb7Q",
    "broken": "plain text",
}
app = FastAPI()


@app.post("/login")
def login(form: OAuth2PasswordRequestForm = Depends()):
    if form.username not in users:
        raise HTTPException(404)
    before = users[form.username]
    try:
        valid, updated = hasher.verify_and_update(form.password, before)
    except exceptions.UnknownHashError as error:
        raise HTTPException(500, str(error))
    if not valid:
        raise HTTPException(401, "Wrong password")
    if updated:
        users[form.username] = updated
    return {"was": before[:9], "is": users[form.username][:9], "updated": updated is not None}


@app.get("/round")
def round_trip(password: str):
    made = hasher.hash(password)
    return {
        "kind": made.split("$")[1:4],
        "length": len(made),
        "fits": hasher.verify(password, made),
        "other": hasher.verify(password + "x", made),
        "again": hasher.hash(password) == made,
        "fixed": hasher.hash(password, salt=b"0123456789abcdef"),
    }


@app.get("/bytes")
def as_bytes():
    return [hasher.verify(b"secret", users["new"].encode()), BcryptHasher.identify(users["old"]), Argon2Hasher.identify("x")]

# > POST /login form username=new&password=secret
# > POST /login form username=old&password=secret
# > POST /login form username=old&password=secret
# > POST /login form username=old&password=wrong
# > POST /login form username=weak&password=pw
# > POST /login form username=weak&password=pw
# > POST /login form username=broken&password=x
# > POST /login form username=nobody&password=x
# > GET /round?password=hunter2
# > GET /round?password=p%C3%A4ss
# > GET /bytes
