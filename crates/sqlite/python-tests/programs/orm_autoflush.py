"""When a session flushes by itself, and the errors that come of it."""
from sqlalchemy import *
from sqlalchemy.orm import *
from _blog import *
from _support import attempt, engine_for

engine = engine_for(Base)
with Session(engine) as s:
    s.add(User(name="a"))
    print(s.scalar(select(func.count(User.id))))
    with s.no_autoflush:
        s.add(User(name="b"))
        print(s.scalar(select(func.count(User.id))))
    s.add(User())
    attempt(lambda: s.scalars(select(User)).all())
    attempt(lambda: s.scalars(select(User)).all())
    s.rollback()
    print(s.in_transaction(), s.scalar(select(func.count(User.id))))
    u = User(name="c", posts=[Post(title="p")])
    s.add(u)
    s.flush()
    post = u.posts[0]
    u.posts = []
    s.flush()
    print(post.author_id, inspect(post).persistent)
    s.execute(text("update users set name = 'raw'"))
    print(u.name)
    s.expire(u, ["name"])
    print(u.name)
    s.commit()
    s.bulk_save_objects([User(name="x"), User(name="y")])
    s.bulk_insert_mappings(User, [{"name": "m"}, {"name": "n", "age": 3}])
    s.bulk_update_mappings(User, [{"id": 1, "name": "first"}])
    s.commit()
    print(s.scalars(select(User.name).order_by(User.id)).all())
with Session(engine, autoflush=False) as s:
    s.add(User(name="z"))
    print(s.query(User).filter_by(name="z").count())
    s.flush()
    print(s.query(User).filter_by(name="z").count())
with Session(engine, expire_on_commit=False) as s:
    u = s.get(User, 1)
    s.commit()
    print(u.name)
print(u.name)
attempt(lambda: u.posts)
attempt(lambda: Session().query(User).all())
attempt(lambda: Session(engine).execute(select(User).where(User.nope == 1)))
