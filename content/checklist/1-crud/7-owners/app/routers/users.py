"""The operations about users, and about what they own."""

from fastapi import APIRouter, HTTPException

from ..schemas import Item, ItemIn, User, UserIn
from ..store import add_item, find_user, items, new_user_ids, users

router = APIRouter(prefix="/users", tags=["users"])


def check_email(email: str, own_id: int | None = None) -> None:
    """Refuses an email that another user has."""
    for user in users.values():
        if user.email.lower() == email.lower() and user.id != own_id:
            raise HTTPException(409, "This email is taken")


def items_of(user_id: int) -> list[Item]:
    return [item for item in items.values() if item.owner_id == user_id]


@router.get("")
def list_users() -> list[User]:
    return list(users.values())


@router.post("", status_code=201)
def create_user(new: UserIn) -> User:
    check_email(new.email)
    user = User(id=next(new_user_ids), **new.model_dump())
    users[user.id] = user
    return user


@router.get("/{user_id}")
def read_user(user_id: int) -> User:
    return find_user(user_id)


@router.put("/{user_id}")
def replace_user(user_id: int, new: UserIn) -> User:
    find_user(user_id)
    check_email(new.email, own_id=user_id)
    users[user_id] = User(id=user_id, **new.model_dump())
    return users[user_id]


@router.delete("/{user_id}", status_code=204)
def delete_user(user_id: int) -> None:
    find_user(user_id)
    for item in items_of(user_id):
        del items[item.id]
    del users[user_id]


@router.get("/{user_id}/items")
def list_items_of_user(user_id: int) -> list[Item]:
    find_user(user_id)
    return items_of(user_id)


@router.post("/{user_id}/items", status_code=201)
def create_item_of_user(user_id: int, new: ItemIn) -> Item:
    find_user(user_id)
    return add_item(new, owner_id=user_id)
