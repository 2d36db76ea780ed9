import json
from typing import Annotated, Any

from fastapi import Depends, FastAPI
from pydantic import ConfigDict, ValidationError, computed_field, field_serializer
from sqlmodel import Field, Relationship, Session, SQLModel, create_engine, select
from sqlmodel.pool import StaticPool


class Owner(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    name: str
    pets: list["Pet"] = Relationship(back_populates="owner")


class Pet(SQLModel, table=True):
    model_config = ConfigDict(validate_assignment=True, populate_by_name=True)

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(max_length=5)
    legs: int = Field(default=4, ge=0)
    owner_id: int | None = Field(default=None, foreign_key="owner.id")
    owner: Owner | None = Relationship(back_populates="pets")

    @computed_field
    @property
    def shown(self) -> str:
        return f"{self.name} ({self.legs})"

    @field_serializer("legs")
    def many(self, legs: int) -> str:
        return "many" if legs > 4 else str(legs)


class PetIn(SQLModel):
    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"petName": "Rex"}]})
    name: str = Field(alias="petName")
    legs: int = 4


engine = create_engine("sqlite://", connect_args={"check_same_thread": False}, poolclass=StaticPool)
SQLModel.metadata.create_all(engine)


def get_session():
    with Session(engine) as session:
        yield session


SessionDep = Annotated[Session, Depends(get_session)]
app = FastAPI()


@app.post("/pets")
def add(pet: PetIn, session: SessionDep) -> Pet:
    row = Pet.model_validate(pet, from_attributes=True)
    session.add(row)
    session.commit()
    session.refresh(row)
    return row


@app.post("/raw")
def raw(values: dict[str, Any]):
    try:
        pet = Pet(**values)
        shown = repr(pet)
    except ValidationError as error:
        return str(error)
    except AttributeError:
        shown = "no name"
    return {"repr": shown, "set": sorted(pet.model_fields_set), "values": {k: v for k, v in vars(pet).items() if k in Pet.model_fields}}


@app.post("/checked")
def checked(values: dict[str, Any]):
    try:
        return Pet.model_validate(values)
    except ValidationError as error:
        return [(item["type"], item["loc"]) for item in error.errors()]


@app.put("/assign/{name}")
def assign(name: str, value: str, session: SessionDep):
    pet = session.exec(select(Pet)).first()
    try:
        setattr(pet, name, value)
    except (ValidationError, ValueError) as error:
        return {"error": str(error).split("\n")[0]}
    session.add(pet)
    session.commit()
    session.refresh(pet)
    return pet


@app.post("/owners")
def owner(session: SessionDep):
    owner = Owner.model_validate({"name": "Ann"})
    owner.pets.append(Pet(name="Tom", legs=6))
    session.add(owner)
    session.commit()
    session.refresh(owner)
    pets = owner.pets
    return {"owner": owner, "pets": pets, "json": json.loads(pets[0].model_dump_json()), "unset": pets[0].model_dump(exclude_unset=True)}


@app.get("/schema")
def schema():
    return Pet.model_json_schema(mode="serialization")

# > POST /pets {"petName": "Rex"}
# > POST /pets {"name": "Rex"}
# > POST /pets {"petName": "Rex", "legs": "x", "more": 1}
# > POST /raw {"name": "far too long", "legs": -1}
# > POST /raw {"legs": "six"}
# > POST /raw {"name": "a", "unknown": 1}
# > POST /checked {"name": "far too long", "legs": -1}
# > POST /checked {"name": "ok"}
# > PUT /assign/legs?value=3
# > PUT /assign/name?value=Max
# > PUT /assign/unknown?value=1
# > POST /owners
# > GET /schema
