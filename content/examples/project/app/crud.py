"""Create, read, update, delete. Nothing here knows about HTTP."""

from .models import ITEMS, USERS, User


def find_user(user_id: int) -> User | None:
    return USERS.get(user_id)


def add_user(name: str) -> User:
    user = User(max(USERS) + 1, name)
    USERS[user.id] = user
    return user


def all_items() -> list[str]:
    return ITEMS
