from fastapi import APIRouter, HTTPException

from ..crud import add_user, find_user
from ..schemas import UserIn, UserOut

router = APIRouter(prefix="/users", tags=["users"])


@router.get("/{user_id}")
def read_user(user_id: int) -> UserOut:
    user = find_user(user_id)
    if user is None:
        raise HTTPException(404, "No such user")
    return UserOut(id=user.id, name=user.name)


@router.post("", status_code=201)
def create_user(new: UserIn) -> UserOut:
    user = add_user(new.name)
    return UserOut(id=user.id, name=user.name)
