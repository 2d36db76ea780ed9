"""Tables that refer to themselves and to each other."""
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


m2 = MetaData()
n = Table("n", m2, Column("id", Integer, primary_key=True), Column("up", ForeignKey("n.id")))
p = Table("p", m2, Column("id", Integer, primary_key=True), Column("q_id", ForeignKey("q.id")))
q = Table("q", m2, Column("id", Integer, primary_key=True), Column("p_id", ForeignKey("p.id", use_alter=True, name="fk")))
link = Table("link", m2, Column("p_id", ForeignKey("p.id"), primary_key=True), Column("q_id", ForeignKey("q.id"), primary_key=True))
m2.create_all(e)
print([t.name for t in m2.sorted_tables])
par = n.alias("par")
print(select(n, par.c.id).outerjoin(par, n.c.up == par.c.id))
print(select(p, q).select_from(p.join(link).join(q, q.c.id == link.c.q_id)))
print(link.primary_key.columns.keys(), link.autoincrement_column if hasattr(link, "autoincrement_column") else None, link.c.p_id.type)
m2.drop_all(e)
