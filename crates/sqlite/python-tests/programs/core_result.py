"""Everything that a Result can do."""
from sqlalchemy import *
from sqlalchemy import exc

e = create_engine("sqlite://")
m = MetaData()
t = Table("t", m, Column("id", Integer, primary_key=True), Column("name", String), Column("n", Integer))
m.create_all(e)
c = e.connect()
c.execute(insert(t), [{"name": n, "n": i % 3} for i, n in enumerate("abcdefg")])
q = select(t).order_by(t.c.id)
r = c.execute(q)
print(r.keys(), list(r.keys()), "name" in r.keys(), len(r.keys()))
print(r.first())
try:
    r.fetchall()
except exc.ResourceClosedError as ex:
    print(ex)
print(c.execute(q).fetchone(), c.execute(q).fetchmany(2), len(c.execute(q).fetchall()))
print(c.execute(q).scalars().all(), c.execute(q).scalars(1).all(), c.execute(q).scalars("name").first())
print(c.execute(q).mappings().first(), c.execute(q).mappings().all()[1]["name"])
print([dict(x) for x in c.execute(q.limit(2)).mappings()])
print(c.execute(q).columns("name", "id").all()[:2], c.execute(q).columns(t.c.n).first(), c.execute(q).columns(1, 0).mappings().first())
print([list(p) for p in c.execute(q).partitions(3)])
print([list(p) for p in c.execute(q).scalars().partitions(4)])
print(c.execute(select(t.c.n)).unique().all(), c.execute(select(t.c.n)).scalars().unique().all())
print(c.execute(select(t.c.n)).unique(lambda r: r[0] > 0).all())
print(c.execute(q).tuples().first(), c.execute(q).t if False else "")
row = c.execute(q).first()
print(row, row[0], row[-1], row[0:2], row.name, row._mapping, row._mapping["n"], row._mapping[t.c.n], row._fields, row._asdict(), len(row), "a" in row, list(row), tuple(row))
print(row == (1, "a", 0), row < (2,), hash(row) == hash((1, "a", 0)), repr(row), str(row), row._mapping.keys(), list(row._mapping.values()), list(row._mapping.items()), row.count(1), row.index("a"))
a, b, n = row
print(a, b, n, isinstance(row, tuple), row._mapping.get("zz", 5), "name" in row._mapping, t.c.name in row._mapping)
for f in (lambda: row.zz, lambda: row._mapping["zz"], lambda: row[5], lambda: row["name"], lambda: row._mapping[Column("q")], lambda: setattr(row, "x", 1)):
    try:
        print(f())
    except Exception as ex:
        print(type(ex).__name__, ex)
one = select(t).where(t.c.id == 1)
none = select(t).where(t.c.id == 100)
for s in (one, none, q):
    for name in ("one", "one_or_none", "scalar_one", "scalar_one_or_none", "scalar", "first", "fetchone"):
        try:
            print(name, getattr(c.execute(s), name)())
        except Exception as ex:
            print(name, type(ex).__name__, ex)
    for name in ("one", "one_or_none", "first", "all"):
        try:
            print("scalars", name, getattr(c.execute(s).scalars(), name)(), getattr(c.execute(s).mappings(), name)())
        except Exception as ex:
            print(name, type(ex).__name__, ex)
fr = c.execute(q.limit(2)).freeze()
print(fr().all(), fr().scalars(1).all())
print(c.execute(q.limit(1)).merge(c.execute(q.limit(2))).all())
r = c.execute(insert(t).values(name="x"))
print(r.returns_rows, r.is_insert, r.rowcount, r.lastrowid, r.inserted_primary_key, r.inserted_primary_key.id, r.inserted_primary_key_rows, r.last_inserted_params())
for f in (lambda: r.all(), lambda: r.scalar(), lambda: r.keys(), lambda: r.mappings().all()):
    try:
        print(f())
    except Exception as ex:
        print(type(ex).__name__, ex)
r = c.execute(insert(t), [{"name": "y"}, {"name": "z"}])
print(r.rowcount, r.inserted_primary_key_rows)
try:
    r.inserted_primary_key
except Exception as ex:
    print(type(ex).__name__, ex)
r = c.execute(q)
r.close()
print(r.closed)
try:
    r.all()
except Exception as ex:
    print(type(ex).__name__, ex)
with c.execute(q) as r:
    print(next(r), next(iter(r)))
r = c.execute(q)
print(r.closed, len(r.all()), r.closed, r.all())
print(c.execute(select(t.c.id, t.c.id)).keys(), c.execute(text("select 1 as a, 2 as a")).keys())
x = c.execute(text("select 1 as a, 2 as a")).first()
print(x)
try:
    print(x.a, x._mapping["a"], dict(x._mapping))
except Exception as ex:
    print(type(ex).__name__, ex)
print(c.execute(select(func.count(), func.max(t.c.n), t.c.n + 1, literal("q"), t.c.name.label("lbl"), cast(t.c.n, String), case((t.c.n > 1, 1), else_=0), -t.c.n)).keys())
print(c.execute(q.execution_options(yield_per=2)).partitions().__next__())
