from typing import Annotated

from fastapi import Depends, FastAPI
from sqlalchemy import CheckConstraint, create_engine, event, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from sqlalchemy.pool import StaticPool

engine = create_engine("sqlite://", connect_args={"check_same_thread": False}, poolclass=StaticPool)


@event.listens_for(engine, "connect")
def no_implicit_begin(connection, record):
    connection.isolation_level = None


@event.listens_for(engine, "begin")
def begin(connection):
    connection.exec_driver_sql("BEGIN")


class Base(DeclarativeBase):
    pass


class Entry(Base):
    __tablename__ = "entries"
    __table_args__ = (CheckConstraint("value >= 0", name="not_negative"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    value: Mapped[int]


Base.metadata.create_all(engine)


def get_db():
    with Session(engine) as db:
        yield db


Db = Annotated[Session, Depends(get_db)]
app = FastAPI()


@app.post("/savepoints")
def savepoints(values: list[int], db: Db):
    kept, refused = [], []
    for value in values:
        try:
            with db.begin_nested():
                db.add(Entry(value=value))
            kept.append(value)
        except IntegrityError:
            refused.append(value)
    db.commit()
    return {"kept": kept, "refused": refused}


@app.post("/outer")
def outer(db: Db, fail: bool = False):
    try:
        with db.begin():
            db.add(Entry(value=100))
            with db.begin_nested() as savepoint:
                db.add(Entry(value=200))
                savepoint.rollback()
            if fail:
                raise RuntimeError("no")
    except RuntimeError as error:
        return {"error": str(error)}
    return {"in_transaction": db.in_transaction()}


@app.post("/manual")
def manual(db: Db):
    first = Entry(value=1)
    db.add(first)
    nested = db.begin_nested()
    db.add(Entry(value=2))
    nested.commit()
    active = (db.in_transaction(), db.in_nested_transaction())
    db.rollback()
    return {"active": active, "attached": first in db}


@app.get("/entries")
def entries(db: Db):
    return {"values": db.scalars(select(Entry.value).order_by(Entry.value)).all(), "sum": db.scalar(select(func.sum(Entry.value)))}

# > POST /savepoints [1, -1, 2]
# > GET /entries
# > POST /outer
# > POST /outer?fail=true
# > GET /entries
# > POST /manual
# > GET /entries
