"""Hybrid properties and methods."""
from sqlalchemy import *
from sqlalchemy.ext.associationproxy import association_proxy
from sqlalchemy.ext.hybrid import hybrid_method, hybrid_property
from sqlalchemy.orm import *
from _support import attempt, engine_for


class Base(DeclarativeBase):
    pass


class Interval(Base):
    __tablename__ = "interval"
    id: Mapped[int] = mapped_column(primary_key=True)
    start: Mapped[int]
    end: Mapped[int]
    tags: Mapped[list["Tag"]] = relationship()
    names = association_proxy("tags", "name", creator=lambda n: Tag(name=n))

    @hybrid_property
    def length(self):
        return self.end - self.start

    @hybrid_property
    def kind(self):
        return "long" if self.length > 5 else "short"

    @kind.inplace.expression
    @classmethod
    def _kind(cls):
        return case((cls.length > 5, "long"), else_="short")

    @length.setter
    def length(self, value):
        self.end = self.start + value

    @hybrid_method
    def contains(self, point):
        return (self.start <= point) & (point <= self.end)


class Tag(Base):
    __tablename__ = "tags"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    interval_id: Mapped[int | None] = mapped_column(ForeignKey("interval.id"))


engine = engine_for(Base)
with Session(engine) as s:
    i = Interval(start=1, end=5)
    i.names.append("x")
    i.names.extend(["y", "z"])
    s.add_all([i, Interval(start=0, end=10)])
    s.commit()
    print(i.length, i.kind, i.contains(3), list(i.names))
    i.length = 2
    s.commit()
    print(i.end)
    print([x.id for x in s.scalars(select(Interval).where(Interval.length > 3))])
    print([x.id for x in s.scalars(select(Interval).where(Interval.contains(2)).order_by(Interval.length))])
    print(s.execute(select(Interval.length, Interval.kind).order_by(Interval.id)).all())
    print(s.query(Interval).filter_by(length=10).count())
    a = aliased(Interval)
    print(select(a.length).where(a.kind == "long"))
    i.names.remove("y")
    s.commit()
    print(i.names, "x" in i.names, len(i.names), i.names[0])
    print(s.scalars(select(Interval).where(Interval.names == "x")).all() != [])
