"""Association objects and proxies, viewonly relationships, string annotations."""
from __future__ import annotations

from sqlalchemy import *
from sqlalchemy.ext.associationproxy import AssociationProxy, association_proxy
from sqlalchemy.orm import *
from _support import attempt, engine_for


class Base(DeclarativeBase):
    pass


class Link(Base):
    __tablename__ = "link"
    left_id: Mapped[int] = mapped_column(ForeignKey("left.id"), primary_key=True)
    right_id: Mapped[int] = mapped_column(ForeignKey("right.id"), primary_key=True)
    note: Mapped[str | None]
    left: Mapped[Left] = relationship(back_populates="links")
    right: Mapped[Right] = relationship(back_populates="links")


class Left(Base):
    __tablename__ = "left"
    id: Mapped[int] = mapped_column(primary_key=True)
    links: Mapped[list[Link]] = relationship(back_populates="left", cascade="all, delete-orphan")
    rights: AssociationProxy[list[Right]] = association_proxy(
        "links", "right", creator=lambda right: Link(right=right, note="made")
    )
    seen: Mapped[list[Right]] = relationship(secondary="link", viewonly=True, order_by="Right.id")


class Right(Base):
    __tablename__ = "right"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    links: Mapped[list[Link]] = relationship(back_populates="right", passive_deletes=True)


engine = engine_for(Base)
with Session(engine) as s:
    left = Left()
    s.add(left)
    left.rights.append(Right(name="a"))
    left.links.append(Link(right=Right(name="b"), note="n"))
    s.commit()
    print([r.name for r in left.rights], [(k.note, k.right.name) for k in left.links])
    print([r.name for r in left.seen])
    print(len(left.rights), left.rights[0].name)
    print(s.scalars(select(Left).where(Left.rights.any(Right.name == "a"))).all() == [left])
    del left.links[0]
    s.commit()
    print([r.name for r in left.seen])
    s.delete(left)
    s.commit()
    print(s.scalar(select(func.count()).select_from(Link)))
    s.add(Link(note="no keys"))
    attempt(s.commit)
