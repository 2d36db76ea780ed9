"""The flow by a code, against a provider that the program itself plays."""

import base64
import hashlib
from typing import Annotated

from fastapi import Depends, FastAPI, Form, HTTPException
from fastapi.responses import RedirectResponse
from fastapi.security import OAuth2AuthorizationCodeBearer, OpenIdConnect

app = FastAPI()
code_bearer = OAuth2AuthorizationCodeBearer(
    authorizationUrl="/authorize", tokenUrl="/token", scopes={"profile": "Your name"}, description="By a code"
)
openid = OpenIdConnect(openIdConnectUrl="/.well-known/openid-configuration", auto_error=False)
codes: dict[str, str] = {}


@app.get("/authorize")
def authorize(redirect_uri: str, state: str, code_challenge: str):
    code = f"code-{len(codes)}"
    codes[code] = code_challenge
    return RedirectResponse(f"{redirect_uri}?code={code}&state={state}", status_code=303)


@app.post("/token")
def token(code: Annotated[str, Form()], code_verifier: Annotated[str, Form()]):
    digest = hashlib.sha256(code_verifier.encode()).digest()
    challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
    if codes.pop(code, None) != challenge:
        raise HTTPException(400, {"error": "invalid_grant"})
    return {"access_token": f"token-for-{code}", "token_type": "bearer"}


@app.get("/me")
def me(token: Annotated[str, Depends(code_bearer)]):
    return {"token": token}


@app.get("/maybe")
def maybe(token: Annotated[str | None, Depends(openid)]):
    return {"token": token}

# > GET /authorize?redirect_uri=https://app.example/back&state=xyz&code_challenge=iMnq5o6zALKXGivsnlom_0F5_WYda32GHkxlV7mq7hQ
# > POST /token form code=code-0&code_verifier=wrong
# > GET /authorize?redirect_uri=https://app.example/back&state=xyz&code_challenge=iMnq5o6zALKXGivsnlom_0F5_WYda32GHkxlV7mq7hQ
# > POST /token form code=code-0&code_verifier=verifier
# > POST /token form code=code-0&code_verifier=verifier
# > GET /me [authorization: Bearer token-for-code-0]
# > GET /me
# > GET /maybe
# > GET /maybe [authorization: anything goes]
