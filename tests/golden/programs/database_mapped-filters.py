from enum import Enum
from typing import Annotated, Literal

from fastapi import Depends, FastAPI, Query
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import create_engine, func, or_, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from sqlalchemy.pool import StaticPool

engine = create_engine("sqlite://", connect_args={"check_same_thread": False}, poolclass=StaticPool)


class Fuel(str, Enum):
    petrol = "petrol"
    diesel = "diesel"
    electric = "electric"


class Base(DeclarativeBase):
    pass


class Car(Base):
    __tablename__ = "cars"
    id: Mapped[int] = mapped_column(primary_key=True)
    brand: Mapped[str]
    model: Mapped[str]
    year: Mapped[int]
    fuel: Mapped[Fuel]


Base.metadata.create_all(engine)
with Session(engine) as setup, setup.begin():
    rows = [("Fiat", "Panda", 2010, Fuel.petrol), ("Fiat", "500e", 2021, Fuel.electric), ("VW", "Golf", 2015, Fuel.diesel), ("VW", "ID3", 2022, Fuel.electric)]
    setup.add_all([Car(brand=b, model=m, year=y, fuel=f) for b, m, y, f in rows])


class CarFilter(BaseModel):
    model_config = ConfigDict(extra="forbid")
    brand: str | None = None
    fuel: list[Fuel] = []
    from_year: int | None = Field(None, ge=1900)
    to_year: int | None = None
    search: str | None = None
    sort: Literal["year", "-year", "brand", "-brand"] = "year"
    page: int = Field(1, ge=1)
    size: int = Field(3, ge=1, le=50)


class CarOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    brand: str
    model: str
    year: int
    fuel: Fuel


class Page(BaseModel):
    total: int
    pages: int
    items: list[CarOut]


def get_db():
    with Session(engine) as db:
        yield db


app = FastAPI()


@app.get("/cars", response_model=Page)
def cars(wanted: Annotated[CarFilter, Query()], db: Annotated[Session, Depends(get_db)]):
    statement = select(Car)
    if wanted.brand:
        statement = statement.where(Car.brand == wanted.brand)
    if wanted.fuel:
        statement = statement.where(Car.fuel.in_(wanted.fuel))
    if wanted.from_year is not None:
        statement = statement.where(Car.year >= wanted.from_year)
    if wanted.to_year is not None:
        statement = statement.where(Car.year <= wanted.to_year)
    if wanted.search:
        statement = statement.where(or_(Car.model.ilike(f"%{wanted.search}%"), Car.brand.icontains(wanted.search)))
    total = db.scalar(select(func.count()).select_from(statement.subquery()))
    column = getattr(Car, wanted.sort.lstrip("-"))
    statement = statement.order_by(column.desc() if wanted.sort.startswith("-") else column, Car.id)
    items = db.scalars(statement.limit(wanted.size).offset((wanted.page - 1) * wanted.size)).all()
    return {"total": total, "pages": -(-total // wanted.size), "items": items}

# > GET /cars
# > GET /cars?brand=VW
# > GET /cars?fuel=electric&fuel=diesel&sort=-year
# > GET /cars?from_year=2011&to_year=2021
# > GET /cars?search=d
# > GET /cars?size=1&page=3&sort=brand
# > GET /cars?page=9
# > GET /cars?fuel=steam
# > GET /cars?unknown=1
# > GET /cars?brand=VW
