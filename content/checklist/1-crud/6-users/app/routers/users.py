"""The operations about users."""

from itertools import count

from fastapi import APIRouter, HTTPException

from ..schemas import User, UserIn

router = APIRouter(prefix="/users", tags=["users"])

users: dict[int, User] = {}
new_ids = count(1)


def find_user(user_id: int) -> User:
    if user_id not in users:
        raise HTTPException(404, "No such user")
    return users[user_id]


def check_email(email: str, own_id: int | None = None) -> None:
    """Refuses an email that another user has."""
    for user in users.values():
        if user.email.lower() == email.lower() and user.id != own_id:
            raise HTTPException(409, "This email is taken")


@router.get("")
def list_users() -> list[User]:
    return list(users.values())


@router.post("", status_code=201)
def create_user(new: UserIn) -> User:
    check_email(new.email)
    user = User(id=next(new_ids), **new.model_dump())
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
    del users[user_id]
