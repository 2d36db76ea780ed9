from typing import Annotated

from fastapi import Depends, FastAPI
from sqlalchemy.orm import joinedload, selectinload
from sqlmodel import Field, Relationship, Session, SQLModel, case, col, create_engine, desc, distinct, func, select
from sqlmodel.pool import StaticPool


class Department(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    name: str
    people: list["Person"] = Relationship(back_populates="department", sa_relationship_kwargs={"order_by": "Person.name"})


class Person(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    name: str
    salary: int
    department_id: int | None = Field(default=None, foreign_key="department.id")
    department: Department | None = Relationship(back_populates="people")


engine = create_engine("sqlite://", connect_args={"check_same_thread": False}, poolclass=StaticPool)
SQLModel.metadata.create_all(engine)
with Session(engine) as setup:
    it, law = Department(name="IT"), Department(name="Law")
    setup.add_all([it, law, Department(name="Empty")])
    setup.commit()
    setup.add_all([Person(name="Bob", salary=20, department_id=it.id), Person(name="Ann", salary=10, department=it), Person(name="Cy", salary=35, department_id=law.id), Person(name="Free", salary=1)])
    setup.commit()


class PersonOut(SQLModel):
    name: str
    salary: int


class DepartmentOut(SQLModel):
    name: str
    people: list[PersonOut]


def get_session():
    with Session(engine) as session:
        yield session


SessionDep = Annotated[Session, Depends(get_session)]
app = FastAPI()


@app.get("/where")
def where(session: SessionDep):
    rows = session.exec(select(Person, Department).where(Person.department_id == Department.id).order_by(Person.name))
    return [{"person": person.name, "department": department.name} for person, department in rows]


@app.get("/join")
def join(session: SessionDep, name: str = "IT"):
    return session.exec(select(Person).join(Department).where(Department.name == name).order_by(Person.salary)).all()


@app.get("/outer")
def outer(session: SessionDep):
    statement = select(Person.name, Department.name).join(Department, isouter=True).order_by(col(Person.id))
    return [tuple(row) for row in session.exec(statement)]


@app.get("/groups")
def groups(session: SessionDep, minimum: int = 0):
    total = func.sum(Person.salary).label("total")
    statement = (
        select(Department.name, func.count(Person.id).label("people"), total)
        .join(Person)
        .group_by(Department.name)
        .having(func.count(Person.id) > minimum)
        .order_by(desc("total"))
    )
    return [row._asdict() for row in session.exec(statement).all()]


@app.get("/numbers")
def numbers(session: SessionDep):
    return {
        "count": session.exec(select(func.count(Person.id))).one(),
        "max": tuple(session.exec(select(func.max(Person.salary), func.min(Person.salary))).one()),
        "avg": session.exec(select(func.avg(Person.salary)).where(Person.salary > 5)).first(),
        "distinct": session.exec(select(func.count(distinct(Person.department_id)))).one(),
        "case": session.exec(select(case((Person.salary > 15, "high"), else_="low")).order_by(Person.id)).all(),
        "none": session.exec(select(func.sum(Person.salary)).where(Person.salary > 1000)).one(),
    }


@app.get("/departments/{kind}", response_model=list[DepartmentOut])
def departments(kind: str, session: SessionDep):
    statement = select(Department).order_by(Department.id)
    if kind == "selectin":
        statement = statement.options(selectinload(Department.people))
    elif kind == "joined":
        statement = statement.options(joinedload(Department.people))
    return session.exec(statement).unique().all()


@app.get("/subquery")
def subquery(session: SessionDep):
    average = select(func.avg(Person.salary)).scalar_subquery()
    in_law = select(Department.id).where(Department.name == "Law")
    return {
        "above": session.exec(select(Person.name).where(Person.salary > average).order_by(Person.name)).all(),
        "law": session.exec(select(Person.name).where(col(Person.department_id).in_(in_law))).all(),
    }

# > GET /where
# > GET /join
# > GET /join?name=Law
# > GET /outer
# > GET /groups
# > GET /groups?minimum=1
# > GET /numbers
# > GET /departments/lazy
# > GET /departments/selectin
# > GET /departments/joined
# > GET /subquery
