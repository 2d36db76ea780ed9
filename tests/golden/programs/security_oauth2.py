from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException, Security, status
from fastapi.security import OAuth2PasswordBearer, OAuth2PasswordRequestForm, SecurityScopes
from pydantic import BaseModel

app = FastAPI()
scheme = OAuth2PasswordBearer(tokenUrl="token", scopes={"me": "Read yourself", "items": "Read items"})

USERS = {
    "ada": {"username": "ada", "password": "secret", "disabled": False, "scopes": ["me", "items"]},
    "alan": {"username": "alan", "password": "enigma", "disabled": True, "scopes": ["me"]},
}


class User(BaseModel):
    username: str
    disabled: bool = False


def current(scopes: SecurityScopes, token: Annotated[str, Depends(scheme)]) -> User:
    user = USERS.get(token)
    if user is None:
        raise HTTPException(401, "Invalid token", headers={"WWW-Authenticate": f'Bearer scope="{scopes.scope_str}"'})
    missing = [scope for scope in scopes.scopes if scope not in user["scopes"]]
    if missing:
        raise HTTPException(status.HTTP_403_FORBIDDEN, f"Missing {missing}")
    return User(**user)


def active(user: Annotated[User, Security(current, scopes=["me"])]):
    if user.disabled:
        raise HTTPException(400, "Inactive user")
    return user


@app.post("/token")
def login(form: Annotated[OAuth2PasswordRequestForm, Depends()]):
    user = USERS.get(form.username)
    if user is None or user["password"] != form.password:
        raise HTTPException(400, "Incorrect username or password")
    return {"access_token": form.username, "token_type": "bearer", "scopes": form.scopes}


@app.get("/users/me")
def me(user: Annotated[User, Depends(active)]) -> User:
    return user


@app.get("/items")
def items(user: Annotated[User, Security(current, scopes=["items"])]):
    return [{"owner": user.username}]

# > POST /token form username=ada&password=secret&scope=me+items&grant_type=password
# > POST /token form username=ada&password=wrong
# > POST /token form username=ada&password=secret&grant_type=client
# > POST /token form password=secret
# > GET /users/me
# > GET /users/me [authorization: Bearer ada]
# > GET /users/me [authorization: Bearer alan]
# > GET /users/me [authorization: Bearer eve]
# > GET /users/me [authorization: Basic ada]
# > GET /items [authorization: Bearer ada]
# > GET /items [authorization: Bearer alan]
