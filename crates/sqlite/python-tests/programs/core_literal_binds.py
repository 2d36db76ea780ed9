"""compile(compile_kwargs={"literal_binds": True}) for values of all types."""
import datetime as dt
import decimal
import enum
import uuid
from sqlalchemy import *
from sqlalchemy.dialects import sqlite


class E(enum.Enum):
    a = 1


t = table("t", column("x", Integer))
for v in (1, "it's", 1.5, True, False, None, dt.date(2024, 1, 2), dt.datetime(2024, 1, 2, 3, 4, 5, 6), dt.time(1, 2), decimal.Decimal("1.50"), b"ab", uuid.UUID(int=3), E.a, dt.timedelta(days=1), {"a": 1}, [1, 2]):
    for d in (None, sqlite.dialect()):
        for typ in (None, JSON if isinstance(v, (dict, list)) else None):
            try:
                print(repr(v), select(literal(v, typ)).compile(dialect=d, compile_kwargs={"literal_binds": True}))
            except Exception as ex:
                print(repr(v), type(ex).__name__, ex)
s = select(t).where(t.c.x == 5, t.c.x.in_([1, 2])).limit(3).offset(4)
print(s.compile(compile_kwargs={"literal_binds": True}))
print(s.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True}))
print(s.compile(compile_kwargs={"render_postcompile": True}), s.compile(compile_kwargs={"render_postcompile": True}).params)
print(s.compile(dialect=sqlite.dialect(), compile_kwargs={"render_postcompile": True}))
print(s.compile().params, s.params(x_1=9).compile().params, s.compile(dialect=sqlite.dialect()).positiontup)
print(insert(t).values(x=5).compile(compile_kwargs={"literal_binds": True}), update(t).values(x=None).compile(compile_kwargs={"literal_binds": True}))
print(s.compile(create_engine("sqlite://")))
