"""Query as of old."""
from sqlalchemy import *
from sqlalchemy.orm import *
from _blog import *
from _support import attempt, engine_for

engine = engine_for(Base)
with Session(engine) as s:
    fill(s)

with Session(engine) as s:
    q = s.query(User)
    print(q.filter(User.name == "ann").one(), q.filter_by(name="bob").all(), q.count())
    print(q.order_by(User.name.desc()).first(), q.order_by(User.id)[0:1], q.order_by(User.id)[1])
    print(s.query(User.name, User.age).order_by(User.id).all())
    print(s.query(User, Address).join(Address).order_by(Address.id).all())
    print(s.query(func.count(User.id)).scalar(), s.query(User.name).distinct().all())
    print(s.query(User.age, func.count(User.id)).group_by(User.age).having(func.count(User.id) > 0).all())
    print(q.filter(User.name.like("%n%"), User.age > 1).limit(5).offset(0).all())
    print(q.filter(or_(User.name == "ann", User.age.in_([20, 21]))).order_by(User.id).all())
    attempt(lambda: q.filter(User.id == 99).one())
    attempt(lambda: q.one())
    print(q.filter(User.id == 99).one_or_none(), q.filter(User.id == 99).first())
    print(q.get(1), q.filter(User.id == 1).scalar())
    print(s.query(q.filter(User.id == 1).exists()).scalar())
    print(s.query(User.id).filter(User.id == 99).scalar())
    print([u.name for u in q.yield_per(1)])
    print(q.with_entities(User.id).order_by(User.id).all(), s.query(User.name.label("n")).first().n)
    for row in s.query(User.id, User.name):
        print(row.id, row.name, row._mapping["name"])
