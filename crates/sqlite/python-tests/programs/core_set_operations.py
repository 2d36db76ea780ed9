"""UNION, INTERSECT, EXCEPT that are run."""
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


run(union(select(a.c.id), select(b.c.a_id)).order_by("id"))
run(union_all(select(a.c.s).where(a.c.x < 2), select(literal("z"))).limit(2).offset(1))
run(intersect(select(a.c.id), select(b.c.a_id)))
run(except_(select(a.c.id), select(b.c.a_id)))
u = union(select(a.c.id.label("k"), a.c.s), select(b.c.id, literal("b"))).subquery("u")
run(select(u.c.k, u.c.s).where(u.c.k < 3).order_by(u.c.k, u.c.s))
run(select(func.count()).select_from(u))
run(select(a.c.id).where(a.c.id.in_(union(select(b.c.a_id), select(literal(6))))))
run(select(a.c.id).union(select(b.c.id)).order_by(desc("id")).limit(1))
