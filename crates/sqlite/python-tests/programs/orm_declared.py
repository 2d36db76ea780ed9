"""Declarative classes: types, defaults, annotations."""
import datetime
import enum
import uuid
from decimal import Decimal
from typing import Annotated, Any, Literal, Optional

from sqlalchemy import *
from sqlalchemy.orm import *
from _support import attempt, engine_for

intpk = Annotated[int, mapped_column(primary_key=True)]
str50 = Annotated[str, 50]
required = Annotated[str, mapped_column(String(20), nullable=False, index=True)]


class Base(DeclarativeBase):
    type_annotation_map = {str50: String(50), dict[str, Any]: JSON}


class Color(enum.Enum):
    red = 1
    blue = 2


class Stamp:
    created: Mapped[datetime.datetime] = mapped_column(server_default=func.now())
    updated: Mapped[Optional[datetime.datetime]] = mapped_column(onupdate=lambda: datetime.datetime(2020, 1, 1))

    @declared_attr.directive
    def __tablename__(cls):
        return cls.__name__.lower()

    @declared_attr
    def slug(cls) -> Mapped[str]:
        return mapped_column(String(10), default="s")


class Thing(Stamp, Base):
    id: Mapped[intpk]
    name: Mapped[str50]
    code: Mapped[required]
    color: Mapped[Color] = mapped_column(default=Color.red)
    kind: Mapped[Literal["a", "b"]] = mapped_column(default="a")
    price: Mapped[Decimal] = mapped_column(Numeric(10, 2))
    data: Mapped[dict[str, Any] | None]
    uid: Mapped[Optional[uuid.UUID]]
    flag: Mapped[bool] = mapped_column("is_flag", default=False)
    when: Mapped[Optional[datetime.date]]
    blob: Mapped[bytes | None] = mapped_column(deferred=True)
    __table_args__ = (UniqueConstraint("name", "code"), {"comment": "c"})


class Other(Base):
    __tablename__ = "other"
    id: Mapped[int] = mapped_column(primary_key=True)
    thing_id = mapped_column(ForeignKey("thing.id"))
    thing: Mapped["Thing"] = relationship()
    full: Mapped[str] = column_property(literal("x") + func.cast(id, String) if False else id + 1)
    ident = synonym("id")


engine = engine_for(Base)
with Session(engine) as s:
    t = Thing(name="n", code="c", price=Decimal("1.50"), data={"a": [1]}, uid=uuid.UUID(int=5), flag=True)
    s.add(Other(thing=t))
    s.commit()
    print(t.color, t.kind, t.price, t.data, t.uid, t.flag, t.when, t.slug, type(t.created).__name__, t.updated)
    t.name = "m"
    s.commit()
    print(t.updated, t.blob)
    o = s.query(Other).filter(Other.ident == 1).one()
    print(o.full, o.ident, o.thing.code)
    print(s.scalars(select(Thing).where(Thing.flag, Thing.color == Color.red, Thing.data["a"] != None)).all() != [])
print([c.name for c in Thing.__table__.columns], [(c.name, c.nullable, str(c.type)) for c in Thing.__table__.c])
print(Thing.__mapper__.attrs.keys(), inspect(Thing).column_attrs.keys(), inspect(Other).relationships.keys())


def bad():
    class Bad(Base):
        __tablename__ = "bad"
        id: Mapped[int] = mapped_column(primary_key=True)
        x: int = mapped_column()


def bad2():
    class Bad2(Base):
        id: Mapped[int] = mapped_column(primary_key=True)


def bad3():
    class Bad3(Base):
        __tablename__ = "bad3"
        x: Mapped[int]


def bad4():
    class Bad4(Base):
        __tablename__ = "bad4"
        id: Mapped[int] = mapped_column(primary_key=True)
        x: Mapped[object]


for b in (bad, bad2, bad3, bad4):
    attempt(b)
