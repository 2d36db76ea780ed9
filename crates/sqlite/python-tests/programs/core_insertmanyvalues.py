"""INSERT with RETURNING for many rows."""
import uuid
from sqlalchemy import *
from sqlalchemy.dialects.sqlite import insert as upsert

e = create_engine("sqlite://", echo=True)
m = MetaData()
t = Table("t", m, Column("id", Integer, primary_key=True), Column("name", String, unique=True), Column("n", Integer, default=7), Column("at", String, server_default="now"))
g = Table("g", m, Column("id", Uuid, primary_key=True, default=None), Column("x", Integer))
k = Table("k", m, Column("id", String, primary_key=True, default=lambda: "k%d" % next(counter)), Column("x", Integer))
counter = iter(range(100))
m.create_all(e)
with e.begin() as c:
    r = c.execute(insert(t).returning(t.c.id), [{"name": n} for n in "abc"])
    print(r.all())
    r = c.execute(insert(t).returning(t.c.id, t.c.name, t.c.at, sort_by_parameter_order=True), [{"name": n} for n in "def"])
    print(r.keys(), r.all())
    print(c.execute(insert(t).returning(t), [{"name": "z"}]).all())
    print(c.execute(insert(t).values(name="y").returning(t.c.id, t.c.n + 1)).all())
    print(c.execute(insert(t).returning(t.c.id).execution_options(insertmanyvalues_page_size=2), [{"name": f"p{i}"} for i in range(5)]).scalars().all())
    print(c.execute(insert(g).returning(g.c.x, sort_by_parameter_order=True), [{"id": uuid.UUID(int=i), "x": i} for i in range(3)]).all())
    print(c.execute(insert(k).returning(k.c.id, k.c.x, sort_by_parameter_order=True), [{"x": i} for i in range(3)]).all())
    print(c.execute(insert(t).return_defaults(), [{"name": "rd1"}, {"name": "rd2"}]).inserted_primary_key_rows)
    r = c.execute(insert(t).return_defaults(sort_by_parameter_order=True), [{"name": "rd3"}, {"name": "rd4"}])
    print(r.inserted_primary_key_rows, r.returned_defaults_rows)
    r = c.execute(insert(t).values(name="rd5").return_defaults())
    print(r.inserted_primary_key, r.returned_defaults, r.returned_defaults._mapping)
    r = c.execute(insert(t).values(name="rd6").return_defaults(t.c.at))
    print(r.inserted_primary_key, r.returned_defaults)
    u = upsert(t).returning(t.c.id, t.c.name)
    print(c.execute(u.on_conflict_do_update(index_elements=["name"], set_={"n": u.excluded.n}), [{"name": "a", "n": 1}, {"name": "new", "n": 2}]).all())
    print(c.execute(insert(t).values([{"name": "v1"}, {"name": "v2", "n": 3}]).returning(t.c.id)).all() if False else "")
    print(c.execute(insert(t).values([{"name": "v1", "n": 1}, {"name": "v2", "n": 3}]).returning(t.c.id)).all())
    print(c.execute(insert(t).values([{"name": "v3"}, {"name": "v4"}])).rowcount)
    print(c.execute(update(t).where(t.c.name == "a").values(n=t.c.n + 1).returning(t.c.n)).all())
    print(c.execute(delete(t).where(t.c.name == "a").returning(t)).all())
    print(c.execute(update(t).where(t.c.name == bindparam("b_name")).values(n=bindparam("b_n")), [{"b_name": "b", "b_n": 5}, {"b_name": "c", "b_n": 6}]).rowcount)
    print(c.execute(insert(t).returning(t.c.id)).all() if False else "")
    try:
        c.execute(insert(t).returning(t.c.id), [{"name": "b"}, {"name": "c"}])
    except Exception as ex:
        print(type(ex).__name__, ex)
