"""What operations share."""

from typing import Annotated

from fastapi import Header, HTTPException


def check_key(x_key: Annotated[str | None, Header()] = None):
    if x_key != "open":
        raise HTTPException(401, "The key is missing or wrong")
