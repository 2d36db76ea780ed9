from fastapi import Depends, FastAPI
from sqlalchemy import Column, ForeignKey, Integer, String, and_, create_engine, func
from sqlalchemy.orm import Session, aliased, contains_eager, declarative_base, joinedload, relationship, sessionmaker, subqueryload
from sqlalchemy.pool import StaticPool

engine = create_engine("sqlite://", connect_args={"check_same_thread": False}, poolclass=StaticPool)
SessionLocal = sessionmaker(bind=engine)
Base = declarative_base()


class Department(Base):
    __tablename__ = "departments"
    id = Column(Integer, primary_key=True)
    name = Column(String)
    employees = relationship("Employee", back_populates="department")


class Employee(Base):
    __tablename__ = "employees"
    id = Column(Integer, primary_key=True)
    name = Column(String)
    salary = Column(Integer)
    department_id = Column(Integer, ForeignKey("departments.id"))
    department = relationship("Department", back_populates="employees")


Base.metadata.create_all(engine)
with SessionLocal.begin() as session:
    it, law, empty = Department(name="IT"), Department(name="Law"), Department(name="Empty")
    session.add_all([it, law, empty])
    it.employees = [Employee(name="Ann", salary=10), Employee(name="Bob", salary=20)]
    law.employees.append(Employee(name="Cy", salary=30))
    session.add(Employee(name="Free", salary=5))

app = FastAPI()


def get_db():
    db = SessionLocal()
    try:
        yield db
    finally:
        db.close()


@app.get("/join")
def join(name: str = "IT", db: Session = Depends(get_db)):
    return [e.name for e in db.query(Employee).join(Department).filter(Department.name == name).order_by(Employee.id)]


@app.get("/outer")
def outer(db: Session = Depends(get_db)):
    rows = db.query(Employee.name, Department.name).outerjoin(Employee.department).order_by(Employee.id)
    return [tuple(row) for row in rows]


@app.get("/pairs")
def pairs(db: Session = Depends(get_db)):
    return [(e.name, d.name) for e, d in db.query(Employee, Department).filter(Employee.department_id == Department.id).order_by(Employee.id)]


@app.get("/stats")
def stats(db: Session = Depends(get_db)):
    rows = (
        db.query(Department.name, func.count(Employee.id).label("people"), func.avg(Employee.salary).label("pay"))
        .join(Employee, isouter=True)
        .group_by(Department.id)
        .order_by(Department.name)
        .all()
    )
    return [{"name": row.name, "people": row.people, "pay": row.pay} for row in rows]


@app.get("/having")
def having(db: Session = Depends(get_db)):
    query = db.query(Department.name).join(Department.employees).group_by(Department.name).having(func.sum(Employee.salary) > 25)
    return [name for (name,) in query.order_by(Department.name)]


@app.get("/eager/{kind}")
def eager(kind: str, db: Session = Depends(get_db)):
    query = db.query(Department).order_by(Department.id)
    if kind == "joined":
        query = query.options(joinedload(Department.employees))
    elif kind == "subquery":
        query = query.options(subqueryload(Department.employees))
    elif kind == "contains":
        query = query.join(Department.employees).options(contains_eager(Department.employees)).order_by(Employee.id)
    return {d.name: [e.name for e in d.employees] for d in query}


@app.get("/better")
def better(db: Session = Depends(get_db)):
    other = aliased(Employee)
    query = db.query(Employee.name, other.name).join(other, and_(other.salary > Employee.salary)).order_by(Employee.id, other.id)
    return [tuple(row) for row in query]


@app.get("/subquery")
def subquery(db: Session = Depends(get_db)):
    top = db.query(func.max(Employee.salary).label("top"), Employee.department_id).group_by(Employee.department_id).subquery()
    query = db.query(Employee.name).join(top, and_(Employee.salary == top.c.top, Employee.department_id == top.c.department_id))
    return [name for (name,) in query.order_by(Employee.id)]


@app.get("/any")
def with_any(db: Session = Depends(get_db)):
    return {
        "any": [d.name for d in db.query(Department).filter(Department.employees.any(Employee.salary > 15)).order_by(Department.id)],
        "none": [d.name for d in db.query(Department).filter(~Department.employees.any())],
        "has": [e.name for e in db.query(Employee).filter(Employee.department.has(name="Law"))],
        "without": [e.name for e in db.query(Employee).filter(Employee.department == None)],  # noqa: E711
    }

# > GET /join
# > GET /join?name=Law
# > GET /outer
# > GET /pairs
# > GET /stats
# > GET /having
# > GET /eager/lazy
# > GET /eager/joined
# > GET /eager/subquery
# > GET /eager/contains
# > GET /better
# > GET /subquery
# > GET /any
