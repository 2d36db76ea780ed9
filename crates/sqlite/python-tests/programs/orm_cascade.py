"""Cascades of save-update, delete and delete-orphan."""
from sqlalchemy import *
from sqlalchemy.orm import *
from _blog import *
from _support import attempt, engine_for

engine = engine_for(Base)
with Session(engine) as s:
    fill(s)

with Session(engine) as s:
    u = s.get(User, 1)
    u.addresses.remove(u.addresses[0])
    u.addresses.append(Address(email="new@x"))
    s.commit()
    print(u.addresses)
    u.addresses = [Address(email="only")]
    s.commit()
    print(s.scalars(select(Address.email).order_by(Address.id)).all())
    s.delete(u)
    s.commit()
    print(s.scalars(select(Post.author_id).order_by(Post.id)).all())
    p = s.get(Post, 1)
    s.delete(p)
    s.commit()
    print(s.query(Comment).count(), s.execute(select(post_tags)).all())
    t = s.get(Tag, 1)
    t.posts.clear()
    s.commit()
    s.delete(t)
    s.commit()
