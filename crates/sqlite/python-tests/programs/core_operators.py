"""Operators and their brackets."""
from sqlalchemy import *

t = table("t", column("a", Integer), column("b", Integer), column("s", String), column("f", Float), column("ok", Boolean), column("d", Date), column("n", Numeric))
c = t.c
for e in [
    c.a + c.b, c.a - c.b, c.a * c.b, c.a / c.b, c.a // c.b, c.a % c.b, -c.a, (c.a + c.b) * c.a, c.a + c.b * c.a, c.a + 1 + 2, 1 + c.a, 2 * (c.a + 3),
    c.a - (c.b - 1), (c.a - c.b) - 1, c.a / (c.b * 2), c.s + "x", c.s + "x" + c.s, "x" + c.s, c.s.concat("y"), c.a == c.b, c.a != 5, c.a < 3, c.a <= 3, c.a > 3, c.a >= 3,
    c.s.like("x%"), c.s.ilike("X%"), c.s.not_like("x"), c.s.notilike("x"), c.s.like("x/%", escape="/"),
    c.s.startswith("a"), c.s.endswith("a"), c.s.contains("a"), c.s.contains("a%b", autoescape=True), c.s.startswith("a/", autoescape=True, escape="^"),
    c.s.icontains("A"), c.s.istartswith("A"), c.s.iendswith("A"), ~c.s.contains("a"), ~c.s.like("a"), ~c.s.startswith("q"),
    c.a.between(1, 5), ~c.a.between(1, 5), c.a.between(c.b, c.b + 1), c.a.is_(None), c.a.is_not(None), c.a.isnot(None), c.a.is_distinct_from(5), c.a.is_not_distinct_from(None),
    c.a.in_([1, 2, 3]), c.a.in_([]), c.a.not_in([1, 2]), c.a.notin_([]), c.a.in_([c.b, 4]), c.ok, ~c.ok, and_(c.ok, c.a == 1), or_(c.ok, ~c.ok), c.ok == True, c.ok == False, c.ok.is_(True),
    c.a.op("&")(3), c.a.op("->>")("x") == "y", c.a.bool_op("@@")("x"), c.a.bitwise_and(5), c.a.bitwise_or(5), c.a.bitwise_xor(5), c.a.bitwise_not(), c.a.bitwise_lshift(1), c.a.bitwise_rshift(1),
    c.a.desc(), c.a.asc(), c.a.desc().nulls_first(), desc(c.a), nulls_last(asc(c.a)), c.a.distinct(), c.a.label("x"), c.s.collate("NOCASE"), c.s.collate("NOCASE").desc(),
    c.a + (c.a == 3), (c.a == 3) == (c.b == 4), not_(and_(c.a == 1, c.b == 2)), not_(or_(c.a == 1, c.b == 2)), ~(c.a == 1), ~(c.a < 1), ~((c.a == 1) & (c.b == 2)), (c.a == 1) & (c.b == 2) | (c.a == 3),
    and_(True, c.a == 1), and_(False, c.a == 1), or_(True, c.a == 1), or_(False, c.a == 1), and_(c.a == 1), and_(true(), true()), c.a ** 2, c.s.regexp_match("x"), c.f + 1, c.f / 2, c.n / 2, c.a / 2.0, c.a / literal(2),
    tuple_(c.a, c.b).in_([(1, 2), (3, 4)]), tuple_(c.a, c.b) == (1, 2), cast(c.a, String), type_coerce(c.a, String) == "x", c.a.cast(Float), extract("year", c.d), case((c.a == 1, "x"), else_="y"), case({1: "a", 2: "b"}, value=c.a, else_="z"),
    func.coalesce(c.a, 0), func.lower(c.s) == "x", func.max(c.a), func.now(), func.current_timestamp(), func.random(), func.concat(c.s, "x"), func.foo.bar(1), func.char_length(c.s), func.substr(c.s, 1, 2),
    func.sum(c.a).over(partition_by=c.b, order_by=c.a), func.row_number().over(order_by=c.a.desc()), func.sum(c.a).over(rows=(None, 0)), func.sum(c.a).over(range_=(-1, 5)), func.count(c.a).filter(c.b > 1), func.group_concat(c.s, ","), func.rank().over(),
    func.count(distinct(c.a)), func.count(c.a.distinct()), literal_column("x + 1"), literal_column("x").label("q"), column("z") == 1, any_(select(c.a).scalar_subquery()) == 5, 5 == all_(select(c.a).scalar_subquery()), text("a = :x").bindparams(x=5), bindparam("q") == c.a,
    c.a == bindparam("zz", 5), c.a.in_(bindparam("zz", expanding=True)),
]:
    print(type(e).__name__, "|", e, "|", e.compile().params)
    print("   ", getattr(e, "type", None).__class__.__name__)
