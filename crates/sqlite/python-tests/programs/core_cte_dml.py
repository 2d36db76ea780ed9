"""CTEs with changes in them, several CTEs, recursion that is run."""
from sqlalchemy import *

e = create_engine("sqlite://", echo=True)
m = MetaData()
t = Table("t", m, Column("id", Integer, primary_key=True), Column("parent", Integer), Column("n", Integer))
m.create_all(e)
with e.begin() as c:
    c.execute(insert(t), [{"id": i, "parent": i // 2 or None, "n": i * 10} for i in range(1, 8)])
    big = select(t.c.id).where(t.c.n > 30).cte("big")
    even = select(t.c.id).where(t.c.id % 2 == 0).cte("even")
    print(c.execute(select(big.c.id).join(even, even.c.id == big.c.id)).all())
    print(c.execute(update(t).where(t.c.id.in_(select(big.c.id))).values(n=t.c.n + 1)).rowcount)
    print(c.execute(delete(t).where(t.c.id.in_(select(even.c.id).where(even.c.id > 4)))).rowcount)
    print(c.execute(insert(t).from_select(["id", "n"], select(big.c.id + 100, literal(1)))).rowcount)
    tree = select(t.c.id, literal(0).label("depth"), cast(t.c.id, String).label("path")).where(t.c.parent == None, t.c.id < 50).cte(recursive=True)
    ch = t.alias("ch")
    tree = tree.union_all(select(ch.c.id, tree.c.depth + 1, tree.c.path + "/" + cast(ch.c.id, String)).where(ch.c.parent == tree.c.id))
    print(c.execute(select(tree).order_by(tree.c.path)).all())
    a1 = big.alias("x")
    print(c.execute(select(a1.c.id, big.c.id).where(a1.c.id < big.c.id)).all())
    print(c.execute(select(func.count()).select_from(union_all(select(t.c.id), select(big.c.id)).cte("u"))).scalar())
    print(c.execute(select(select(big.c.id).limit(1).scalar_subquery())).scalar())
