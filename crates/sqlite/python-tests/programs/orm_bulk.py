"""INSERT, UPDATE and DELETE of classes, with RETURNING and lists of values."""
from sqlalchemy import *
from sqlalchemy.orm import *
from _blog import *
from _support import attempt, engine_for

engine = engine_for(Base)
with Session(engine) as s:
    fill(s)

with Session(engine) as s:
    u = s.get(User, 1)
    print(s.execute(update(User).where(User.name == "ann").values(age=44)).rowcount, u.age)
    print(s.execute(update(User).values(age=User.age + 1)).rowcount, u.age)
    print(s.execute(update(User).where(User.name.like("a%")).values(fullname="L")).rowcount, u.fullname)
    print(s.execute(delete(Address).where(Address.user_id == 2)).rowcount)
    s.commit()
    print(s.scalars(insert(User).returning(User), [{"name": "n1"}, {"name": "n2", "fullname": "x"}]).all())
    s.execute(insert(User), [{"name": "m1"}, {"name": "m2"}])
    s.execute(insert(User).values(name="single"))
    print(s.scalars(insert(User).values(name="ret").returning(User)).one(), s.execute(insert(User).values(name="r2").returning(User.id, User.name)).all())
    s.execute(update(User), [{"id": 1, "name": "bulk"}, {"id": 2, "name": "bulk2"}])
    print(u.name)
    print(s.scalars(update(User).where(User.id == 1).values(name="q").returning(User)).all(), u.name)
    print(s.execute(delete(User).where(User.name == "n1").returning(User.id)).all())
    print(s.query(User).filter(User.name == "m1").delete(), s.query(User).filter(User.name == "m2").update({"age": 9}))
    print(s.query(User).filter(User.id > 2).update({User.age: User.age + 1}, synchronize_session=False))
    print(s.execute(update(User).where(User.id == 1).values(age=1), execution_options={"synchronize_session": "fetch"}).rowcount, u.age)
    attempt(lambda: s.execute(update(User).values(age=1), execution_options={"synchronize_session": "x"}))
    attempt(lambda: s.execute(update(User).where(User.name.like("a%")).values(age=1).execution_options(synchronize_session="evaluate")))
    attempt(lambda: s.query(User).limit(1).delete())
    s.bulk_save_objects([User(name="bs1"), User(name="bs2")])
    s.bulk_insert_mappings(User, [{"name": "bi1"}, {"name": "bi2", "age": 3}])
    s.bulk_update_mappings(User, [{"id": 2, "age": 77}])
    s.commit()
    print(s.execute(select(User.name, User.age).order_by(User.id)).all())
