"""Every way of eager loading."""
from sqlalchemy import *
from sqlalchemy.orm import *
from _blog import *
from _support import attempt, engine_for

engine = engine_for(Base)
with Session(engine) as s:
    fill(s)

for opt in (selectinload, joinedload, subqueryload, immediateload, lazyload):
    print("----", opt.__name__)
    with Session(engine) as s:
        for u in s.scalars(select(User).options(opt(User.addresses)).order_by(User.id)).unique():
            print(u, u.addresses)
    with Session(engine) as s:
        for a in s.scalars(select(Address).options(opt(Address.user)).order_by(Address.id)):
            print(a, a.user)
    with Session(engine) as s:
        for p in s.scalars(select(Post).options(opt(Post.tags)).order_by(Post.id)).unique():
            print(p, p.tags)
