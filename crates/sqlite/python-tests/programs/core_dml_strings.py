"""Strings of INSERT, UPDATE and DELETE."""
from sqlalchemy import *
from sqlalchemy.dialects import sqlite
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

m = MetaData()
u = Table("users", m, Column("id", Integer, primary_key=True), Column("name", String), Column("age", Integer, default=3), Column("at", DateTime, server_default=func.now(), onupdate=func.now()))
d = sqlite.dialect()
def show(s):
    print(s)
    c = s.compile(dialect=d)
    print(c)
    print(sorted(c.params.items(), key=str))
show(insert(u))
show(insert(u).values(name="x"))
show(u.insert().values({"name": "x", "id": 5}))
show(insert(u).values({u.c.name: func.lower("X")}))
show(insert(u).values([{"name": "a"}, {"name": "b"}]))
show(insert(u).values(name="x").returning(u.c.id, u.c.name))
show(insert(u).returning(u))
show(insert(u).from_select(["name", "age"], select(u.c.name, u.c.age).where(u.c.id > 3)))
show(insert(u).from_select([u.c.name], select(u.c.name)))
show(insert(u).values(name=select(func.max(u.c.name)).scalar_subquery()))
show(insert(u).values(name=bindparam("n")))
show(insert(u).values(name=None))
show(insert(u).prefix_with("OR IGNORE").values(name="x"))
show(update(u).values(name="y"))
show(update(u).where(u.c.id == 3).values(name="y", age=u.c.age + 1))
show(update(u).where(u.c.id.in_([1, 2])).values({u.c.name: "q"}))
show(update(u).where(u.c.name == bindparam("old")).values(name=bindparam("new")))
show(update(u).ordered_values((u.c.age, 5), ("name", "x")))
show(update(u).where(u.c.id == 1).values(name="z").returning(u.c.id, u.c.name))
show(update(u).values(name=select(func.max(u.c.name)).scalar_subquery()))
show(delete(u))
show(delete(u).where(u.c.id == 1, u.c.name == "x"))
show(delete(u).filter_by(name="x").returning(u.c.id))
show(sqlite_insert(u).values(id=1, name="x").on_conflict_do_nothing())
show(sqlite_insert(u).values(id=1, name="x").on_conflict_do_nothing(index_elements=["id"]))
ins = sqlite_insert(u).values(id=1, name="x")
show(ins.on_conflict_do_update(index_elements=[u.c.id], set_={"name": ins.excluded.name, "age": 7}))
show(ins.on_conflict_do_update(index_elements=["id"], set_=dict(name="new"), where=u.c.age > 5))
show(ins.on_conflict_do_update(index_elements=["name"], index_where=u.c.age > 5, set_={u.c.name: ins.excluded.name}))
for f in (lambda: insert(u).values(nope=3).compile(), lambda: update(u).values(nope=3).compile(), lambda: insert(u).values([{"name": 1}]).values(name=3), lambda: insert("x"), lambda: update(u).where("x"), lambda: delete(u).filter_by(zz=3),
          lambda: update(u).where(u.c.name == bindparam("name")).values(name="q").compile()):
    try:
        f()
        print("no error")
    except Exception as e:
        print(type(e).__name__, e)
