import asyncio
import math
import secrets
import time
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, Header, HTTPException
from fastapi.middleware.cors import CORSMiddleware
from pydantic import BaseModel, ConfigDict, Field, field_validator

KEYS = {"only-for-trying": "widget"}
LIMIT = 3
WINDOW = 60


class NewComment(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    author: str = Field(min_length=1, max_length=30, examples=["Ada"])
    text: str = Field(min_length=1, max_length=200, examples=["It works"])

    @field_validator("text")
    @classmethod
    def no_markup(cls, text: str) -> str:
        if "<" in text:
            raise ValueError("markup isn't allowed")
        return text


class Comment(BaseModel):
    id: int
    author: str
    text: str


def check_key(x_key: Annotated[str, Header()]) -> str:
    """The caller to whom a key belongs."""
    for key, caller in KEYS.items():
        if secrets.compare_digest(x_key.encode(), key.encode()):
            return caller
    raise HTTPException(401, "Wrong key")


Caller = Annotated[str, Depends(check_key)]
calls: dict[str, list[float]] = {}


def limit_rate(caller: Caller) -> None:
    """Lets a caller through LIMIT times in WINDOW seconds."""
    now = time.monotonic()
    recent = [moment for moment in calls.get(caller, []) if now - moment < WINDOW]
    if len(recent) >= LIMIT:
        wait = math.ceil(recent[0] + WINDOW - now)
        raise HTTPException(429, "Too many requests", headers={"Retry-After": str(wait)})
    calls[caller] = [*recent, now]


comments: list[Comment] = []
router = APIRouter(prefix="/comments", tags=["comments"])


@router.get("")
def list_comments() -> list[Comment]:
    """All comments, the oldest first."""
    return comments


@router.post(
    "",
    status_code=201,
    dependencies=[Depends(limit_rate)],
    responses={401: {"description": "Wrong key"}, 429: {"description": "Too many requests"}},
)
def add_comment(new: NewComment) -> Comment:
    """Add a comment. Needs a key, and allows three a minute."""
    comment = Comment(id=len(comments) + 1, author=new.author, text=new.text)
    comments.append(comment)
    return comment


async def ask_service(name: str, seconds: float) -> str:
    await asyncio.sleep(seconds)
    return f"{name} is fine"


@router.get("/health")
async def read_health() -> list[str]:
    """How the services are that comments need. Both are asked at once."""
    return await asyncio.gather(ask_service("search", 1), ask_service("mail", 2))


app = FastAPI(title="Comments")
app.add_middleware(CORSMiddleware, allow_origins=["https://shop.example.com"], allow_methods=["GET", "POST"])
app.include_router(router)
