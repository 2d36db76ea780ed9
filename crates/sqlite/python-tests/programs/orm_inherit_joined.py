"""Joined table inheritance."""
from sqlalchemy import *
from sqlalchemy.orm import *
from _support import attempt, engine_for


class Base(DeclarativeBase):
    pass


class Company(Base):
    __tablename__ = "companies"
    id: Mapped[int] = mapped_column(primary_key=True)
    employees: Mapped[list["Employee"]] = relationship(back_populates="company")


class Employee(Base):
    __tablename__ = "employees"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    type: Mapped[str]
    company_id: Mapped[int | None] = mapped_column(ForeignKey("companies.id"))
    company: Mapped[Company | None] = relationship(back_populates="employees")
    __mapper_args__ = {"polymorphic_on": "type", "polymorphic_identity": "employee"}

    def __repr__(self):
        return f"{type(self).__name__}({self.name})"


class Engineer(Employee):
    __tablename__ = "engineers"
    id: Mapped[int] = mapped_column(ForeignKey("employees.id"), primary_key=True)
    lang: Mapped[str]
    __mapper_args__ = {"polymorphic_identity": "engineer"}


class Manager(Employee):
    __tablename__ = "managers"
    id: Mapped[int] = mapped_column(ForeignKey("employees.id"), primary_key=True)
    budget: Mapped[int]
    __mapper_args__ = {"polymorphic_identity": "manager"}


engine = engine_for(Base)
with Session(engine) as s:
    s.add(Company(employees=[Engineer(name="e", lang="py"), Manager(name="m", budget=1), Employee(name="x"), Engineer(name="e2", lang="c")]))
    s.commit()
with Session(engine) as s:
    for e in s.scalars(select(Employee).order_by(Employee.id)):
        print(e, getattr(e, "lang", None))
with Session(engine) as s:
    print(s.scalars(select(Engineer).where(Engineer.lang == "py")).all())
    print(s.query(Engineer.name, Engineer.lang).all(), s.get(Engineer, 1), s.get(Employee, 2).budget)
    print(s.get(Company, 1).employees)
    e = s.get(Engineer, 1)
    e.name = "z"
    e.lang = "q"
    s.commit()
    e.lang = "r"
    s.commit()
    print(e.name, e.lang)
    s.delete(e)
    s.commit()
with Session(engine) as s:
    wp = with_polymorphic(Employee, "*")
    print([(e, getattr(e, "lang", None), getattr(e, "budget", None)) for e in s.scalars(select(wp).order_by(wp.id))])
    print(s.scalars(select(wp).where(or_(wp.Engineer.lang == "c", wp.Manager.budget == 1)).order_by(wp.id)).all())
    print(s.scalars(select(Company).join(Company.employees.of_type(Engineer)).where(Engineer.lang == "c")).all() != [])
    ea = aliased(Engineer)
    print(s.scalars(select(ea).where(ea.lang == "c")).all())
    print(s.scalars(select(Company).options(selectinload(Company.employees))).one().employees)
