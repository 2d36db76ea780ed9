from typing import Annotated

from fastapi import Depends, FastAPI
from sqlalchemy import create_engine, event, inspect, select, text
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, make_transient, mapped_column, object_session
from sqlalchemy.pool import StaticPool

engine = create_engine("sqlite://", connect_args={"check_same_thread": False}, poolclass=StaticPool)
heard: list[str] = []


class Base(DeclarativeBase):
    pass


class Note(Base):
    __tablename__ = "notes"
    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]


Base.metadata.create_all(engine)


@event.listens_for(Session, "before_commit")
def before_commit(session):
    heard.append("before_commit")


@event.listens_for(Session, "after_flush")
def after_flush(session, context):
    heard.append(f"after_flush {len(session.new)} {len(session.dirty)} {len(session.deleted)}")


@event.listens_for(Note, "before_insert")
def before_insert(mapper, connection, target):
    target.text = target.text.strip()


@event.listens_for(Note.text, "set")
def on_set(target, value, old, initiator):
    heard.append(f"set {value}")


def get_db():
    with Session(engine) as db:
        yield db


Db = Annotated[Session, Depends(get_db)]
app = FastAPI()


def states(note: Note):
    state = inspect(note)
    names = ("transient", "pending", "persistent", "deleted", "detached")
    return [name for name in names if getattr(state, name)]


@app.post("/states")
def life(db: Db):
    note = Note(text="  a ")
    seen = [states(note)]
    db.add(note)
    seen.append(states(note))
    db.flush()
    seen.append(states(note))
    db.delete(note)
    db.flush()
    seen.append(states(note))
    db.commit()
    seen.append(states(note))
    make_transient(note)
    seen.append(states(note))
    return {"seen": seen, "text": note.text}


@app.post("/notes")
def add(db: Db, content: str):
    note = Note(text=content)
    db.add(note)
    db.commit()
    expired = sorted(key for key in note.__dict__ if not key.startswith("_"))
    return {"expired": expired, "id": note.id, "session": object_session(note) is db}


@app.get("/identity")
def identity(db: Db):
    first = db.get(Note, 1)
    again = db.scalars(select(Note).where(Note.id == 1)).one()
    return {"same": first is again, "count": len(db.identity_map), "key": list(inspect(first).identity)}


@app.put("/refresh")
def refresh(db: Db):
    note = db.get(Note, 1)
    db.execute(text("UPDATE notes SET text = 'changed below' WHERE id = 1"))
    stale = note.text
    db.refresh(note)
    fresh = note.text
    note.text = "not saved"
    history = inspect(note).attrs.text.history
    db.expire(note)
    after = note.text
    db.expunge(note)
    return {"stale": stale, "fresh": fresh, "history": [list(history.added), list(history.deleted)], "after": after, "in": note in db}


@app.put("/populate")
def populate(db: Db):
    note = db.get(Note, 1)
    db.execute(text("UPDATE notes SET text = 'again' WHERE id = 1"))
    statement = select(Note).where(Note.id == 1)
    old = db.scalars(statement).one().text
    new = db.scalars(statement.execution_options(populate_existing=True)).one().text
    db.rollback()
    return {"old": old, "new": new, "rolled back": note.text}


@app.get("/heard")
def read_heard():
    return heard

# > POST /states
# > POST /notes?content=first
# > GET /identity
# > PUT /refresh
# > PUT /populate
# > GET /heard
