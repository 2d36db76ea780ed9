"""version_id_col."""
from sqlalchemy import *
from sqlalchemy.orm import *
from _support import attempt, engine_for


class Base(DeclarativeBase):
    pass


class Doc(Base):
    __tablename__ = "docs"
    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]
    v: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": v}


engine = engine_for(Base)
with Session(engine) as s:
    d = Doc(text="a")
    s.add_all([d, Doc(text="b")])
    s.commit()
    print(d.v)
    d.text = "b"
    s.commit()
    print(d.v)
    s.execute(text("update docs set v=9"))
    d.text = "c"
    attempt(lambda: s.commit())
    s.rollback()
    print(d.v)
    s.delete(d)
    s.commit()
    d2 = s.query(Doc).one()
    s.execute(text("delete from docs"))
    d2.text = "q"
    attempt(lambda: s.flush())
    s.rollback()
    d2 = s.query(Doc).one()
    with Session(engine) as t:
        pass
    s.execute(text("delete from docs"))
    s.expire(d2)
    attempt(lambda: d2.text)
