"""MetaData, Table and Column as objects."""
from sqlalchemy import *

m = MetaData()
t = Table("t", m, Column("id", Integer, primary_key=True), Column("a", String(5), key="aa", nullable=False, doc="d", info={"x": 1}), Column("b", ForeignKey("o.id")))
o = Table("o", m, Column("id", Integer, primary_key=True), schema=None)
print(m.tables.keys(), list(m.tables), "t" in m.tables, "t" in m, t in m, [x.name for x in m.sorted_tables], m)
print(t.c.keys(), t.c.aa, t.c.aa.name, t.c.aa.key, t.c["aa"] is t.c.aa, "aa" in t.c, len(t.c), [c.name for c in t.columns], t.primary_key, list(t.primary_key), t.foreign_keys, t.key, t.fullname, t.name)
print(t.c.aa.nullable, t.c.id.nullable, t.c.id.primary_key, t.c.aa.doc, t.c.aa.info, t.c.b.foreign_keys, [f.column for f in t.c.b.foreign_keys], t.c.b.type, t.c.id.autoincrement, t.autoincrement_column)
print(repr(t), repr(t.c.aa), str(t), select(t), t.c.aa == "x", t.c.contains_column(t.c.aa), t.c.b.references(o.c.id))
for f in (lambda: Table("t", m, Column("x", Integer)), lambda: Table("q", m, Column("id", Integer), Column("id", Integer)), lambda: t.c.zzz, lambda: t.c["zzz"], lambda: Table("z"), lambda: Table("z", "x"), lambda: Column("a", "b", "c"), lambda: Column("x", Integer, nope=3), lambda: Table("r", m, 5), lambda: Table("r", m, Column(Integer)), lambda: Table("r", m, Column("x", Integer, sqlite_nope=3)),
          lambda: Table("r2", m, UniqueConstraint("zz")), lambda: bool(t.c.aa == "x" ) , lambda: bool(t.c.aa > 3), lambda: list(t.c.aa), lambda: t.c.aa.nothing, lambda: select([t.c.id]), lambda: select("id"), lambda: select(t).where("x = 1"), lambda: select(t).order_by(5), lambda: select(t).limit("x"), lambda: t.c.aa.in_(5), lambda: t.c.aa.in_("abc"), lambda: and_("x"), lambda: func.count([1]), lambda: select(t).join("x"), lambda: select(t).filter_by(nope=1), lambda: t.c.aa + object(), lambda: select(object()),
          lambda: t.c.id == object(), lambda: insert(t).values(object()), lambda: case([(t.c.id == 1, 2)]), lambda: cast(t.c.id, "x"), lambda: t.c.aa < None, lambda: select(t).group_by(object()), lambda: select(select(t)), lambda: select(t).select_from(select(t)), lambda: text(5), lambda: union("x"), lambda: exists("x"), lambda: t.c.aa[0], lambda: t.c.aa << 3, lambda: bindparam("x").label("y") + 1, lambda: str(select(t).order_by("zz")), lambda: t.alias().c.zz, lambda: select(t).subquery().c.zz, lambda: select(t).c.aa):
    try:
        r = f()
        print("fine", type(r).__name__)
    except Exception as ex:
        print(type(ex).__name__, str(ex).split(" at 0x")[0])
t2 = Table("t", m)
print(t2 is t, Table("t", m, Column("extra", Integer), extend_existing=True).c.keys())
m2 = MetaData(schema="s")
x = Table("x", m2, Column("id", Integer, primary_key=True), Column("y", ForeignKey("x.id")))
print(x.key, x.schema, select(x), [f.column for f in x.c.y.foreign_keys])
c = t.to_metadata(MetaData())
print(c is t, c.c.keys(), repr(c))
m.remove(t)
print(list(m.tables))
m.clear()
print(list(m.tables), Table("a", m, Column("x", Integer, primary_key=True, autoincrement=False)).autoincrement_column)
