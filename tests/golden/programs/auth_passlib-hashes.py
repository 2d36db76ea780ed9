"""The hashes of passlib one by one, with fixed salts."""

from fastapi import FastAPI
from passlib.context import CryptContext
from passlib.hash import hex_sha256, pbkdf2_sha256, pbkdf2_sha512, plaintext, sha256_crypt, sha512_crypt

app = FastAPI()


def told(function):
    try:
        return function()
    except (ValueError, TypeError, KeyError) as error:
        return f"{type(error).__name__}: {error}"


@app.get("/fixed")
def fixed():
    return {
        "pbkdf2_sha256": pbkdf2_sha256.using(rounds=100, salt=b"salt").hash("secret"),
        "pbkdf2_sha512": pbkdf2_sha512.using(rounds=100, salt=b"salt").hash("secret"),
        "sha256_crypt": sha256_crypt.using(rounds=1000, salt="saltsalt").hash("secret"),
        "sha512_crypt": sha512_crypt.using(rounds=5000, salt="saltsalt").hash("secret"),
        "hex_sha256": hex_sha256.hash("secret"),
        "plaintext": plaintext.hash("secret"),
    }


@app.get("/about")
def about():
    return {
        handler.name: [handler.default_rounds, handler.min_rounds, handler.setting_kwds]
        for handler in (pbkdf2_sha256, sha256_crypt, sha512_crypt)
    }


@app.get("/wrong")
def wrong():
    return [
        told(lambda: pbkdf2_sha256.verify("a", "nonsense")),
        told(lambda: pbkdf2_sha256.verify("a", "$pbkdf2-sha256$10$c2FsdA")),
        told(lambda: pbkdf2_sha256.using(rounds=0)),
        told(lambda: sha256_crypt.using(salt="a b")),
        told(lambda: pbkdf2_sha256.hash(None)),
        told(lambda: pbkdf2_sha256.hash("x" * 5000)),
        told(lambda: CryptContext(["nope"])),
        told(lambda: CryptContext(["plaintext"], default="bcrypt")),
        told(lambda: CryptContext(["plaintext"], strange=1)),
        told(lambda: CryptContext(["plaintext"]).verify("x", 5)),
        told(lambda: CryptContext().hash("x")),
    ]

# > GET /fixed
# > GET /about
# > GET /wrong
