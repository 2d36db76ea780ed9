"""merge()."""
from sqlalchemy import *
from sqlalchemy.orm import *
from _blog import *
from _support import attempt, engine_for

engine = engine_for(Base)
with Session(engine) as s:
    fill(s)

with Session(engine) as s:
    u = User(id=1, name="merged", addresses=[Address(id=1, email="m@x")])
    m = s.merge(u)
    print(m is u, m in s, m.name, m.addresses)
    s.commit()
    print(m.fullname, m.addresses)
    n = s.merge(User(id=77, name="new"))
    s.commit()
    print(n.id, n.name)
    d = s.merge(User(name="nokey"))
    s.flush()
    print(d.id)
    s.commit()
    with Session(engine) as s2:
        x = s2.get(User, 1)
        s2.expunge_all()
    y = s.merge(x, load=False)
    print(y is m)
