from fastapi import APIRouter, Depends, HTTPException

from ..dependencies import check_key
from ..schemas import Loan, LoanIn
from ..store import add_loan, books, copies_left, loans

router = APIRouter(prefix="/loans", tags=["loans"], dependencies=[Depends(check_key)])


@router.post("", status_code=201, summary="Lend a book")
def lend(new: LoanIn) -> Loan:
    """Lends a copy to a reader, if one is left. The answer says when it is due."""
    if new.book_id not in books:
        raise HTTPException(404, "No such book")
    if copies_left(books[new.book_id]) == 0:
        raise HTTPException(409, "All copies are lent")
    return add_loan(new)


@router.delete("/{loan_id}", status_code=204, summary="Take a book back")
def give_back(loan_id: int) -> None:
    """Ends a loan, so that the copy can be lent again."""
    if loans.pop(loan_id, None) is None:
        raise HTTPException(404, "No such loan")
