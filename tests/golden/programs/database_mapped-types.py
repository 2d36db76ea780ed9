import enum
import uuid
from datetime import date, datetime, timezone
from decimal import Decimal
from typing import Annotated, Any

from fastapi import Depends, FastAPI
from pydantic import BaseModel, ConfigDict
from sqlalchemy import JSON, DateTime, Numeric, String, TypeDecorator, create_engine, select
from sqlalchemy.ext.mutable import MutableDict, MutableList
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, synonym
from sqlalchemy.pool import StaticPool

engine = create_engine("sqlite://", connect_args={"check_same_thread": False}, poolclass=StaticPool)


class Role(enum.Enum):
    ADMIN = "admin"
    GUEST = "guest"


class Words(TypeDecorator):
    """A list of words in one text."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value, dialect):
        return None if value is None else " ".join(value)

    def process_result_value(self, value, dialect):
        return None if value is None else value.split()


key = Annotated[uuid.UUID, mapped_column(primary_key=True)]
money = Annotated[Decimal, mapped_column(Numeric(8, 2))]


class Base(DeclarativeBase):
    type_annotation_map = {dict[str, Any]: JSON, list[str]: Words, datetime: DateTime(timezone=True)}


class Member(Base):
    __tablename__ = "members"
    id: Mapped[key]
    role: Mapped[Role] = mapped_column(default=Role.GUEST)
    balance: Mapped[money] = mapped_column(default=Decimal("0"))
    joined: Mapped[date]
    seen: Mapped[datetime | None]
    words: Mapped[list[str]]
    settings: Mapped[dict[str, Any]] = mapped_column(MutableDict.as_mutable(JSON), default=dict)
    photo: Mapped[bytes | None]
    active: Mapped[bool] = mapped_column(default=True)
    enabled = synonym("active")


class MemberIn(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    id: uuid.UUID
    role: Role = Role.GUEST
    balance: Decimal = Decimal("0")
    joined: date
    seen: datetime | None = None
    words: list[str] = []
    settings: dict[str, Any] = {}
    active: bool = True


Base.metadata.create_all(engine)


def get_db():
    with Session(engine) as db:
        yield db


Db = Annotated[Session, Depends(get_db)]
app = FastAPI()


@app.post("/members", response_model=MemberIn)
def add(member: MemberIn, db: Db):
    row = Member(**member.model_dump())
    db.add(row)
    db.commit()
    return row


@app.get("/members", response_model=list[MemberIn])
def search(db: Db, role: Role | None = None, since: date | None = None, richer: Decimal | None = None, theme: str | None = None):
    statement = select(Member).order_by(Member.joined)
    if role:
        statement = statement.filter_by(role=role)
    if since:
        statement = statement.where(Member.joined >= since)
    if richer is not None:
        statement = statement.where(Member.balance > richer)
    if theme:
        statement = statement.where(Member.settings["theme"].as_string() == theme)
    return db.scalars(statement).all()


@app.patch("/members/{member_id}/settings/{name}")
def setting(member_id: uuid.UUID, name: str, value: int, db: Db):
    member = db.get(Member, member_id)
    member.settings[name] = value
    member.enabled = False
    db.commit()
    return {"settings": member.settings, "active": member.active, "words": member.words, "type": type(member.balance).__name__}

# > POST /members {"id": "00000000-0000-0000-0000-000000000001", "joined": "2024-01-01", "balance": "10.50", "role": "admin", "words": ["a", "b"], "settings": {"theme": "dark"}}
# > POST /members {"id": "00000000-0000-0000-0000-000000000002", "joined": "2023-01-01", "seen": "2024-03-01T12:00:00"}
# > GET /members
# > GET /members?role=admin
# > GET /members?since=2024-01-01&richer=10
# > GET /members?theme=dark
# > PATCH /members/00000000-0000-0000-0000-000000000001/settings/size?value=3
# > GET /members?role=king
