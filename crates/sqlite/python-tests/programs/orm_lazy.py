"""Lazy loading, raise, noload."""
from sqlalchemy import *
from sqlalchemy.orm import *
from _blog import *
from _support import attempt, engine_for

engine = engine_for(Base)
with Session(engine) as s:
    fill(s)

with Session(engine) as s:
    for u in s.scalars(select(User).order_by(User.name)):
        print(u, u.addresses, u.posts)
    u = s.get(User, 1)
    print(u is s.scalars(select(User).where(User.id == 1)).one())
    print([p.author for p in s.scalars(select(Post).order_by(Post.id))])
    print([c.post.title for c in s.scalars(select(Comment))])
