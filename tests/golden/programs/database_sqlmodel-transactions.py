from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException
from sqlalchemy.exc import IntegrityError
from sqlmodel import CheckConstraint, Field, Session, SQLModel, create_engine, select


class Account(SQLModel, table=True):
    __table_args__ = (CheckConstraint("balance >= 0"),)
    name: str = Field(primary_key=True)
    balance: int = 0


engine = create_engine("sqlite:///bank.db", connect_args={"check_same_thread": False})
SQLModel.metadata.drop_all(engine)
SQLModel.metadata.create_all(engine)


def get_session():
    with Session(engine) as session:
        try:
            yield session
            session.commit()
        except Exception:
            session.rollback()
            raise


SessionDep = Annotated[Session, Depends(get_session)]
app = FastAPI()


@app.post("/accounts")
def add(account: Account, session: SessionDep) -> Account:
    session.add(account)
    try:
        session.flush()
    except IntegrityError as error:
        raise HTTPException(409, str(error.orig)) from error
    return account


@app.post("/transfer")
def transfer(session: SessionDep, source: str, target: str, amount: int):
    taken = session.get(Account, source)
    given = session.get(Account, target)
    given.balance += amount
    session.flush()
    taken.balance -= amount
    try:
        session.flush()
    except IntegrityError:
        raise HTTPException(402, "Not enough")
    return [taken, given]


@app.post("/nested")
def nested(session: SessionDep, names: list[str]):
    made = []
    for name in names:
        try:
            with session.begin_nested():
                session.add(Account(name=name))
                session.flush()
            made.append(name)
        except IntegrityError:
            continue
    return made


@app.post("/fail")
def fail(session: SessionDep):
    session.add(Account(name="ghost"))
    session.flush()
    raise HTTPException(418, "Changed my mind")


@app.get("/accounts")
def read() -> list[Account]:
    with Session(engine) as session, session.begin():
        return session.exec(select(Account).order_by(Account.name)).all()


@app.get("/closed")
def closed():
    with Session(engine) as session:
        account = session.exec(select(Account)).first()
        session.expunge_all()
    return account

# > POST /accounts {"name": "ann", "balance": 5}
# > POST /accounts {"name": "bob"}
# > POST /accounts {"name": "bob"}
# > POST /accounts {"name": "cy", "balance": -1}
# > POST /transfer?source=ann&target=bob&amount=3
# > POST /transfer?source=ann&target=bob&amount=30
# > POST /nested ["dan", "ann", "eve"]
# > POST /fail
# > GET /accounts
# > GET /closed
