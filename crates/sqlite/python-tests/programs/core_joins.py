"""JOINs by foreign keys and by conditions."""
from sqlalchemy import *

m = MetaData()
u = Table("users", m, Column("id", Integer, primary_key=True), Column("name", String))
a = Table("addresses", m, Column("id", Integer, primary_key=True), Column("user_id", ForeignKey("users.id")), Column("email", String))
o = Table("orders", m, Column("id", Integer, primary_key=True), Column("user_id", None, ForeignKey("users.id")), Column("address_id", ForeignKey(a.c.id)))
print(a.c.user_id.type, o.c.user_id.type, o.c.address_id.type)
print(select(u, a).join(a))
print(select(u).join(a))
print(select(u.c.name, a.c.email).join_from(u, a))
print(select(u.c.name, a.c.email).join_from(u, a, u.c.id == a.c.user_id, isouter=True))
print(select(u.c.name).outerjoin(a, a.c.user_id == u.c.id).where(a.c.id == None))
print(select(u).select_from(u.join(a).join(o, o.c.address_id == a.c.id)))
print(select(u).select_from(u.outerjoin(a)))
print(select(u.c.id, a.c.id, o.c.id))
print(select(u, a).select_from(u).join(a, full=True))
ua = u.alias()
ub = u.alias("ub")
print(select(ua, ub).where(ua.c.id < ub.c.id))
print(select(ua.c.name).join(a, a.c.user_id == ua.c.id))
print(select(join(u, a)))
print(u.join(a).c.keys())
for f in (lambda: select(a, o).join(u), lambda: select(u).join(u.alias()), lambda: u.join(table("x", column("y"))), lambda: select(o).join(a, "x")):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
j = u.join(a)
print(j, repr(j.c), list(j.primary_key))
print(select(func.count(a.c.id), u.c.name).select_from(u).join(a).group_by(u.c.name).order_by(func.count(a.c.id).desc()))
