from datetime import date
from typing import Annotated

from fastapi import Depends, FastAPI
from sqlalchemy import ForeignKey, case, cast, create_engine, desc, distinct, extract, func, literal_column, select, Integer
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship
from sqlalchemy.pool import StaticPool

engine = create_engine("sqlite://", connect_args={"check_same_thread": False}, poolclass=StaticPool)


class Base(DeclarativeBase):
    pass


class Customer(Base):
    __tablename__ = "customers"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    sales: Mapped[list["Sale"]] = relationship(back_populates="customer")


class Sale(Base):
    __tablename__ = "sales"
    id: Mapped[int] = mapped_column(primary_key=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey(Customer.id))
    day: Mapped[date]
    amount: Mapped[float]
    customer: Mapped[Customer] = relationship(back_populates="sales")


Base.metadata.create_all(engine)
with Session(engine) as setup:
    ann, bob = Customer(name="Ann"), Customer(name="Bob")
    setup.add_all(
        [
            Sale(customer=ann, day=date(2023, 5, 1), amount=10),
            Sale(customer=ann, day=date(2024, 5, 2), amount=30),
            Sale(customer=bob, day=date(2024, 6, 1), amount=5.5),
            Customer(name="Cy"),
        ]
    )
    setup.commit()


def get_db():
    with Session(engine) as db:
        yield db


Db = Annotated[Session, Depends(get_db)]
app = FastAPI()


@app.get("/totals")
def totals(db: Db):
    statement = select(
        func.count(Sale.id), func.sum(Sale.amount), func.min(Sale.day), func.max(Sale.amount), func.count(distinct(Sale.customer_id))
    )
    return tuple(db.execute(statement).one())


@app.get("/by-customer")
def by_customer(db: Db):
    total = func.sum(Sale.amount).label("total")
    statement = select(Customer.name, total, func.round(func.avg(Sale.amount), 2)).join(Sale).group_by(Customer.id).order_by(desc("total"))
    return [dict(zip(("name", "total", "average"), row)) for row in db.execute(statement).all()]


@app.get("/by-year")
def by_year(db: Db):
    year = extract("year", Sale.day).label("year")
    return [tuple(row) for row in db.execute(select(year, func.count()).group_by(year).order_by(year))]


@app.get("/levels")
def levels(db: Db):
    level = case((Sale.amount >= 20, "big"), else_="small").label("level")
    return dict(db.execute(select(level, func.count()).group_by(level)).all())


@app.get("/ranks")
def ranks(db: Db):
    rank = func.rank().over(partition_by=Sale.customer_id, order_by=Sale.amount.desc())
    return [tuple(row) for row in db.execute(select(Sale.id, rank.label("rank")).order_by(Sale.id))]


@app.get("/empty")
def empty(db: Db):
    statement = select(Customer.name).outerjoin(Customer.sales).where(Sale.id.is_(None))
    return db.scalars(statement).all()


@app.get("/above-average")
def above(db: Db):
    average = select(func.avg(Sale.amount)).scalar_subquery()
    return db.scalars(select(Sale.id).where(Sale.amount > average)).all()


@app.get("/various")
def various(db: Db):
    statement = select(
        func.lower(Customer.name),
        func.length(Customer.name) + 1,
        cast("7", Integer),
        literal_column("1 + 1").label("two"),
        Customer.name + "!",
        func.strftime("%Y-%m", "2024-03-05"),
        func.coalesce(None, Customer.id),
        -Customer.id,
        Customer.id % 2 == 0,
    ).where(Customer.id == 2)
    return tuple(db.execute(statement).one())

# > GET /totals
# > GET /by-customer
# > GET /by-year
# > GET /levels
# > GET /ranks
# > GET /empty
# > GET /above-average
# > GET /various
