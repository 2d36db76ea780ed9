"""Scalar subqueries as operands, also of expressions whose type is known when theirs isn't."""
from sqlalchemy import *

e = create_engine("sqlite://", echo=True)
m = MetaData()
t = Table("t", m, Column("id", Integer, primary_key=True), Column("n", Integer), Column("f", Float))
m.create_all(e)
with e.begin() as c:
    c.execute(insert(t), [{"n": 1, "f": 1.5}, {"n": 5, "f": 2.5}])
    avg = select(func.avg(t.c.n)).scalar_subquery()
    print(c.execute(select(t.c.id).where(t.c.n > avg)).all())
    print(c.execute(select(t.c.id).where(avg < t.c.n)).all())
    print(c.execute(select(t.c.n - avg, avg - t.c.n, avg + 1, avg.label("a"), avg * t.c.f)).all())
    print(c.execute(select(t.c.id).where(t.c.n == func.coalesce(avg, 0) + 2)).all())
    print(c.execute(select(t.c.id).where(t.c.n.between(avg, select(func.max(t.c.n)).scalar_subquery()))).all())
    print(c.execute(select(t.c.id).order_by(avg.desc())).all(), c.execute(update(t).values(f=avg)).rowcount)
    print(avg.type, (t.c.n - avg).type, (avg + 1).type, (t.c.f * avg).type)
