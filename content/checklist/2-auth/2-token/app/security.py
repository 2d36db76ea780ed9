"""Passwords and tokens."""

from datetime import datetime, timedelta, timezone

import jwt
from pwdlib import PasswordHash

from .config import ALGORITHM, SECRET_KEY, TOKEN_MINUTES
from .users import User

passwords = PasswordHash.recommended()


def make_token(user: User) -> str:
    expires = datetime.now(timezone.utc) + timedelta(minutes=TOKEN_MINUTES)
    return jwt.encode({"sub": user.username, "exp": expires}, SECRET_KEY, algorithm=ALGORITHM)
