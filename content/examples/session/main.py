from contextlib import asynccontextmanager
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException
from pydantic import BaseModel, Field
from sqlalchemy import create_engine, select
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    Session,
    mapped_column,
    sessionmaker,
)

engine = create_engine(
    "sqlite:///credits.db",
    connect_args={"check_same_thread": False},
)
SessionLocal = sessionmaker(engine)


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    credits: Mapped[int] = mapped_column(default=0)


class UserOut(BaseModel):
    id: int
    name: str
    credits: int


class Gift(BaseModel):
    giver: int
    receiver: int
    credits: int = Field(gt=0)


@asynccontextmanager
async def lifespan(app: FastAPI):
    Base.metadata.create_all(engine)
    with SessionLocal() as session:
        if session.scalar(select(User).limit(1)) is None:
            session.add(User(name="Ada", credits=10))
            session.add(User(name="Grace", credits=5))
            session.commit()
    yield


app = FastAPI(lifespan=lifespan)


def get_db():
    db = SessionLocal()
    print("session opened")
    try:
        yield db
    finally:
        db.close()
        print("session closed")


Database = Annotated[Session, Depends(get_db)]


def find_user(db: Session, user_id: int) -> User:
    user = db.get(User, user_id)
    if user is None:
        raise HTTPException(404, f"There is no user {user_id}")
    return user


@app.get("/users/", response_model=list[UserOut])
def list_users(db: Database, skip: int = 0, limit: int = 100):
    statement = select(User).order_by(User.id)
    page = statement.offset(skip).limit(limit)
    return db.scalars(page).all()


@app.post("/gifts/", response_model=list[UserOut])
def give(gift: Gift, db: Database):
    giver = find_user(db, gift.giver)
    giver.credits -= gift.credits
    if giver.credits < 0:
        raise HTTPException(409, f"{giver.name} hasn't that many")
    receiver = find_user(db, gift.receiver)
    receiver.credits += gift.credits
    db.commit()
    return [giver, receiver]
