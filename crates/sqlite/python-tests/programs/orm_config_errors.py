"""Errors of mappings and relationships."""
from typing import List

from sqlalchemy import *
from sqlalchemy.orm import *
from _support import attempt


def base():
    class Base(DeclarativeBase):
        pass

    return Base


def no_pk():
    class A(base()):
        __tablename__ = "a"
        x: Mapped[int]


def no_table():
    class A(base()):
        id: Mapped[int] = mapped_column(primary_key=True)


def no_mapped():
    class A(base()):
        __tablename__ = "a"
        id: int = mapped_column(primary_key=True)
        name: str


def unknown_type():
    class A(base()):
        __tablename__ = "a"
        id: Mapped[int] = mapped_column(primary_key=True)
        x: Mapped[object]


def list_type():
    class A(base()):
        __tablename__ = "a"
        id: Mapped[int] = mapped_column(primary_key=True)
        x: Mapped[List[int]]


def no_fk():
    B = base()

    class A(B):
        __tablename__ = "a"
        id: Mapped[int] = mapped_column(primary_key=True)
        cs: Mapped[List["C"]] = relationship()

    class C(B):
        __tablename__ = "c"
        id: Mapped[int] = mapped_column(primary_key=True)

    A()


def two_fks():
    B = base()

    class A(B):
        __tablename__ = "a"
        id: Mapped[int] = mapped_column(primary_key=True)
        cs: Mapped[List["C"]] = relationship()

    class C(B):
        __tablename__ = "c"
        id: Mapped[int] = mapped_column(primary_key=True)
        x: Mapped[int] = mapped_column(ForeignKey("a.id"))
        y: Mapped[int] = mapped_column(ForeignKey("a.id"))

    A()


def unknown_class():
    class A(base()):
        __tablename__ = "a"
        id: Mapped[int] = mapped_column(primary_key=True)
        cs: Mapped[List["Nope"]] = relationship()

    A()


def bad_back_populates():
    B = base()

    class A(B):
        __tablename__ = "a"
        id: Mapped[int] = mapped_column(primary_key=True)
        cs: Mapped[List["C"]] = relationship(back_populates="nope")

    class C(B):
        __tablename__ = "c"
        id: Mapped[int] = mapped_column(primary_key=True)
        x: Mapped[int] = mapped_column(ForeignKey("a.id"))

    A()


def same_table():
    B = base()

    class A(B):
        __tablename__ = "a"
        id: Mapped[int] = mapped_column(primary_key=True)

    class C(B):
        __tablename__ = "a"
        id: Mapped[int] = mapped_column(primary_key=True)


def reserved():
    class A(base()):
        __tablename__ = "a"
        id: Mapped[int] = mapped_column(primary_key=True)
        metadata: Mapped[str]


def unknown_argument():
    class A(base()):
        __tablename__ = "a"
        id: Mapped[int] = mapped_column(primary_key=True)

    A(nope=1)


def bad_cascade():
    relationship("X", cascade="all, nope")


def many_to_one_orphan():
    B = base()

    class A(B):
        __tablename__ = "a"
        id: Mapped[int] = mapped_column(primary_key=True)

    class C(B):
        __tablename__ = "c"
        id: Mapped[int] = mapped_column(primary_key=True)
        x: Mapped[int] = mapped_column(ForeignKey("a.id"))
        a: Mapped[A] = relationship(cascade="all, delete-orphan")

    C()


def unknown_fk_table():
    B = base()

    class C(B):
        __tablename__ = "c"
        id: Mapped[int] = mapped_column(primary_key=True)
        x: Mapped[int] = mapped_column(ForeignKey("nope.id"))

    B.metadata.create_all(create_engine("sqlite://"))


def direct_base():
    class A(DeclarativeBase):
        __tablename__ = "a"
        id: Mapped[int] = mapped_column(primary_key=True)

    print("made", A)
    DeclarativeBase()


def bad_collection():
    B = base()

    class A(B):
        __tablename__ = "a"
        id: Mapped[int] = mapped_column(primary_key=True)
        cs: Mapped[List["C"]] = relationship()

    class C(B):
        __tablename__ = "c"
        id: Mapped[int] = mapped_column(primary_key=True)
        x: Mapped[int] = mapped_column(ForeignKey("a.id"))
        a: Mapped[A] = relationship(overlaps="cs")

    attempt(lambda: setattr(A(), "cs", C()))
    attempt(lambda: A(cs=[1]))
    attempt(lambda: A().cs.append(None))
    attempt(lambda: C(a=5))
    attempt(lambda: setattr(C(), "a", [A()]))
    attempt(lambda: A.nope)


for fn in list(globals().values()):
    if callable(fn) and getattr(fn, "__module__", "") == "__main__" and fn.__name__ != "base":
        print("----", fn.__name__)
        attempt(fn)
