"""The messages of errors of the database."""
from sqlalchemy import *
from sqlalchemy import exc

e = create_engine("sqlite://")
m = MetaData()
t = Table("t", m, Column("id", Integer, primary_key=True), Column("email", String, unique=True), Column("name", String, nullable=False), Column("age", Integer, CheckConstraint("age > 0", name="positive")))
m.create_all(e)
with e.connect() as c:
    c.execute(insert(t).values(email="a", name="n", age=1))
    c.commit()
    for s, p in [(insert(t).values(email="a", name="x"), None), (insert(t).values(email="b"), None), (insert(t).values(email="b", name="x", age=-1), None), (text("select * from nope"), None), (text("selec 1"), None),
                 (insert(t), [{"email": "q", "name": "x"}, {"email": "q", "name": "y"}]), (text("select :a"), {}), (select(t).where(t.c.id == bindparam("zz")), {}), (text("insert into t (name, email) values (:n, :e)"), {"n": "x" * 400, "e": "a"}),
                 (insert(t), [{"email": f"q{i}", "name": None} for i in range(20)]), (select(table("missing", column("x"))), None), (insert(t).values(email="z", name="x", age="w" * 5), None), (select(func.nofunc(1)), None)]:
        try:
            c.execute(s, p)
            print("fine")
        except exc.SQLAlchemyError as ex:
            print(type(ex).__name__, type(getattr(ex, "orig", None)).__name__, getattr(ex, "code", None))
            print(ex)
            print(getattr(ex, "statement", None), getattr(ex, "params", None))
        c.rollback()
    for bad in ("select 1", 5, None, [1]):
        try:
            c.execute(bad)
        except exc.SQLAlchemyError as ex:
            print(type(ex).__name__, ex)
    for params in ((1, 2), [1, 2], 5, [(1,)]):
        try:
            c.execute(text("select 1"), params)
        except exc.SQLAlchemyError as ex:
            print(type(ex).__name__, ex)
try:
    create_engine("sqlite:///nodir/x/y.db").connect()
except exc.SQLAlchemyError as ex:
    print(type(ex).__name__, ex)
h = create_engine("sqlite://", hide_parameters=True, echo=True)
try:
    with h.connect() as c:
        c.execute(text("select :a, x"), {"a": 1})
except exc.SQLAlchemyError as ex:
    print(ex)
