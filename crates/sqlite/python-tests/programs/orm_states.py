"""States of objects in a session."""
from sqlalchemy import *
from sqlalchemy.orm import *
from _blog import *
from _support import attempt, engine_for

engine = engine_for(Base)

with Session(engine) as s:
    u = User(name="x")
    print(u.id, u.age, u.addresses, inspect(u).transient)
    s.add(u)
    print(inspect(u).pending, u in s, s.new, s.dirty)
    s.flush()
    print(u.id, u.age, inspect(u).persistent, s.new)
    u.name = "y"
    print(s.dirty, s.is_modified(u), inspect(u).attrs.name.history)
    s.rollback()
    print(inspect(u).transient, u in s, u.name)
    s.add(u)
    s.commit()
    print(u.name, u.id)
    s.delete(u)
    print(s.deleted)
    s.flush()
    print(inspect(u).deleted, inspect(u).was_deleted)
    s.rollback()
    print(inspect(u).persistent, u.name)
    s.expunge(u)
    print(inspect(u).detached, u.name)
    attempt(lambda: u.addresses)
    s.add(u)
    print(u.addresses)
    s.commit()
    s.close()
    attempt(lambda: u.name)
attempt(lambda: s.add(3))
attempt(lambda: s.add(User))
attempt(lambda: s.get(int, 3))
attempt(lambda: s.query(int))
attempt(lambda: User(nope=3))
attempt(lambda: s.delete(User(name="q")))
attempt(lambda: s.refresh(User(name="q")))
attempt(lambda: s.expunge(User(name="q")))
