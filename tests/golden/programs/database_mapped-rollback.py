from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException
from sqlalchemy import create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker

engine = create_engine("sqlite:///./test.db", connect_args={"check_same_thread": False})
SessionLocal = sessionmaker(engine, expire_on_commit=False)
log: list[str] = []


class Base(DeclarativeBase):
    pass


class Account(Base):
    __tablename__ = "accounts"
    name: Mapped[str] = mapped_column(primary_key=True)
    balance: Mapped[int] = mapped_column(default=0)


Base.metadata.create_all(engine)


def unit_of_work():
    db = SessionLocal()
    try:
        yield db
        db.commit()
        log.append("commit")
    except HTTPException as error:
        db.rollback()
        log.append(f"rollback {error.status_code}")
        raise
    except Exception as error:
        db.rollback()
        log.append(f"rollback {type(error).__name__}")
        raise
    finally:
        db.close()
        log.append("close")


Db = Annotated[Session, Depends(unit_of_work)]
app = FastAPI()


@app.post("/accounts/{name}", status_code=201)
def open_account(name: str, db: Db, balance: int = 0):
    if db.get(Account, name):
        raise HTTPException(409, "The name is taken")
    db.add(Account(name=name, balance=balance))


@app.post("/transfer")
def transfer(source: str, target: str, amount: int, db: Db):
    taken, given = db.get(Account, source), db.get(Account, target)
    taken.balance -= amount
    db.flush()
    if given is None:
        raise HTTPException(404, "No such target")
    given.balance += amount
    if taken.balance < 0:
        raise HTTPException(402, "Not enough")
    return {source: taken.balance, target: given.balance}


@app.post("/crash")
def crash(db: Db):
    db.add(Account(name="ghost"))
    db.flush()
    return 1 / 0


@app.get("/accounts")
def accounts(db: Db):
    return {account.name: account.balance for account in db.scalars(select(Account).order_by(Account.name))}


@app.get("/log")
def read_log():
    return log

# > POST /accounts/ann?balance=10
# > POST /accounts/bob
# > POST /accounts/ann
# > POST /transfer?source=ann&target=bob&amount=4
# > POST /transfer?source=ann&target=bob&amount=40
# > POST /transfer?source=ann&target=zoe&amount=1
# > POST /transfer?source=zoe&target=bob&amount=1
# > POST /crash
# > GET /accounts
# > GET /log
