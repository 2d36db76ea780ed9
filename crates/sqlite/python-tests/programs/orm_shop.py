"""Queries as programs of FastAPI's users write them: pages, searches, patches, statistics."""
import datetime
import decimal
import enum
import uuid

from sqlalchemy import *
from sqlalchemy.orm import *
from _support import attempt, engine_for


class Base(DeclarativeBase):
    pass


class Kind(enum.Enum):
    small = "s"
    big = "b"


class Customer(Base):
    __tablename__ = "customers"
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=lambda: uuid.UUID(int=7))
    name: Mapped[str] = mapped_column(String(50), unique=True)
    joined: Mapped[datetime.date] = mapped_column(default=datetime.date(2024, 1, 2))
    orders: Mapped[list["Order"]] = relationship(back_populates="customer", lazy="selectin", order_by="desc(Order.id)")
    total: Mapped[decimal.Decimal | None] = mapped_column(Numeric(10, 2))


class Order(Base):
    __tablename__ = "orders"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[Kind]
    paid: Mapped[bool] = mapped_column(default=False, server_default=text("0"))
    data: Mapped[dict] = mapped_column(JSON, default=dict)
    at: Mapped[datetime.datetime] = mapped_column(server_default=func.now())
    customer_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("customers.id", ondelete="CASCADE"), index=True)
    customer: Mapped[Customer] = relationship(back_populates="orders", lazy="joined", innerjoin=True)

    @validates("data")
    def check(self, key, value):
        if "bad" in value:
            raise ValueError("bad data")
        return value

    @property
    def label(self):
        return f"{self.kind.name}-{self.id}"


Customer.count = column_property(
    select(func.count(Order.id)).where(Order.customer_id == Customer.id).correlate_except(Order).scalar_subquery()
)
engine = engine_for(Base)
with Session(engine) as s:
    c = Customer(name="Ann", total=decimal.Decimal("10.50"))
    c.orders = [Order(kind=Kind.big, data={"a": [1]}), Order(kind=Kind.small, paid=True)]
    s.add(c)
    s.commit()
    print(c.id, c.joined, c.total, c.count, [(o.label, o.paid, o.data) for o in c.orders])
    attempt(lambda: Order(kind=Kind.big, data={"bad": 1}))
    page = s.scalars(select(Order).where(Order.kind.in_([Kind.big, Kind.small])).order_by(Order.id.desc()).offset(1).limit(1)).all()
    print([o.id for o in page])
    totals = s.execute(
        select(Order.kind, func.count().label("n"), func.sum(case((Order.paid, 1), else_=0)).label("paid"))
        .group_by(Order.kind)
        .having(func.count() > 0)
        .order_by(desc("n"), Order.kind)
    ).mappings().all()
    print([dict(t) for t in totals])
    latest = select(Order.customer_id, func.max(Order.id).label("last")).group_by(Order.customer_id).cte("latest")
    print(s.execute(select(Customer.name, latest.c.last).join(latest, latest.c.customer_id == Customer.id)).all())
    for key, value in {"name": "Bea", "total": None}.items():
        setattr(c, key, value)
    print(s.is_modified(c), c in s.dirty)
    s.commit()
    s.refresh(c, attribute_names=["name"])
    print(s.scalar(select(exists().where(Customer.name == "Bea"))), s.query(s.query(Order).filter(Order.paid).exists()).scalar())
    ranked = select(Order.id, func.row_number().over(partition_by=Order.customer_id, order_by=Order.id).label("rank")).subquery()
    print(s.execute(select(ranked).where(ranked.c.rank == 1)).all())
    a = aliased(Order, select(Order).where(Order.paid).subquery())
    print([o.id for o in s.scalars(select(a))], s.scalars(select(Order.data["a"][0].as_integer()).order_by(Order.id)).first())
    print(s.execute(select(Customer, Order).join_from(Customer, Order).where(Order.paid == True)).first()[1].id)
    s.add(Customer(id=uuid.UUID(int=8), name="Bea"))
    attempt(s.commit)
    s.rollback()
    print(s.execute(delete(Order).where(Order.paid)).rowcount, [o.id for o in s.get(Customer, uuid.UUID(int=7)).orders])
    print(s.scalars(select(Customer.name).union_all(select(func.lower(Customer.name)))).all())
    print(s.scalars(select(Customer).from_statement(text("select * from customers"))).one().name)
    print(s.query(Customer).options(defer(Customer.total), lazyload(Customer.orders)).one().total)
    print(s.query(Order).with_for_update().populate_existing().one().label, s.query(Customer.id, Customer.name).one()._asdict())
