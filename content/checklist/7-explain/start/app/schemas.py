from datetime import date

from pydantic import BaseModel, Field


class Book(BaseModel):
    id: int
    title: str
    copies: int


class LoanIn(BaseModel):
    book_id: int
    reader: str = Field(min_length=1, max_length=40)
    weeks: int = Field(default=2, ge=1, le=8)


class Loan(LoanIn):
    id: int
    due: date
