"""Aliases of tables and subqueries, self joins."""
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


x, y = a.alias("x"), a.alias()
run(select(x.c.id, y.c.id).where(x.c.s == y.c.s, x.c.id < y.c.id))
run(select(x, b).join(b, b.c.a_id == x.c.id).where(x.c.x < 2).order_by(b.c.id))
sq = select(a.c.s, func.max(a.c.x).label("mx")).group_by(a.c.s).subquery()
run(select(a.c.id, sq.c.mx).join(sq, and_(sq.c.s == a.c.s, sq.c.mx == a.c.x)))
run(select(sq.alias("z").c.mx))
run(select(alias(a, "q").c.id).limit(1))
print(x.c.id is x.columns["id"], x.original is a, x.name, str(x), x.c.keys(), x.primary_key, sq.c.s.type, repr(x.c.id))
run(select(x.c.id.label("i"), literal_column("x.s")).select_from(x).limit(1))
