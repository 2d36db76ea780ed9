from contextlib import asynccontextmanager
from typing import Annotated

from fastapi import BackgroundTasks, Depends, FastAPI
from sqlmodel import Field, Relationship, Session, SQLModel, create_engine, func, select


class Mail(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    to: str
    sent: bool = False
    attempts: list["Attempt"] = Relationship(back_populates="mail")


class Attempt(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    number: int
    mail_id: int | None = Field(default=None, foreign_key="mail.id", index=True)
    mail: Mail | None = Relationship(back_populates="attempts")


class MailOut(SQLModel):
    to: str
    sent: bool
    attempts: list[Attempt]


engine = create_engine("sqlite:///mails.db", connect_args={"check_same_thread": False})


@asynccontextmanager
async def lifespan(app: FastAPI):
    SQLModel.metadata.create_all(engine)
    with Session(engine) as session:
        if session.exec(select(func.count(Mail.id))).one() == 0:
            session.add(Mail(to="first@example.com", sent=True))
            session.commit()
    yield


app = FastAPI(lifespan=lifespan)


def get_session():
    with Session(engine) as session:
        yield session


SessionDep = Annotated[Session, Depends(get_session)]


def deliver(mail_id: int, attempts: int):
    with Session(engine) as session:
        mail = session.get(Mail, mail_id)
        for number in range(1, attempts + 1):
            mail.attempts.append(Attempt(number=number))
        mail.sent = attempts < 3
        session.add(mail)
        session.commit()


async def deliver_async(mail_id: int, attempts: int):
    deliver(mail_id, attempts)


@app.post("/mails", status_code=202)
def send(to: str, session: SessionDep, tasks: BackgroundTasks, attempts: int = 1, asynchronous: bool = False) -> Mail:
    mail = Mail(to=to)
    session.add(mail)
    session.commit()
    session.refresh(mail)
    tasks.add_task(deliver_async if asynchronous else deliver, mail.id, attempts=attempts)
    return mail


@app.get("/mails", response_model=list[MailOut])
async def read(session: SessionDep, sent: bool | None = None):
    statement = select(Mail) if sent is None else select(Mail).where(Mail.sent == sent)
    return session.exec(statement).all()


@app.get("/busy")
def busy(session: SessionDep):
    return session.exec(select(Mail.to).join(Attempt).group_by(Mail.id).having(func.count(Attempt.id) > 1)).all()

# > GET /mails
# > POST /mails?to=a@example.com
# > POST /mails?to=b@example.com&attempts=3
# > POST /mails?to=c@example.com&attempts=2&asynchronous=true
# > GET /mails
# > GET /mails?sent=false
# > GET /busy
