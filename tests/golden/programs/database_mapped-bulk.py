from typing import Annotated

from fastapi import Depends, FastAPI
from sqlalchemy import bindparam, create_engine, delete, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from sqlalchemy.pool import StaticPool

engine = create_engine("sqlite://", connect_args={"check_same_thread": False}, poolclass=StaticPool)


class Base(DeclarativeBase):
    pass


class Word(Base):
    __tablename__ = "words"
    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(unique=True)
    seen: Mapped[int] = mapped_column(default=1)


Base.metadata.create_all(engine)


def get_db():
    with Session(engine) as db:
        yield db


Db = Annotated[Session, Depends(get_db)]
app = FastAPI()


def state(db: Session):
    return {word.text: word.seen for word in db.scalars(select(Word).order_by(Word.id))}


@app.post("/add-all")
def add_all(words: list[str], db: Db):
    rows = [Word(text=word) for word in words]
    db.add_all(rows)
    db.flush()
    keys = [row.id for row in rows]
    db.commit()
    return keys


@app.post("/insert")
def insert_many(words: list[str], db: Db):
    db.execute(insert(Word), [{"text": word, "seen": 2} for word in words])
    db.commit()
    return state(db)


@app.post("/returning")
def returning(words: list[str], db: Db):
    made = db.scalars(insert(Word).returning(Word), [{"text": word} for word in words]).all()
    result = [(word.id, word.text, word.seen) for word in made]
    db.rollback()
    return result


@app.post("/values")
def values(word: str, db: Db):
    key = db.execute(insert(Word).values(text=word, seen=func.length(word)).returning(Word.id, Word.seen)).one()
    db.commit()
    return tuple(key)


@app.post("/upsert")
def upsert(word: str, db: Db):
    statement = sqlite_insert(Word).values(text=word, seen=10)
    statement = statement.on_conflict_do_update(index_elements=["text"], set_={"seen": Word.seen + statement.excluded.seen})
    db.execute(statement)
    db.execute(sqlite_insert(Word).values(text=word).on_conflict_do_nothing())
    db.commit()
    return state(db)


@app.put("/update")
def change(db: Db, above: int = 1):
    loaded = db.scalars(select(Word).order_by(Word.id)).first()
    result = db.execute(update(Word).where(Word.seen > above).values(seen=Word.seen * 100))
    return {"rows": result.rowcount, "loaded": loaded.seen, "state": state(db)}


@app.put("/by-key")
def by_key(changes: list[dict], db: Db):
    db.execute(update(Word), changes)
    db.commit()
    return state(db)


@app.put("/returned")
def returned(db: Db):
    statement = update(Word).where(Word.text.startswith("a")).values(seen=0).returning(Word.text, Word.seen)
    rows = [tuple(row) for row in db.execute(statement)]
    db.commit()
    return rows


@app.delete("/delete")
def remove(db: Db, below: int):
    kept = db.scalars(select(Word)).all()
    result = db.execute(delete(Word).where(Word.seen < below))
    gone = [word.text for word in kept if word not in db]
    db.commit()
    return {"rows": result.rowcount, "gone": gone, "state": state(db)}

# > POST /add-all ["one", "two", "three"]
# > POST /insert ["four", "five"]
# > POST /returning ["six", "seven"]
# > POST /values?word=apple
# > POST /upsert?word=apple
# > POST /upsert?word=ant
# > PUT /update
# > PUT /by-key [{"id": 1, "seen": 7}, {"id": 2, "seen": 8}]
# > PUT /returned
# > DELETE /delete?below=3
