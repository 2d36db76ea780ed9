"""Eager loading of more than one level."""
from sqlalchemy import *
from sqlalchemy.orm import *
from _blog import *
from _support import attempt, engine_for

engine = engine_for(Base)
with Session(engine) as s:
    fill(s)

with Session(engine) as s:
    q = select(User).options(selectinload(User.posts).selectinload(Post.tags))
    for u in s.scalars(q):
        print(u, [(p, p.tags) for p in u.posts], u.addresses)
with Session(engine) as s:
    q = select(User).options(joinedload(User.posts).joinedload(Post.comments)).order_by(User.id)
    for u in s.scalars(q).unique():
        print(u, [(p, p.comments) for p in u.posts])
with Session(engine) as s:
    q = select(Post).options(joinedload(Post.author, innerjoin=True).selectinload(User.addresses))
    for p in s.scalars(q):
        print(p, p.author.addresses)
with Session(engine) as s:
    q = select(User).options(subqueryload(User.posts).subqueryload(Post.comments)).order_by(User.id)
    for u in s.scalars(q):
        print(u, [(p, p.comments) for p in u.posts])
