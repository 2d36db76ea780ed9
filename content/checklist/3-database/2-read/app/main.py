from contextlib import asynccontextmanager

from fastapi import FastAPI, HTTPException
from sqlalchemy import select

from .database import Database, engine
from .models import Base, Contact
from .schemas import ContactOut


@asynccontextmanager
async def lifespan(app: FastAPI):
    Base.metadata.create_all(engine)
    yield


app = FastAPI(title="Contacts", lifespan=lifespan)


@app.get("/health")
def health():
    return {"status": "ok"}


@app.get("/contacts", response_model=list[ContactOut])
def list_contacts(db: Database):
    return db.scalars(select(Contact).order_by(Contact.name, Contact.id)).all()


@app.get("/contacts/{contact_id}", response_model=ContactOut)
def read_contact(contact_id: int, db: Database):
    contact = db.get(Contact, contact_id)
    if contact is None:
        raise HTTPException(404, "No such contact")
    return contact
