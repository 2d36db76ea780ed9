from fastapi import APIRouter, HTTPException

from ..schemas import Book
from ..store import books

router = APIRouter(prefix="/books", tags=["books"])


@router.get("")
def list_books(search: str = "") -> list[Book]:
    return [book for book in books.values() if search.lower() in book.title.lower()]


@router.get("/{book_id}")
def read_book(book_id: int) -> Book:
    if book_id not in books:
        raise HTTPException(404, "No such book")
    return books[book_id]
