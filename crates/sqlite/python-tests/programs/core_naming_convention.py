"""Names of constraints from a naming convention."""
from sqlalchemy import *
from sqlalchemy.schema import CreateTable, CreateIndex

m = MetaData(naming_convention={"ix": "ix_%(column_0_label)s", "uq": "uq_%(table_name)s_%(column_0_name)s", "ck": "ck_%(table_name)s_%(constraint_name)s", "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s", "pk": "pk_%(table_name)s"})
a = Table("a", m, Column("id", Integer, primary_key=True), Column("x", String, unique=True), Column("y", Integer, CheckConstraint("y > 0", name="pos"), index=True))
b = Table("b", m, Column("id", Integer, primary_key=True), Column("a_id", ForeignKey("a.id")), Column("p", Integer), Column("q", Integer), UniqueConstraint("p", "q"), UniqueConstraint("q", name="own"), Column("e", Enum("x", name="e", create_constraint=True)))
for t in (a, b):
    print(CreateTable(t))
    for i in t.indexes:
        print(CreateIndex(i))
m2 = MetaData(naming_convention={"uq": "uq_%(table_name)s_%(column_0_N_name)s"})
print(CreateTable(Table("z", m2, Column("p", Integer), Column("q", Integer), UniqueConstraint("p", "q"))))
m3 = MetaData(naming_convention={"ck": "ck_%(table_name)s_%(constraint_name)s"})
try:
    print(CreateTable(Table("z", m3, Column("p", Integer), CheckConstraint("p > 1"))))
except Exception as ex:
    print(type(ex).__name__, ex)
