"""Pools: classes, statuses, StaticPool, NullPool, pre-ping."""
from sqlalchemy import *
from sqlalchemy.pool import StaticPool, NullPool, QueuePool, SingletonThreadPool

for url, kw in (("sqlite://", {}), ("sqlite:///x.db", {}), ("sqlite:///:memory:", {}), ("sqlite://", {"poolclass": StaticPool}), ("sqlite:///x.db", {"poolclass": NullPool}), ("sqlite:///x.db", {"pool_size": 1, "max_overflow": 0, "pool_timeout": 0.01}), ("sqlite://", {"poolclass": QueuePool, "pool_size": 3})):
    e = create_engine(url, connect_args={"check_same_thread": False}, pool_pre_ping=True, pool_recycle=3600, **kw)
    print(type(e.pool).__name__, e.pool.status() if type(e.pool) is not SingletonThreadPool else "", e.url, e.name, e.driver, e.dialect.name)
    with e.connect() as c:
        c.execute(text("create table if not exists t (x)"))
        c.commit()
        print(e.pool.status() if type(e.pool) is not SingletonThreadPool else "")
        if kw.get("pool_size") == 1:
            try:
                e.connect()
            except exc.TimeoutError as ex:
                print(ex)
    with e.connect() as c:
        print(c.execute(text("select count(*) from sqlite_master")).scalar())
    raw = e.raw_connection()
    cur = raw.cursor()
    cur.execute("select 1")
    print(cur.fetchone(), type(raw.dbapi_connection).__name__, type(raw.driver_connection).__name__)
    raw.close()
    e.dispose()
    with e.connect() as c:
        print(c.execute(text("select count(*) from sqlite_master")).scalar())
print(repr(create_engine("sqlite:///x.db")))
for bad in ("nope://", "sqlite", "sqlite://host/x", 5, "sqlite+nope://"):
    try:
        print(create_engine(bad))
    except Exception as ex:
        print(type(ex).__name__, ex)
try:
    create_engine("sqlite://", nope=1)
except TypeError as ex:
    print(ex)
try:
    create_engine("sqlite:///x.db", future=False)
except Exception as ex:
    print(type(ex).__name__, ex)
