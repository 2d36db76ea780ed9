from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException
from sqlalchemy.exc import MultipleResultsFound, NoResultFound
from sqlmodel import Field, Session, SQLModel, create_engine, select, text
from sqlmodel.pool import StaticPool


class Hero(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    name: str
    age: int | None = None


engine = create_engine("sqlite://", connect_args={"check_same_thread": False}, poolclass=StaticPool)
SQLModel.metadata.create_all(engine)
with Session(engine) as setup:
    setup.add_all([Hero(name="Ann", age=3), Hero(name="Bob", age=3), Hero(name="Cy")])
    setup.commit()


def get_session():
    with Session(engine) as session:
        yield session


SessionDep = Annotated[Session, Depends(get_session)]
app = FastAPI()


@app.get("/one")
def one(session: SessionDep, age: int):
    try:
        return session.exec(select(Hero).where(Hero.age == age)).one()
    except NoResultFound as error:
        raise HTTPException(404, str(error))
    except MultipleResultsFound as error:
        raise HTTPException(409, str(error))


@app.get("/first")
def first(session: SessionDep, age: int) -> Hero | None:
    return session.exec(select(Hero).where(Hero.age == age)).first()


@app.get("/get-one/{hero_id}")
def get_one(session: SessionDep, hero_id: int) -> Hero:
    try:
        return session.get_one(Hero, hero_id)
    except NoResultFound:
        raise HTTPException(404)


@app.get("/results")
def results(session: SessionDep):
    return {
        "all": session.exec(select(Hero.name)).all(),
        "iterated": [hero.name for hero in session.exec(select(Hero).order_by(Hero.name))],
        "rows": [tuple(row) for row in session.exec(select(Hero.id, Hero.name))],
        "row": session.exec(select(Hero.name, Hero.age)).first().age,
        "execute": [row[0].name for row in session.execute(select(Hero))],
        "scalars": session.scalars(select(Hero.name)).all(),
        "scalar": session.scalar(select(Hero.id).where(Hero.name == "Cy")),
        "many": [hero.name for hero in session.exec(select(Hero)).fetchmany(2)],
        "partitions": [[hero.id for hero in part] for part in session.exec(select(Hero)).partitions(2)],
        "unique": session.exec(select(Hero.age)).unique().all(),
        "text": session.exec(text("SELECT COUNT(*) FROM hero")).scalar_one(),
        "mappings": [dict(row) for row in session.exec(select(Hero.id, Hero.age)).mappings()],
        "columns": tuple(session.exec(select(Hero.id, Hero.name, Hero.age)).columns("age", "id").all()[0]),
    }


@app.get("/query")
def query(session: SessionDep):
    return [hero.name for hero in session.query(Hero).filter(Hero.age == 3)]


@app.get("/lifecycle")
def lifecycle(session: SessionDep):
    hero = Hero(name="New")
    seen = [hero.id]
    session.add(hero)
    seen.append(hero.id)
    session.flush()
    seen.append(hero.id)
    session.rollback()
    seen.append(hero in session)
    return {"seen": seen, "shown": str(hero), "new": len(session.new)}


@app.get("/expired")
def expired(session: SessionDep):
    hero = session.get(Hero, 1)
    session.commit()
    before = repr(hero)
    name = hero.name
    return {"before": before, "name": name, "after": len(repr(hero)), "dump": hero.model_dump()}

# > GET /one?age=3
# > GET /one?age=9
# > GET /first?age=3
# > GET /first?age=9
# > GET /get-one/3
# > GET /get-one/4
# > GET /results
# > GET /query
# > GET /lifecycle
# > GET /expired
