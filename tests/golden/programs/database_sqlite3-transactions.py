import sqlite3
from contextlib import closing, contextmanager
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException
from pydantic import BaseModel, PositiveInt

app = FastAPI()


@contextmanager
def connect():
    with closing(sqlite3.connect("bank.db", check_same_thread=False)) as db:
        yield db


with connect() as setup:
    setup.executescript(
        "CREATE TABLE accounts (name TEXT PRIMARY KEY, balance INTEGER CHECK (balance >= 0)) WITHOUT ROWID;"
        "INSERT INTO accounts VALUES ('ann', 100), ('bob', 50);"
    )


def transaction():
    with connect() as db:
        try:
            yield db
            db.commit()
        except Exception:
            db.rollback()
            raise


Db = Annotated[sqlite3.Connection, Depends(transaction)]


class Transfer(BaseModel):
    source: str
    target: str
    amount: PositiveInt


@app.post("/transfers")
def transfer(transfer: Transfer, db: Db):
    before = db.in_transaction
    db.execute("UPDATE accounts SET balance = balance + ? WHERE name = ?", (transfer.amount, transfer.target))
    during = db.in_transaction
    try:
        db.execute("UPDATE accounts SET balance = balance - ? WHERE name = ?", (transfer.amount, transfer.source))
    except sqlite3.IntegrityError:
        raise HTTPException(402, "Not enough money")
    if db.execute("SELECT COUNT(*) FROM accounts WHERE name IN (?, ?)", (transfer.source, transfer.target)).fetchone()[0] != 2:
        raise HTTPException(404, "No such account")
    return {"in_transaction": [before, during]}


@app.get("/accounts")
def accounts(db: Db):
    return dict(db.execute("SELECT name, balance FROM accounts"))


@app.post("/savepoint")
def savepoint(db: Db, name: str, keep: bool = False):
    db.execute("INSERT INTO accounts VALUES (?, 1)", (name,))
    db.execute("SAVEPOINT inner")
    db.execute("INSERT INTO accounts VALUES ('mallory', 1000)")
    db.execute("RELEASE inner" if keep else "ROLLBACK TO inner")
    return db.execute("SELECT COUNT(*) FROM accounts").fetchone()[0]


@app.post("/manual")
def manual():
    with closing(sqlite3.connect("bank.db", isolation_level=None, check_same_thread=False)) as db:
        db.execute("BEGIN IMMEDIATE")
        db.execute("UPDATE accounts SET balance = 0")
        inside = db.execute("SELECT SUM(balance) FROM accounts").fetchone()[0]
        db.execute("ROLLBACK")
        return {"inside": inside, "after": db.execute("SELECT SUM(balance) FROM accounts").fetchone()[0]}

# > GET /accounts
# > POST /transfers {"source": "ann", "target": "bob", "amount": 30}
# > GET /accounts
# > POST /transfers {"source": "ann", "target": "bob", "amount": 300}
# > GET /accounts
# > POST /transfers {"source": "zoe", "target": "bob", "amount": 1}
# > GET /accounts
# > POST /savepoint?name=eve
# > GET /accounts
# > POST /savepoint?name=zoe&keep=true
# > POST /manual
# > GET /accounts
