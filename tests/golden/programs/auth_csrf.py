"""Protection against forged requests by hand: the form must carry what only the page knew."""

import hashlib
import hmac
from typing import Annotated

from fastapi import Cookie, Depends, FastAPI, Form, Header, HTTPException
from fastapi.responses import HTMLResponse

SECRET = b"csrf secret"
app = FastAPI()


def token_for(session: str) -> str:
    return hmac.new(SECRET, session.encode(), hashlib.sha256).hexdigest()


def protected(
    session: Annotated[str, Cookie()],
    csrf_token: Annotated[str | None, Form()] = None,
    x_csrf_token: Annotated[str | None, Header()] = None,
) -> str:
    given = csrf_token or x_csrf_token or ""
    if not hmac.compare_digest(given, token_for(session)):
        raise HTTPException(403, "CSRF token missing or incorrect")
    return session


@app.get("/form", response_class=HTMLResponse)
def form(session: Annotated[str, Cookie()] = "guest"):
    return f'<form method="post"><input type="hidden" name="csrf_token" value="{token_for(session)}"></form>'


@app.post("/transfer")
def transfer(session: Annotated[str, Depends(protected)], amount: Annotated[int, Form(gt=0)]):
    return {"from": session, "amount": amount}

# > GET /form
# > GET /form [cookie: session=s1]
# > POST /transfer [cookie: session=s1] form amount=5&csrf_token=68f82e4693fcab684cce48d049851eeab5ce654b7c5b82c842fe79e23a56b9f2
# > POST /transfer [cookie: session=s1] form amount=5&csrf_token=abc
# > POST /transfer [cookie: session=s1] form amount=5
# > POST /transfer [cookie: session=s1] [x-csrf-token: 68f82e4693fcab684cce48d049851eeab5ce654b7c5b82c842fe79e23a56b9f2] form amount=7
# > POST /transfer [cookie: session=s2] form amount=5&csrf_token=68f82e4693fcab684cce48d049851eeab5ce654b7c5b82c842fe79e23a56b9f2
# > POST /transfer form amount=5
# > POST /transfer [cookie: session=s1] form amount=0&csrf_token=68f82e4693fcab684cce48d049851eeab5ce654b7c5b82c842fe79e23a56b9f2
