"""Names of columns in a SELECT and of the keys of its rows."""
from sqlalchemy import *

e = create_engine("sqlite://")
m = MetaData()
a = Table("a", m, Column("id", Integer, primary_key=True), Column("x", Integer, key="xx"), Column("a_id", Integer))
b = Table("b", m, Column("id", Integer, primary_key=True), Column("x", Integer))
m.create_all(e)
with e.begin() as c:
    c.execute(insert(a).values(id=1, xx=2, a_id=3))
    c.execute(insert(b).values(id=1, x=20))
    for s in (select(a, b), select(a.c.id, b.c.id, a.c.id, b.c.id), select(a.c.xx, b.c.x, a.c.xx + b.c.x, a.c.xx + b.c.x), select(a, b).set_label_style(LABEL_STYLE_TABLENAME_PLUS_COL), select(a, b).set_label_style(LABEL_STYLE_NONE),
              select(a.c.id.label("foo"), b.c.id.label("foo")), select(func.max(a.c.id), func.max(b.c.id), func.lower("x"), func.lower("x")), select(cast(a.c.id, String), cast(b.c.id, String), cast(1, String)), select(type_coerce(a.c.id, String)),
              select(a.c.id.cast(String).label("id")), select(-a.c.id, ~a.c.id, a.c.id.desc()) if False else select(-a.c.id), select(distinct(a.c.id)), select(a.c.id == 1, not_(a.c.id == 1)), select(case((a.c.id == 1, 2))), select(literal("x"), literal("x")), select(null(), null()),
              select(select(a.c.id).scalar_subquery(), select(a.c.id).scalar_subquery().label("z")), select(exists(select(a.c.id))), select(func.count(a.c.id).label("count")), select(a.alias()), select(a.alias("q"), a.alias("r")), select(a.c.id.op("+")(1)), select(extract("year", func.now())), select(func.row_number().over()), select(func.count(a.c.id).filter(a.c.id > 1)),
              select(literal_column("1"), literal_column("2").label("two"), column("id")).select_from(a), select(tuple_(a.c.id, a.c.xx)) if False else select(a.c.id), select(text("id")).select_from(a), select(a.c.id.collate("NOCASE")), select((a.c.id + 1).label("id"))):
        r = c.execute(s)
        print(str(s.compile(e)).replace("\n", " "))
        row = r.first()
        print("   ", list(r.keys()), row, row._fields)
        try:
            print("   ", dict(row._mapping))
        except Exception as ex:
            print("   ", type(ex).__name__, ex)
        print("   ", s.selected_columns.keys(), "foo" in r.keys() or s.subquery().c.keys())
    row = c.execute(select(a)).first()
    print(row.x, row._mapping["x"], row._mapping[a.c.xx], a.c.keys())
    for k in ("xx", "a_x", "a_xx"):
        print(k, k in row._mapping, getattr(row, k, None))
