from fastapi import Depends, FastAPI
from pydantic import BaseModel, ConfigDict
from sqlalchemy import Column, ForeignKey, Integer, String, create_engine
from sqlalchemy.orm import Session, backref, declarative_base, joinedload, relationship, sessionmaker
from sqlalchemy.pool import StaticPool

engine = create_engine("sqlite://", connect_args={"check_same_thread": False}, poolclass=StaticPool)
SessionLocal = sessionmaker(bind=engine)
Base = declarative_base()


class Category(Base):
    __tablename__ = "categories"
    id = Column(Integer, primary_key=True)
    name = Column(String)
    parent_id = Column(Integer, ForeignKey("categories.id"))
    children = relationship("Category", backref=backref("parent", remote_side=[id]), order_by=name)


Base.metadata.create_all(engine)


class Node(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    id: int
    name: str
    children: list["Node"] = []


class New(BaseModel):
    name: str
    children: list["New"] = []

    def make(self) -> Category:
        return Category(name=self.name, children=[child.make() for child in self.children])


app = FastAPI()


def get_db():
    with SessionLocal() as db:
        yield db


@app.post("/categories", response_model=Node)
def add(new: New, db: Session = Depends(get_db)):
    root = new.make()
    db.add(root)
    db.commit()
    return root


@app.get("/categories", response_model=list[Node])
def roots(db: Session = Depends(get_db)):
    return db.query(Category).filter(Category.parent_id.is_(None)).all()


@app.get("/categories/{category_id}/path")
def path(category_id: int, db: Session = Depends(get_db)):
    node, names = db.get(Category, category_id), []
    while node:
        names.insert(0, node.name)
        node = node.parent
    return "/".join(names)


@app.get("/leaves")
def leaves(db: Session = Depends(get_db)):
    query = db.query(Category).options(joinedload(Category.parent)).filter(~Category.children.any()).order_by(Category.id)
    return [(c.name, c.parent.name if c.parent else None) for c in query]


@app.put("/categories/{category_id}/parent/{parent_id}", response_model=Node)
def move(category_id: int, parent_id: int, db: Session = Depends(get_db)):
    node = db.get(Category, category_id)
    node.parent = db.get(Category, parent_id)
    db.commit()
    return node.parent

# > POST /categories {"name": "root", "children": [{"name": "b", "children": [{"name": "c"}]}, {"name": "a"}]}
# > GET /categories
# > GET /categories/4/path
# > GET /leaves
# > PUT /categories/4/parent/3
# > GET /categories
