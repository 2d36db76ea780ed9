from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException, Request
from fastapi.responses import JSONResponse
from pydantic import EmailStr
from sqlalchemy.exc import IntegrityError
from sqlmodel import CheckConstraint, Field, Session, SQLModel, UniqueConstraint, create_engine, select
from sqlmodel.pool import StaticPool


class User(SQLModel, table=True):
    __tablename__ = "users"
    __table_args__ = (UniqueConstraint("country", "number", name="passport"), CheckConstraint("number > 0", name="positive"))

    id: int | None = Field(default=None, primary_key=True)
    email: EmailStr = Field(unique=True, index=True, max_length=50)
    country: str = Field(max_length=2)
    number: int


class UserIn(SQLModel):
    email: EmailStr
    country: str = Field(min_length=2, max_length=2)
    number: int = 1


engine = create_engine("sqlite://", connect_args={"check_same_thread": False}, poolclass=StaticPool)
SQLModel.metadata.create_all(engine)


def get_session():
    with Session(engine) as session:
        yield session


SessionDep = Annotated[Session, Depends(get_session)]
app = FastAPI()


@app.exception_handler(IntegrityError)
def conflict(request: Request, error: IntegrityError):
    return JSONResponse({"detail": str(error.orig)}, status_code=409)


@app.post("/users", status_code=201)
def add(user: UserIn, session: SessionDep) -> User:
    row = User.model_validate(user)
    session.add(row)
    session.commit()
    session.refresh(row)
    return row


@app.post("/checked", status_code=201)
def checked(user: UserIn, session: SessionDep) -> User:
    if session.exec(select(User).where(User.email == user.email)).first():
        raise HTTPException(400, "Email already registered")
    return add(user, session)


@app.get("/users")
def users(session: SessionDep) -> list[User]:
    return session.exec(select(User).order_by(User.country)).all()

# > POST /users {"email": "ann@example.com", "country": "DE"}
# > POST /users {"email": "ann@example.com", "country": "FR"}
# > POST /users {"email": "bob@example.com", "country": "DE"}
# > POST /users {"email": "bob@example.com", "country": "DE", "number": -2}
# > POST /users {"email": "bob", "country": "DEU"}
# > POST /users {"email": "bob@example.com", "country": "AT", "number": 2}
# > POST /checked {"email": "bob@example.com", "country": "AT", "number": 3}
# > GET /users
