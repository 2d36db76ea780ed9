"""The part of SQLModel that works with objects."""
