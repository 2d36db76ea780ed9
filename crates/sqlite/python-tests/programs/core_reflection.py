"""inspect(engine), Table(autoload_with), MetaData.reflect."""
from sqlalchemy import *

e = create_engine("sqlite://")
m = MetaData()
a = Table("a", m, Column("id", Integer, primary_key=True), Column("name", String(30), nullable=False, unique=True), Column("n", Numeric(10, 2), server_default="5"), Column("at", DateTime, server_default=func.now()), Column("ok", Boolean), Column("big", BigInteger, index=True))
b = Table("b", m, Column("x", Integer, primary_key=True), Column("y", Integer, primary_key=True), Column("a_id", ForeignKey("a.id", ondelete="CASCADE", name="fk_b")), CheckConstraint("x > 0", name="ck_x"), Index("ix_b", "a_id", "y", unique=True), UniqueConstraint("y", "a_id", name="uq_b"))
m.create_all(e)
with e.begin() as c:
    c.execute(text("create view v as select id from a"))
i = inspect(e)
print(i.get_table_names(), i.get_view_names(), i.has_table("a"), i.has_table("zz"), i.get_schema_names(), i.default_schema_name)
for t in ("a", "b"):
    for col in i.get_columns(t):
        print({k: repr(v) for k, v in col.items()})
    print(i.get_pk_constraint(t), i.get_foreign_keys(t), i.get_indexes(t), i.get_unique_constraints(t), i.get_check_constraints(t))
print(i.get_view_definition("v"), i.get_sorted_table_and_fkc_names())
try:
    i.get_columns("zz")
except Exception as ex:
    print(type(ex).__name__, ex)
m2 = MetaData()
t = Table("b", m2, autoload_with=e)
print(repr(t), sorted(m2.tables), [fk.target_fullname for fk in t.foreign_keys], sorted(i.name for i in t.indexes))
m3 = MetaData()
m3.reflect(e)
print(sorted(m3.tables), [x.name for x in m3.sorted_tables])
print(repr(m3.tables["a"]))
with e.connect() as c:
    print(c.execute(select(m3.tables["a"])).all(), inspect(c).get_table_names())
try:
    Table("nope", m2, autoload_with=e)
except Exception as ex:
    print(type(ex).__name__, ex)
try:
    inspect(object())
except Exception as ex:
    print(type(ex).__name__, str(ex)[:60])
