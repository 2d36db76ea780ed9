"""Audience, issuer and subject must be the expected ones."""

import jwt
from fastapi import FastAPI, Header

SECRET = "a-secret-of-a-course-that-is-long-enough"
app = FastAPI()


def answer(function):
    try:
        return {"ok": function()}
    except (jwt.InvalidTokenError, TypeError) as error:
        return {"error": type(error).__name__, "detail": str(error)}


@app.get("/audience")
def audience(x_token: str = Header()):
    decode = lambda **more: answer(lambda: jwt.decode(x_token, SECRET, algorithms=["HS256"], **more))
    return {
        "none": decode(),
        "web": decode(audience="web"),
        "other": decode(audience="other"),
        "several": decode(audience=["other", "web"]),
        "strict": decode(audience="web", options={"strict_aud": True}),
        "off": decode(options={"verify_aud": False}),
        "number": decode(audience=5),
    }


@app.get("/issuer")
def issuer(x_token: str = Header()):
    options = {"verify_aud": False}
    decode = lambda **more: answer(lambda: jwt.decode(x_token, SECRET, algorithms=["HS256"], options=options, **more))
    return {
        "right": decode(issuer="https://login.example"),
        "wrong": decode(issuer="https://evil.example"),
        "several": decode(issuer=["https://login.example", "https://b.example"]),
        "subject": decode(subject="ann"),
        "other subject": decode(subject="bob"),
    }

# > GET /audience [x-token: eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJhbm4iLCJhdWQiOiJ3ZWIiLCJpc3MiOiJodHRwczovL2xvZ2luLmV4YW1wbGUifQ.2gOalVlIf3Ng7F9BKFRCFeYFZ1dL4vxmOR5TLuJz8os]
# > GET /issuer [x-token: eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJhbm4iLCJhdWQiOiJ3ZWIiLCJpc3MiOiJodHRwczovL2xvZ2luLmV4YW1wbGUifQ.2gOalVlIf3Ng7F9BKFRCFeYFZ1dL4vxmOR5TLuJz8os]
# > GET /audience [x-token: eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJhbm4iLCJhdWQiOlsid2ViIiwiYXBwIl0sImlzcyI6Imh0dHBzOi8vYi5leGFtcGxlIn0.b6oKUzOu3LSdFnTu5E5Dvi9Q9z_SvY8gomTA7jHECWY]
# > GET /issuer [x-token: eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJhbm4iLCJhdWQiOlsid2ViIiwiYXBwIl0sImlzcyI6Imh0dHBzOi8vYi5leGFtcGxlIn0.b6oKUzOu3LSdFnTu5E5Dvi9Q9z_SvY8gomTA7jHECWY]
# > GET /audience [x-token: eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJhbm4ifQ.eRGYiGtAl3bjUxnQ-GJPRMvl0CXhEkqoYq2sSg0JzCo]
# > GET /issuer [x-token: eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJhbm4ifQ.eRGYiGtAl3bjUxnQ-GJPRMvl0CXhEkqoYq2sSg0JzCo]
# > GET /audience [x-token: eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJhdWQiOlsxXSwiaXNzIjoieCJ9.RwfC2aOq84x7kmUA6rRkr8oq6KB0QT7mUsO57jrESi0]
# > GET /issuer [x-token: eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJhdWQiOlsxXSwiaXNzIjoieCJ9.RwfC2aOq84x7kmUA6rRkr8oq6KB0QT7mUsO57jrESi0]
