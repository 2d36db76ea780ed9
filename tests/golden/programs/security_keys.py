from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.security import APIKeyCookie, APIKeyHeader, APIKeyQuery, HTTPAuthorizationCredentials, HTTPBearer

app = FastAPI()
header_key = APIKeyHeader(name="X-API-Key", description="As given")
query_key = APIKeyQuery(name="key", auto_error=False)
cookie_key = APIKeyCookie(name="session")
bearer = HTTPBearer()


@app.get("/header")
def header(key: Annotated[str, Depends(header_key)]):
    return key


@app.get("/query")
def query(key: Annotated[str | None, Depends(query_key)]):
    return key


@app.get("/cookie")
def cookie(key: Annotated[str, Depends(cookie_key)]):
    return key


@app.get("/bearer")
def bearer_token(c: Annotated[HTTPAuthorizationCredentials, Depends(bearer)]):
    return c

# > GET /header
# > GET /header [x-api-key: k]
# > GET /query
# > GET /query?key=k
# > GET /cookie
# > GET /cookie [cookie: session=s]
# > GET /bearer
# > GET /bearer [authorization: Bearer abc]
# > GET /bearer [authorization: bearer abc]
# > GET /bearer [authorization: Basic abc]
# > GET /bearer [authorization: Bearer]
