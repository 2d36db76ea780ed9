from typing import Annotated, Literal

from fastapi import Body, Depends, FastAPI
from pydantic import BaseModel
from sqlmodel import Field, Session, SQLModel, create_engine, select
from sqlmodel.pool import StaticPool

clock = iter(range(1, 1000))


class Timed(SQLModel):
    created: int = Field(default_factory=lambda: next(clock), nullable=False)
    updated: int = Field(default_factory=lambda: next(clock), sa_column_kwargs={"onupdate": lambda: next(clock)})


class Named(SQLModel):
    name: str = Field(index=True)


class Vehicle(Named, Timed):
    wheels: int = 4


class Car(Vehicle, table=True):
    id: int | None = Field(default=None, primary_key=True)
    doors: int = 5


class Bike(Vehicle, table=True):
    __tablename__ = "bicycles"
    id: int | None = Field(default=None, primary_key=True)
    wheels: int = 2
    bell: bool = True


class CarIn(Named):
    kind: Literal["car"] = "car"
    doors: int = 5


class BikeIn(Named):
    kind: Literal["bike"]
    bell: bool = False


class Shown(BaseModel):
    vehicle: Vehicle
    kind: str


engine = create_engine("sqlite://", connect_args={"check_same_thread": False}, poolclass=StaticPool)
SQLModel.metadata.create_all(engine)


def get_session():
    with Session(engine) as session:
        yield session


SessionDep = Annotated[Session, Depends(get_session)]
app = FastAPI()


@app.post("/vehicles", response_model=Shown)
def add(new: Annotated[CarIn | BikeIn, Body(discriminator="kind")], session: SessionDep):
    model = Car if new.kind == "car" else Bike
    row = model(**new.model_dump(exclude={"kind"}))
    session.add(row)
    session.commit()
    session.refresh(row)
    return {"vehicle": row, "kind": type(row).__name__}


@app.put("/cars/{car_id}/name")
def rename(car_id: int, name: Annotated[str, Body(embed=True)], session: SessionDep) -> Car:
    car = session.get_one(Car, car_id)
    car.name = name
    session.commit()
    session.refresh(car)
    return car


@app.get("/all", response_model=list[Car | Bike])
def everything(session: SessionDep):
    return [*session.exec(select(Car)).all(), *session.exec(select(Bike)).all()]


@app.get("/names", response_model=list[Named])
def names(session: SessionDep):
    return [*session.exec(select(Bike)), *session.exec(select(Car))]


@app.get("/tables")
def tables():
    return {name: table.columns.keys() for name, table in SQLModel.metadata.tables.items()}

# > POST /vehicles {"kind": "car", "name": "Beetle"}
# > POST /vehicles {"kind": "bike", "name": "Tandem", "bell": true}
# > POST /vehicles {"kind": "boat", "name": "Titanic"}
# > PUT /cars/1/name {"name": "Herbie"}
# > GET /all
# > GET /names
# > GET /tables
