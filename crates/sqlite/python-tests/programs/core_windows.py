"""Window functions with frames."""
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


run(select(a.c.id, func.sum(a.c.x).over(order_by=a.c.id, rows=(-1, 1))))
run(select(a.c.id, func.rank().over(partition_by=a.c.s, order_by=desc(a.c.x))))
run(select(a.c.id, func.lag(a.c.x, 1, 0).over(order_by=[a.c.s, a.c.id])))
run(select(a.c.id, func.sum(a.c.x).over(order_by=a.c.x, range_=(None, 0)), func.ntile(2).over(order_by=a.c.id)))
run(select(func.sum(a.c.x).filter(a.c.s == "a").over(partition_by=a.c.s)).distinct())
w = select(a.c.id, func.row_number().over(partition_by=a.c.s, order_by=a.c.id).label("rn")).subquery()
run(select(w.c.id).where(w.c.rn == 1))
