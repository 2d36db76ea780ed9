"""What echo=True logs over several transactions."""
from sqlalchemy import *

e = create_engine("sqlite://", echo=True)
m = MetaData()
u = Table("users", m, Column("id", Integer, primary_key=True), Column("name", String, nullable=False), Column("active", Boolean, default=True))
m.create_all(e)
m.create_all(e)
with e.connect() as c:
    c.execute(insert(u), {"name": "a"})
    c.execute(insert(u), [{"name": "b"}, {"name": "c", }])
    c.commit()
    c.execute(insert(u), [{"name": "d", "active": False}])
    c.rollback()
    print(c.execute(select(u)).all())
    print(c.execute(text("select count(*) from users where name > :n"), {"n": "a"}).scalar())
    print(c.execute(text("select 1")).fetchone())
    print(c.scalar(select(func.count()).select_from(u)))
    print(c.scalars(select(u.c.name).order_by(u.c.name)).all())
    print(c.exec_driver_sql("select name from users where id = ?", (2,)).all())
    c.exec_driver_sql("insert into users (name) values (?)", [("x",), ("y",)])
with e.begin() as c:
    print(c.execute(update(u).where(u.c.id == 1).values(name="z")).rowcount)
    print(c.execute(delete(u).where(u.c.id > 100)).rowcount)
    for i in range(3):
        print(c.execute(select(u.c.name).where(u.c.id == i)).first())
try:
    with e.begin() as c:
        c.execute(insert(u).values(name="zzz"))
        raise ValueError("stop")
except ValueError as ex:
    print(ex)
m.drop_all(e)
