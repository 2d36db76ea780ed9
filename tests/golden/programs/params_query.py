from typing import Annotated

from fastapi import FastAPI, Query

app = FastAPI()


@app.get("/simple")
def simple(q: str | None = None, skip: int = 0, short: bool = False):
    return {"q": q, "skip": skip, "short": short}


@app.get("/required")
def required(q: str, n: int):
    return {"q": q, "n": n}


@app.get("/lists")
def lists(tag: Annotated[list[str], Query()] = ["none"], n: Annotated[list[int] | None, Query()] = None):
    return {"tag": tag, "n": n}


@app.get("/rules")
def rules(
    q: Annotated[str | None, Query(min_length=3, max_length=6, pattern="^[a-z ]*$")] = None,
    size: Annotated[float, Query(gt=0, le=10)] = 1.5,
):
    return {"q": q, "size": size}


@app.get("/alias")
def alias(item_query: Annotated[str, Query(alias="item-query", deprecated=True, description="Looked for")] = "x"):
    return item_query


@app.get("/sets")
def sets(tag: Annotated[set[int], Query(max_length=2)]):
    return sorted(tag)


@app.get("/old")
def old(q: str = Query(default="d", max_length=3), hidden: str = Query("h", include_in_schema=False)):
    return q + hidden

# > GET /simple
# > GET /simple?q=a&skip=5&short=yes
# > GET /simple?q=&skip=
# > GET /simple?skip=x&short=y2
# > GET /simple?q=a%20b+c&skip=1&skip=2
# > GET /required
# > GET /required?q=1&n=2
# > GET /required?n=two
# > GET /lists
# > GET /lists?tag=a&tag=b&n=1&n=2
# > GET /lists?n=1&n=x&n=y
# > GET /rules?q=ab
# > GET /rules?q=abcdefgh&size=0
# > GET /rules?q=ABC&size=10.5
# > GET /rules?q=ok%20ok&size=10
# > GET /alias?item-query=v
# > GET /alias?item_query=v
# > GET /sets?tag=1&tag=1&tag=2
# > GET /sets?tag=1&tag=2&tag=3
# > GET /sets
# > GET /old?q=abcd
# > GET /old?hidden=z
