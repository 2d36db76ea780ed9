"""text() with parameters, columns and types."""
from sqlalchemy import *

e = create_engine("sqlite://", echo=True)
with e.begin() as c:
    c.execute(text("create table t (id integer primary key, name text, at text)"))
    c.execute(text("insert into t (name, at) values (:name, :at)"), [{"name": "a", "at": "2024-01-01 00:00:00.000000"}, {"name": "b", "at": "2024-05-01 10:00:00.000000"}])
    s = text("select id, name, at from t where name = :n")
    print(s, s.compile().params, s.bindparams(n="a").compile().params)
    print(c.execute(s, {"n": "a"}).mappings().all())
    print(c.execute(s.bindparams(bindparam("n", type_=String)), {"n": "b"}).all())
    print(c.execute(text("select id, at from t").columns(id=Integer, at=DateTime)).all())
    print(c.execute(text("select at, id from t").columns(column("at", DateTime), column("id"))).all())
    print(c.execute(text("select * from t where id in :ids").bindparams(bindparam("ids", expanding=True)), {"ids": [1, 2]}).all())
    print(c.execute(text("select '\\:x', 'a:b', time('10:20:30')")).all())
    print(c.execute(select(column("id"), column("name", String)).select_from(text("t")).where(text("id > :i")).order_by(text("id DESC")), {"i": 0}).all())
    sub = text("select id, name from t").columns(column("id", Integer), column("name", String)).subquery("s")
    print(c.execute(select(sub).where(sub.c.id == 1)).all())
    print(c.execute(text("update t set name = 'z' where id = 1")).rowcount)
    print(c.execute(text("select 1 union select 2")).scalars().all())
for f in (lambda: s.bindparams(q=1), lambda: s.bindparams(bindparam("zz")), lambda: text("x") & text("y"), lambda: str(and_(text("a = 1"), text("b = 2"))), lambda: text("a").columns("x").c if False else None):
    try:
        print(f())
    except Exception as ex:
        print(type(ex).__name__, ex)
