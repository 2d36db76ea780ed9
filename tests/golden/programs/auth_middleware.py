"""Authentication in a middleware: the rest of the program finds the user in the request's state."""

import jwt
from fastapi import Depends, FastAPI, Request
from fastapi.responses import JSONResponse

SECRET = "a-secret-of-a-course-that-is-long-enough"
PUBLIC = {"/", "/health"}
app = FastAPI()


@app.middleware("http")
async def authenticate(request: Request, call_next):
    request.state.user = None
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    if kind.lower() == "bearer":
        try:
            request.state.user = jwt.decode(token, SECRET, algorithms=["HS256"])["sub"]
        except (jwt.InvalidTokenError, KeyError) as error:
            return JSONResponse({"detail": str(error)}, 401)
    if request.state.user is None and request.url.path not in PUBLIC:
        return JSONResponse({"detail": "Log in first"}, 401, headers={"WWW-Authenticate": "Bearer"})
    response = await call_next(request)
    response.headers["x-user"] = request.state.user or "guest"
    return response


def user(request: Request) -> str | None:
    return request.state.user


@app.get("/")
def home(user: str | None = Depends(user)):
    return {"hello": user}


@app.get("/health")
def health():
    return "ok"


@app.get("/private")
def private(user: str = Depends(user)):
    return {"user": user}

# > GET /
# > GET /health
# > GET /private
# > GET /private [authorization: Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJhbm4ifQ.eRGYiGtAl3bjUxnQ-GJPRMvl0CXhEkqoYq2sSg0JzCo]
# > GET / [authorization: Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJhbm4ifQ.eRGYiGtAl3bjUxnQ-GJPRMvl0CXhEkqoYq2sSg0JzCo]
# > GET / [authorization: Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJhbm4iLCJleHAiOjl9.hGA2SIAngZwO36zIBsNjhaWivoaYGh9ZXCl2UhIXWuM]
# > GET /private [authorization: Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJ4IjoxfQ.4HSZ1W7Sj3Yx6u077LvoT4KzqmK0R7kSc4rZtwgug78]
# > GET /missing
# > GET /missing [authorization: Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJhbm4ifQ.eRGYiGtAl3bjUxnQ-GJPRMvl0CXhEkqoYq2sSg0JzCo]
