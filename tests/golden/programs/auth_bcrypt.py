"""Bcrypt by itself: its format, its limits."""

import bcrypt
from fastapi import FastAPI, HTTPException

app = FastAPI()
SALT = b"$2b$04$abcdefghijklmnopqrstuu"


@app.get("/hash")
def make(password: str, salt: str = SALT.decode()):
    try:
        return bcrypt.hashpw(password.encode(), salt.encode())
    except ValueError as error:
        raise HTTPException(400, str(error))


@app.get("/check")
def check(password: str):
    return {"fits": bcrypt.checkpw(password.encode(), b"$2b$04$abcdefghijklmnopqrstuu2r9OfJnfCsdneAXAGHnS4UpFFP8WIrW")}


@app.get("/salt")
def salt(rounds: int = 12):
    try:
        made = bcrypt.gensalt(rounds)
    except ValueError as error:
        raise HTTPException(400, str(error))
    return {"begins": made[:7], "length": len(made), "new": made != bcrypt.gensalt(rounds)}


@app.get("/text")
def text():
    try:
        bcrypt.checkpw("secret", b"$2b$04$abcdefghijklmnopqrstuu2r9OfJnfCsdneAXAGHnS4UpFFP8WIrW")
    except TypeError as error:
        return str(error)


@app.get("/round")
def round_trip():
    made = bcrypt.hashpw(b"secret", bcrypt.gensalt(4))
    return [bcrypt.checkpw(b"secret", made), bcrypt.checkpw(b"other", made), len(made)]


@app.get("/key")
def key():
    return bcrypt.kdf(password=b"pw", salt=b"salt", desired_key_bytes=24, rounds=60).hex()


@app.get("/slow")
def slow():
    return bcrypt.checkpw(b"secret", b"$2b$12$abcdefghijklmnopqrstuuT1Iwu6o8Wx7BoOyIMHfgVJq6JO/IJhW")

# > GET /hash?password=secret
# > GET /hash?password=
# > GET /hash?password=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
# > GET /hash?password=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
# > GET /hash?password=x&salt=nonsense
# > GET /hash?password=x&salt=%242y%2405%24abcdefghijklmnopqrstuu
# > GET /check?password=secret
# > GET /check?password=Secret
# > GET /salt
# > GET /salt?rounds=4
# > GET /salt?rounds=3
# > GET /text
# > GET /round
# > GET /key
# > GET /slow
