"""What only admins may do."""

from typing import Literal

from fastapi import APIRouter, Depends, HTTPException
from pydantic import BaseModel

from .security import admin
from .users import users

router = APIRouter(prefix="/admin", tags=["admin"], dependencies=[Depends(admin)])


class UserOut(BaseModel):
    username: str
    role: str


class RoleIn(BaseModel):
    role: Literal["user", "admin"]


@router.get("/users", response_model=list[UserOut])
def list_users():
    return list(users.values())


@router.put("/users/{username}/role", response_model=UserOut)
def change_role(username: str, change: RoleIn):
    user = users.get(username)
    if user is None:
        raise HTTPException(404, "No such user")
    user.role = change.role
    return user
