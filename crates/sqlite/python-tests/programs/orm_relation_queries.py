"""any(), has(), contains(), joins along relationships, and their errors."""
from sqlalchemy import *
from sqlalchemy.orm import *
from _blog import *
from _support import attempt, engine_for

engine = engine_for(Base)
with Session(engine) as s:
    fill(s)

print(select(User).where(User.addresses.contains(Address(id=3))))
with Session(engine) as s:
    u = s.get(User, 1)
    print(s.scalars(select(Address).where(with_parent(u, User.addresses))).all())
    print(s.scalars(select(Post).where(Post.author == u).order_by(Post.id)).all())
    print(s.scalars(select(Post).where(Post.author != u)).all())
    print(s.scalars(select(User).where(User.posts.any(Post.tags.any(Tag.name == "blue")))).all())
    print(s.scalars(select(User).where(User.addresses.any(Address.email.like("bob%")))).all())
    print(s.scalars(select(Comment).join(Comment.post).join(Post.author).where(User.name == "ann").order_by(Comment.id)).all())
    print(s.scalars(select(User).join(User.addresses.and_(Address.email == "ann@y"))).all())
    print(s.execute(select(User.name, func.count(Address.id).label("n")).join(User.addresses).group_by(User.id).order_by(desc("n"))).all())
    sq = select(func.count(Post.id)).where(Post.author_id == User.id).scalar_subquery()
    print(s.execute(select(User.name, sq.label("posts")).order_by(User.id)).all())
    c = select(User).where(User.age > 25).cte("old")
    print(s.execute(select(c.c.name)).all(), s.scalars(select(aliased(User, c))).all())
    sub = select(User).where(User.id < 9).subquery()
    ua = aliased(User, sub)
    print(s.scalars(select(ua).order_by(ua.name)).all())
    print(s.scalars(union_all(select(User.name), select(Tag.name)).order_by("name")).all() if False else s.execute(union_all(select(User.name), select(Tag.name))).all())
    print(s.scalars(select(User).from_statement(select(User).union(select(User)))).all() if False else "")
    print(s.execute(select(Bundle("b", User.id, User.name)).order_by(User.id)).all())
    attempt(lambda: s.scalars(select(User).where(User.addresses == Address())))
    attempt(lambda: s.scalars(select(User).where(User.posts.has())))
    attempt(lambda: s.scalars(select(Post).where(Post.author.any())))
    attempt(lambda: s.scalars(select(User).join(Tag)).all())
    attempt(lambda: s.scalars(select(User).filter_by(nope=1)).all())
    attempt(lambda: s.query(User).filter_by(nope=1))
    print(s.query(User).with_parent(s.get(Address, 1)).all() if False else "")
