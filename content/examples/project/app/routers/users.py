from fastapi import APIRouter, HTTPException

from ..crud import add_user, find_user
from ..schemas import UserIn, UserOut

router = APIRouter(prefix="/users", tags=["users"])


@router.get("/{user_id}", response_model=UserOut)
def read_user(user_id: int):
    user = find_user(user_id)
    if user is None:
        raise HTTPException(404, "No such user")
    return {"id": user.id, "name": user.name}


@router.post("", status_code=201, response_model=UserOut)
def create_user(new: UserIn):
    user = add_user(new.name)
    return {"id": user.id, "name": user.name}
