"""Events of engines, connections, pools and tables."""
from sqlalchemy import *
from sqlalchemy import event
from sqlalchemy.engine import Engine

log = []


@event.listens_for(Engine, "connect")
def on_connect(dbapi_connection, record):
    log.append("class connect")
    cur = dbapi_connection.cursor()
    cur.execute("PRAGMA foreign_keys=ON")
    cur.close()


e = create_engine("sqlite://")


@event.listens_for(e, "connect")
def own_connect(dbapi_connection, record):
    log.append("own connect")


@event.listens_for(e, "before_cursor_execute")
def before(conn, cursor, statement, parameters, context, executemany):
    log.append(("before", statement.strip()[:30], parameters, executemany))


@event.listens_for(e, "before_cursor_execute", retval=True)
def comment(conn, cursor, statement, parameters, context, executemany):
    return statement + " -- hi", parameters


@event.listens_for(e, "after_cursor_execute")
def after(conn, cursor, statement, parameters, context, executemany):
    log.append(("after", statement[-6:]))


for name in ("begin", "commit", "rollback"):
    event.listen(e, name, lambda conn, name=name: log.append(name))
event.listen(e, "checkout", lambda c, r, p: log.append("checkout"))
event.listen(e, "checkin", lambda c, r: log.append("checkin"))
event.listen(e, "savepoint", lambda conn, name: log.append(("savepoint", name)))
m = MetaData()
a = Table("a", m, Column("id", Integer, primary_key=True))
b = Table("b", m, Column("id", Integer, primary_key=True), Column("a_id", ForeignKey("a.id")))
event.listen(a, "after_create", lambda t, c, **kw: log.append(("created", t.name)))
event.listen(m, "before_create", lambda t, c, **kw: log.append(("creating", [x.name for x in kw["tables"]])))
event.listen(a, "after_create", DDL("INSERT INTO a (id) VALUES (99)"))
m.create_all(e)


@event.listens_for(e, "handle_error")
def err(ctx):
    log.append(("error", type(ctx.original_exception).__name__, type(ctx.sqlalchemy_exception).__name__, ctx.statement))


with e.connect() as c:
    try:
        c.execute(insert(b).values(a_id=5))
    except exc.IntegrityError as ex:
        print(ex)
    c.rollback()
    print(c.execute(select(a.c.id)).all())
    with c.begin_nested():
        pass
    event.remove(e, "before_cursor_execute", before)
    c.execute(select(a))
    print(event.contains(e, "before_cursor_execute", before), event.contains(e, "after_cursor_execute", after))
    event.listen(c, "before_execute", lambda conn, el, multi, params, opts: log.append(("exec", str(el).split()[0], multi, params)))
    c.execute(select(a), {})
    c.execute(text("select :x"), {"x": 1})
for x in log:
    print(x)
try:
    event.listen(e, "nope", print)
except Exception as ex:
    print(type(ex).__name__, ex)
once = []
event.listen(e, "begin", lambda c: once.append(1), once=True)
for i in range(2):
    with e.begin():
        pass
print(once)
