"""Passwords and tokens."""

from datetime import datetime, timedelta, timezone
from typing import Annotated

import jwt
from fastapi import Depends, HTTPException
from fastapi.security import OAuth2PasswordBearer
from pwdlib import PasswordHash

from .config import ALGORITHM, SECRET_KEY, TOKEN_MINUTES
from .users import User, users

passwords = PasswordHash.recommended()
oauth2_scheme = OAuth2PasswordBearer(tokenUrl="token")


def make_token(user: User) -> str:
    expires = datetime.now(timezone.utc) + timedelta(minutes=TOKEN_MINUTES)
    return jwt.encode({"sub": user.username, "exp": expires}, SECRET_KEY, algorithm=ALGORITHM)


def current_user(token: Annotated[str, Depends(oauth2_scheme)]) -> User:
    refused = HTTPException(401, "Please log in", headers={"WWW-Authenticate": "Bearer"})
    try:
        claims = jwt.decode(token, SECRET_KEY, algorithms=[ALGORITHM])
    except jwt.InvalidTokenError:
        raise refused
    user = users.get(claims.get("sub"))
    if user is None:
        raise refused
    return user


CurrentUser = Annotated[User, Depends(current_user)]
