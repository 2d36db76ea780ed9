from datetime import date

from pydantic import BaseModel, Field


class Book(BaseModel):
    id: int = Field(description="The library's number of the book", examples=[1])
    title: str = Field(description="The title as printed on the cover", examples=["The Mill"])
    copies: int = Field(description="How many the library owns, lent or not", examples=[2])


class LoanIn(BaseModel):
    book_id: int = Field(description="Which book is lent", examples=[1])
    reader: str = Field(
        min_length=1,
        max_length=40,
        description="Who borrows it",
        examples=["Ada"],
    )
    weeks: int = Field(
        default=2,
        ge=1,
        le=8,
        description="For how long, in weeks from today",
        examples=[3],
    )


class Loan(LoanIn):
    id: int = Field(description="The number of the loan, to give the book back", examples=[7])
    due: date = Field(description="The last day to give it back", examples=["2026-05-31"])


class Problem(BaseModel):
    detail: str = Field(description="What went wrong", examples=["No such book"])
