"""Both sides of relationships stay the same."""
from sqlalchemy import *
from sqlalchemy.orm import *
from _blog import *
from _support import attempt, engine_for

engine = engine_for(Base)
with Session(engine) as s:
    fill(s)

u = User(name="z")
a = Address(email="e")
a.user = u
print(u.addresses, a in u.addresses)
u.addresses.remove(a)
print(a.user)
u.addresses.append(a)
v = User(name="v")
v.addresses.append(a)
print(u.addresses, a.user)
del a.user
print(a.user, v.addresses)
with Session(engine) as s:
    u = s.get(User, 1)
    a = Address(email="pending", user=u)
    print(a in s)
    print(u.addresses)
    s.commit()
    a = s.scalars(select(Address).where(Address.email == "bob@x")).one()
    a.user = u
    print(s.get(User, 2).addresses)
    s.commit()
    print(u.addresses)
    attempt(lambda: u.addresses.append(3))
    attempt(lambda: setattr(u, "addresses", 3))
    attempt(lambda: setattr(u, "addresses", {1: 2}))
    attempt(lambda: setattr(a, "user", "x"))
