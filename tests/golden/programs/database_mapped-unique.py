from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException
from pydantic import BaseModel, ConfigDict, EmailStr
from sqlalchemy import UniqueConstraint, create_engine, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker

engine = create_engine("sqlite:///./users.db", connect_args={"check_same_thread": False})
SessionLocal = sessionmaker(bind=engine, autocommit=False, autoflush=False)


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"
    __table_args__ = (UniqueConstraint("first", "last", name="uq_name"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    mail: Mapped[str] = mapped_column(unique=True, index=True)
    first: Mapped[str]
    last: Mapped[str]

    def __repr__(self) -> str:
        return f"User(id={self.id!r}, mail={self.mail!r})"


class UserIn(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    mail: EmailStr
    first: str = "A"
    last: str = "B"


Base.metadata.create_all(bind=engine)


def get_db():
    db = SessionLocal()
    try:
        yield db
    finally:
        db.close()


Db = Annotated[Session, Depends(get_db)]
app = FastAPI()


@app.post("/users", status_code=201, response_model=UserIn)
def add(user: UserIn, db: Db):
    row = User(**user.model_dump())
    db.add(row)
    try:
        db.commit()
    except IntegrityError as error:
        db.rollback()
        raise HTTPException(409, str(error.orig))
    return row


@app.post("/unhandled", status_code=201)
def unhandled(user: UserIn, db: Db):
    db.add(User(**user.model_dump()))
    db.commit()


@app.post("/text")
def text_of_error(user: UserIn, db: Db):
    db.add(User(**user.model_dump()))
    try:
        db.flush()
    except IntegrityError as error:
        db.rollback()
        return {"text": str(error), "code": error.code, "statement": error.statement, "params": error.params}


@app.post("/after-failure")
def after_failure(user: UserIn, db: Db):
    db.add(User(**user.model_dump()))
    try:
        db.flush()
    except IntegrityError:
        pass
    try:
        return db.scalars(select(User)).all()
    except Exception as error:
        return {"kind": type(error).__name__, "text": str(error).split(" (Background")[0]}


@app.put("/users/{user_id}")
def rename(user_id: int, mail: str, db: Db):
    user = db.get(User, user_id)
    user.mail = mail
    try:
        db.commit()
    except IntegrityError:
        db.rollback()
        return {"conflict": repr(user)}
    return repr(user)


@app.get("/users")
def users(db: Db):
    return [repr(user) for user in db.scalars(select(User).order_by(User.mail))]

# > POST /users {"mail": "a@example.com"}
# > POST /users {"mail": "a@example.com", "last": "C"}
# > POST /users {"mail": "b@example.com"}
# > POST /users {"mail": "no mail"}
# > POST /users {"mail": "c@example.com", "first": "X"}
# > POST /unhandled {"mail": "a@example.com", "first": "Y"}
# > POST /text {"mail": "a@example.com", "first": "Z"}
# > POST /after-failure {"mail": "a@example.com", "first": "Z"}
# > PUT /users/1?mail=c@example.com
# > PUT /users/1?mail=new@example.com
# > GET /users
