import os
import secrets
from typing import Annotated

from fastapi import Header, HTTPException


def check_key(x_key: Annotated[str, Header()] = ""):
    if not secrets.compare_digest(x_key.encode(), os.environ["APP_KEY"].encode()):
        raise HTTPException(401, "The key is missing or wrong")
