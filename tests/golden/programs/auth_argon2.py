"""Argon2 by itself: verify, errors, parameters."""

from dataclasses import asdict

from argon2 import PasswordHasher, Type, exceptions, extract_parameters, low_level
from fastapi import FastAPI

hasher = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
STORED = "$argon2id$v=19$m=64,t=1,p=1$c2FsdHNhbHRzYWx0c2FsdA$+v0rf6ETYAIpqJIjJyARZ3W3zqJlkf+0TRXzsLHmR6o"
app = FastAPI()


@app.get("/verify")
def verify(password: str = "secret", hash: str = STORED):
    try:
        return hasher.verify(hash, password)
    except (exceptions.VerificationError, exceptions.InvalidHashError) as error:
        return {"error": type(error).__name__, "detail": str(error), "bases": [c.__name__ for c in type(error).__mro__]}


@app.get("/parameters")
def parameters():
    found = asdict(extract_parameters(STORED))
    return {**found, "type": found["type"].name, "old": hasher.check_needs_rehash(STORED)}


@app.get("/rehash")
def rehash():
    stronger = PasswordHasher(time_cost=2, memory_cost=64, parallelism=1)
    return [hasher.check_needs_rehash(STORED), stronger.check_needs_rehash(STORED), PasswordHasher().check_needs_rehash(STORED)]


@app.get("/fixed")
def fixed():
    kinds = (Type.I, Type.D, Type.ID)
    return [low_level.hash_secret(b"secret", b"saltsalt", 1, 32, 2, 16, kind) for kind in kinds] + [
        hasher.hash("secret", salt=b"saltsaltsaltsalt") == STORED
    ]


@app.get("/wrong")
def wrong():
    told = []
    for more in ({"time_cost": "1"}, {"encoding": 5, "type": "id"}):
        try:
            PasswordHasher(**more)
        except TypeError as error:
            told.append(str(error))
    try:
        PasswordHasher(time_cost=1, memory_cost=7, parallelism=1).hash("x")
    except exceptions.HashingError as error:
        told.append(str(error))
    return told

# > GET /verify
# > GET /verify?password=wrong
# > GET /verify?hash=nonsense
# > GET /verify?hash=%24argon2id%24broken
# > GET /parameters
# > GET /rehash
# > GET /fixed
# > GET /wrong
