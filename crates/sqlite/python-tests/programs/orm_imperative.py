"""Imperative mapping, and registries."""
from sqlalchemy import *
from sqlalchemy.exc import *
from sqlalchemy.orm import *
from _support import attempt, engine_for

reg = registry()
user_table = Table("user", reg.metadata, Column("id", Integer, primary_key=True), Column("name", String(50)), Column("fullname", String(50)))
address_table = Table("address", reg.metadata, Column("id", Integer, primary_key=True), Column("user_id", ForeignKey("user.id")), Column("email", String))


class User:
    def __init__(self, name):
        self.name = name


class Address:
    pass


reg.map_imperatively(Address, address_table)
reg.map_imperatively(
    User, user_table, properties={"addresses": relationship(Address, backref="user", order_by=address_table.c.id), "full": user_table.c.fullname}
)
engine = engine_for(reg)
with Session(engine) as s:
    u = User("x")
    a = Address()
    a.email = "e"
    u.addresses.append(a)
    s.add(u)
    s.commit()
    print(u.name, u.full, a.user is u, u.addresses[0].email)
    print(s.scalars(select(User).where(User.full == None)).all() == [u])
print(class_mapper(User).persist_selectable is user_table, [p.key for p in class_mapper(User).iterate_properties])


@reg.mapped
class Deco:
    __tablename__ = "deco"
    id = Column(Integer, primary_key=True)
    x: Mapped[int]


print(Deco.__table__.c.keys(), Deco(x=1).x)
attempt(lambda: reg.map_imperatively(User, user_table))
attempt(lambda: class_mapper(int))
attempt(lambda: inspect(object()))
HybridBase = declarative_base()


class Both(HybridBase):
    __table__ = Table("both", HybridBase.metadata, Column("id", Integer, primary_key=True), Column("other", String, key="o"))
    note = column_property(__table__.c.o + "!")


print(Both.__table__.c.keys(), select(Both))
