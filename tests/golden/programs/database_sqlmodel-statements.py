from typing import Annotated

from fastapi import Depends, FastAPI
from sqlmodel import Field, Session, SQLModel, col, create_engine, delete, func, insert, select, union_all, update
from sqlmodel.pool import StaticPool


class Stock(SQLModel, table=True):
    code: str = Field(primary_key=True, max_length=8)
    amount: int = 0
    place: str | None = None


engine = create_engine("sqlite://", connect_args={"check_same_thread": False}, poolclass=StaticPool)
SQLModel.metadata.create_all(engine)


def get_session():
    with Session(engine) as session:
        yield session


SessionDep = Annotated[Session, Depends(get_session)]
app = FastAPI()


@app.post("/stock")
def add(stock: list[Stock], session: SessionDep) -> list[Stock]:
    session.add_all(stock)
    session.commit()
    return session.exec(select(Stock).order_by(Stock.code)).all()


@app.post("/insert")
def insert_rows(rows: list[dict], session: SessionDep):
    session.exec(insert(Stock), params=rows)
    session.commit()
    return session.exec(select(func.count()).select_from(Stock)).one()


@app.put("/move")
def move(source: str, target: str, session: SessionDep):
    result = session.exec(update(Stock).where(col(Stock.place) == source).values(place=target))
    session.commit()
    return result.rowcount


@app.put("/grow")
def grow(session: SessionDep, by: int = 1):
    loaded = session.get(Stock, "b")
    session.exec(update(Stock).values(amount=Stock.amount + by))
    return {"loaded": loaded.amount if loaded else None, "all": dict(session.exec(select(Stock.code, Stock.amount).order_by(Stock.code)).all())}


@app.delete("/stock")
def remove(session: SessionDep, below: int = 1):
    result = session.exec(delete(Stock).where(Stock.amount < below))
    session.commit()
    return result.rowcount


@app.get("/union")
def union(session: SessionDep):
    low, high = select(Stock.code).where(Stock.amount < 5), select(Stock.code).where(Stock.amount >= 5)
    return [code for (code,) in session.exec(union_all(low, high).order_by("code"))]


@app.get("/places")
def places(session: SessionDep):
    statement = select(Stock.place, func.sum(Stock.amount)).where(col(Stock.place).isnot(None)).group_by(Stock.place).order_by(func.sum(Stock.amount))
    return [tuple(row) for row in session.exec(statement)]

# > POST /stock [{"code": "b", "amount": 3, "place": "north"}, {"code": "a"}]
# > POST /stock [{"code": "c", "amount": 9, "place": "north"}]
# > POST /insert [{"code": "d", "amount": 1, "place": "south"}, {"code": "e", "amount": 2, "place": "south"}]
# > PUT /move?source=north&target=west
# > PUT /grow
# > PUT /grow?by=10
# > DELETE /stock
# > GET /union
# > GET /places
# > POST /stock [{"code": "d"}]
