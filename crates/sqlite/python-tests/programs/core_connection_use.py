"""Connections used after errors, closed results, nested begin."""
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


from sqlalchemy import exc
c.commit()
for f in (lambda: c.execute(select(column("nope")).select_from(a)), lambda: c.execute(insert(a).values(id=1))):
    try:
        f()
    except exc.SQLAlchemyError as ex:
        print(type(ex).__name__, str(ex).split("[SQL")[0])
    print(c.in_transaction())
run(select(func.count()).select_from(a))
c.rollback()
with c.begin() as t:
    print(t.is_active, t.is_valid, c.get_transaction() is t, c.get_nested_transaction())
    c.execute(delete(b))
    t.rollback()
print(c.in_transaction())
with e.connect() as other, other.begin():
    print(other.execute(select(func.count()).select_from(b)).scalar_one())
n = c.begin_nested()
c.execute(delete(b))
n.rollback()
run(select(func.count()).select_from(b))
print(n.is_active, c.in_nested_transaction(), c.info, c.engine is e, c.dialect.name, c.closed)
with c:
    pass
print(c.closed)
