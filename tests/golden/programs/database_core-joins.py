from fastapi import FastAPI
from sqlalchemy import (
    Column,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    and_,
    case,
    create_engine,
    exists,
    func,
    literal,
    not_,
    or_,
    select,
    union_all,
)
from sqlalchemy.pool import StaticPool

engine = create_engine("sqlite://", connect_args={"check_same_thread": False}, poolclass=StaticPool)
metadata = MetaData()
authors = Table("authors", metadata, Column("id", Integer, primary_key=True), Column("name", String), Column("born", Integer))
books = Table(
    "books",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("author_id", ForeignKey("authors.id"), nullable=False),
    Column("title", String),
    Column("pages", Integer),
)
metadata.create_all(engine)
with engine.begin() as setup:
    setup.execute(authors.insert(), [{"name": "Ann", "born": 1950}, {"name": "Ben", "born": 1970}, {"name": "Cy", "born": 1990}])
    setup.execute(
        books.insert(),
        [
            {"author_id": 1, "title": "One", "pages": 100},
            {"author_id": 1, "title": "Two", "pages": 300},
            {"author_id": 2, "title": "Three", "pages": 50},
        ],
    )

app = FastAPI()


def rows(statement):
    with engine.connect() as db:
        return [tuple(row) for row in db.execute(statement)]


@app.get("/join")
def join():
    return rows(select(authors.c.name, books.c.title).join(books).order_by(books.c.title))


@app.get("/outer")
def outer():
    joined = authors.outerjoin(books, authors.c.id == books.c.author_id)
    return rows(
        select(authors.c.name, func.count(books.c.id).label("books"), func.coalesce(func.sum(books.c.pages), 0))
        .select_from(joined)
        .group_by(authors.c.id)
        .order_by(authors.c.name)
    )


@app.get("/having")
def having(minimum: int = 2):
    amount = func.count().label("amount")
    return rows(select(books.c.author_id, amount).group_by(books.c.author_id).having(func.count() >= minimum).order_by(amount.desc()))


@app.get("/subquery")
def subquery():
    longest = select(books.c.author_id, func.max(books.c.pages).label("pages")).group_by(books.c.author_id).subquery()
    return rows(select(authors.c.name, longest.c.pages).join(longest, longest.c.author_id == authors.c.id).order_by(authors.c.id))


@app.get("/cte")
def cte():
    long = select(books).where(books.c.pages >= 100).cte("long")
    return rows(select(authors.c.name, long.c.title).join(long, long.c.author_id == authors.c.id).order_by(long.c.title.desc()))


@app.get("/scalar")
def scalar():
    count = select(func.count(books.c.id)).where(books.c.author_id == authors.c.id).scalar_subquery()
    return rows(select(authors.c.name, count.label("n")).order_by(authors.c.name))


@app.get("/exists")
def with_books(without: bool = False):
    has = exists().where(books.c.author_id == authors.c.id)
    return rows(select(authors.c.name).where(not_(has) if without else has))


@app.get("/case")
def size():
    kind = case((books.c.pages > 200, "long"), (books.c.pages > 80, "middle"), else_="short").label("kind")
    return rows(select(books.c.title, kind).order_by(books.c.id))


@app.get("/conditions")
def conditions():
    condition = or_(and_(books.c.pages > 60, books.c.title.like("T%")), books.c.author_id.in_([2, 3]), books.c.title.is_(None))
    return rows(select(books.c.title).where(condition, books.c.pages.between(1, 1000), books.c.title != "x").distinct())


@app.get("/union")
def union():
    both = union_all(select(authors.c.name, literal("author")), select(books.c.title, literal("book")))
    return rows(both.order_by("name").limit(4).offset(1))


@app.get("/alias")
def alias():
    other = authors.alias("other")
    return rows(select(authors.c.name, other.c.name).where(authors.c.born < other.c.born).order_by(authors.c.id, other.c.id))

# > GET /join
# > GET /outer
# > GET /having
# > GET /having?minimum=1
# > GET /subquery
# > GET /cte
# > GET /scalar
# > GET /exists
# > GET /exists?without=1
# > GET /case
# > GET /conditions
# > GET /union
# > GET /alias
