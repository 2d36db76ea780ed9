"""Warnings that programs see."""
import warnings
from sqlalchemy import *

warnings.simplefilter("always")
m = MetaData()
t = Table("t", m, Column("id", Integer, primary_key=True), Column("x", Integer))
u = Table("u", m, Column("id", String, primary_key=True), Column("x", Integer))
e = create_engine("sqlite://")
m.create_all(e)


class NoCacheOk(TypeDecorator):
    impl = String


def caught(f):
    with warnings.catch_warnings(record=True) as w:
        warnings.simplefilter("always")
        try:
            f()
        except Exception as ex:
            print(type(ex).__name__, str(ex).split("\n")[0])
    for x in w:
        print(x.category.__name__, x.message)


c = e.connect()
caught(lambda: select(t).where(t.c.id == select(t.c.id)))
caught(lambda: and_())
caught(lambda: or_())
caught(lambda: select(t).where(t.c.id.in_(select(t.c.id).subquery())))
caught(lambda: c.execute(insert(u).values(x=1)))
caught(lambda: str(select(t).distinct(t.c.x)))
caught(lambda: c.execute(select(t.c.id).where(t.c.x == literal("x", NoCacheOk))))
caught(lambda: c.execute(select(cast(t.c.id, NoCacheOk))))
caught(lambda: c.execute(select(t).where(t.c.id == literal(None))))
caught(lambda: c.execute(select(t)).first().tuple() if False else None)
caught(lambda: create_engine("sqlite://?foo=bar"))
