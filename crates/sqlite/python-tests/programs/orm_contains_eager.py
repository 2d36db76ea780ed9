"""Collections filled from the joins of the statement."""
from sqlalchemy import *
from sqlalchemy.orm import *
from _blog import *
from _support import attempt, engine_for

engine = engine_for(Base)
with Session(engine) as s:
    fill(s)

with Session(engine) as s:
    q = s.query(User).join(User.addresses).options(contains_eager(User.addresses)).filter(Address.email == "ann@y")
    print([(u, u.addresses) for u in q])
with Session(engine) as s:
    q = select(Post).join(Post.author).options(contains_eager(Post.author)).order_by(Post.id)
    print([(p, p.author) for p in s.scalars(q)])
with Session(engine) as s:
    aa = aliased(Address)
    q = select(User).join(aa, User.addresses).options(contains_eager(User.addresses.of_type(aa)))
    print([(u, u.addresses) for u in s.scalars(q).unique()])
