"""Joined eager loading around LIMIT."""
from sqlalchemy import *
from sqlalchemy.orm import *
from _blog import *
from _support import attempt, engine_for

engine = engine_for(Base)
with Session(engine) as s:
    fill(s)

with Session(engine) as s:
    q = select(User).options(joinedload(User.addresses)).order_by(User.name).limit(1)
    print([(u, u.addresses) for u in s.scalars(q).unique()])
    q = select(User).options(joinedload(User.posts)).order_by(User.name.desc()).limit(1).offset(1)
    print([(u, u.posts) for u in s.scalars(q).unique()])
    print([(p, p.author) for p in s.scalars(select(Post).options(joinedload(Post.author)).limit(2))])
with Session(engine) as s:
    print(s.query(User).options(joinedload(User.addresses)).order_by(User.id).first().addresses)
    print(s.query(User).options(joinedload(User.addresses)).count())
    attempt(lambda: s.scalars(select(User).options(joinedload(User.addresses))).all())
