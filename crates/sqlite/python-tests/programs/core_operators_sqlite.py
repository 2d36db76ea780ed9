"""The same for SQLite, with and without values in the text."""
from sqlalchemy import *
from sqlalchemy.dialects import sqlite

t = table("t", column("a", Integer), column("b", Integer), column("s", String), column("ok", Boolean), column("d", DateTime), column("n", Numeric(10, 2)), column("j", JSON), column("u", Uuid))
c = t.c
d = sqlite.dialect()
for e in [
    c.a / c.b, c.a // c.b, c.a % 3, c.s + "x", c.a.is_distinct_from(5), c.a.is_not_distinct_from(None), c.a.in_([1, 2, 3]), c.a.in_([]), c.a.not_in([1, 2]), c.a.not_in([]), c.ok, ~c.ok, and_(c.ok, c.a == 1), c.ok == True, true(), false(),
    and_(true(), c.a == 1), or_(), func.now(), func.char_length(c.s), extract("year", c.d), extract("month", c.d), extract("dow", c.d), c.s.ilike("X%"), c.s.regexp_match("^a"), ~c.s.regexp_match("^a"), c.a.bitwise_xor(3),
    c.j["x"], c.j["x"]["y"], c.j[("a", 1, "b")], c.j["x"].as_string(), c.j["x"].as_integer() == 5, c.j["x"].as_boolean(), c.j["x"].as_float(), c.j[0], c.j["x"].as_json(), tuple_(c.a, c.b).in_([(1, 2), (3, 4)]), tuple_(c.a, c.b).in_([]),
    cast(c.a, Numeric(10, 2)), cast(c.a, Date), cast(c.s, Text), func.localtimestamp(), func.current_date(), func.aggregate_strings(c.s, ","), case((c.ok, 1), else_=0), c.d > func.now(), c.n == 5, c.u == "x",
]:
    print(e.compile(dialect=d))
    try:
        print("   ", e.compile(dialect=d, compile_kwargs={"literal_binds": True}))
    except Exception as ex:
        print("   ", type(ex).__name__, ex)
    print("   ", e.compile(dialect=d).params)
