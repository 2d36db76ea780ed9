"""A dependency that is a class, for roles."""

from enum import StrEnum
from typing import Annotated

import jwt
from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import OAuth2PasswordBearer
from pydantic import BaseModel

SECRET = "a-secret-of-a-course-that-is-long-enough"
app = FastAPI()
scheme = OAuth2PasswordBearer(tokenUrl="/login")


class Role(StrEnum):
    user = "user"
    editor = "editor"
    admin = "admin"


class User(BaseModel):
    name: str
    roles: list[Role]


def current(token: Annotated[str, Depends(scheme)]) -> User:
    try:
        claims = jwt.decode(token, SECRET, algorithms="HS256")
    except jwt.InvalidTokenError:
        raise HTTPException(401, "Invalid token")
    return User(name=claims["sub"], roles=claims["roles"])


class RequireRole:
    def __init__(self, *allowed: Role):
        self.allowed = allowed

    def __call__(self, user: Annotated[User, Depends(current)]) -> User:
        if not set(self.allowed) & set(user.roles):
            wanted = " or ".join(self.allowed)
            raise HTTPException(403, f"{user.name} must be {wanted}")
        return user


@app.get("/articles")
def articles(user: Annotated[User, Depends(RequireRole(*Role))]):
    return {"reader": user.name}


@app.post("/articles", status_code=201)
def write(user: Annotated[User, Depends(RequireRole(Role.editor, Role.admin))]):
    return {"author": user.name}


@app.delete("/users/{name}", dependencies=[Depends(RequireRole(Role.admin))])
def delete(name: str):
    return {"deleted": name}

# > GET /articles [authorization: Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJhbm4iLCJyb2xlcyI6WyJhZG1pbiJdfQ.S3G6vz5nnjh1KHekyGcT82fCauKhBinfcPAKWzRTlbM]
# > POST /articles [authorization: Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJhbm4iLCJyb2xlcyI6WyJhZG1pbiJdfQ.S3G6vz5nnjh1KHekyGcT82fCauKhBinfcPAKWzRTlbM]
# > DELETE /users/x [authorization: Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJhbm4iLCJyb2xlcyI6WyJhZG1pbiJdfQ.S3G6vz5nnjh1KHekyGcT82fCauKhBinfcPAKWzRTlbM]
# > GET /articles [authorization: Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJlZCIsInJvbGVzIjpbImVkaXRvciIsInVzZXIiXX0.HPJOaTAh6ppmo0NB_iIb0X2SK0o5CFPYFe3yZBDUNqI]
# > POST /articles [authorization: Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJlZCIsInJvbGVzIjpbImVkaXRvciIsInVzZXIiXX0.HPJOaTAh6ppmo0NB_iIb0X2SK0o5CFPYFe3yZBDUNqI]
# > DELETE /users/x [authorization: Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJlZCIsInJvbGVzIjpbImVkaXRvciIsInVzZXIiXX0.HPJOaTAh6ppmo0NB_iIb0X2SK0o5CFPYFe3yZBDUNqI]
# > GET /articles [authorization: Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJ1bWEiLCJyb2xlcyI6WyJ1c2VyIl19.xYkgBl86m86nEuNq8ZkYu9AQcPUKEHJXjEEFlV2759c]
# > POST /articles [authorization: Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJ1bWEiLCJyb2xlcyI6WyJ1c2VyIl19.xYkgBl86m86nEuNq8ZkYu9AQcPUKEHJXjEEFlV2759c]
# > DELETE /users/x [authorization: Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJ1bWEiLCJyb2xlcyI6WyJ1c2VyIl19.xYkgBl86m86nEuNq8ZkYu9AQcPUKEHJXjEEFlV2759c]
# > GET /articles
# > GET /articles [authorization: Bearer no]
