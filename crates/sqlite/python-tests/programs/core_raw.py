"""exec_driver_sql, raw connections, execution options."""
from sqlalchemy import *

e = create_engine("sqlite://", echo=True)
with e.connect() as c:
    c.exec_driver_sql("create table t (a, b)")
    c.exec_driver_sql("insert into t values (?, ?)", (1, 2))
    c.exec_driver_sql("insert into t values (?, ?)", [(3, 4), (5, 6)])
    c.exec_driver_sql("insert into t values (:a, :b)", {"a": 7, "b": 8})
    r = c.exec_driver_sql("select * from t")
    print(r.keys(), r.all(), r.rowcount)
    print(c.exec_driver_sql("select a as x, b from t where a = ?", (3,)).mappings().one())
    print(c.exec_driver_sql("pragma table_info(t)").all())
    for bad in (5, [5], "x"):
        try:
            c.exec_driver_sql("select 1", bad)
        except Exception as ex:
            print(type(ex).__name__, ex)
    c.commit()
    print(c.execution_options(foo=1).get_execution_options(), c.get_isolation_level(), c.default_isolation_level)
ac = e.execution_options(isolation_level="AUTOCOMMIT")
with ac.connect() as c:
    c.execute(text("insert into t values (9, 9)"))
    c.commit()
    print(c.get_isolation_level(), e.get_execution_options(), ac.get_execution_options())
with e.connect() as c:
    c.execute(text("select 1"))
    try:
        c.execution_options(isolation_level="AUTOCOMMIT")
    except Exception as ex:
        print(type(ex).__name__, ex)
with e.connect() as c:
    c = c.execution_options(isolation_level="AUTOCOMMIT")
    with c.begin():
        c.execute(text("insert into t values (10, 9)"))
try:
    with e.connect() as c:
        c.execution_options(isolation_level="NOPE")
except Exception as ex:
    print(type(ex).__name__, ex)
