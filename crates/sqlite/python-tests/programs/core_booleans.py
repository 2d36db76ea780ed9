"""Booleans and NULLs in conditions."""
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


t = Table("t", m, Column("id", Integer, primary_key=True), Column("on", Boolean), Column("off", Boolean, default=False, nullable=False))
t.create(e)
run(insert(t), [{"on": True}, {"on": False}, {"on": None, "off": True}])
for cond in (t.c.on, ~t.c.on, t.c.on.is_(True), t.c.on.is_not(True), t.c.on == True, t.c.on != True, t.c.on.is_(None), not_(t.c.off), and_(t.c.on, ~t.c.off), or_(t.c.on, t.c.off), t.c.on == t.c.off, true(), false(), t.c.on.is_distinct_from(t.c.off), and_(true(), t.c.on), or_(false(), t.c.off), not_(or_(t.c.on, t.c.off)), (t.c.id > 1) & t.c.off, t.c.on.in_([True, None])):
    run(select(t.c.id).where(cond))
run(select(t.c.on, ~t.c.on, t.c.on & t.c.off, t.c.id == 1, t.c.on.is_(None)))
run(select(func.count()).where(t.c.on))
t.drop(e)
