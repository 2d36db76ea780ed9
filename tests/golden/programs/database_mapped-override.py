from typing import Annotated

from fastapi import Depends, FastAPI
from pydantic import BaseModel, ConfigDict
from sqlalchemy import create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker
from sqlalchemy.pool import StaticPool

engine = create_engine("sqlite:///./production.db", connect_args={"check_same_thread": False})
SessionLocal = sessionmaker(autocommit=False, autoflush=False, bind=engine)


class Base(DeclarativeBase):
    pass


class Task(Base):
    __tablename__ = "tasks"
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]


class TaskOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    id: int
    title: str


def get_db():
    db = SessionLocal()
    try:
        yield db
    finally:
        db.close()


app = FastAPI()


@app.post("/tasks", response_model=TaskOut)
def add(title: str, db: Annotated[Session, Depends(get_db)]):
    task = Task(title=title)
    db.add(task)
    db.commit()
    db.refresh(task)
    return task


@app.get("/tasks", response_model=list[TaskOut])
def read(db: Annotated[Session, Depends(get_db)]):
    return db.scalars(select(Task)).all()


test_engine = create_engine("sqlite://", connect_args={"check_same_thread": False}, poolclass=StaticPool)
TestingSessionLocal = sessionmaker(autocommit=False, autoflush=False, bind=test_engine)
Base.metadata.create_all(bind=test_engine)


def override_get_db():
    db = TestingSessionLocal()
    try:
        yield db
    finally:
        db.close()


@app.post("/override")
def override():
    app.dependency_overrides[get_db] = override_get_db
    Base.metadata.create_all(engine)
    return "overridden"


@app.post("/restore")
def restore():
    app.dependency_overrides.clear()
    return "restored"

# > GET /tasks
# > POST /override
# > POST /tasks?title=test
# > GET /tasks
# > POST /restore
# > GET /tasks
# > POST /tasks?title=real
# > POST /override
# > GET /tasks
