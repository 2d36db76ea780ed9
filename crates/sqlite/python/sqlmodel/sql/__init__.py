"""The part of SQLModel that builds statements."""
