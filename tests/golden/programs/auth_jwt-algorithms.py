"""The family of HMAC, and an attack with another algorithm."""

import warnings

import jwt
from fastapi import FastAPI

SECRET = "a-secret-of-a-course-that-is-long-enough" * 2
app = FastAPI()


@app.get("/sign/{algorithm}")
def sign(algorithm: str):
    try:
        token = jwt.encode({"a": 1}, SECRET, algorithm=algorithm)
    except NotImplementedError as error:
        return {"error": str(error)}
    return {"token": token, "again": jwt.decode(token, SECRET, algorithms=[algorithm])}


@app.get("/none")
def none():
    token = jwt.encode({"admin": True}, None, algorithm="none")
    try:
        return jwt.decode(token, SECRET, algorithms=["HS256"])
    except jwt.InvalidAlgorithmError as error:
        return {"token": token, "error": str(error)}


@app.get("/forgotten")
def forgotten():
    try:
        return jwt.decode(jwt.encode({}, SECRET), SECRET)
    except jwt.DecodeError as error:
        return str(error)


@app.get("/short")
def short():
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        jwt.encode({"a": 1}, "secret")
    return [(warning.category.__name__, str(warning.message)) for warning in caught]


@app.get("/keys")
def keys():
    told = {}
    for name, key in {"empty": "", "jwk": '{"kty": "oct", "k": "eHg"}', "number": 5}.items():
        try:
            told[name] = jwt.encode({"a": 1}, key)
        except (jwt.InvalidKeyError, TypeError) as error:
            told[name] = f"{type(error).__name__}: {error}"
    return told

# > GET /sign/HS256
# > GET /sign/HS384
# > GET /sign/HS512
# > GET /sign/HS1
# > GET /none
# > GET /forgotten
# > GET /short
# > GET /keys
