from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Path

from ..dependencies import check_key
from ..schemas import Loan, LoanIn, Problem
from ..store import add_loan, books, copies_left, loans

router = APIRouter(
    prefix="/loans",
    tags=["loans"],
    dependencies=[Depends(check_key)],
    responses={401: {"model": Problem, "description": "The key is missing or wrong"}},
)

LoanId = Annotated[int, Path(description="The number that the answer had when it was lent")]


@router.post(
    "",
    status_code=201,
    summary="Lend a book",
    responses={
        404: {"model": Problem, "description": "The library has no book with this number"},
        409: {"model": Problem, "description": "All copies of the book are lent"},
    },
)
def lend(new: LoanIn) -> Loan:
    """Lends a copy to a reader, if one is left. The answer says when it is due."""
    if new.book_id not in books:
        raise HTTPException(404, "No such book")
    if copies_left(books[new.book_id]) == 0:
        raise HTTPException(409, "All copies are lent")
    return add_loan(new)


@router.delete(
    "/{loan_id}",
    status_code=204,
    summary="Take a book back",
    responses={404: {"model": Problem, "description": "There is no loan with this number"}},
)
def give_back(loan_id: LoanId) -> None:
    """Ends a loan, so that the copy can be lent again."""
    if loans.pop(loan_id, None) is None:
        raise HTTPException(404, "No such loan")
