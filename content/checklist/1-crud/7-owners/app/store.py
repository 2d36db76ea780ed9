"""What is stored. A real project has a database here."""

from itertools import count

from fastapi import HTTPException

from .schemas import Item, ItemIn, User

items = {
    1: Item(id=1, name="Lamp", price=30, description="Brass, 40 cm"),
    2: Item(id=2, name="Chair", price=80),
}
users: dict[int, User] = {}
new_item_ids = count(3)
new_user_ids = count(1)


def find_item(item_id: int) -> Item:
    if item_id not in items:
        raise HTTPException(404, "No such item")
    return items[item_id]


def find_user(user_id: int) -> User:
    if user_id not in users:
        raise HTTPException(404, "No such user")
    return users[user_id]


def add_item(new: ItemIn, owner_id: int | None = None) -> Item:
    item = Item(id=next(new_item_ids), owner_id=owner_id, **new.model_dump())
    items[item.id] = item
    return item
