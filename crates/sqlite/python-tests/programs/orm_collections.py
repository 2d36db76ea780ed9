"""Sets, dictionaries, dynamic and write-only collections, one-to-one."""
from sqlalchemy import *
from sqlalchemy.orm import *
from sqlalchemy.orm.collections import attribute_keyed_dict
from _support import attempt, engine_for


class Base(DeclarativeBase):
    pass


class P(Base):
    __tablename__ = "p"
    id: Mapped[int] = mapped_column(primary_key=True)
    kids: Mapped[set["K"]] = relationship(back_populates="p")
    named: Mapped[dict[str, "N"]] = relationship(collection_class=attribute_keyed_dict("name"), cascade="all, delete-orphan")
    one: Mapped["O"] = relationship(back_populates="p", cascade="all, delete-orphan")
    dyn: Mapped[list["D"]] = relationship(lazy="dynamic")
    wo: WriteOnlyMapped["W"] = relationship(cascade="all, delete-orphan", passive_deletes=True)


class K(Base):
    __tablename__ = "k"
    id: Mapped[int] = mapped_column(primary_key=True)
    p_id: Mapped[int | None] = mapped_column(ForeignKey("p.id"))
    p: Mapped[P | None] = relationship(back_populates="kids")


class N(Base):
    __tablename__ = "n"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    p_id: Mapped[int | None] = mapped_column(ForeignKey("p.id"))


class O(Base):
    __tablename__ = "o"
    id: Mapped[int] = mapped_column(primary_key=True)
    p_id: Mapped[int | None] = mapped_column(ForeignKey("p.id"))
    p: Mapped[P | None] = relationship(back_populates="one")


class D(Base):
    __tablename__ = "d"
    id: Mapped[int] = mapped_column(primary_key=True)
    x: Mapped[int] = mapped_column(default=0)
    p_id: Mapped[int | None] = mapped_column(ForeignKey("p.id"))


class W(Base):
    __tablename__ = "w"
    id: Mapped[int] = mapped_column(primary_key=True)
    p_id: Mapped[int | None] = mapped_column(ForeignKey("p.id"))


engine = engine_for(Base)
with Session(engine) as s:
    p = P(kids={K(), K()}, one=O())
    p.named["a"] = N(name="a")
    p.named["b"] = N(name="b")
    p.dyn.append(D(x=1))
    p.dyn.append(D(x=2))
    p.wo.add(W())
    s.add(p)
    s.commit()
    print(len(p.kids), sorted(p.named), p.one.p is p)
    print(p.dyn.count(), p.dyn.filter(D.x > 1).all()[0].x, len(p.dyn.all()), len(list(p.dyn)))
    print(len(s.scalars(p.wo.select()).all()))
    attempt(lambda: list(p.wo))
    del p.named["a"]
    p.one = O()
    p.kids.remove(min(p.kids, key=lambda k: k.id))
    s.commit()
    print(len(p.kids), list(p.named), s.query(O).count(), s.query(N).count())
    p.one = None
    k = K(p=p)
    s.commit()
    print(s.query(O).count(), k in p.kids)
    print(type(p.kids).__name__, type(p.named).__name__)
    p.dyn.remove(p.dyn.first())
    s.commit()
    print(p.dyn.count())
