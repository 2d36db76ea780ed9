from datetime import datetime, timedelta, timezone
from typing import Annotated

import jwt
from fastapi import Depends, FastAPI, HTTPException, Security, status
from fastapi.security import OAuth2PasswordBearer, OAuth2PasswordRequestForm, SecurityScopes
from pwdlib import PasswordHash
from pydantic import BaseModel

SECRET_KEY = "a-secret-for-learning-only-0123456789abcdef"
ALGORITHM = "HS256"
MINUTES = 30

passwords = PasswordHash.recommended()
oauth2_scheme = OAuth2PasswordBearer(
    tokenUrl="token",
    scopes={"me": "Read who you are", "items": "Read your items"},
)
app = FastAPI()


class User(BaseModel):
    username: str
    full_name: str


class UserInDB(User):
    hashed_password: str
    scopes: list[str]


class Token(BaseModel):
    access_token: str
    token_type: str = "bearer"


# The password of ada is "lovelace": only its hash is kept.
users = {
    "ada": UserInDB(
        username="ada",
        full_name="Ada Lovelace",
        hashed_password="$argon2id$v=19$m=65536,t=3,p=4$XwlsMMtxJxriSSRB47gtGw$m7q0FU6lPC8+9ziJv0ZAECGb2kGEGcTqssYQG3+r3fU",
        scopes=["me", "items"],
    )
}


def get_current_user(scopes: SecurityScopes, token: Annotated[str, Depends(oauth2_scheme)]) -> User:
    challenge = f'Bearer scope="{scopes.scope_str}"' if scopes.scopes else "Bearer"
    refused = HTTPException(
        status_code=status.HTTP_401_UNAUTHORIZED,
        detail="Could not validate credentials",
        headers={"WWW-Authenticate": challenge},
    )
    try:
        payload = jwt.decode(token, SECRET_KEY, algorithms=[ALGORITHM])
    except jwt.InvalidTokenError:
        raise refused
    user = users.get(payload.get("sub"))
    if user is None:
        raise refused
    granted = payload.get("scope", "").split()
    for scope in scopes.scopes:
        if scope not in granted:
            raise HTTPException(status_code=403, detail=f"Not enough permissions: {scope} is missing")
    return user


@app.post("/token")
def log_in(form: Annotated[OAuth2PasswordRequestForm, Depends()]) -> Token:
    user = users.get(form.username)
    if user is None or not passwords.verify(form.password, user.hashed_password):
        raise HTTPException(status_code=400, detail="Incorrect username or password")
    now = datetime.now(timezone.utc)
    granted = [scope for scope in form.scopes if scope in user.scopes]
    claims = {"sub": user.username, "scope": " ".join(granted), "iat": now, "exp": now + timedelta(minutes=MINUTES)}
    return Token(access_token=jwt.encode(claims, SECRET_KEY, algorithm=ALGORITHM))


@app.get("/users/me")
def read_me(user: Annotated[User, Security(get_current_user, scopes=["me"])]) -> User:
    return user


@app.get("/users/me/items")
def read_items(user: Annotated[User, Security(get_current_user, scopes=["items"])]):
    return [{"item": "Analytical Engine", "owner": user.username}]


@app.get("/")
def read_root():
    return {"open": "to everybody"}
