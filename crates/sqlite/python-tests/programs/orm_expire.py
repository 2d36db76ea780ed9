"""Expiry, refresh, and errors of detached objects."""
from sqlalchemy import *
from sqlalchemy.orm import *
from _blog import *
from _support import attempt, engine_for

engine = engine_for(Base)
with Session(engine) as s:
    fill(s)

with Session(engine) as s:
    u = s.get(User, 1)
    u.name = "changed"
    print(s.scalars(select(User.name).order_by(User.id)).all())
    with s.no_autoflush:
        u.name = "again"
        print(s.scalars(select(User.name).order_by(User.id)).all())
    s.rollback()
    print(u.name)
    u.age = 31
    s.refresh(u)
    print(u.age)
    s.refresh(u, ["name"])
    s.expire(u, ["age"])
    print(u.age, u.name)
    s.expire_all()
    print(u.fullname)
    s.expire(u)
    s.refresh(u, ["addresses"])
    print(u.addresses)
s = Session(engine, autoflush=False, expire_on_commit=False)
u = s.get(User, 2)
u.name = "robert"
print(s.query(User).filter_by(name="robert").count())
s.commit()
print(u.name)
s.close()
print(u.name)
