"""What is sent and received."""

from pydantic import BaseModel


class ContactOut(BaseModel):
    id: int
    name: str
    email: str
    phone: str | None
