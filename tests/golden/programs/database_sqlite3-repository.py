import sqlite3
from dataclasses import dataclass
from typing import Annotated, Iterator

from fastapi import Depends, FastAPI, HTTPException, Query


@dataclass
class Book:
    id: int
    title: str
    author: str


class Books:
    """All that talks to the table."""

    def __init__(self, db: sqlite3.Connection):
        self.db = db
        db.row_factory = lambda cursor, row: Book(*row)

    def add(self, title: str, author: str) -> Book:
        with self.db:
            row = self.db.execute("INSERT INTO books (title, author) VALUES (?, ?) RETURNING id, title, author", (title, author))
            return row.fetchone()

    def get(self, book_id: int) -> Book | None:
        return self.db.execute("SELECT id, title, author FROM books WHERE id = ?", (book_id,)).fetchone()

    def search(self, word: str, limit: int) -> Iterator[Book]:
        pattern = f"%{word}%"
        yield from self.db.execute(
            "SELECT id, title, author FROM books WHERE title LIKE ?1 OR author LIKE ?1 ORDER BY title COLLATE NOCASE LIMIT ?2",
            (pattern, limit),
        )

    def upsert(self, book: Book) -> Book:
        with self.db:
            self.db.execute(
                "INSERT INTO books VALUES (:id, :title, :author) ON CONFLICT (id) DO UPDATE SET title = excluded.title, author = excluded.author",
                vars(book),
            )
        return self.get(book.id)


shared = sqlite3.connect("file:books?mode=memory&cache=shared", uri=True, check_same_thread=False)
shared.execute("CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT, author TEXT)")
shared.executemany("INSERT INTO books (title, author) VALUES (?, ?)", [("Emma", "Austen"), ("dracula", "Stoker"), ("Persuasion", "Austen")])
shared.commit()


def books() -> Iterator[Books]:
    db = sqlite3.connect("file:books?mode=memory&cache=shared", uri=True, check_same_thread=False)
    yield Books(db)
    db.close()


Repository = Annotated[Books, Depends(books)]
app = FastAPI()


@app.get("/books")
def search(books: Repository, word: str = "", limit: Annotated[int, Query(le=10)] = 10) -> list[Book]:
    return list(books.search(word, limit))


@app.post("/books", status_code=201)
def add(title: str, author: str, books: Repository) -> Book:
    return books.add(title, author)


@app.put("/books/{book_id}")
def put(book_id: int, title: str, author: str, books: Repository) -> Book:
    return books.upsert(Book(book_id, title, author))


@app.get("/books/{book_id}")
def read(book_id: int, books: Repository) -> Book:
    found = books.get(book_id)
    if not found:
        raise HTTPException(404)
    return found

# > GET /books
# > GET /books?word=aus
# > GET /books?word=a&limit=1
# > GET /books?limit=11
# > POST /books?title=Ulysses&author=Joyce
# > GET /books/4
# > PUT /books/4?title=Dubliners&author=Joyce
# > PUT /books/9?title=Faust&author=Goethe
# > GET /books
# > GET /books/5
