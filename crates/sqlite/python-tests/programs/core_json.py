"""JSON columns: index access, NULL and None."""
from sqlalchemy import *

e = create_engine("sqlite://", echo=True)
m = MetaData()
t = Table("t", m, Column("id", Integer, primary_key=True), Column("j", JSON), Column("k", JSON(none_as_null=True)))
m.create_all(e)
with e.begin() as c:
    c.execute(insert(t), [{"j": {"a": 1, "b": [1, 2, {"c": "x"}], "s": "text", "t": True, "f": 1.5}, "k": [1]}, {"j": None, "k": None}, {"j": JSON.NULL, "k": JSON.NULL}, {"j": null(), "k": {}}][:3])
    c.execute(insert(t).values(j=null(), k=null()))
    print(c.execute(select(t)).all())
    print(c.execute(select(t.c.j["a"], t.c.j["b"], t.c.j["b"][2]["c"], t.c.j[("b", 0)])).all())
    print(c.execute(select(t.c.id).where(t.c.j["a"].as_integer() == 1)).all())
    print(c.execute(select(t.c.j["s"].as_string(), t.c.j["t"].as_boolean(), t.c.j["f"].as_float(), t.c.j["a"].as_integer())).all())
    print(c.execute(select(t.c.id).where(t.c.j["s"].as_string().like("te%"))).all())
    print(c.execute(select(t.c.id).where(t.c.j == None)).all(), c.execute(select(t.c.id).where(t.c.j == JSON.NULL)).all())
    print(c.execute(select(t.c.j["b"].label("bb")).order_by(t.c.id)).first().bb)
    c.execute(update(t).where(t.c.id == 1).values(j={"z": 1}))
    print(c.execute(select(t.c.j).where(t.c.id == 1)).scalar())
try:
    select(t.c.j.as_string())
except Exception as ex:
    print(type(ex).__name__, ex)
