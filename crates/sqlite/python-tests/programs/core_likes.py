"""LIKE and its kin with wildcards in the values."""
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


run(insert(a), [{"s": "50%"}, {"s": "a_b"}, {"s": "Axb"}, {"s": "a/b"}])
for cond in (a.c.s.like("%5%"), a.c.s.contains("%"), a.c.s.contains("%", autoescape=True), a.c.s.startswith("a_", autoescape=True), a.c.s.endswith("/b", autoescape=True), a.c.s.ilike("a%"), a.c.s.icontains("X"), a.c.s.istartswith("a"), a.c.s.iendswith("B"), a.c.s.not_like("a%"), a.c.s.not_ilike("%B"), a.c.s.like("a!_b", escape="!"), a.c.s.contains(a.c.s), a.c.s.op("GLOB")("a*"), func.lower(a.c.s) == "axb", a.c.s.collate("NOCASE") == "AXB", ~a.c.s.contains("b")):
    run(select(a.c.s).where(a.c.id > 6, cond))
