from contextlib import asynccontextmanager

from fastapi import FastAPI, HTTPException
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from .database import Database, engine
from .models import Base, Contact
from .schemas import ContactChange, ContactIn, ContactOut


@asynccontextmanager
async def lifespan(app: FastAPI):
    Base.metadata.create_all(engine)
    yield


app = FastAPI(title="Contacts", lifespan=lifespan)


def commit(db: Session) -> None:
    """Ends the transaction; a broken unique constraint becomes a 409."""
    try:
        db.commit()
    except IntegrityError:
        db.rollback()
        raise HTTPException(409, "This email is taken")


def find_contact(db: Session, contact_id: int) -> Contact:
    contact = db.get(Contact, contact_id)
    if contact is None:
        raise HTTPException(404, "No such contact")
    return contact


@app.get("/health")
def health():
    return {"status": "ok"}


@app.get("/contacts", response_model=list[ContactOut])
def list_contacts(db: Database):
    return db.scalars(select(Contact).order_by(Contact.name, Contact.id)).all()


@app.post("/contacts", status_code=201, response_model=ContactOut)
def create_contact(new: ContactIn, db: Database):
    contact = Contact(**new.model_dump())
    db.add(contact)
    commit(db)
    return contact


@app.get("/contacts/{contact_id}", response_model=ContactOut)
def read_contact(contact_id: int, db: Database):
    return find_contact(db, contact_id)


@app.patch("/contacts/{contact_id}", response_model=ContactOut)
def change_contact(contact_id: int, change: ContactChange, db: Database):
    contact = find_contact(db, contact_id)
    for field, value in change.model_dump(exclude_unset=True).items():
        setattr(contact, field, value)
    commit(db)
    return contact


@app.delete("/contacts/{contact_id}", status_code=204)
def delete_contact(contact_id: int, db: Database) -> None:
    db.delete(find_contact(db, contact_id))
    db.commit()
