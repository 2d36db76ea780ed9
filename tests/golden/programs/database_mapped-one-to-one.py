from typing import Annotated, Optional

from fastapi import Depends, FastAPI
from pydantic import BaseModel, ConfigDict
from sqlalchemy import ForeignKey, create_engine, select
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, column_property, mapped_column, relationship, validates
from sqlalchemy.pool import StaticPool

engine = create_engine("sqlite://", connect_args={"check_same_thread": False}, poolclass=StaticPool)


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"
    id: Mapped[int] = mapped_column(primary_key=True)
    first: Mapped[str] = mapped_column()
    last: Mapped[str] = mapped_column()
    age: Mapped[int] = mapped_column(default=18)
    full: Mapped[str] = column_property(first + " " + last)
    profile: Mapped[Optional["Profile"]] = relationship(back_populates="user", uselist=False, cascade="all, delete-orphan", single_parent=True)

    @hybrid_property
    def adult(self) -> bool:
        return self.age >= 18

    @validates("age")
    def check_age(self, key, value):
        if value < 0:
            raise ValueError(f"{key} must not be negative")
        return value


class Profile(Base):
    __tablename__ = "profiles"
    id: Mapped[int] = mapped_column(primary_key=True)
    bio: Mapped[str]
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), unique=True)
    user: Mapped[User] = relationship(back_populates="profile")


class ProfileOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    bio: str


class UserOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    id: int
    full: str
    adult: bool
    profile: ProfileOut | None


Base.metadata.create_all(engine)


def get_db():
    with Session(engine) as db:
        yield db


Db = Annotated[Session, Depends(get_db)]
app = FastAPI()


@app.post("/users", response_model=UserOut)
def add(first: str, last: str, db: Db, age: int = 20, bio: str | None = None):
    user = User(first=first, last=last, age=age, profile=Profile(bio=bio) if bio else None)
    db.add(user)
    db.commit()
    return user


@app.get("/adults", response_model=list[UserOut])
def adults(db: Db):
    return db.scalars(select(User).where(User.adult).order_by(User.full)).all()


@app.put("/users/{user_id}/bio", response_model=UserOut)
def bio(user_id: int, db: Db, text: str | None = None):
    user = db.get(User, user_id)
    if text is None:
        user.profile = None
    elif user.profile:
        user.profile.bio = text
    else:
        user.profile = Profile(bio=text)
    db.commit()
    return user


@app.get("/profiles")
def profiles(db: Db):
    return [(profile.bio, profile.user.full) for profile in db.scalars(select(Profile).order_by(Profile.id))]

# > POST /users?first=Ann&last=Lee&bio=Hi
# > POST /users?first=Kid&last=Young&age=7
# > POST /users?first=No&last=Body&age=-1
# > GET /adults
# > PUT /users/1/bio?text=Hello
# > PUT /users/2/bio?text=New
# > GET /profiles
# > PUT /users/1/bio
# > GET /profiles
