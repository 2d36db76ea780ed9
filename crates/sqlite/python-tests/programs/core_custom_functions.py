"""func with names, types, packages, and GenericFunction."""
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


from sqlalchemy.sql.functions import GenericFunction

class as_hex(GenericFunction):
    type = String()
    name = "hex"
    inherit_cache = True

print(func.as_hex(1), func.hex(a.c.s).type, func.HEX("x"), func.my.pkg.fn(1, a.c.x), func.abs(a.c.x, type_=Integer).type)
run(select(func.hex(a.c.s), func.abs(-a.c.x), func.nullif(a.c.x, 1), func.ifnull(None, 5), func.instr(a.c.s, "a"), func.replace(a.c.s, "a", "zz")).limit(2))
run(select(func.round(b.c.y, 1), func.length("abc"), func.substr("hello", 2, 3), func.trim("  x "), func.printf("%05d", a.c.id)).where(a.c.id == b.c.a_id).limit(1))
run(select(func.count(a.c.id.distinct()), func.min(a.c.x), func.avg(a.c.x), func.sum(b.c.y).filter(b.c.y > 1)).where(a.c.id == b.c.a_id))
run(select(func.date("2024-05-05"), func.strftime("%m", b.c.d)).select_from(b).limit(1))
print(select(func.current_timestamp(), func.now(), func.random(), func.user()), func.count().type, func.max(b.c.d).type, func.coalesce(b.c.y, 1).type)
