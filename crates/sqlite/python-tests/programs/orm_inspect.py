"""inspect() of classes, objects and attributes."""
from sqlalchemy import *
from sqlalchemy.orm import *
from _blog import *
from _support import attempt, engine_for

engine = engine_for(Base)

class V(Base):
    __tablename__ = "v"
    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str]
    n: Mapped[int] = mapped_column(default=1)

    @validates("email")
    def check(self, key, value):
        if "@" not in value:
            raise ValueError("failed simple email validation")
        return value.lower()

    @reconstructor
    def init_on_load(self):
        print("reconstructed", self.id)


Base.metadata.create_all(engine)
attempt(lambda: V(email="bad"))
with Session(engine) as s:
    v = V(email="A@B")
    print(v.email)
    s.add(v)
    s.commit()
with Session(engine) as s:
    v = s.scalars(select(V)).one()
    print(inspect(v).attrs.email.history, inspect(v).identity, inspect(v).session is s, inspect(v).dict.keys() >= {"id"})
    v.email = "c@d"
    print(inspect(v).attrs.email.history, inspect(v).attrs.email.value, inspect(v).modified)
    print(object_session(v) is s, inspect(V).primary_key, class_mapper(V) is inspect(V), str(inspect(V)), repr(V.email.property.columns))
    make_transient(v)
    print(inspect(v).transient, v.email)
    v.id = None
    s.add(v)
    s.commit()
    print(v.id)
print(inspect(User).relationships.addresses.direction, inspect(User).relationships["posts"].mapper, User.addresses.property.uselist)
print(User.name, str(User.addresses), User.name.key, User.id.type, User.name.expression)
print(inspect(User).attrs.keys(), User.__table__.name, User.__mapper__.class_ is User)
attempt(lambda: inspect(3))
attempt(lambda: User.nope)
attempt(lambda: User.name.nope)
attempt(lambda: class_mapper(int))
