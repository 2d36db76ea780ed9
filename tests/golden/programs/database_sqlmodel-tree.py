from typing import Annotated, Optional

from fastapi import Depends, FastAPI
from sqlalchemy.orm import aliased
from sqlmodel import Field, Relationship, Session, SQLModel, create_engine, func, literal, select
from sqlmodel.pool import StaticPool


class Employee(SQLModel, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
    name: str
    boss_id: Optional[int] = Field(default=None, foreign_key="employee.id")
    boss: Optional["Employee"] = Relationship(back_populates="team", sa_relationship_kwargs=dict(remote_side="Employee.id"))
    team: list["Employee"] = Relationship(back_populates="boss", sa_relationship_kwargs=dict(order_by="Employee.name"))


class EmployeeOut(SQLModel):
    name: str
    team: list["EmployeeOut"] = []


engine = create_engine("sqlite://", connect_args={"check_same_thread": False}, poolclass=StaticPool)
SQLModel.metadata.create_all(engine)
with Session(engine) as setup:
    top = Employee(name="Top")
    middle = Employee(name="Middle", boss=top)
    setup.add_all([top, middle, Employee(name="Low", boss=middle), Employee(name="Lower", boss=middle), Employee(name="Alone")])
    setup.commit()


def get_session():
    with Session(engine) as session:
        yield session


SessionDep = Annotated[Session, Depends(get_session)]
app = FastAPI()


@app.get("/tree", response_model=list[EmployeeOut])
def tree(session: SessionDep):
    return session.exec(select(Employee).where(Employee.boss_id.is_(None)).order_by(Employee.id)).all()


@app.get("/pairs")
def pairs(session: SessionDep):
    boss = aliased(Employee, name="boss")
    statement = select(Employee.name, boss.name).join(boss, Employee.boss_id == boss.id).order_by(Employee.id)
    return [tuple(row) for row in session.exec(statement)]


@app.get("/below/{employee_id}")
def below(employee_id: int, session: SessionDep):
    found = select(Employee.id, Employee.name, literal(0).label("depth")).where(Employee.id == employee_id).cte("found", recursive=True)
    found = found.union_all(select(Employee.id, Employee.name, found.c.depth + 1).join(found, Employee.boss_id == found.c.id))
    return [tuple(row) for row in session.exec(select(found.c.name, found.c.depth).order_by(found.c.depth, found.c.name))]


@app.get("/sizes")
def sizes(session: SessionDep):
    report = aliased(Employee)
    statement = select(Employee.name, func.count(report.id)).outerjoin(report, report.boss_id == Employee.id).group_by(Employee.id)
    return dict(session.exec(statement.order_by(Employee.id)).all())


@app.put("/move")
def move(session: SessionDep, name: str, boss: str | None = None):
    employee = session.exec(select(Employee).where(Employee.name == name)).one()
    employee.boss = session.exec(select(Employee).where(Employee.name == boss)).one() if boss else None
    session.add(employee)
    session.commit()
    session.refresh(employee)
    return {"employee": employee, "boss": employee.boss}

# > GET /tree
# > GET /pairs
# > GET /below/1
# > GET /below/2
# > GET /sizes
# > PUT /move?name=Lower&boss=Alone
# > PUT /move?name=Middle
# > GET /tree
