"""Transactions, savepoints, and errors of sessions."""
from sqlalchemy import *
from sqlalchemy.orm import *
from _blog import *
from _support import attempt, engine_for

engine = engine_for(Base)

with Session(engine) as s, s.begin():
    s.add(User(name="a"))
with Session(engine) as s:
    with s.begin():
        s.add(User(name="b"))
    try:
        with s.begin():
            s.add(User(name="c"))
            raise ValueError("no")
    except ValueError as e:
        print(e)
    print(s.scalars(select(User.name)).all())
    s.rollback()
    s.begin()
    s.add(User(name="d"))
    sp = s.begin_nested()
    s.add(User(name="e"))
    s.flush()
    sp.rollback()
    print(s.scalars(select(User.name)).all(), s.in_transaction(), s.in_nested_transaction())
    with s.begin_nested():
        s.add(User(name="f"))
    s.commit()
    print(s.scalars(select(User.name)).all())
    attempt(lambda: s.begin())
    s.rollback()
S = sessionmaker(engine)
with S.begin() as s:
    s.add(User(name="g"))
with S() as s:
    s.add(Tag(name="t"))
    s.commit()
    s.add(Tag(name="t"))
    attempt(lambda: s.commit())
    attempt(lambda: s.query(Tag).all())
    s.rollback()
    print(s.query(Tag).count())
    try:
        with s.begin_nested():
            s.add(Tag(name="t"))
            s.flush()
    except Exception as e:
        print(type(e).__name__)
    s.add(Tag(name="u"))
    s.commit()
    print(s.query(Tag.name).all())
    attempt(lambda: s.add(User()) or s.flush())
attempt(lambda: Session(engine, autocommit=True))
attempt(lambda: Session().execute(select(1)))
attempt(lambda: Session().query(User).all())
with S() as s:
    with s.begin():
        s.commit()
        attempt(lambda: s.execute(select(1)))
print(repr(S)[:60])
