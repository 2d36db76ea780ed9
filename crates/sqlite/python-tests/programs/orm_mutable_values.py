"""MutableDict and MutableList in JSON columns."""
from sqlalchemy import *
from sqlalchemy.ext.mutable import MutableDict, MutableList, MutableSet
from sqlalchemy.orm import *
from _support import attempt, engine_for


class Base(DeclarativeBase):
    type_annotation_map = {dict: MutableDict.as_mutable(JSON)}


class Doc(Base):
    __tablename__ = "docs"
    id: Mapped[int] = mapped_column(primary_key=True)
    data: Mapped[dict]
    tags: Mapped[list | None] = mapped_column(MutableList.as_mutable(JSON))
    plain: Mapped[list | None] = mapped_column(JSON)


engine = engine_for(Base)
with Session(engine) as s:
    d = Doc(data={"a": 1}, tags=["x"], plain=[1])
    print(type(d.data).__name__, type(d.tags).__name__, type(d.plain).__name__)
    s.add(d)
    s.commit()
    d.data["b"] = 2
    print(d in s.dirty, s.is_modified(d))
    s.commit()
    d.tags.append("y")
    d.plain.append(2)
    s.commit()
    print(d.data, d.tags, d.plain)
    d.data.update(c=3)
    d.data.pop("a")
    d.tags += ["z"]
    s.flush()
    print(d.data, d.tags)
    s.rollback()
    print(d.data, d.tags)
    attempt(lambda: setattr(d, "data", 5))
    d.data = {"new": True}
    s.commit()
    print(d.data, d.data._parents == {inspect(d): "data"})
