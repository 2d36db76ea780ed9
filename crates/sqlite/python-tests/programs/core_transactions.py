"""Autobegin, commit, rollback, savepoints and their errors."""
from sqlalchemy import *
from sqlalchemy import exc

e = create_engine("sqlite://", echo=True)
m = MetaData()
t = Table("t", m, Column("id", Integer, primary_key=True), Column("x", Integer))
m.create_all(e)
c = e.connect()
print(c.in_transaction(), c.in_nested_transaction(), c.closed)
c.execute(insert(t).values(x=1))
print(c.in_transaction())
c.rollback()
print(c.in_transaction())
with c.begin():
    c.execute(insert(t).values(x=1))
    with c.begin_nested() as sp:
        c.execute(insert(t).values(x=2))
        print(c.in_nested_transaction())
    n = c.begin_nested()
    c.execute(insert(t).values(x=3))
    n.rollback()
    try:
        with c.begin_nested():
            c.execute(insert(t).values(id=1, x=4))
    except exc.IntegrityError as ex:
        print("integrity", ex.orig, ex.statement, ex.params)
    print(c.execute(select(t.c.x)).scalars().all())
print(c.execute(select(t.c.x)).scalars().all())
for f in (c.begin, lambda: c.begin_nested().commit() or c.commit() or c.commit()):
    try:
        print(f())
    except exc.InvalidRequestError as ex:
        print(ex)
tr = c.begin()
tr.commit()
for f in (tr.commit, tr.rollback):
    try:
        f()
    except exc.InvalidRequestError as ex:
        print(ex)
with c.begin() as tr:
    tr.rollback()
    try:
        c.execute(select(t))
    except exc.InvalidRequestError as ex:
        print(ex)
c.close()
print(c.closed)
for f in (lambda: c.execute(select(t)), lambda: c.begin()):
    try:
        f()
    except exc.ResourceClosedError as ex:
        print(ex)
print(c)if False else None
