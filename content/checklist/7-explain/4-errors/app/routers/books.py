from typing import Annotated

from fastapi import APIRouter, HTTPException, Path, Query

from ..schemas import Book, Problem
from ..store import books

router = APIRouter(prefix="/books", tags=["books"])

Search = Annotated[str, Query(description="A part of the title; capitals make no difference")]
BookId = Annotated[int, Path(description="The number of the book, as the list gives it")]


@router.get("", summary="Look for books")
def list_books(search: Search = "") -> list[Book]:
    """All books with the text in their title. Without a text, all books that the library has."""
    return [book for book in books.values() if search.lower() in book.title.lower()]


@router.get(
    "/{book_id}",
    summary="Read one book",
    responses={404: {"model": Problem, "description": "The library has no book with this number"}},
)
def read_book(book_id: BookId) -> Book:
    """Title and number of copies of a book, whether they are lent or not."""
    if book_id not in books:
        raise HTTPException(404, "No such book")
    return books[book_id]
