"""The password flow with a token that is only a name."""

from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException, status
from fastapi.security import OAuth2PasswordBearer, OAuth2PasswordRequestForm
from pydantic import BaseModel

USERS = {
    "ann": {"username": "ann", "full_name": "Ann Lee", "hashed_password": "hashed:secret", "disabled": False},
    "bob": {"username": "bob", "full_name": "Bob Ray", "hashed_password": "hashed:secret2", "disabled": True},
}

app = FastAPI()
oauth2_scheme = OAuth2PasswordBearer(tokenUrl="token")


class User(BaseModel):
    username: str
    full_name: str | None = None
    disabled: bool = False


class UserInDB(User):
    hashed_password: str


def get_user(username: str) -> UserInDB | None:
    return UserInDB(**USERS[username]) if username in USERS else None


async def get_current_user(token: Annotated[str, Depends(oauth2_scheme)]) -> UserInDB:
    user = get_user(token)
    if not user:
        raise HTTPException(
            status_code=status.HTTP_401_UNAUTHORIZED,
            detail="Not authenticated",
            headers={"WWW-Authenticate": "Bearer"},
        )
    return user


async def get_active_user(user: Annotated[UserInDB, Depends(get_current_user)]) -> UserInDB:
    if user.disabled:
        raise HTTPException(status_code=400, detail="Inactive user")
    return user


@app.post("/token")
async def login(form: Annotated[OAuth2PasswordRequestForm, Depends()]):
    user = get_user(form.username)
    if not user or user.hashed_password != f"hashed:{form.password}":
        raise HTTPException(status_code=400, detail="Incorrect username or password")
    return {"access_token": user.username, "token_type": "bearer"}


@app.get("/users/me")
async def read_me(user: Annotated[UserInDB, Depends(get_active_user)]) -> User:
    return user

# > POST /token form username=ann&password=secret
# > POST /token form username=ann&password=wrong
# > POST /token form username=ann
# > POST /token form username=ann&password=secret&grant_type=password&scope=a+b
# > GET /users/me [authorization: Bearer ann]
# > GET /users/me [authorization: Bearer bob]
# > GET /users/me [authorization: Bearer eve]
# > GET /users/me
# > GET /users/me [authorization: Basic YW5u]
