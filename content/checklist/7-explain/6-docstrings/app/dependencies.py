"""What several operations share."""

import os
import secrets
from typing import Annotated

from fastapi import Header, HTTPException


def check_key(x_key: Annotated[str, Header(description="The key of the library")] = ""):
    """Lets only the desk in. The comparison takes the same time for every wrong key."""
    if not secrets.compare_digest(x_key.encode(), os.environ["APP_KEY"].encode()):
        raise HTTPException(401, "The key is missing or wrong")
