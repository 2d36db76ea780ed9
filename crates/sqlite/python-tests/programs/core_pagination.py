"""Pages, slices and counts."""
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


for page in range(3):
    run(select(a.c.id).order_by(a.c.id).limit(2).offset(page * 2))
run(select(a.c.id).slice(1, 3))
run(select(a.c.id).offset(4))
run(select(a.c.id).limit(bindparam("n")), {"n": 2})
run(select(a.c.id).limit(literal(1) + 1))
run(select(func.count()).select_from(select(a).where(a.c.x > 1).subquery()))
run(select(a.c.id, func.count().over().label("total")).limit(2))
run(select(a.c.id).limit(None).offset(None))
print(select(a.c.id).limit(5)._limit, select(a.c.id).offset(3)._offset, str(select(a.c.id).fetch(3)))
