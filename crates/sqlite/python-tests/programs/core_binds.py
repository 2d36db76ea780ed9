"""Parameters: names, reuse, types, missing ones."""
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


p = bindparam("p", type_=Integer)
run(select(a.c.id).where(or_(a.c.x == p, a.c.x == p + 1)), {"p": 2})
s = select(a.c.id).where(a.c.s == bindparam("s", "a"))
run(s)
run(s, {"s": "b"})
run(s.params(s="c"))
run(select(a.c.id).where(a.c.x.in_(bindparam("ids", expanding=True))), {"ids": [1, 2]})
run(select(a.c.id).where(a.c.x.in_(bindparam("ids"))), {"ids": []})
run(update(a).where(a.c.id == bindparam("_id")).values(s=bindparam("_s")), [{"_id": 1, "_s": "q"}, {"_id": 2, "_s": "r"}])
run(insert(a).values(x=bindparam("val") + 1), {"val": 10})
run(select(a.c.x, a.c.s).where(a.c.id > 5).order_by(a.c.id))
print(s.compile().params, s.compile().binds.keys(), select(a.c.id).where(a.c.x == 1, a.c.x == 2).compile().params)
for bad in ({}, {"q": 1}):
    try:
        run(select(a.c.id).where(a.c.x == bindparam("need")), bad)
    except Exception as ex:
        print(ex)
