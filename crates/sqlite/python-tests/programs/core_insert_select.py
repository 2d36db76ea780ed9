"""INSERT from SELECT, with expressions, of defaults."""
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


run(insert(a).from_select(["x", "s"], select(a.c.x + 100, a.c.s).where(a.c.x < 2)))
run(insert(b).from_select(["a_id", "y"], select(a.c.id, literal(1.5)).where(a.c.x > 99)))
run(insert(a).values(x=select(func.max(a.c.x)).scalar_subquery(), s=func.lower("ABC")))
run(insert(a).values([{"x": 1, "s": "m1"}, {"x": 2, "s": "m2"}]))
run(insert(a).values((50, 60, "tuple")))
run(insert(a).prefix_with("OR REPLACE").values(id=50, x=61))
run(select(a).where(a.c.x > 40).order_by(a.c.id))
run(insert(a).values(x=1).returning(a.c.id, a.c.x + 1, func.upper(a.c.s)))
run(select(func.count()).select_from(b))
