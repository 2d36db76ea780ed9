"""TypeDecorator, with_variant, user defined types, type_coerce."""
from sqlalchemy import *
from sqlalchemy.types import TypeDecorator, UserDefinedType
from sqlalchemy.dialects import postgresql, sqlite


class Lower(TypeDecorator):
    impl = String
    cache_ok = True

    def process_bind_param(self, value, dialect):
        return value.lower() if value is not None else None

    def process_result_value(self, value, dialect):
        return f"<{value}>"


class Csv(TypeDecorator):
    impl = Text
    cache_ok = True

    def __init__(self, sep=","):
        super().__init__()
        self.sep = sep

    def process_bind_param(self, value, dialect):
        return self.sep.join(value)

    def process_result_value(self, value, dialect):
        return value.split(self.sep)


class Money(UserDefinedType):
    cache_ok = True

    def __init__(self, n=8):
        self.n = n

    def get_col_spec(self, **kw):
        return f"MONEY({self.n})"

    def bind_processor(self, dialect):
        return lambda v: v * 100

    def result_processor(self, dialect, coltype):
        return lambda v: v / 100


e = create_engine("sqlite://", echo=True)
m = MetaData()
t = Table("t", m, Column("id", Integer, primary_key=True), Column("a", Lower(20)), Column("b", Csv(";")), Column("c", Money), Column("d", String().with_variant(Text(), "sqlite")), Column("e", JSON().with_variant(Integer(), "sqlite")), Column("f", Integer().with_variant(BigInteger(), "postgresql")))
m.create_all(e)
with e.begin() as c:
    c.execute(insert(t).values(a="ABC", b=["x", "y"], c=5, d="q", e=3))
    print(c.execute(select(t)).all())
    print(c.execute(select(t.c.id).where(t.c.a == "ABC")).all(), c.execute(select(t.c.a).where(t.c.a.in_(["ABC", "D"]))).all())
    print(c.execute(select(type_coerce(t.c.d, Lower), type_coerce("X", Lower))).all())
    print(c.execute(select(t.c.a + "Z", func.max(t.c.c), t.c.c * 2)).all())
print(repr(t.c.a.type), repr(t.c.b.type), repr(t.c.c.type), repr(t.c.d.type), repr(t.c.f.type))


class NoCache(TypeDecorator):
    impl = String
    cache_ok = False


with e.begin() as c:
    for i in range(2):
        c.execute(select(literal("x", NoCache)))
