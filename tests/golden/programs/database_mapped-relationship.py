from typing import Annotated, List

from fastapi import Depends, FastAPI, HTTPException
from pydantic import BaseModel, ConfigDict
from sqlalchemy import ForeignKey, create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship, selectinload
from sqlalchemy.pool import StaticPool

engine = create_engine("sqlite://", connect_args={"check_same_thread": False}, poolclass=StaticPool)


class Base(DeclarativeBase):
    pass


class Author(Base):
    __tablename__ = "authors"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    books: Mapped[List["Book"]] = relationship(back_populates="author", cascade="all, delete-orphan", order_by="Book.id")


class Book(Base):
    __tablename__ = "books"
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    author_id: Mapped[int] = mapped_column(ForeignKey("authors.id"))
    author: Mapped["Author"] = relationship(back_populates="books")


class FromRow(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class BookOut(FromRow):
    id: int
    title: str


class AuthorOut(FromRow):
    id: int
    name: str


class AuthorWithBooks(AuthorOut):
    books: list[BookOut]


class BookWithAuthor(BookOut):
    author: AuthorOut


class AuthorIn(BaseModel):
    name: str
    books: list[str] = []


Base.metadata.create_all(engine)


def get_session():
    with Session(engine) as session:
        yield session


Db = Annotated[Session, Depends(get_session)]
app = FastAPI()


@app.post("/authors", response_model=AuthorWithBooks, status_code=201)
def add(new: AuthorIn, db: Db):
    author = Author(name=new.name, books=[Book(title=title) for title in new.books])
    db.add(author)
    db.commit()
    return author


@app.get("/authors", response_model=list[AuthorWithBooks])
def authors(db: Db, eager: bool = True):
    statement = select(Author).order_by(Author.name)
    if eager:
        statement = statement.options(selectinload(Author.books))
    return db.scalars(statement).all()


@app.get("/books", response_model=list[BookWithAuthor])
def books(db: Db, author: str | None = None):
    statement = select(Book).options(selectinload(Book.author)).order_by(Book.title)
    if author:
        statement = statement.join(Book.author).where(Author.name == author)
    return db.scalars(statement).all()


@app.post("/authors/{author_id}/books", response_model=BookWithAuthor, status_code=201)
def write(author_id: int, title: str, db: Db):
    author = db.get(Author, author_id)
    if not author:
        raise HTTPException(404, "Unknown author")
    book = Book(title=title)
    author.books.append(book)
    db.commit()
    return book


@app.delete("/authors/{author_id}")
def remove(author_id: int, db: Db):
    db.delete(db.get_one(Author, author_id))
    db.commit()
    return db.scalars(select(Book.title)).all()

# > POST /authors {"name": "Woolf", "books": ["Orlando", "Flush"]}
# > POST /authors {"name": "Mann", "books": ["Buddenbrooks"]}
# > POST /authors {"name": "Nobody"}
# > GET /authors
# > GET /authors?eager=false
# > GET /books
# > GET /books?author=Woolf
# > POST /authors/2/books?title=Felix
# > POST /authors/7/books?title=Felix
# > DELETE /authors/1
# > GET /authors
