"""The document as a text: the order of its keys is that of FastAPI."""

import json
from typing import Annotated
from enum import Enum
from fastapi import (
    FastAPI,
    Query,
    Path,
    Header,
    Cookie,
    Body,
    Depends,
    Form,
    File,
    UploadFile,
    APIRouter,
    Security,
    status,
)
from fastapi.security import HTTPBearer, OAuth2PasswordBearer, HTTPBasic, APIKeyHeader, OAuth2PasswordRequestForm
from pydantic import BaseModel, Field, EmailStr, HttpUrl


class Color(str, Enum):
    red = "red"
    blue = "blue"


class Tag(BaseModel):
    """A tag."""

    name: str = Field(description="d", title="T", min_length=1, max_length=9, pattern="a*", examples=["x"])


class Item(BaseModel):
    """Item doc."""

    name: str
    price: float = Field(gt=0, description="pp", default=1.5)
    tags: list[Tag] = []
    color: Color | None = None
    url: HttpUrl | None = None
    meta: dict[str, int] = {}
    n: Annotated[int, Field(ge=1, le=5, multiple_of=2)] = 2
    model_config = {"json_schema_extra": {"examples": [{"name": "a"}]}}


oauth2 = OAuth2PasswordBearer(tokenUrl="token", scopes={"a": "b"})
app = FastAPI(
    title="T",
    description="D",
    summary="S",
    version="9",
    terms_of_service="http://x",
    contact={"name": "n", "email": "e@x.com", "url": "HTTP://U.com"},
    license_info={"name": "MIT", "identifier": "MIT"},
    openapi_tags=[{"name": "x", "description": "y"}],
    servers=[{"url": "/a", "description": "b"}],
    openapi_external_docs={"url": "https://d.com", "description": "dd"},
)


@app.get(
    "/q/{id}",
    tags=["x"],
    summary="su",
    description="de",
    response_description="rd",
    deprecated=True,
    operation_id="opid",
    responses={404: {"description": "nf", "model": Tag}, 200: {"content": {"image/png": {}}}},
    status_code=200,
)
def q(
    id: Annotated[int, Path(ge=1, title="I", description="dd")],
    a: Annotated[
        str | None,
        Query(
            description="x",
            alias="aa",
            min_length=2,
            deprecated=True,
            examples=["e"],
            openapi_examples={"n": {"summary": "s", "description": "d", "value": "v"}},
        ),
    ] = None,
    b: list[int] = Query([]),
    h: Annotated[str, Header()] = "x",
    c: Annotated[str | None, Cookie()] = None,
    color: Color = Color.red,
) -> Item: ...
@app.post("/item", status_code=201, response_model=list[Item], callbacks=[])
def item(i: Item, x: Annotated[int, Body()], tok: Annotated[str, Depends(oauth2)]): ...
@app.put("/one")
def one(
    i: Annotated[Item, Body(description="bd", openapi_examples={"n": {"summary": "s", "value": {}}})],
    u: Annotated[str, Security(HTTPBasic())],
): ...
@app.post("/form")
def form(f: Annotated[str, Form()], up: UploadFile, many: list[UploadFile]): ...
@app.post("/token")
def token(f: Annotated[OAuth2PasswordRequestForm, Depends()]): ...
@app.get("/key")
def key(k: Annotated[str, Depends(APIKeyHeader(name="X"))]):
    """Doc string.

    More."""


r = APIRouter(prefix="/r", tags=["r"], responses={418: {"description": "t"}}, dependencies=[Depends(oauth2)])


@r.delete("/{x}", status_code=204)
def rm(x: int) -> None: ...


app.include_router(r)


@app.webhooks.post("hook")
def hook(b: Tag): ...


sec = Depends(HTTPBearer())


@app.post("/a", dependencies=[sec], deprecated=True)
def a(q: Annotated[int, Body(le=5)]): ...
@app.post("/b", dependencies=[sec])
def b(q: Annotated[list[Annotated[int, Field(le=5, multiple_of=2)]], Body()]): ...
@app.get("/c", dependencies=[sec], deprecated=True)
def c() -> list[Annotated[int, Field(le=5)]]: ...
@app.put("/d/{x}", dependencies=[sec], deprecated=True)
def d(x: int, q: Annotated[int, Body(le=5)]) -> list[Annotated[int, Field(le=5)]]: ...
@app.delete("/d/{x}", dependencies=[sec], deprecated=True)
def d2(x: int): ...
@app.get(
    "/e",
    dependencies=[sec],
    deprecated=True,
    responses={
        404: {
            "description": "x",
            "model": Tag,
            "headers": {"X": {"schema": {"title": "t", "type": "string"}, "description": "d"}},
        },
        405: {"content": {"text/plain": {"example": "e", "schema": {"title": "t", "type": "string"}}}},
    },
)
def e() -> Tag: ...
@app.post(
    "/f",
    dependencies=[sec],
    deprecated=True,
    openapi_extra={
        "x-a": 1,
        "requestBody": {
            "required": True,
            "description": "d",
            "content": {"a/b": {"example": 1, "schema": {"title": "t", "type": "string", "maximum": 3}}},
        },
    },
)
def f() -> Tag: ...


@app.get("/text", include_in_schema=False)
def text():
    return json.dumps(app.openapi())


# > GET /text
# > GET /openapi.json
