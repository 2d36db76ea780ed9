"""Values of all types to the database and back."""
import datetime as dt
import decimal
import enum
import uuid
from sqlalchemy import *


class Color(enum.Enum):
    red = "r"
    green = "g"


e = create_engine("sqlite://", echo=True)
m = MetaData()
t = Table("t", m, Column("id", Integer, primary_key=True), Column("big", BigInteger), Column("small", SmallInteger), Column("s", String(10)), Column("txt", Text), Column("uni", Unicode(5)), Column("ut", UnicodeText),
          Column("b", Boolean), Column("f", Float), Column("dbl", Double), Column("num", Numeric(10, 2)), Column("numf", Numeric(10, 3, asdecimal=False)), Column("d", Date), Column("at", DateTime), Column("atz", DateTime(timezone=True)), Column("tm", Time),
          Column("iv", Interval), Column("bin", LargeBinary), Column("e", Enum(Color)), Column("es", Enum("a", "bb", name="es")), Column("j", JSON), Column("u", Uuid), Column("us", Uuid(as_uuid=False)), Column("vc", VARCHAR(7)), Column("ts", TIMESTAMP), Column("real", REAL), Column("dec", DECIMAL(5, 1)), Column("ch", CHAR(3)), Column("blob", BLOB), Column("nv", NVARCHAR(4)), Column("fd", Float(asdecimal=True)))
m.create_all(e)
row = dict(big=2**40, small=3, s="x", txt="y" * 20, uni="é", ut="ü", b=True, f=1.5, dbl=2.25, num=decimal.Decimal("12.34"), numf=1.2345, d=dt.date(2024, 1, 2), at=dt.datetime(2024, 1, 2, 3, 4, 5, 6), atz=dt.datetime(2024, 1, 2, 3, 4, 5), tm=dt.time(1, 2, 3, 4),
           iv=dt.timedelta(days=1, seconds=5), bin=b"\x00\x01", e=Color.green, es="bb", j={"a": [1, None]}, u=uuid.UUID(int=5), us="00000000-0000-0000-0000-000000000007", vc="v", ts=dt.datetime(2020, 1, 1), real=0.5, dec=decimal.Decimal("3.1"), ch="abc", blob=b"q", nv="n", fd=1.1)
with e.begin() as c:
    c.execute(insert(t), [row])
    c.execute(insert(t).values(b=None))
    for r in c.execute(select(t)):
        print(r)
    for col in t.c:
        v = row.get(col.name)
        if v is not None and col.name not in ("j", "numf", "fd"):
            print(col.name, c.scalar(select(t.c.id).where(col == v)), c.execute(select(col).where(col == v)).first())
    for bad in (dict(b="x"), dict(b=5), dict(e="purple"), dict(es="zzz"), dict(d="2024"), dict(at=5), dict(tm="x"), dict(e=5)):
        try:
            with c.begin_nested():
                c.execute(insert(t).values(**bad))
            print("fine", bad)
        except Exception as ex:
            print(type(ex).__name__, ex)
    c.execute(text("insert into t (e) values ('nope')"))
    try:
        c.execute(select(t.c.e)).all()
    except Exception as ex:
        print(type(ex).__name__, ex)
print([str(c.type) for c in t.c], [repr(c.type) for c in t.c])
print([c.type.python_type for c in t.c])
