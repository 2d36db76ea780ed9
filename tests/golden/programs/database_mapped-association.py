from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException
from pydantic import BaseModel, ConfigDict
from sqlalchemy import ForeignKey, UniqueConstraint, create_engine, func, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, joinedload, mapped_column, relationship, selectinload

engine = create_engine("sqlite:///./shop.db", connect_args={"check_same_thread": False})


class Base(DeclarativeBase):
    pass


class Order(Base):
    __tablename__ = "orders"
    id: Mapped[int] = mapped_column(primary_key=True)
    customer: Mapped[str]
    lines: Mapped[list["OrderLine"]] = relationship(back_populates="order", cascade="all, delete-orphan")

    @property
    def total(self) -> int:
        return sum(line.amount * line.product.price for line in self.lines)


class Product(Base):
    __tablename__ = "products"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    price: Mapped[int]


class OrderLine(Base):
    __tablename__ = "order_lines"
    __table_args__ = (UniqueConstraint("order_id", "product_id"),)
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"), primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"), primary_key=True)
    amount: Mapped[int] = mapped_column(default=1)
    order: Mapped[Order] = relationship(back_populates="lines")
    product: Mapped[Product] = relationship()


class ProductOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    name: str
    price: int


class LineOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    amount: int
    product: ProductOut


class OrderOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    id: int
    customer: str
    total: int
    lines: list[LineOut]


class OrderIn(BaseModel):
    customer: str
    products: dict[str, int]


Base.metadata.create_all(engine)
with Session(engine) as setup, setup.begin():
    setup.add_all([Product(name="tea", price=4), Product(name="cake", price=6), Product(name="milk", price=1)])


def get_db():
    with Session(engine) as db:
        yield db


Db = Annotated[Session, Depends(get_db)]
app = FastAPI()


@app.post("/orders", response_model=OrderOut, status_code=201)
def order(new: OrderIn, db: Db):
    products = {p.name: p for p in db.scalars(select(Product).where(Product.name.in_(new.products)))}
    missing = sorted(set(new.products) - set(products))
    if missing:
        raise HTTPException(404, {"missing": missing})
    order = Order(customer=new.customer)
    for name, amount in new.products.items():
        order.lines.append(OrderLine(product=products[name], amount=amount))
    db.add(order)
    db.commit()
    return order


@app.get("/orders", response_model=list[OrderOut])
def orders(db: Db):
    options = selectinload(Order.lines).options(joinedload(OrderLine.product))
    return db.scalars(select(Order).options(options).order_by(Order.id)).all()


@app.get("/sales")
def sales(db: Db):
    amount = func.coalesce(func.sum(OrderLine.amount), 0).label("amount")
    statement = select(Product.name, amount, amount * Product.price).outerjoin(OrderLine).group_by(Product.id).order_by(amount.desc(), Product.name)
    return [tuple(row) for row in db.execute(statement)]


@app.delete("/orders/{order_id}/products/{product_id}", response_model=OrderOut)
def drop(order_id: int, product_id: int, db: Db):
    line = db.get(OrderLine, (order_id, product_id))
    if line is None:
        raise HTTPException(404)
    order = line.order
    order.lines.remove(line)
    db.commit()
    return order

# > POST /orders {"customer": "Ann", "products": {"tea": 2, "cake": 1}}
# > POST /orders {"customer": "Bob", "products": {"tea": 1}}
# > POST /orders {"customer": "Cy", "products": {"gold": 1, "tea": 1}}
# > GET /orders
# > GET /sales
# > DELETE /orders/1/products/2
# > DELETE /orders/1/products/2
# > GET /sales
