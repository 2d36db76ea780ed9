"""ON CONFLICT as it is really done."""
from sqlalchemy import *
from sqlalchemy.dialects.sqlite import insert as upsert

e = create_engine("sqlite://", echo=True)
m = MetaData()
t = Table("t", m, Column("id", Integer, primary_key=True), Column("k", String, unique=True), Column("n", Integer, default=0), Column("upd", Integer, onupdate=5))
m.create_all(e)
with e.begin() as c:
    for i in range(2):
        s = upsert(t).values(k="a", n=i)
        r = c.execute(s.on_conflict_do_update(index_elements=[t.c.k], set_={"n": s.excluded.n + t.c.n, "upd": 1}))
        print(r.rowcount, r.inserted_primary_key, r.lastrowid)
        r = c.execute(upsert(t).values(k="a").on_conflict_do_nothing())
        print(r.rowcount, r.inserted_primary_key)
    print(c.execute(select(t)).all())
    s = upsert(t)
    c.execute(s.on_conflict_do_update(index_elements=["k"], set_=dict(n=s.excluded.n), where=t.c.n < 100), [{"k": "a", "n": 7}, {"k": "b", "n": 8}])
    print(c.execute(select(t)).all())
    print(c.execute(s.values(k="b", n=1).on_conflict_do_update(index_elements=["k"], set_={t.c.n: 99}).returning(t.c.id, t.c.n)).all())
    c.execute(s.values([{"k": "x"}, {"k": "b"}]).on_conflict_do_nothing(index_elements=["k"]))
    print(c.execute(select(t.c.k)).scalars().all())
for f in (lambda: s.on_conflict_do_update(index_elements=["k"], set_={}), lambda: s.on_conflict_do_nothing().on_conflict_do_nothing(), lambda: str(s.on_conflict_do_update(index_elements=["k"], set_={"zz": 1}).compile(e))):
    try:
        print(f())
    except Exception as ex:
        print(type(ex).__name__, ex)
