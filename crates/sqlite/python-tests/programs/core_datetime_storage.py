"""Dates with formats of their own, time zones, arithmetic types."""
import datetime as dt
from sqlalchemy import *
from sqlalchemy.dialects.sqlite import DATE, DATETIME, TIME

e = create_engine("sqlite://", echo=True)
m = MetaData()
t = Table("t", m, Column("id", Integer, primary_key=True), Column("a", DATETIME(truncate_microseconds=True)), Column("b", DATE(storage_format="%(day)02d/%(month)02d/%(year)04d", regexp=r"(?P<day>\d+)/(?P<month>\d+)/(?P<year>\d+)")), Column("c", TIME(truncate_microseconds=True)), Column("d", DATETIME(storage_format="%(year)04d%(month)02d%(day)02d%(hour)02d%(minute)02d%(second)02d", regexp=r"(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)")), Column("z", DateTime(timezone=True)), Column("iv", Interval))
m.create_all(e)
tz = dt.timezone(dt.timedelta(hours=2))
with e.begin() as c:
    c.execute(insert(t).values(a=dt.datetime(2024, 1, 2, 3, 4, 5, 6), b=dt.date(2024, 1, 2), c=dt.time(1, 2, 3, 4), d=dt.datetime(2024, 1, 2, 3, 4, 5), z=dt.datetime(2024, 1, 1, 12, tzinfo=tz), iv=dt.timedelta(hours=5)))
    print(c.execute(select(t)).all())
    print(c.execute(select(t.c.id).where(t.c.z > dt.datetime(2024, 1, 1, 11, tzinfo=tz))).all())
    print(c.execute(select(t.c.id).where(t.c.a.between(dt.datetime(2024, 1, 1), dt.datetime(2024, 2, 1)))).all())
    print(c.execute(select(func.date(t.c.a), func.strftime("%Y", t.c.a), extract("hour", t.c.a))).all())
    print(c.execute(select(func.max(t.c.a), func.coalesce(t.c.b, dt.date(2020, 1, 1)))).all())
    print(c.execute(select(literal(dt.datetime(2024, 1, 1)), literal(dt.time(1)), literal(dt.timedelta(1)))).all())
    c.execute(insert(t).values(a=dt.date(2020, 1, 1)))
    print(c.execute(select(t.c.a)).scalars().all())
print((t.c.a - t.c.a).type, (t.c.a + t.c.iv).type, (t.c.b - t.c.b).type, (t.c.b + 5).type, (t.c.a - t.c.iv).type)
print(t.c.d.type.compile(e.dialect), t.c.a.type.compile(e.dialect), repr(t.c.z.type))
