"""Single table inheritance."""
from sqlalchemy import *
from sqlalchemy.orm import *
from _support import attempt, engine_for


class Base(DeclarativeBase):
    pass


class Person(Base):
    __tablename__ = "people"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    type: Mapped[str]
    __mapper_args__ = {"polymorphic_on": "type", "polymorphic_identity": "person"}

    def __repr__(self):
        return f"{type(self).__name__}({self.name})"


class Engineer(Person):
    lang: Mapped[str] = mapped_column(nullable=True)
    __mapper_args__ = {"polymorphic_identity": "engineer"}


class Manager(Person):
    budget: Mapped[int | None]
    __mapper_args__ = {"polymorphic_identity": "manager"}


engine = engine_for(Base)
with Session(engine) as s:
    s.add_all([Person(name="p"), Engineer(name="e", lang="py"), Manager(name="m", budget=3)])
    s.commit()
    print(s.scalars(select(Person).order_by(Person.id)).all())
    print(s.scalars(select(Engineer)).all(), s.query(Manager).filter(Manager.budget > 1).all())
    print(s.query(Engineer).filter_by(lang="py").one().lang, s.get(Person, 3), s.get(Engineer, 3), s.get(Engineer, 2))
    print(s.scalars(select(Engineer.name)).all(), s.query(Engineer).count())
    e = s.query(Person).filter(Person.name == "e").one()
    s.expire(e)
    print(e.lang)
    s.execute(update(Engineer).values(lang="rs"))
    print(s.execute(delete(Manager)).rowcount)
with Session(engine) as s:
    print([x.lang for x in s.query(Person).order_by(Person.id) if isinstance(x, Engineer)])
