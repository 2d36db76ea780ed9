from datetime import date, timedelta
from itertools import count

from .schemas import Book, Loan, LoanIn

books = {
    1: Book(id=1, title="The Mill", copies=2),
    2: Book(id=2, title="A Map of Rain", copies=1),
}
loans: dict[int, Loan] = {}
new_ids = count(1)


def copies_left(book: Book) -> int:
    return book.copies - sum(loan.book_id == book.id for loan in loans.values())


def add_loan(new: LoanIn) -> Loan:
    due = date.today() + timedelta(weeks=new.weeks)
    loan = Loan(id=next(new_ids), due=due, **new.model_dump())
    loans[loan.id] = loan
    return loan
