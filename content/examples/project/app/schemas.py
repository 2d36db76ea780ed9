"""What is sent and received."""

from pydantic import BaseModel, Field


class UserIn(BaseModel):
    name: str = Field(min_length=1)


class UserOut(BaseModel):
    id: int
    name: str
