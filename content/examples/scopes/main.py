import secrets
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException, Security
from fastapi.security import OAuth2PasswordBearer, OAuth2PasswordRequestForm, SecurityScopes
from pydantic import BaseModel

oauth2_scheme = OAuth2PasswordBearer(
    tokenUrl="token",
    scopes={"notes:read": "Read the notes", "notes:write": "Add and delete notes"},
)
app = FastAPI()


class User(BaseModel):
    username: str
    scopes: list[str]


# What each user may do at most. The passwords are in plain text to keep the program short.
USERS = {
    "ada": {"password": "lovelace", "scopes": ["notes:read", "notes:write"]},
    "joan": {"password": "clarke", "scopes": ["notes:read"]},
}
# A token and what it allows. A JWT would carry the same in a claim.
TOKENS = {
    "token-of-ada": User(username="ada", scopes=["notes:read", "notes:write"]),
    "token-of-joan": User(username="joan", scopes=["notes:read"]),
}
NOTES = ["Buy milk", "Call Charles"]


def get_current_user(needed: SecurityScopes, token: Annotated[str, Depends(oauth2_scheme)]) -> User:
    user = TOKENS.get(token)
    if user is None:
        raise HTTPException(401, "This token isn't valid", headers={"WWW-Authenticate": "Bearer"})
    missing = [scope for scope in needed.scopes if scope not in user.scopes]
    if missing:
        raise HTTPException(
            403,
            f"The token doesn't allow {' '.join(missing)}",
            headers={"WWW-Authenticate": f'Bearer error="insufficient_scope", scope="{needed.scope_str}"'},
        )
    return user


CurrentUser = Annotated[User, Depends(get_current_user)]
Reader = Annotated[User, Security(get_current_user, scopes=["notes:read"])]
Writer = Annotated[User, Security(get_current_user, scopes=["notes:read", "notes:write"])]


@app.post("/token")
def log_in(form: Annotated[OAuth2PasswordRequestForm, Depends()]):
    user = USERS.get(form.username)
    if user is None or not secrets.compare_digest(form.password.encode(), user["password"].encode()):
        raise HTTPException(401, "Incorrect username or password", headers={"WWW-Authenticate": "Bearer"})
    granted = [scope for scope in form.scopes if scope in user["scopes"]]
    token = secrets.token_urlsafe(24)
    TOKENS[token] = User(username=form.username, scopes=granted)
    return {"access_token": token, "token_type": "bearer", "scope": " ".join(granted)}


@app.get("/users/me")
def read_me(user: CurrentUser) -> User:
    return user


@app.get("/notes")
def list_notes(user: Reader):
    return NOTES


@app.post("/notes", status_code=201)
def add_note(user: Writer, text: str):
    NOTES.append(f"{text} ({user.username})")
    return NOTES
