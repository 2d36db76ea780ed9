"""The same key by header, query or cookie: one of them is enough."""

from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException, Response, status
from fastapi.security import APIKeyCookie, APIKeyHeader, APIKeyQuery

by_query = APIKeyQuery(name="api_key", auto_error=False)
by_header = APIKeyHeader(name="x-key", auto_error=False)
by_cookie = APIKeyCookie(name="session", auto_error=False)
only_cookie = APIKeyCookie(name="admin")
app = FastAPI()


def key(
    query: Annotated[str | None, Depends(by_query)],
    header: Annotated[str | None, Depends(by_header)],
    cookie: Annotated[str | None, Depends(by_cookie)],
) -> dict:
    for place, value in {"query": query, "header": header, "cookie": cookie}.items():
        if value == "open sesame":
            return {"place": place}
    raise HTTPException(status.HTTP_401_UNAUTHORIZED, "Missing or invalid API key")


@app.get("/cave")
def cave(key: Annotated[dict, Depends(key)]):
    return key


@app.post("/enter")
def enter(response: Response):
    response.set_cookie("session", "open sesame", httponly=True, samesite="strict")
    return "in"


@app.get("/admin")
def admin(value: Annotated[str, Depends(only_cookie)]):
    return value

# > GET /cave
# > GET /cave?api_key=open%20sesame
# > GET /cave [x-key: open sesame]
# > GET /cave [x-key: wrong]
# > POST /enter
# > GET /cave
# > GET /admin
# > GET /admin [cookie: admin=yes]
