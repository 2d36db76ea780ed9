"""The header of HTTP Digest."""

from fastapi import FastAPI, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPDigest
from fastapi.security.http import HTTPBase

app = FastAPI()
digest = HTTPDigest(description="The old scheme")
other = HTTPBase(scheme="Signature", auto_error=False)


def parts(text: str) -> dict[str, str]:
    pairs = (part.strip().partition("=") for part in text.split(","))
    return {name: value.strip('"') for name, _, value in pairs}


@app.get("/digest")
def read(credentials: HTTPAuthorizationCredentials = Security(digest)):
    return {"scheme": credentials.scheme, "parts": parts(credentials.credentials)}


@app.get("/signature")
def signature(credentials: HTTPAuthorizationCredentials | None = Security(other)):
    return credentials

# > GET /digest [authorization: Digest username="ann", realm="r", nonce="n", uri="/digest", response="abc"]
# > GET /digest
# > GET /digest [authorization: Basic x]
# > GET /digest [authorization: Digest]
# > GET /signature
# > GET /signature [authorization: Signature keyId=1]
