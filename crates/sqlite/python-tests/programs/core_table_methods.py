"""Statements made by methods of tables."""
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


run(a.select().where(a.c.x > 3))
run(a.join(b).select())
run(a.insert().values(x=9))
run(a.update().where(a.c.x == 9).values(s="z"))
run(a.delete().where(a.c.s == "z"))
run(a.outerjoin(b).select().with_only_columns(a.c.id, b.c.y).order_by(a.c.id))
run(a.alias("q").select().limit(1))
