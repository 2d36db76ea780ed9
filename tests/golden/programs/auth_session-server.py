"""A session that the server keeps; the cookie holds only its number."""

from typing import Annotated

from fastapi import Cookie, Depends, FastAPI, Form, HTTPException, Response

app = FastAPI()
sessions: dict[str, dict] = {}
USERS = {"ann": "secret", "bob": "builder"}


def session(session_id: Annotated[str | None, Cookie()] = None) -> dict:
    if session_id not in sessions:
        raise HTTPException(401, "No session")
    return sessions[session_id]


@app.post("/login")
def login(username: Annotated[str, Form()], password: Annotated[str, Form()], response: Response):
    if USERS.get(username) != password:
        raise HTTPException(401, "Wrong name or password")
    number = f"s{len(sessions) + 1}"
    sessions[number] = {"user": username, "visits": 0}
    response.set_cookie("session_id", number, path="/", httponly=True, secure=False, samesite="lax")
    return {"welcome": username}


@app.get("/visits")
def visits(session: Annotated[dict, Depends(session)]):
    session["visits"] += 1
    return session


@app.post("/logout")
def logout(response: Response, session_id: Annotated[str | None, Cookie()] = None):
    sessions.pop(session_id, None)
    response.set_cookie("session_id", "gone")
    return {"left": len(sessions)}

# > GET /visits
# > POST /login form username=ann&password=x
# > POST /login form username=ann&password=secret
# > GET /visits
# > GET /visits
# > POST /logout
# > GET /visits
# > GET /visits [cookie: session_id=s1]
# > POST /login form username=bob&password=builder
# > GET /visits
