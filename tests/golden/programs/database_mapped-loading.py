from fastapi import FastAPI
from sqlalchemy import ForeignKey, create_engine, select
from sqlalchemy.exc import InvalidRequestError
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    Session,
    defer,
    joinedload,
    lazyload,
    load_only,
    mapped_column,
    raiseload,
    relationship,
    selectinload,
    sessionmaker,
)
from sqlalchemy.pool import StaticPool

engine = create_engine("sqlite://", connect_args={"check_same_thread": False}, poolclass=StaticPool)
SessionLocal = sessionmaker(engine)


class Base(DeclarativeBase):
    pass


class Country(Base):
    __tablename__ = "countries"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    cities: Mapped[list["City"]] = relationship(back_populates="country", lazy="selectin", order_by="City.name")


class City(Base):
    __tablename__ = "cities"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    people: Mapped[int] = mapped_column(default=0, deferred=True)
    country_id: Mapped[int] = mapped_column(ForeignKey("countries.id"))
    country: Mapped[Country] = relationship(back_populates="cities", lazy="joined", innerjoin=True)
    streets: Mapped[list["Street"]] = relationship(lazy="raise")


class Street(Base):
    __tablename__ = "streets"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    city_id: Mapped[int | None] = mapped_column(ForeignKey("cities.id"))
    city: Mapped[City | None] = relationship(overlaps="streets")


Base.metadata.create_all(engine)
with SessionLocal() as session, session.begin():
    france = Country(name="France", cities=[City(name="Paris", people=2100), City(name="Lyon")])
    session.add_all([france, Country(name="Atlantis")])
    session.flush()
    session.add_all([Street(name="Rivoli", city_id=france.cities[0].id), Street(name="Nowhere")])

app = FastAPI()


@app.get("/selectin")
def selectin():
    with SessionLocal() as db:
        return {c.name: [city.name for city in c.cities] for c in db.scalars(select(Country).order_by(Country.id))}


@app.get("/joined")
def joined():
    with SessionLocal() as db:
        return [(city.name, city.country.name) for city in db.scalars(select(City).order_by(City.id))]


@app.get("/deferred")
def deferred():
    with SessionLocal() as db:
        city = db.get(City, 1)
        before = "people" in city.__dict__
        return {"before": before, "people": city.people, "after": "people" in city.__dict__}


@app.get("/raise")
def raises():
    with SessionLocal() as db:
        try:
            return db.get(City, 1).streets
        except InvalidRequestError as error:
            return str(error)


@app.get("/options/{name}")
def options(name: str):
    statement = select(Street).order_by(Street.id)
    chosen = {
        "joined": joinedload(Street.city),
        "chain": joinedload(Street.city).selectinload(City.streets),
        "selectin": selectinload(Street.city).lazyload(City.country),
        "lazy": lazyload(Street.city),
        "raise": raiseload(Street.city),
        "only": load_only(Street.name),
        "defer": defer(Street.name),
    }
    with SessionLocal() as db:
        streets = db.scalars(statement.options(chosen[name])).all()
        loaded = [sorted(key for key in street.__dict__ if not key.startswith("_")) for street in streets]
        if name == "raise":
            return loaded
        return {"loaded": loaded, "cities": [street.city.name if street.city else None for street in streets], "names": [s.name for s in streets]}


@app.get("/unique")
def unique():
    with SessionLocal() as db:
        result = db.scalars(select(Country).options(joinedload(Country.cities)).order_by(Country.id))
        return [(country.name, len(country.cities)) for country in result.unique()]


@app.get("/detached")
def detached():
    with SessionLocal() as db:
        street = db.scalars(select(Street).limit(1)).one()
    return street.city.name

# > GET /selectin
# > GET /joined
# > GET /deferred
# > GET /raise
# > GET /options/joined
# > GET /options/chain
# > GET /options/selectin
# > GET /options/lazy
# > GET /options/raise
# > GET /options/only
# > GET /options/defer
# > GET /unique
# > GET /detached
