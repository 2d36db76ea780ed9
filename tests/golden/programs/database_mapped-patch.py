from datetime import date
from typing import Annotated, Optional

from fastapi import Depends, FastAPI, HTTPException
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import JSON, String, create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

engine = create_engine("sqlite:///people.db")


class Base(DeclarativeBase):
    type_annotation_map = {dict: JSON, str: String(40)}


class Person(Base):
    __tablename__ = "people"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    born: Mapped[Optional[date]]
    email: Mapped[Optional[str]] = mapped_column(String(60))
    extra: Mapped[dict] = mapped_column(default=dict)


class PersonBase(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    name: str = Field(min_length=1)
    born: date | None = None
    email: str | None = None
    extra: dict[str, int] = {}


class PersonUpdate(PersonBase):
    name: str | None = Field(default=None, min_length=1)
    extra: dict[str, int] | None = None


class PersonOut(PersonBase):
    id: int


Base.metadata.create_all(engine)


def get_db():
    with Session(engine) as db:
        yield db


Db = Annotated[Session, Depends(get_db)]
app = FastAPI()


@app.post("/people", response_model=PersonOut)
async def add(person: PersonBase, db: Db):
    row = Person(**person.model_dump())
    db.add(row)
    db.commit()
    return row


@app.patch("/people/{person_id}", response_model=PersonOut)
async def change(person_id: int, update: PersonUpdate, db: Db):
    row = db.get(Person, person_id)
    if not row:
        raise HTTPException(404, "No such person")
    stored = PersonBase.model_validate(row)
    changed = stored.model_copy(update=update.model_dump(exclude_unset=True))
    for name, value in changed.model_dump().items():
        setattr(row, name, value)
    db.commit()
    db.refresh(row)
    return row


@app.put("/people/{person_id}", response_model=PersonOut, response_model_exclude_none=True)
async def replace(person_id: int, person: PersonBase, db: Db):
    row = db.merge(Person(id=person_id, **person.model_dump()))
    db.commit()
    return row


@app.get("/people/{person_id}", response_model=PersonOut, response_model_exclude_unset=True)
async def read(person_id: int, db: Db):
    return db.get(Person, person_id)

# > POST /people {"name": "Ann", "born": "2000-01-31", "extra": {"a": 1}}
# > PATCH /people/1 {"email": "ann@example.com"}
# > PATCH /people/1 {"born": null, "extra": {"b": 2}}
# > PATCH /people/1 {}
# > PATCH /people/1 {"name": ""}
# > PATCH /people/2 {"name": "Bob"}
# > PUT /people/1 {"name": "Ann Lee"}
# > PUT /people/5 {"name": "Eve"}
# > GET /people/5
