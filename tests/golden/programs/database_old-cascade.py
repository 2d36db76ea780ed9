from fastapi import Depends, FastAPI
from sqlalchemy import Column, ForeignKey, Integer, String, create_engine
from sqlalchemy.ext.declarative import declarative_base
from sqlalchemy.orm import Session, backref, relationship, sessionmaker
from sqlalchemy.pool import StaticPool

engine = create_engine("sqlite:///:memory:", connect_args={"check_same_thread": False}, poolclass=StaticPool)
SessionLocal = sessionmaker(bind=engine)
Base = declarative_base()


class Order(Base):
    __tablename__ = "orders"
    id = Column(Integer, primary_key=True)
    customer = Column(String(30))
    lines = relationship("Line", cascade="all, delete-orphan", backref="order")
    notes = relationship("Note", backref=backref("order", lazy="joined"))


class Line(Base):
    __tablename__ = "lines"
    id = Column(Integer, primary_key=True)
    order_id = Column(Integer, ForeignKey("orders.id"), nullable=False)
    product = Column(String)


class Note(Base):
    __tablename__ = "notes"
    id = Column(Integer, primary_key=True)
    order_id = Column(Integer, ForeignKey("orders.id"))
    text = Column(String)


Base.metadata.create_all(bind=engine)
app = FastAPI()


def get_db():
    db = SessionLocal()
    try:
        yield db
    finally:
        db.close()


@app.post("/orders")
def add(products: list[str], customer: str = "Ann", db: Session = Depends(get_db)):
    order = Order(customer=customer, lines=[Line(product=product) for product in products])
    order.notes.append(Note(text="first"))
    db.add(order)
    db.commit()
    return {"id": order.id, "lines": [line.id for line in order.lines], "back": order.lines[0].order is order}


@app.delete("/orders/{order_id}/lines/{index}")
def remove_line(order_id: int, index: int, db: Session = Depends(get_db)):
    order = db.query(Order).get(order_id)
    removed = order.lines.pop(index)
    db.commit()
    return {"removed": removed.product, "left": db.query(Line).filter_by(order_id=order_id).count()}


@app.put("/orders/{order_id}/lines")
def replace(order_id: int, products: list[str], db: Session = Depends(get_db)):
    order = db.get(Order, order_id)
    order.lines = [Line(product=product) for product in products]
    db.commit()
    return [(line.id, line.product) for line in db.query(Line).order_by(Line.id)]


@app.delete("/orders/{order_id}")
def remove(order_id: int, db: Session = Depends(get_db)):
    db.delete(db.get(Order, order_id))
    db.commit()
    return {"lines": db.query(Line).count(), "notes": [(note.order_id, note.order) for note in db.query(Note)]}

# > POST /orders ["cup", "lamp", "desk"]
# > POST /orders?customer=Bob ["bed"]
# > DELETE /orders/1/lines/0
# > PUT /orders/1/lines ["sofa", "rug"]
# > DELETE /orders/1
# > DELETE /orders/2
