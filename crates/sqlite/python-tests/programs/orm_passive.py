"""passive_deletes and foreign keys that are enforced."""
from sqlalchemy import *
from sqlalchemy.orm import *
from _support import attempt, engine_for


class Base(DeclarativeBase):
    pass


class Parent(Base):
    __tablename__ = "parents"
    id: Mapped[int] = mapped_column(primary_key=True)
    kids: Mapped[list["Kid"]] = relationship(back_populates="parent", cascade="all, delete-orphan", passive_deletes=True)
    pets: Mapped[list["Pet"]] = relationship(back_populates="parent", passive_deletes="all")
    loose: Mapped[list["Loose"]] = relationship(back_populates="parent")


class Kid(Base):
    __tablename__ = "kids"
    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int] = mapped_column(ForeignKey("parents.id", ondelete="CASCADE"))
    parent: Mapped[Parent] = relationship(back_populates="kids")


class Pet(Base):
    __tablename__ = "pets"
    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("parents.id", ondelete="SET NULL"))
    parent: Mapped[Parent | None] = relationship(back_populates="pets")


class Loose(Base):
    __tablename__ = "loose"
    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int] = mapped_column(ForeignKey("parents.id"))
    parent: Mapped[Parent] = relationship(back_populates="loose")


engine = create_engine("sqlite://")


@event.listens_for(engine, "connect")
def _fk(connection, record):
    connection.execute("PRAGMA foreign_keys=ON")


Base.metadata.create_all(engine)
import logging
with Session(engine) as s:
    p = Parent(kids=[Kid(), Kid()], pets=[Pet()])
    s.add(p)
    s.commit()
    s.delete(p)
    s.commit()
    print(s.scalar(select(func.count(Kid.id))), s.scalars(select(Pet.parent_id)).all())
    p = Parent(kids=[Kid()], loose=[Loose()])
    s.add(p)
    s.commit()
    p.kids.clear()
    s.commit()
    print(s.scalar(select(func.count(Kid.id))))
    s.delete(p)
    attempt(s.commit)
    s.rollback()
    p.loose[0].parent = None
    attempt(s.flush)
    s.rollback()
    attempt(lambda: s.add(Kid(parent_id=99)) or s.flush())
    attempt(lambda: s.query(Kid).all())
