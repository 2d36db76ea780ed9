"""CASE, CAST, type_coerce, literals."""
from sqlalchemy import *

e = create_engine("sqlite://", echo=True)
m = MetaData()
a = Table("a", m, Column("id", Integer, primary_key=True), Column("x", Integer), Column("s", String))
b = Table("b", m, Column("id", Integer, primary_key=True), Column("a_id", ForeignKey("a.id")), Column("y", Float), Column("d", Date))
m.create_all(e)
import datetime as dt
c = e.connect()
c.execute(insert(a), [{"x": i, "s": "abc"[i % 3]} for i in range(6)])
c.execute(insert(b), [{"a_id": i % 3 + 1, "y": i / 2, "d": dt.date(2024, 1 + i, 1)} for i in range(5)])
def run(s, *p):
    r = c.execute(s, *p)
    print(list(r.keys()), r.all()) if r.returns_rows else print(r.rowcount)


run(select(case((a.c.x < 2, "low"), (a.c.x < 4, "mid"), else_="high").label("lvl"), func.count()).group_by("lvl").order_by("lvl"))
run(select(case({"a": 1, "b": 2}, value=a.c.s, else_=0), a.c.s).order_by(a.c.id))
run(select(a.c.id).order_by(case((a.c.s == "b", 0), else_=1), a.c.id))
run(select(cast(a.c.x, String) + "!", cast("5", Integer) + 1, cast(b.c.d, String)).where(a.c.id == b.c.a_id).limit(1))
run(select(type_coerce(a.c.s, Integer), literal(5, String), literal("x").label("lit")).limit(1))
run(select(func.sum(case((a.c.x > 2, 1), else_=0)), func.count(case((a.c.x > 2, a.c.id)))))
run(update(a).values(s=case((a.c.x > 3, "big"), else_=a.c.s)))
run(select(a.c.s).where(a.c.x > 3))
