from contextlib import asynccontextmanager

from fastapi import FastAPI, HTTPException
from pydantic import BaseModel, Field
from sqlalchemy import String, create_engine, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, sessionmaker

engine = create_engine(
    "sqlite:///users.db",
    connect_args={"check_same_thread": False},
)
SessionLocal = sessionmaker(engine)


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(50), unique=True)
    town: Mapped[str | None]


class UserIn(BaseModel):
    name: str = Field(min_length=1, max_length=50)
    town: str | None = None


class UserOut(BaseModel):
    id: int
    name: str
    town: str | None


@asynccontextmanager
async def lifespan(app: FastAPI):
    Base.metadata.create_all(engine)
    with SessionLocal() as session:
        if session.scalar(select(User).limit(1)) is None:
            session.add(User(name="Ada", town="London"))
            session.add(User(name="Grace", town="New York"))
            session.commit()
    yield


app = FastAPI(lifespan=lifespan)


@app.get("/users", response_model=list[UserOut])
def list_users(town: str | None = None):
    statement = select(User).order_by(User.name)
    if town is not None:
        statement = statement.where(User.town == town)
    print(statement)
    with SessionLocal() as session:
        return session.scalars(statement).all()


@app.get("/users/{user_id}", response_model=UserOut)
def read_user(user_id: int):
    with SessionLocal() as session:
        user = session.get(User, user_id)
    if user is None:
        raise HTTPException(404, "There is no such user")
    return user


@app.post("/users", response_model=UserOut, status_code=201)
def add_user(new: UserIn):
    user = User(**new.model_dump())
    with SessionLocal() as session:
        session.add(user)
        try:
            session.commit()
        except IntegrityError:
            raise HTTPException(409, "This name is taken")
        session.refresh(user)
    return user
