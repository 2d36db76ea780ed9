"""select() of classes, columns, bundles and aliases."""
from sqlalchemy import *
from sqlalchemy.orm import *
from _blog import *
from _support import attempt, engine_for

engine = engine_for(Base)
with Session(engine) as s:
    fill(s)

with Session(engine) as s:
    for row in s.execute(select(User.name, Address.email).join(User.addresses).order_by(Address.id)):
        print(row, row.name, row.email)
    for u, a in s.execute(select(User, Address).join(User.addresses).order_by(Address.id)):
        print(u, a)
    print(s.execute(select(User.id, User.name).order_by(User.id)).mappings().all())
    print(s.scalar(select(func.count(User.id))), s.scalars(select(User.name)).all())
    r = s.execute(select(User, User.name.label("n"), func.upper(User.name)))
    print(r.keys())
    print(r.first())
    print(s.execute(select(User.id, Address.id).join(Address)).keys())
    print(s.execute(select(User).order_by(User.id)).all())
    print(s.execute(text("select id, name from users order by id")).all())
    print(s.execute(select(User).where(User.id == 1)).scalar_one(), s.execute(select(User.name).where(User.id == 5)).scalar_one_or_none())
    attempt(lambda: s.execute(select(User)).scalar_one())
    attempt(lambda: s.scalars(select(User).where(User.id == 9)).one())
    print(s.scalars(select(User).from_statement(text("select * from users where name='bob'"))).all())
    print(s.execute(select(User, Post).outerjoin(Post, User.id == Post.author_id).where(User.id == 2)).all())
    print(s.scalars(select(User).order_by(User.id), execution_options={"yield_per": 1}).all())
    for part in s.scalars(select(User).order_by(User.id)).partitions(1):
        print(part)
