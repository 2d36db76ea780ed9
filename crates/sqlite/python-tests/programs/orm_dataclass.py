"""Mapped dataclasses."""
from typing import List, Optional

from sqlalchemy import *
from sqlalchemy.orm import *
from _support import attempt, engine_for


class Base(MappedAsDataclass, DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"
    id: Mapped[int] = mapped_column(init=False, primary_key=True)
    name: Mapped[str]
    nick: Mapped[Optional[str]] = mapped_column(default=None)
    age: Mapped[int] = mapped_column(default=7, kw_only=True)
    items: Mapped[List["Item"]] = relationship(default_factory=list, back_populates="user", repr=False)


class Item(Base):
    __tablename__ = "items"
    id: Mapped[int] = mapped_column(init=False, primary_key=True)
    title: Mapped[str]
    user_id: Mapped[Optional[int]] = mapped_column(ForeignKey("users.id"), init=False)
    user: Mapped[Optional[User]] = relationship(back_populates="items", default=None, repr=False)


engine = engine_for(Base)
u = User("x", items=[Item("t")])
print(u, u == User("x"), u.age)
with Session(engine) as s:
    s.add(u)
    s.commit()
    print(u)
    print(u.items)
    s.add(User(name="y", age=3, nick="q"))
    s.commit()
    print(s.scalars(select(User)).all())
attempt(lambda: User())
