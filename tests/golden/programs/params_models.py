from typing import Annotated, Literal

from fastapi import Cookie, FastAPI, Header, Query
from pydantic import BaseModel, ConfigDict, Field

app = FastAPI()


class Filter(BaseModel):
    model_config = ConfigDict(extra="forbid")

    limit: int = Field(100, gt=0, le=100)
    offset: int = Field(0, ge=0)
    order_by: Literal["created_at", "updated_at"] = "created_at"
    tags: list[str] = []


class CommonHeaders(BaseModel):
    host: str
    save_data: bool
    x_tag: list[str] = []


class Cookies(BaseModel):
    session_id: str
    tracker: str | None = None


@app.get("/items")
def items(filter_query: Annotated[Filter, Query()]):
    return filter_query


@app.get("/headers")
def headers(h: Annotated[CommonHeaders, Header()]):
    return h


@app.get("/cookies")
def cookies(c: Annotated[Cookies, Cookie()]):
    return c

# > GET /items
# > GET /items?limit=5&offset=2&order_by=updated_at&tags=a&tags=b
# > GET /items?limit=0&offset=-1&order_by=name
# > GET /items?limit=5&tool=hammer
# > GET /headers [save-data: true] [x-tag: a] [x-tag: b]
# > GET /headers
# > GET /cookies [cookie: session_id=1; tracker=t]
# > GET /cookies
