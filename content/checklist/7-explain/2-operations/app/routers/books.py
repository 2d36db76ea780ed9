from fastapi import APIRouter, HTTPException

from ..schemas import Book
from ..store import books

router = APIRouter(prefix="/books", tags=["books"])


@router.get("", summary="Look for books")
def list_books(search: str = "") -> list[Book]:
    """All books with the text in their title. Without a text, all books that the library has."""
    return [book for book in books.values() if search.lower() in book.title.lower()]


@router.get("/{book_id}", summary="Read one book")
def read_book(book_id: int) -> Book:
    """Title and number of copies of a book, whether they are lent or not."""
    if book_id not in books:
        raise HTTPException(404, "No such book")
    return books[book_id]
