"""The SQL of many statements, not executed."""
from sqlalchemy import *
from sqlalchemy.orm import *
from _blog import *
from _support import attempt, engine_for

engine = engine_for(Base)
with Session(engine) as s:
    fill(s)

with Session(engine) as s:
    print(s.query(User).filter(User.name == "x"))
    print(s.query(User, Address.email).join(User.addresses).filter(Address.email.like("a%")))
    print(select(User).where(User.name == "x"))
    print(select(User.id, Address.id).join(User.addresses))
    print(select(User).join(User.posts).join(Post.tags))
    print(select(User).join(Address, User.id == Address.user_id).outerjoin(Post))
    sub = select(Address.user_id, func.count().label("n")).group_by(Address.user_id).subquery()
    print(select(User, sub.c.n).outerjoin(sub, User.id == sub.c.user_id))
    ua = aliased(User)
    print(select(ua.name, User.name).join(ua, ua.id > User.id))
    print(s.query(User).filter(User.addresses.any(Address.email == "x")))
    print(s.query(Address).filter(Address.user.has(name="x")))
    print(s.query(User).filter(~User.addresses.any()))
    print(s.query(Post).filter(Post.author == None, Post.tags.any(Tag.name == "red")))
    print(select(User).where(User.id.in_(select(Address.user_id))))
    print(s.query(User).union(s.query(User).filter(User.id == 1)))
    print(s.query(User.id).filter(User.id == 1).subquery().select())
    print(s.query(User).order_by(None).group_by(User.name))
    print(select(func.count()).select_from(User).where(User.age > 3))
    print(select(User).filter_by(name="x").join(User.addresses).filter_by(email="e"))
    print(exists().where(Address.user_id == User.id))
    print(select(User).where(exists().where(Address.user_id == User.id)))
    print(update(User).where(User.id == 1).values(name="x"), delete(User).where(User.name == "x"), insert(User))
