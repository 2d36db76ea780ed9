from typing import Annotated

from fastapi import BackgroundTasks, Depends, FastAPI
from sqlalchemy import ForeignKey, create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship, sessionmaker
from sqlalchemy.pool import StaticPool

engine = create_engine("sqlite://", connect_args={"check_same_thread": False}, poolclass=StaticPool)
SessionLocal = sessionmaker(bind=engine)


class Base(DeclarativeBase):
    pass


class Job(Base):
    __tablename__ = "jobs"
    id: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[str] = mapped_column(default="queued")
    result: Mapped[int | None]
    events: Mapped[list["Event"]] = relationship(order_by="Event.id")


class Event(Base):
    __tablename__ = "events"
    id: Mapped[int] = mapped_column(primary_key=True)
    job_id: Mapped[int] = mapped_column(ForeignKey("jobs.id"))
    text: Mapped[str]


Base.metadata.create_all(engine)


def get_db():
    db = SessionLocal()
    try:
        yield db
    finally:
        db.close()


Db = Annotated[Session, Depends(get_db)]
app = FastAPI()


def work(job_id: int, number: int):
    with SessionLocal.begin() as db:
        job = db.get(Job, job_id)
        try:
            job.result = 100 // number
            job.state = "done"
        except ZeroDivisionError as error:
            job.state = "failed"
            job.events.append(Event(text=type(error).__name__))


def note(job_id: int, text: str):
    with SessionLocal() as db:
        db.add(Event(job_id=job_id, text=text))
        db.commit()


@app.post("/jobs", status_code=202)
def start(number: int, db: Db, tasks: BackgroundTasks):
    job = Job()
    db.add(job)
    db.commit()
    db.refresh(job)
    tasks.add_task(work, job.id, number)
    tasks.add_task(note, job.id, text=f"worked on {number}")
    return {"id": job.id, "state": job.state}


@app.get("/jobs/{job_id}")
def read(job_id: int, db: Db):
    job = db.get(Job, job_id)
    return {"state": job.state, "result": job.result, "events": [event.text for event in job.events]}


@app.get("/count")
async def count(db: Db):
    return len(db.execute(select(Job.id)).scalars().all())

# > POST /jobs?number=7
# > GET /jobs/1
# > POST /jobs?number=0
# > GET /jobs/2
# > GET /count
