"""populate_existing, refresh of relationships, contains_eager of aliases, raiseload('*'), yield_per, streaming."""
from sqlalchemy import *
from sqlalchemy.orm import *
from _blog import *
from _support import attempt, engine_for

engine = engine_for(Base)
with Session(engine) as s:
    fill(s)
with Session(engine) as s:
    u = s.get(User, 1, options=[selectinload(User.posts), joinedload(User.addresses)])
    print(u.posts, u.addresses)
    s.execute(text("update posts set title = 'changed' where id = 1"))
    print(u.posts[0].title, s.scalars(select(Post).where(Post.id == 1)).one().title)
    print(s.scalars(select(Post).where(Post.id == 1), execution_options={"populate_existing": True}).one().title)
    s.refresh(u, ["posts"])
    print(len(u.posts))
with Session(engine) as s:
    u = s.scalars(select(User).options(raiseload("*"), selectinload(User.addresses)).order_by(User.id)).first()
    print(u.addresses)
    attempt(lambda: u.posts)
    pa = aliased(Post)
    q = select(User).join(User.posts.of_type(pa)).options(contains_eager(User.posts.of_type(pa))).where(pa.title != "").order_by(User.id, pa.id)
    print([(x, x.posts) for x in s.scalars(q).unique()])
    attempt(lambda: s.scalars(select(User).options(joinedload(User.posts))).all())
    print([p.id for p in s.scalars(select(Post).order_by(Post.id).execution_options(yield_per=2))])
    print([len(part) for part in s.scalars(select(Post).order_by(Post.id)).partitions(2)])
    sub = select(Post).where(Post.id < 3).subquery()
    ps = aliased(Post, sub, name="few")
    print(s.scalars(select(ps).order_by(ps.id)).all(), s.execute(select(User.name, ps.title).join(ps, ps.author_id == User.id).order_by(ps.id)).all())
    print(s.execute(select(User, func.count(Post.id)).outerjoin(User.posts).group_by(User.id).order_by(User.id)).all())
    print(s.scalars(select(User).where(User.posts.any(Post.tags.any(Tag.name == "red"))).order_by(User.id)).all())
    print(s.scalars(select(User).order_by(User.id).limit(1).options(subqueryload(User.posts))).all()[0].posts)
    print(s.execute(select(Bundle("b", User.id, User.name), User.age).order_by(User.id)).first())
    print(s.scalars(union(select(User.id).where(User.id == 1), select(User.id))).all())
    u1 = select(User).where(User.id == 1).union_all(select(User).where(User.id == 2))
    print(s.scalars(select(User).from_statement(u1)).all(), s.scalars(select(aliased(User, u1.subquery()))).all())
    rec = select(Post.id, literal(0).label("n")).where(Post.id == 1).cte("rec", recursive=True)
    rec = rec.union_all(select(Post.id, rec.c.n + 1).join(rec, Post.id == rec.c.id + 1))
    print(s.execute(select(Post.title, rec.c.n).join(rec, rec.c.id == Post.id).order_by(rec.c.n)).all())
    print(s.execute(select(User.name.label("n"), literal_column("'x'").label("x")).order_by("n")).mappings().first())
    print(list(s.scalars(select(User.id).where(User.id.in_(select(Post.author_id).where(Post.title.startswith("o")).scalar_subquery())))))
    print(s.scalar(select(User.name).where(User.id == bindparam("uid")), {"uid": 1}))
    print(s.connection().execute(select(User.id)).all(), s.get_bind() is engine)
