from typing import Annotated

from fastapi import Depends, FastAPI, Query
from sqlmodel import Field, Session, SQLModel, and_, asc, col, create_engine, desc, func, not_, or_, select
from sqlmodel.pool import StaticPool


class Book(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    title: str = Field(index=True)
    author: str
    year: int | None = None
    rating: float = 0


engine = create_engine("sqlite://", connect_args={"check_same_thread": False}, poolclass=StaticPool)
SQLModel.metadata.create_all(engine)
with Session(engine) as setup:
    for title, author, year, rating in [("Emma", "Austen", 1815, 4.1), ("Ulysses", "Joyce", 1922, 3.7), ("Dubliners", "Joyce", 1914, 3.9), ("Lost", "Unknown", None, 1)]:
        setup.add(Book(title=title, author=author, year=year, rating=rating))
    setup.commit()


def get_session():
    with Session(engine) as session:
        yield session


SessionDep = Annotated[Session, Depends(get_session)]
app = FastAPI()


class Filter(SQLModel):
    author: str | None = None
    word: str | None = None
    after: int | None = None
    order: str = "title"
    down: bool = False
    offset: int = Field(default=0, ge=0)
    limit: int = Field(default=10, gt=0, le=10)


class Books(SQLModel):
    count: int
    data: list[Book]


@app.get("/books")
def books(session: SessionDep, wanted: Annotated[Filter, Query()]) -> Books:
    statement = select(Book)
    counting = select(func.count()).select_from(Book)
    if wanted.author:
        statement, counting = (s.where(Book.author == wanted.author) for s in (statement, counting))
    if wanted.word:
        statement, counting = (s.where(col(Book.title).contains(wanted.word)) for s in (statement, counting))
    if wanted.after:
        statement, counting = (s.where(Book.year > wanted.after) for s in (statement, counting))
    order = desc if wanted.down else asc
    statement = statement.order_by(order(getattr(Book, wanted.order))).offset(wanted.offset).limit(wanted.limit)
    return Books(count=session.exec(counting).one(), data=session.exec(statement).all())


@app.get("/conditions/{name}")
def conditions(name: str, session: SessionDep):
    condition = {
        "or": or_(Book.year < 1900, Book.rating > 4),
        "and": and_(Book.year > 1900, Book.author == "Joyce"),
        "pipe": (col(Book.year) < 1900) | (col(Book.title) == "Lost"),
        "in": col(Book.title).in_(["Emma", "Lost"]),
        "not": not_(col(Book.author).like("J%")),
        "tilde": ~col(Book.author).in_(["Joyce"]),
        "null": Book.year == None,  # noqa: E711
        "is_not": col(Book.year).is_not(None),
        "between": col(Book.rating).between(3.8, 4.2),
        "lower": func.lower(Book.title) == "emma",
        "sum": Book.rating + 1 > 5,
        "mod": col(Book.year) % 2 == 0,
    }[name]
    return session.exec(select(Book.title).where(condition).order_by(Book.id)).all()


@app.get("/chained")
def chained(session: SessionDep):
    statement = select(Book).where(Book.year >= 1900).where(Book.rating < 3.8)
    return session.exec(statement).one()

# > GET /books
# > GET /books?author=Joyce&order=year
# > GET /books?word=L&order=rating&down=true
# > GET /books?after=1900&limit=1&offset=1
# > GET /books?limit=11
# > GET /books?author=Joyce&order=year&down=true
# > GET /conditions/or
# > GET /conditions/and
# > GET /conditions/pipe
# > GET /conditions/in
# > GET /conditions/not
# > GET /conditions/tilde
# > GET /conditions/null
# > GET /conditions/is_not
# > GET /conditions/between
# > GET /conditions/lower
# > GET /conditions/sum
# > GET /conditions/mod
# > GET /chained
