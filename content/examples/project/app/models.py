"""What is stored. A real project has database tables here."""

from dataclasses import dataclass


@dataclass
class User:
    id: int
    name: str


USERS = {1: User(1, "Ada")}
ITEMS = ["cup", "plate"]
