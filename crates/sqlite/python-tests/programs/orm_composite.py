"""Composites of dataclasses."""
import dataclasses

from sqlalchemy import *
from sqlalchemy.orm import *
from _support import attempt, engine_for


@dataclasses.dataclass
class Point:
    x: int
    y: int


class Base(DeclarativeBase):
    pass


class Vertex(Base):
    __tablename__ = "vertices"
    id: Mapped[int] = mapped_column(primary_key=True)
    start: Mapped[Point] = composite(mapped_column("x1"), mapped_column("y1"))
    end: Mapped[Point] = composite(mapped_column("x2"), mapped_column("y2"))


engine = engine_for(Base)
with Session(engine) as s:
    v = Vertex(start=Point(1, 2), end=Point(3, 4))
    s.add(v)
    s.commit()
    print(v.start, v.end)
    v.end = Point(10, 4)
    s.commit()
    print(s.scalars(select(Vertex).where(Vertex.end == Point(10, 4))).one().end)
    print(s.execute(select(Vertex.start, Vertex.id)).all())
    print(s.scalars(select(Vertex).order_by(Vertex.start)).all()[0].id)
