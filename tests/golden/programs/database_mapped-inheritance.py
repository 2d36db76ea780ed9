from typing import Annotated, Literal, Union

from fastapi import Depends, FastAPI
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import ForeignKey, String, create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, declared_attr, mapped_column
from sqlalchemy.pool import StaticPool

engine = create_engine("sqlite://", connect_args={"check_same_thread": False}, poolclass=StaticPool)
counter = iter(range(100))


class Base(DeclarativeBase):
    @declared_attr.directive
    def __tablename__(cls) -> str:
        return cls.__name__.lower() + "s"


class Stamped:
    number: Mapped[int] = mapped_column(default=lambda: next(counter))

    @declared_attr
    def source(cls) -> Mapped[str]:
        return mapped_column(String(20), default=f"from {cls.__name__}")


class Shape(Stamped, Base):
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(10))
    __mapper_args__ = {"polymorphic_on": "kind", "polymorphic_identity": "shape"}


class Circle(Shape):
    __tablename__ = None
    radius: Mapped[float | None]
    __mapper_args__ = {"polymorphic_identity": "circle"}


class Square(Shape):
    id: Mapped[int] = mapped_column(ForeignKey("shapes.id"), primary_key=True)
    side: Mapped[float]
    __mapper_args__ = {"polymorphic_identity": "square"}


class FromRow(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    id: int
    number: int
    source: str


class CircleOut(FromRow):
    kind: Literal["circle"]
    radius: float


class SquareOut(FromRow):
    kind: Literal["square"]
    side: float


Out = Annotated[Union[CircleOut, SquareOut], Field(discriminator="kind")]
Base.metadata.create_all(engine)


def get_db():
    with Session(engine) as db:
        yield db


Db = Annotated[Session, Depends(get_db)]
app = FastAPI()


@app.post("/circles", response_model=Out)
def circle(radius: float, db: Db):
    shape = Circle(radius=radius)
    db.add(shape)
    db.commit()
    return shape


@app.post("/squares", response_model=Out)
def square(side: float, db: Db):
    shape = Square(side=side)
    db.add(shape)
    db.commit()
    return shape


@app.get("/shapes", response_model=list[Out])
def shapes(db: Db):
    return db.scalars(select(Shape).order_by(Shape.id)).all()


@app.get("/circles")
def circles(db: Db, above: float = 0):
    return db.scalars(select(Circle.radius).where(Circle.radius > above)).all()


@app.get("/squares")
def squares(db: Db):
    return [(s.id, s.side, s.kind) for s in db.scalars(select(Square))]

# > POST /circles?radius=2
# > POST /squares?side=3
# > POST /circles?radius=1
# > GET /shapes
# > GET /circles
# > GET /circles?above=1.5
# > GET /squares
