"""What is sent and received."""

from datetime import date
from typing import Literal

from pydantic import BaseModel, Field


class BookingIn(BaseModel):
    bicycle: Literal["city", "cargo", "tandem"]
    days: int = Field(ge=1, le=14)
    member: bool = False
    start: date | None = None


class Booking(BaseModel):
    id: int
    bicycle: str
    start: date
    days: int
    price: int
