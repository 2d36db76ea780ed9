"""Enum in all its forms."""
import enum
from sqlalchemy import *
from sqlalchemy.schema import CreateTable


class A(enum.Enum):
    one = 1
    two = 2
    uno = 1


class S(str, enum.Enum):
    x = "xx"
    y = "yyy"


e = create_engine("sqlite://", echo=True)
m = MetaData()
t = Table("t", m, Column("id", Integer, primary_key=True), Column("a", Enum(A)), Column("s", Enum(S, values_callable=lambda c: [i.value for i in c])), Column("n", Enum("p", "q", "r", "s", "t", name="pq", native_enum=False, length=9)), Column("v", Enum("k", validate_strings=True)), Column("ck", Enum(A, create_constraint=True, name="ckname")), Column("iv", Enum(S, omit_aliases=False), default=S.x))
print(CreateTable(t))
m.create_all(e)
with e.begin() as c:
    c.execute(insert(t).values(a=A.one, s=S.y, n="p", v="k", ck=A.two))
    c.execute(insert(t).values(a="two", s="xx"))
    print(c.execute(select(t)).all())
    print(c.execute(select(t.c.id).where(t.c.a == A.uno)).all(), c.execute(select(t.c.id).where(t.c.a.in_([A.one, A.two]))).all(), c.execute(select(t.c.id).where(t.c.s == S.y)).all())
    for bad in (dict(v="zz"), dict(a=3), dict(ck="one"), dict(n="nope")):
        try:
            with c.begin_nested():
                c.execute(insert(t).values(**bad))
            print("fine")
        except Exception as ex:
            print(type(ex).__name__, str(ex).split("\n")[0])
for x in t.c:
    print(repr(x.type), getattr(x.type, "enums", None), getattr(x.type, "enum_class", None), getattr(x.type, "length", None), getattr(x.type, "name", None))
try:
    Enum("abc", length=1)
except Exception as ex:
    print(type(ex).__name__, ex)
print((t.c.n + "x").type, t.c.a.type.python_type, t.c.n.type.python_type)
