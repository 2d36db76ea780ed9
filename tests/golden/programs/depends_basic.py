from typing import Annotated

from fastapi import Cookie, Depends, FastAPI, Header, HTTPException, Query

app = FastAPI()
calls: list[str] = []


def paging(skip: int = 0, limit: Annotated[int, Query(le=100)] = 10):
    calls.append("paging")
    return {"skip": skip, "limit": limit}


Paging = Annotated[dict, Depends(paging)]


def first(q: str | None = None):
    calls.append("first")
    return q


def second(q: Annotated[str | None, Depends(first)], last: Annotated[str | None, Cookie()] = None):
    calls.append("second")
    return q or last


async def verify(x_token: Annotated[str, Header()]):
    if x_token != "secret":
        raise HTTPException(400, "X-Token is wrong")
    return x_token


@app.get("/items")
def items(page: Paging):
    return page


@app.get("/old")
def old(page: dict = Depends(paging)):
    return page


@app.get("/sub")
def sub(value: Annotated[str | None, Depends(second)], again: Annotated[str | None, Depends(first)]):
    return {"value": value, "again": again}


@app.get("/uncached")
def uncached(a: Annotated[str | None, Depends(first)], b: Annotated[str | None, Depends(first, use_cache=False)]):
    return [a, b]


@app.get("/verified", dependencies=[Depends(verify)])
def verified():
    return "ok"


@app.get("/calls")
def read_calls():
    copy = calls[:]
    calls.clear()
    return copy

# > GET /items
# > GET /items?skip=5&limit=101
# > GET /items?skip=x&limit=y
# > GET /old?limit=3
# > GET /calls
# > GET /sub?q=a
# > GET /sub [cookie: last=b]
# > GET /calls
# > GET /uncached?q=z
# > GET /calls
# > GET /verified
# > GET /verified [x-token: guess]
# > GET /verified [x-token: secret]
