"""UPDATE and DELETE of many kinds."""
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


run(update(a).values(x=a.c.x + 1))
run(update(a).where(a.c.id.between(1, 2), or_(a.c.s == "a", a.c.s == "b")).values({"s": "u"}))
run(update(a).where(a.c.id == b.c.a_id, b.c.y > 1).values(x=0))
run(update(a).values(x=func.abs(a.c.x), s=None).where(a.c.s.is_(None)))
run(update(a).where(a.c.id == 1).values(s="r").returning(a.c.id, a.c.s))
run(delete(b).where(b.c.a_id.in_(select(a.c.id).where(a.c.x == 0))))
run(delete(a).where(a.c.id == 6).returning(a))
run(delete(b))
run(select(a).order_by(a.c.id))
r = c.execute(update(a).where(a.c.id == -1).values(x=1))
print(r.rowcount, r.returns_rows, r.supports_sane_rowcount())
