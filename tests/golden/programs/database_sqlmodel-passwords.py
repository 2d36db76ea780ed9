from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException
from pydantic import field_validator, model_validator
from sqlmodel import Field, Session, SQLModel, create_engine, select


class UserBase(SQLModel):
    name: str = Field(index=True, min_length=2, schema_extra={"examples": ["ann"]})
    age: int | None = Field(default=None, ge=0, description="In years")


class User(UserBase, table=True):
    id: int | None = Field(default=None, primary_key=True)
    hashed_password: str = Field()


class UserCreate(UserBase):
    password: str
    again: str

    @field_validator("name")
    @classmethod
    def lower(cls, value: str) -> str:
        return value.lower()

    @model_validator(mode="after")
    def same(self):
        if self.password != self.again:
            raise ValueError("The passwords differ")
        return self


class UserPublic(UserBase):
    id: int


class UserUpdate(SQLModel):
    name: str | None = None
    age: int | None = Field(default=None, ge=0)
    password: str | None = None


engine = create_engine("sqlite:///users.db", connect_args={"check_same_thread": False})


def hash_password(password: str) -> str:
    return f"not really hashed {password} hehehe"


def get_session():
    with Session(engine) as session:
        yield session


SessionDep = Annotated[Session, Depends(get_session)]
SQLModel.metadata.create_all(engine)
app = FastAPI()


@app.post("/users/", response_model=UserPublic)
def create(*, session: SessionDep, user: UserCreate):
    extra = {"hashed_password": hash_password(user.password)}
    row = User.model_validate(user, update=extra)
    session.add(row)
    session.commit()
    session.refresh(row)
    return row


@app.patch("/users/{user_id}", response_model=UserPublic)
def update(*, session: SessionDep, user_id: int, user: UserUpdate):
    row = session.get(User, user_id)
    if not row:
        raise HTTPException(404, "User not found")
    values = user.model_dump(exclude_unset=True)
    extra = {}
    if "password" in values:
        extra["hashed_password"] = hash_password(values["password"])
    row.sqlmodel_update(values, update=extra)
    session.add(row)
    session.commit()
    session.refresh(row)
    return row


@app.get("/internal", response_model=list[User])
def internal(session: SessionDep):
    return session.exec(select(User)).all()


@app.get("/excluded", response_model=list[User], response_model_exclude={"hashed_password"})
def excluded(session: SessionDep):
    return session.exec(select(User)).all()

# > POST /users/ {"name": "ANN", "password": "a", "again": "a"}
# > POST /users/ {"name": "bob", "password": "a", "again": "b"}
# > POST /users/ {"name": "x", "age": -1, "password": "a"}
# > PATCH /users/1 {"age": 7}
# > PATCH /users/1 {"password": "new", "name": "anna"}
# > PATCH /users/1 {"age": -1}
# > PATCH /users/2 {}
# > GET /internal
# > GET /excluded
