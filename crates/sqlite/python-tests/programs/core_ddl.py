"""CREATE TABLE with all kinds of columns and constraints."""
from sqlalchemy import *
from sqlalchemy.schema import CreateTable, CreateIndex, DropTable, DropIndex
from sqlalchemy.dialects import sqlite

m = MetaData()
a = Table("a", m, Column("id", Integer, primary_key=True), Column("order", String(5), server_default="x"), Column("n", Integer, server_default=text("5")), Column("when", DateTime, server_default=func.now()), Column("ok", Boolean, server_default=true()), Column("z", Float, server_default="1.5", nullable=False), Column("c", String, comment="hi"), comment="table", sqlite_autoincrement=True)
b = Table("b", m, Column("x", Integer, primary_key=True), Column("y", Integer, primary_key=True), Column("a_id", ForeignKey("a.id", ondelete="CASCADE", onupdate="SET NULL", name="fk_a")), Column("u", String, unique=True), Column("i", String, index=True), Column("ui", String, index=True, unique=True),
          UniqueConstraint("u", "i", name="uq_ui"), CheckConstraint("x > y", name="ck"), CheckConstraint("x > 1"), Index("ix_two", "x", "i"), Index("ix_low", func.lower(text("i"))), ForeignKeyConstraint(["x"], ["a.id"], deferrable=True, initially="DEFERRED"))
Index("ix_where", b.c.i, b.c.u.desc(), sqlite_where=b.c.i > "5", unique=True)
c = Table("c", m, Column("k", String(4), primary_key=True), Column("e", Enum("p", "q", name="pq", create_constraint=True)), Column("bb", Boolean(create_constraint=True, name="bb_ck")), Column("comp", Integer, Computed("1 + 2")), Column("comp2", Integer, Computed("1 + 2", persisted=True)), Column("col", Numeric(5)), Column("v", VARCHAR(5, collation="NOCASE")), sqlite_with_rowid=False)
d = Table("Weird Name", m, Column("Some Col", Integer, primary_key=True), Column("select", Integer), Column("self_id", ForeignKey("Weird Name.Some Col")), prefixes=["TEMPORARY"])
s = Table("s", m, Column("id", Integer, primary_key=True), Column("iden", Integer, Identity(start=3)), sqlite_strict=True)
for t in (a, b, c, d, s):
    print(CreateTable(t))
    print(CreateTable(t).compile(dialect=sqlite.dialect()))
    for i in sorted(t.indexes, key=lambda i: i.name):
        print(CreateIndex(i).compile(dialect=sqlite.dialect()))
        print(DropIndex(i))
print(DropTable(a), DropTable(a, if_exists=True), CreateTable(s, if_not_exists=True))
b.indexes.clear()
e = create_engine("sqlite://", echo=True)
m.create_all(e)
m.drop_all(e)
print([t.name for t in m.sorted_tables])
try:
    print(CreateTable(Table("bad", m, Column("x"))))
except Exception as ex:
    print(type(ex).__name__, ex)
try:
    print(Table("bad2", m, Column("x", ForeignKey("zz.id")), Column("y", Integer)).c.x.type)
    m.create_all(e)
except Exception as ex:
    print(type(ex).__name__, ex)
