"""Where the database is."""

from sqlalchemy import create_engine

# A request may begin in one thread and end in another, which SQLite refuses unless it is told.
engine = create_engine("sqlite:///contacts.db", connect_args={"check_same_thread": False})
