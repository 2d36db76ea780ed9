"""Keys that are rotated: the header says which one signed."""

import jwt
from fastapi import FastAPI, Header, HTTPException

KEYS = {"2024": "the-old-secret-that-is-long-enough-123", "2025": "the-new-secret-that-is-long-enough-123"}
app = FastAPI()


@app.post("/sign/{kid}")
def sign(kid: str, claims: dict):
    return jwt.encode(claims, KEYS[kid], algorithm="HS256", headers={"kid": kid, "env": "test"})


@app.get("/read")
def read(x_token: str = Header()):
    try:
        header = jwt.get_unverified_header(x_token)
    except jwt.DecodeError as error:
        raise HTTPException(400, str(error))
    if header.get("kid") not in KEYS:
        raise HTTPException(401, "Unknown key")
    complete = jwt.decode_complete(x_token, KEYS[header["kid"]], algorithms=["HS256"])
    return {"header": complete["header"], "payload": complete["payload"], "bytes": len(complete["signature"])}


@app.get("/peek")
def peek(x_token: str = Header()):
    return jwt.decode(x_token, options={"verify_signature": False})

# > POST /sign/2024 {"sub": "ann"}
# > POST /sign/2025 {"sub": "ann", "roles": ["a", "ü"]}
# > GET /read [x-token: eyJhbGciOiJIUzI1NiIsImtpZCI6IjIwMjQiLCJ0eXAiOiJKV1QifQ.eyJzdWIiOiJhbm4ifQ.uVYZBUesGOql5T6N_jKIsPrV8iPBLsJOVrFqgMbt5fk]
# > GET /read [x-token: eyJhbGciOiJIUzI1NiIsImtpZCI6IjIwMjMiLCJ0eXAiOiJKV1QifQ.eyJzdWIiOiJhbm4ifQ.YUhPqDfMLohy2P6EbbuzZ7ejkcx_gd6GFOBOGIzHnog]
# > GET /read [x-token: zzz]
# > GET /read
# > GET /peek [x-token: eyJhbGciOiJIUzI1NiIsImtpZCI6IjIwMjMiLCJ0eXAiOiJKV1QifQ.eyJzdWIiOiJhbm4iLCJleHAiOjF9.tZUQkZRSaVsPgy-XrrD2vCYY0qFzhhHwoB3pxO4JEhM]
