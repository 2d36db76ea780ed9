from typing import Annotated

from fastapi import Depends, FastAPI, Header, HTTPException, Query

app = FastAPI()

DATA = {
    "items": [f"item {number}" for number in range(1, 26)],
    "users": {"secret": "Ada"},
}


def database():
    print("opened")
    try:
        yield DATA
    finally:
        print("closed")


Database = Annotated[dict, Depends(database)]


def paging(
    skip: int = 0,
    limit: Annotated[int, Query(le=100)] = 10,
):
    return {"skip": skip, "limit": limit}


Paging = Annotated[dict, Depends(paging)]


def current_user(
    db: Database,
    x_token: Annotated[str, Header()],
):
    user = db["users"].get(x_token)
    if user is None:
        raise HTTPException(401, "Who are you?")
    return user


@app.get("/items")
def list_items(db: Database, page: Paging):
    start = page["skip"]
    end = start + page["limit"]
    return db["items"][start:end]


@app.get("/me")
def read_me(db: Database, user: Annotated[str, Depends(current_user)]):
    print("read_me")
    return {"user": user, "items": len(db["items"])}


@app.get("/count", dependencies=[Depends(current_user)])
def count_items(db: Database):
    return {"count": len(db["items"])}
