from typing import Annotated

from fastapi import Depends, FastAPI, Request
from fastapi.responses import JSONResponse
from sqlalchemy import ForeignKey, create_engine, select
from sqlalchemy.exc import (
    ArgumentError,
    InvalidRequestError,
    MultipleResultsFound,
    NoResultFound,
    OperationalError,
    SQLAlchemyError,
    StatementError,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship
from sqlalchemy.orm.exc import DetachedInstanceError, UnmappedInstanceError
from sqlalchemy.pool import StaticPool

engine = create_engine("sqlite://", connect_args={"check_same_thread": False}, poolclass=StaticPool)


class Base(DeclarativeBase):
    pass


class Parent(Base):
    __tablename__ = "parents"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str | None]
    children: Mapped[list["Child"]] = relationship()


class Child(Base):
    __tablename__ = "children"
    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("parents.id"))


class Missing(Base):
    __tablename__ = "missing"
    id: Mapped[int] = mapped_column(primary_key=True)


Base.metadata.create_all(engine, tables=[Parent.__table__, Child.__table__])
with Session(engine) as setup:
    setup.add_all([Parent(name="a"), Parent(name="a"), Parent(name=None)])
    setup.commit()


def get_db():
    with Session(engine) as db:
        yield db


Db = Annotated[Session, Depends(get_db)]
app = FastAPI()


@app.exception_handler(NoResultFound)
def not_found(request: Request, error: NoResultFound):
    return JSONResponse({"detail": str(error)}, status_code=404)


@app.exception_handler(MultipleResultsFound)
def too_many(request: Request, error: MultipleResultsFound):
    return JSONResponse({"detail": str(error)}, status_code=409)


@app.exception_handler(SQLAlchemyError)
def database_error(request: Request, error: SQLAlchemyError):
    text = str(error)
    return JSONResponse({"kind": type(error).__name__, "text": text.replace(text[text.find(" at 0x") : text.find(">")] if " at 0x" in text else "\0", "")}, status_code=500)


@app.get("/one/{name}")
def one(name: str, db: Db):
    return db.scalars(select(Parent.id).where(Parent.name == name)).one()


@app.get("/one-or-none/{name}")
def one_or_none(name: str, db: Db):
    return db.scalars(select(Parent.id).where(Parent.name == name)).one_or_none()


@app.get("/scalar-one")
def scalar_one(db: Db):
    return db.execute(select(Parent).where(Parent.id == 77)).scalar_one()


@app.get("/get-one")
def get_one(db: Db):
    return db.get_one(Parent, 5)


@app.get("/detached")
def detached():
    with Session(engine) as db:
        parent = db.get(Parent, 1)
    return parent.children


@app.get("/expired")
def expired():
    with Session(engine) as db:
        parent = db.get(Parent, 1)
        db.commit()
    return parent.name


@app.get("/table")
def table(db: Db):
    return db.scalars(select(Missing)).all()


@app.post("/type")
def wrong_type(db: Db):
    db.add(Parent(name=["a list"]))
    db.flush()


@app.post("/keyword")
def keyword():
    return Parent(nothing=1)


@app.post("/unmapped")
def unmapped(db: Db):
    db.add("text")


@app.post("/twice")
def twice(db: Db):
    parent = db.get(Parent, 1)
    with Session(engine) as other:
        other.add(parent)


@app.get("/closed-result")
def closed(db: Db):
    result = db.execute(select(Parent.id).order_by(Parent.id))
    rows = result.fetchmany(2)
    result.close()
    return {"rows": [row.id for row in rows], "more": result.fetchone()}


@app.post("/join")
def join(db: Db):
    return db.execute(select(Parent).join(Missing)).all()


@app.get("/attribute")
def attribute():
    return Parent.nothing

# > GET /one/a
# > GET /one/b
# > GET /one-or-none/b
# > GET /one-or-none/a
# > GET /scalar-one
# > GET /get-one
# > GET /detached
# > GET /expired
# > GET /table
# > POST /type
# > POST /keyword
# > POST /unmapped
# > POST /twice
# > GET /closed-result
# > POST /join
# > GET /attribute
