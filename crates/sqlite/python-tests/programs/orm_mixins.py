"""Mixins, abstract bases, Annotated columns, naming conventions."""
import datetime
from typing import Annotated, Optional

from sqlalchemy import *
from sqlalchemy.orm import *
from _support import attempt, engine_for

pk = Annotated[int, mapped_column(primary_key=True)]
name50 = Annotated[str, mapped_column(String(50), nullable=False)]
stamp = Annotated[datetime.datetime, mapped_column(server_default=text("'2024-01-01 00:00:00'"))]


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention={"ix": "ix_%(column_0_label)s", "fk": "fk_%(table_name)s_%(column_0_name)s", "pk": "pk_%(table_name)s"})
    type_annotation_map = {str: String(30), bytes: LargeBinary}

    def __repr__(self):
        return f"{type(self).__name__}({self.id})"


class Named:
    name: Mapped[name50]


class Timed:
    created: Mapped[stamp]
    updated: Mapped[Optional[datetime.datetime]] = mapped_column(onupdate=lambda: datetime.datetime(2024, 2, 2))

    @declared_attr.directive
    def __tablename__(cls) -> str:
        return cls.__name__.lower() + "s"


class Owned:
    @declared_attr
    def owner_id(cls) -> Mapped[int | None]:
        return mapped_column(ForeignKey("owners.id"))

    @declared_attr
    def owner(cls) -> Mapped["Owner | None"]:
        return relationship("Owner")


class Abstract(Timed, Base):
    __abstract__ = True
    id: Mapped[pk]


class Owner(Named, Abstract):
    pass


class Thing(Owned, Named, Abstract):
    __table_args__ = (UniqueConstraint("name", "owner_id", name="one_each"), Index("ix_both", "name", "owner_id"))
    size: Mapped[float] = mapped_column(default=1.5, sort_order=-5)
    raw: Mapped[bytes | None]
    other: Mapped[str | None]


class Boat(Owned, Base):
    __tablename__ = "boats"
    id: Mapped[pk]
    __mapper_args__ = {"eager_defaults": True}
    at: Mapped[stamp]


engine = engine_for(Base)
with Session(engine) as s:
    o = Owner(name="o")
    s.add_all([o, Thing(name="t", owner=o), Boat(owner=o)])
    s.commit()
    t = s.scalars(select(Thing)).one()
    print(t, t.owner, t.created, t.updated, t.size)
    t.name = "t2"
    s.commit()
    print(t.updated, s.scalars(select(Boat)).one().at)
print(Thing.__table__.columns.keys(), sorted(c.name for c in Thing.__table__.constraints if c.name))
print(inspect(Thing).attrs.keys(), inspect(Thing).relationships.keys())
