import secrets
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, Header, HTTPException, Request
from pydantic import BaseModel, ConfigDict, Field, field_validator

API_KEY = "only-for-trying"
LIMIT = 3


class NewComment(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    author: str = Field(min_length=1, max_length=30)
    text: str = Field(min_length=1, max_length=200)

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


def check_key(x_key: Annotated[str, Header()]) -> None:
    if not secrets.compare_digest(x_key.encode(), API_KEY.encode()):
        raise HTTPException(401, "Wrong key")


counts: dict[str, int] = {}


def limit_rate(request: Request) -> None:
    client = request.client.host if request.client else "unknown"
    counts[client] = counts.get(client, 0) + 1
    if counts[client] > LIMIT:
        raise HTTPException(429, "Too many requests", headers={"Retry-After": "60"})


comments: list[Comment] = []
router = APIRouter(prefix="/comments", tags=["comments"])


@router.get("")
def list_comments() -> list[Comment]:
    """All comments, the oldest first."""
    return comments


@router.post("", status_code=201, dependencies=[Depends(check_key), Depends(limit_rate)])
def add_comment(new: NewComment) -> Comment:
    """Add a comment. Needs the key, and allows a few only."""
    comment = Comment(id=len(comments) + 1, author=new.author, text=new.text)
    comments.append(comment)
    return comment


app = FastAPI(title="Comments")
app.include_router(router)
