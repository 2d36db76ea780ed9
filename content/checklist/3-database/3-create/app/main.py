from contextlib import asynccontextmanager

from fastapi import FastAPI, HTTPException
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from .database import Database, engine
from .models import Base, Contact
from .schemas import ContactIn, ContactOut


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
    contact = db.get(Contact, contact_id)
    if contact is None:
        raise HTTPException(404, "No such contact")
    return contact
