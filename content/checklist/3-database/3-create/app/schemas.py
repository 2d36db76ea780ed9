"""What is sent and received."""

from pydantic import BaseModel, EmailStr, Field


class ContactIn(BaseModel):
    name: str = Field(min_length=1)
    email: EmailStr
    phone: str | None = None


class ContactOut(BaseModel):
    id: int
    name: str
    email: str
    phone: str | None
