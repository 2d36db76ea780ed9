"""Where the database is, and a session for each request."""

from typing import Annotated

from fastapi import Depends
from sqlalchemy import create_engine
from sqlalchemy.orm import Session, sessionmaker

# A request may begin in one thread and end in another, which SQLite refuses unless it is told.
engine = create_engine("sqlite:///contacts.db", connect_args={"check_same_thread": False})
SessionLocal = sessionmaker(engine)


def get_db():
    with SessionLocal() as db:
        yield db


Database = Annotated[Session, Depends(get_db)]
