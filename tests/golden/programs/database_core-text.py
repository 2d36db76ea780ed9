from fastapi import FastAPI, HTTPException
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError, ProgrammingError, SQLAlchemyError
from sqlalchemy.pool import StaticPool

engine = create_engine("sqlite://", connect_args={"check_same_thread": False}, poolclass=StaticPool)
app = FastAPI()

with engine.connect() as setup:
    setup.execute(text("CREATE TABLE cities (name VARCHAR, country VARCHAR, people INTEGER)"))
    setup.execute(
        text("INSERT INTO cities VALUES (:name, :country, :people)"),
        [
            {"name": "Berlin", "country": "DE", "people": 3700},
            {"name": "Paris", "country": "FR", "people": 2100},
            {"name": "Lyon", "country": "FR", "people": 520},
        ],
    )
    setup.commit()


@app.get("/cities")
def cities(country: str | None = None):
    with engine.connect() as db:
        if country:
            result = db.execute(text("SELECT * FROM cities WHERE country = :country ORDER BY people"), {"country": country})
        else:
            result = db.execute(text("SELECT * FROM cities"))
        return [dict(row) for row in result.mappings()]


@app.get("/largest")
def largest():
    with engine.connect() as db:
        return {
            "scalar": db.execute(text("SELECT MAX(people) FROM cities")).scalar(),
            "scalars": db.scalars(text("SELECT name FROM cities ORDER BY name")).all(),
            "first": tuple(db.execute(text("SELECT name, people FROM cities ORDER BY people DESC")).first()),
            "none": db.execute(text("SELECT 1 WHERE 0")).first(),
            "keys": list(db.execute(text("SELECT name AS city, 1 AS one FROM cities")).keys()),
        }


@app.get("/search/{name}")
def search(name: str):
    with engine.connect() as db:
        result = db.execute(text("SELECT name FROM cities WHERE name LIKE :pattern").bindparams(pattern=f"%{name}%"))
        return result.scalars().all()


@app.get("/broken/{kind}")
def broken(kind: str):
    statements = {"table": "SELECT * FROM villages", "syntax": "SELECT FROM WHERE", "missing": "SELECT :a"}
    try:
        with engine.connect() as db:
            return db.execute(text(statements[kind])).all()
    except (OperationalError, ProgrammingError) as error:
        raise HTTPException(500, str(error.orig))
    except SQLAlchemyError as error:
        raise HTTPException(500, f"{type(error).__name__}: {error}")


@app.post("/uncommitted")
def uncommitted():
    with engine.connect() as db:
        db.execute(text("DELETE FROM cities"))
        inside = db.scalar(text("SELECT COUNT(*) FROM cities"))
    with engine.connect() as db:
        return {"inside": inside, "after": db.scalar(text("SELECT COUNT(*) FROM cities"))}

# > GET /cities
# > GET /cities?country=FR
# > GET /cities?country=FR
# > GET /largest
# > GET /search/ly
# > GET /broken/table
# > GET /broken/syntax
# > GET /broken/missing
# > POST /uncommitted
