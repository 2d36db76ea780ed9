from contextlib import asynccontextmanager
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException, Query
from sqlmodel import Field, Session, SQLModel, create_engine, select


class BookBase(SQLModel):
    title: str = Field(min_length=1, max_length=80, index=True)
    pages: int = Field(gt=0)
    lent_to: str | None = None


class Book(BookBase, table=True):
    id: int | None = Field(default=None, primary_key=True)


class BookCreate(BookBase):
    pass


class BookPublic(BookBase):
    id: int


class BookUpdate(SQLModel):
    title: str = Field(default=None, min_length=1, max_length=80)
    pages: int = Field(default=None, gt=0)
    lent_to: str | None = None


engine = create_engine(
    "sqlite:///books.db",
    connect_args={"check_same_thread": False},
)


@asynccontextmanager
async def lifespan(app: FastAPI):
    SQLModel.metadata.create_all(engine)
    with Session(engine) as session:
        if session.exec(select(Book)).first() is None:
            session.add(Book(title="Frankenstein", pages=280))
            session.add(Book(title="Persuasion", pages=250, lent_to="Grace"))
            session.commit()
    yield


app = FastAPI(lifespan=lifespan)


def get_session():
    with Session(engine) as session:
        yield session


Database = Annotated[Session, Depends(get_session)]


def find_book(book_id: int, session: Database) -> Book:
    book = session.get(Book, book_id)
    if book is None:
        raise HTTPException(404, "There is no such book")
    return book


FoundBook = Annotated[Book, Depends(find_book)]


@app.get("/books", response_model=list[BookPublic])
def list_books(
    session: Database,
    offset: int = 0,
    limit: Annotated[int, Query(le=100)] = 20,
):
    statement = select(Book).order_by(Book.id)
    return session.exec(statement.offset(offset).limit(limit)).all()


@app.post("/books", response_model=BookPublic, status_code=201)
def create_book(new: BookCreate, session: Database):
    book = Book.model_validate(new)
    session.add(book)
    session.commit()
    return book


@app.get("/books/{book_id}", response_model=BookPublic)
def read_book(book: FoundBook):
    return book


@app.patch("/books/{book_id}", response_model=BookPublic)
def update_book(changes: BookUpdate, book: FoundBook, session: Database):
    sent = changes.model_dump(exclude_unset=True)
    book.sqlmodel_update(sent)
    session.commit()
    return book


@app.delete("/books/{book_id}", status_code=204)
def delete_book(book: FoundBook, session: Database):
    session.delete(book)
    session.commit()
