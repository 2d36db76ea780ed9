"""Loader options, load_only, defer, and their errors."""
from sqlalchemy import *
from sqlalchemy.orm import *
from _blog import *
from _support import attempt, engine_for

engine = engine_for(Base)
with Session(engine) as s:
    fill(s)

with Session(engine) as s:
    u = s.scalars(select(User).options(load_only(User.name))).first()
    print(u.name, inspect(u).unloaded - {"posts", "addresses"} == {"fullname", "age"})
    print(u.age, u.fullname)
with Session(engine) as s:
    u = s.scalars(select(User).options(defer(User.fullname))).first()
    print(u.fullname)
with Session(engine) as s:
    u = s.scalars(select(User).options(raiseload(User.addresses), raiseload("*"))).first()
    attempt(lambda: u.addresses)
    attempt(lambda: u.posts)
with Session(engine) as s:
    u = s.scalars(select(User).options(defer(User.age, raiseload=True))).first()
    attempt(lambda: u.age)
with Session(engine) as s:
    p = s.scalars(select(Post).options(selectinload(Post.author).load_only(User.name))).first()
    print(p.author.name)
    attempt(lambda: s.scalars(select(Address).options(selectinload(User.addresses))).all())
    attempt(lambda: s.scalars(select(User).options(selectinload("addresses"))).all())
    attempt(lambda: selectinload(User.addresses).selectinload(Post.tags))
    attempt(lambda: selectinload(User.name))
