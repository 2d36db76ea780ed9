"""Inheritance: with_polymorphic, relationships to subclasses, loading by the base, abstract concrete tables."""
from sqlalchemy import *
from sqlalchemy.orm import *
from _support import attempt, engine_for


class Base(DeclarativeBase):
    pass


class Company(Base):
    __tablename__ = "companies"
    id: Mapped[int] = mapped_column(primary_key=True)
    people: Mapped[list["Person"]] = relationship(back_populates="company")


class Person(Base):
    __tablename__ = "people"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    name: Mapped[str]
    company_id: Mapped[int | None] = mapped_column(ForeignKey("companies.id"))
    company: Mapped[Company | None] = relationship(back_populates="people")
    __mapper_args__ = {"polymorphic_on": "kind", "polymorphic_identity": "person"}


class Engineer(Person):
    __tablename__ = "engineers"
    id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    lang: Mapped[str]
    machines: Mapped[list["Machine"]] = relationship()
    __mapper_args__ = {"polymorphic_identity": "engineer"}


class Boss(Person):
    __tablename__ = "bosses"
    id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    level: Mapped[int]
    __mapper_args__ = {"polymorphic_identity": "boss", "polymorphic_load": "inline"}


class Machine(Base):
    __tablename__ = "machines"
    id: Mapped[int] = mapped_column(primary_key=True)
    engineer_id: Mapped[int] = mapped_column(ForeignKey("engineers.id"))


engine = engine_for(Base)
with Session(engine) as s:
    s.add(Company(people=[Engineer(name="e", lang="py", machines=[Machine()]), Boss(name="b", level=3), Person(name="p")]))
    s.commit()
    for p in s.scalars(select(Person).order_by(Person.id)):
        print(type(p).__name__, p.name, getattr(p, "lang", None), getattr(p, "level", None))
    s.expunge_all()
    wp = with_polymorphic(Person, [Engineer, Boss])
    print([p.name for p in s.scalars(select(wp).where(or_(wp.Engineer.lang == "py", wp.Boss.level > 2)).order_by(wp.id))])
    s.expunge_all()
    print(s.scalars(select(Company).join(Company.people.of_type(Engineer)).where(Engineer.lang == "py")).one().id)
    print([p.name for p in s.scalars(select(Company).options(selectinload(Company.people))).one().people])
    s.expunge_all()
    print(s.scalars(select(Engineer).options(joinedload(Engineer.machines))).unique().one().machines[0].id)
    print(s.get(Person, 2).level, s.get(Engineer, 2), s.get(Engineer, 1).lang)
    s.expunge_all()
    e = s.scalars(select(Engineer)).one()
    e.name, e.lang = "e2", "js"
    s.commit()
    s.delete(e)
    attempt(s.commit)
    s.rollback()
    s.delete(s.get(Boss, 2))
    s.commit()
    print(s.execute(update(Engineer).where(Engineer.lang == "js").values(lang="c")).rowcount)
    print(s.query(Person).filter(Person.kind == "engineer").count(), s.query(Engineer).count())
    print(s.scalars(select(Person).where(Person.company.has(Company.id == 1)).order_by(Person.name)).all()[0].name)
    attempt(lambda: s.add(Person(name="x", kind="nope")) or s.commit() or s.expire_all() or s.query(Person).filter_by(name="x").all())
