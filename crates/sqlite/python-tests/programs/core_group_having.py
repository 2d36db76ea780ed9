"""GROUP BY, HAVING and ORDER BY with labels."""
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


n = func.count(a.c.id).label("n")
run(select(a.c.s, n).group_by(a.c.s).having(n > 1).order_by(n.desc(), "s"))
run(select(a.c.s, n).group_by("s").order_by(desc("n"), a.c.s))
run(select((a.c.x % 2).label("odd"), func.sum(a.c.x)).group_by((a.c.x % 2).label("odd")))
run(select(a.c.s.label("k"), func.max(a.c.x)).group_by("k").order_by(text("k DESC")))
run(select(func.count(), func.total(b.c.y)).select_from(b).having(func.count() > 1))
