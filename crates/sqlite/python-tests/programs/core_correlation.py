"""Correlated subqueries."""
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


best = select(func.max(b.c.y)).where(b.c.a_id == a.c.id).scalar_subquery()
run(select(a.c.id, best.label("best")).where(best != None).order_by(best.desc()))
run(select(a.c.id).where(exists().where(b.c.a_id == a.c.id).where(b.c.y > 1)))
run(select(a.c.id).where(~exists(select(b.c.id).where(b.c.a_id == a.c.id))))
x = a.alias("x")
run(select(a.c.id).where(a.c.x == select(func.max(x.c.x)).where(x.c.s == a.c.s).scalar_subquery()))
run(select(a.c.id).where(select(func.count(b.c.id)).where(b.c.a_id == a.c.id).correlate(a).scalar_subquery() >= 2))
run(update(a).values(x=select(func.count(b.c.id)).where(b.c.a_id == a.c.id).scalar_subquery()))
run(delete(b).where(b.c.a_id == select(func.min(a.c.id)).scalar_subquery()))
