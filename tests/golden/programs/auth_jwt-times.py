"""Leeway and times as dates."""

from datetime import datetime, timedelta, timezone

import jwt
from fastapi import FastAPI

SECRET = "a-secret-of-a-course-that-is-long-enough"
app = FastAPI()


@app.get("/dates")
def dates():
    claims = {
        "exp": datetime(2100, 1, 1, tzinfo=timezone.utc),
        "nbf": datetime(2020, 1, 1),
        "iat": datetime(2020, 1, 1, 12, 30, 15, 999999, tzinfo=timezone(timedelta(hours=2))),
    }
    token = jwt.encode(claims, SECRET, algorithm="HS256")
    return {"token": token, "claims": jwt.decode(token, SECRET, algorithms=["HS256"]), "kept": sorted(claims)}


@app.get("/leeway/{seconds}")
def leeway(seconds: int):
    now = datetime.now(timezone.utc)
    token = jwt.encode({"exp": now - timedelta(seconds=30)}, SECRET)
    try:
        jwt.decode(token, SECRET, algorithms=["HS256"], leeway=timedelta(seconds=seconds))
    except jwt.ExpiredSignatureError as error:
        return str(error)
    return "still good"


@app.get("/fresh")
def fresh():
    now = datetime.now(timezone.utc)
    token = jwt.encode({"exp": now + timedelta(minutes=5), "iat": now, "nbf": now}, SECRET)
    claims = jwt.decode(token, SECRET, algorithms=["HS256"])
    return {"minutes": (claims["exp"] - claims["iat"]) // 60}

# > GET /dates
# > GET /leeway/0
# > GET /leeway/10
# > GET /leeway/3600
# > GET /fresh
