from typing import Annotated

from fastapi import Cookie, FastAPI, Header

app = FastAPI()


@app.get("/headers")
def headers(
    x_token: Annotated[str, Header()],
    user_agent: Annotated[str | None, Header()] = None,
    x_count: Annotated[int, Header(ge=1)] = 1,
):
    return {"x_token": x_token, "agent": user_agent, "count": x_count}


@app.get("/many")
def many(x_tag: Annotated[list[str] | None, Header()] = None):
    return x_tag


@app.get("/strange")
def strange(strange_header: Annotated[str | None, Header(convert_underscores=False)] = None):
    return strange_header


@app.get("/cookies")
def cookies(session: Annotated[str | None, Cookie()] = None, visits: Annotated[int, Cookie()] = 0):
    return {"session": session, "visits": visits}


@app.get("/cookie-required")
def cookie_required(key: str = Cookie()):
    return key

# > GET /headers
# > GET /headers [X-Token: abc]
# > GET /headers [x-token: abc] [user-agent: golden/1] [x-count: 3]
# > GET /headers [x-token: abc] [x-count: 0]
# > GET /headers [x-token: abc] [x-count: many]
# > GET /many
# > GET /many [x-tag: a] [x-tag: b]
# > GET /strange [strange_header: v]
# > GET /strange [strange-header: v]
# > GET /cookies
# > GET /cookies [cookie: session=abc; visits=4]
# > GET /cookies [cookie: visits=often]
# > GET /cookie-required
