from fastapi import Depends, FastAPI, HTTPException, Query
from sqlalchemy import Column, Float, Integer, String, asc, create_engine, desc, func, or_
from sqlalchemy.exc import MultipleResultsFound, NoResultFound
from sqlalchemy.orm import Session, declarative_base, sessionmaker
from sqlalchemy.pool import StaticPool

engine = create_engine("sqlite://", connect_args={"check_same_thread": False}, poolclass=StaticPool)
SessionLocal = sessionmaker(bind=engine)
Base = declarative_base()


class Product(Base):
    __tablename__ = "products"
    id = Column(Integer, primary_key=True)
    name = Column(String)
    kind = Column(String, nullable=True)
    price = Column(Float)

    def __repr__(self):
        return f"<{self.name} {self.price}>"


Base.metadata.create_all(engine)
with SessionLocal() as session:
    session.add_all(
        Product(name=name, kind=kind, price=price)
        for name, kind, price in [("Apple", "fruit", 1.5), ("Pear", "fruit", 2.0), ("Carrot", "root", 0.5), ("Salt", None, 1.0)]
    )
    session.commit()

app = FastAPI()


def get_db():
    with SessionLocal() as db:
        yield db


@app.get("/filter")
def by_filter(kind: str | None = None, below: float | None = None, db: Session = Depends(get_db)):
    query = db.query(Product)
    if kind:
        query = query.filter_by(kind=kind)
    if below is not None:
        query = query.filter(Product.price < below)
    return [repr(product) for product in query.order_by(Product.name).all()]


@app.get("/sort")
def sort(by: str = "name", direction: str = "asc", db: Session = Depends(get_db)):
    column = getattr(Product, by, None)
    if column is None:
        raise HTTPException(400, "No such column")
    order = {"asc": asc, "desc": desc}[direction]
    return [product.name for product in db.query(Product).order_by(order(column))]


@app.get("/page")
def page(skip: int = Query(0, ge=0), limit: int = Query(2, le=3), db: Session = Depends(get_db)):
    query = db.query(Product)
    return {"total": query.count(), "items": query.order_by(Product.id).offset(skip).limit(limit).all()}


@app.get("/one/{name}")
def one(name: str, db: Session = Depends(get_db)):
    try:
        return db.query(Product).filter(Product.name.like(name)).one().price
    except NoResultFound as error:
        raise HTTPException(404, str(error))
    except MultipleResultsFound as error:
        raise HTTPException(409, str(error))


@app.get("/various")
def various(db: Session = Depends(get_db)):
    return {
        "get": db.get(Product, 1).name,
        "missing": db.get(Product, 99),
        "first": db.query(Product).order_by(Product.price.desc()).first().name,
        "or_none": db.query(Product).filter(Product.id == 99).one_or_none(),
        "scalar": db.query(func.max(Product.price)).scalar(),
        "in": [p.name for p in db.query(Product).filter(Product.id.in_([1, 3]))],
        "not_in": [p.name for p in db.query(Product).filter(Product.id.not_in([1, 3]))],
        "is_none": [p.name for p in db.query(Product).filter(Product.kind == None)],  # noqa: E711
        "or": [p.name for p in db.query(Product).filter(or_(Product.kind == "root", Product.price >= 2))],
        "between": db.query(Product).filter(Product.price.between(1, 1.5)).count(),
        "contains": [p.name for p in db.query(Product).filter(Product.name.contains("ar"), ~Product.name.startswith("P"))],
        "ilike": [p.name for p in db.query(Product).filter(Product.name.ilike("%A%")).order_by(Product.name)],
        "columns": [tuple(row) for row in db.query(Product.name, Product.price * 2).limit(2)],
        "distinct": [row[0] for row in db.query(Product.kind).distinct().order_by(Product.kind)],
        "groups": [tuple(row) for row in db.query(Product.kind, func.count(Product.id)).group_by(Product.kind).all()],
        "exists": db.query(db.query(Product).filter(Product.price > 100).exists()).scalar(),
        "slice": [p.id for p in db.query(Product).order_by(Product.id)[1:3]],
        "count": db.query(Product).filter(Product.price > 1).distinct().count(),
    }


@app.get("/sql")
def sql(db: Session = Depends(get_db)):
    return str(db.query(Product.id).filter(Product.name == "x", Product.price > 1).limit(3))

# > GET /filter
# > GET /filter?kind=fruit
# > GET /filter?kind=fruit&below=1.75
# > GET /sort
# > GET /sort?by=price&direction=desc
# > GET /sort?by=nothing
# > GET /page
# > GET /page?skip=3
# > GET /page?limit=9
# > GET /one/Salt
# > GET /one/Nothing
# > GET /one/%25r%25
# > GET /various
# > GET /sql
