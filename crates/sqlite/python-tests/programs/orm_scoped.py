"""scoped_session and sessionmaker."""
from sqlalchemy import *
from sqlalchemy.orm import *
from _blog import *
from _support import attempt, engine_for

engine = engine_for(Base)
Local = scoped_session(sessionmaker(bind=engine, autoflush=False))
Base.query = Local.query_property()
Local.add(User(name="a"))
Local.commit()
print(Local() is Local(), User.query.count(), User.query.filter_by(name="a").first())
attempt(lambda: Local(autoflush=True))
first = Local()
Local.remove()
print(Local() is first, Local.query(User).all(), Local.get(User, 1), Local.is_active)
Local.rollback()
maker = sessionmaker(engine)
print(repr(maker).split("(")[0])
with maker.begin() as s:
    s.add(User(name="b"))
with maker() as s:
    print(s.scalars(select(User.name).order_by(User.id)).all())
    try:
        with s.begin():
            pass
    except Exception as e:
        print(type(e).__name__, e)
class Mine(Session):
    def hello(self):
        return "hello"
print(sessionmaker(engine, class_=Mine)().hello(), isinstance(maker(), Session))
attempt(lambda: sessionmaker(engine, autocommit=True)())
attempt(lambda: Session(engine, future=False))
