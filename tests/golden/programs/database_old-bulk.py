from fastapi import Depends, FastAPI
from sqlalchemy import Column, Integer, String, create_engine, func
from sqlalchemy.orm import Session, declarative_base, scoped_session, sessionmaker
from sqlalchemy.pool import StaticPool

engine = create_engine("sqlite://", connect_args={"check_same_thread": False}, poolclass=StaticPool)
session_factory = sessionmaker(bind=engine, autocommit=False, autoflush=True, expire_on_commit=False)
Base = declarative_base()


class Score(Base):
    __tablename__ = "scores"
    id = Column(Integer, primary_key=True)
    player = Column(String)
    points = Column(Integer, default=0)


Base.metadata.create_all(bind=engine)
app = FastAPI()


def get_db():
    db = session_factory()
    try:
        yield db
    finally:
        db.close()


@app.post("/seed")
def seed(db: Session = Depends(get_db)):
    db.bulk_insert_mappings(Score, [{"player": "ann", "points": 1}, {"player": "bob", "points": 2}])
    db.bulk_save_objects([Score(player="cy"), Score(player="di", points=4)])
    db.commit()
    return db.query(Score).count()


@app.post("/double")
def double(db: Session = Depends(get_db)):
    loaded = db.query(Score).filter_by(player="bob").one()
    changed = db.query(Score).filter(Score.points > 1).update({Score.points: Score.points * 2})
    seen = loaded.points
    db.commit()
    return {"changed": changed, "seen": seen, "after": loaded.points}


@app.post("/rename")
def rename(db: Session = Depends(get_db)):
    changed = db.query(Score).filter(Score.player == "cy").update({"player": "zoe"}, synchronize_session=False)
    db.commit()
    return {"changed": changed, "names": [name for (name,) in db.query(Score.player).order_by(Score.player)]}


@app.delete("/below/{points}")
def below(points: int, db: Session = Depends(get_db)):
    kept = db.query(Score).all()
    deleted = db.query(Score).filter(Score.points < points).delete(synchronize_session="fetch")
    db.commit()
    return {"deleted": deleted, "still": [score.player for score in kept if score in db]}


@app.post("/flush")
def flush(db: Session = Depends(get_db)):
    score = Score(player="new", points=7)
    db.add(score)
    pending = score in db.new
    total = db.query(func.sum(Score.points)).scalar()
    identity = score.id
    db.rollback()
    return {"pending": pending, "total": total, "id": identity, "after": db.query(func.sum(Score.points)).scalar()}


@app.post("/merge")
def merge(db: Session = Depends(get_db)):
    merged = db.merge(Score(id=2, player="merged", points=1))
    fresh = db.merge(Score(id=50, player="fresh", points=2))
    db.commit()
    return [(merged.id, merged.player), (fresh.id, fresh.player)]


@app.get("/scoped")
def scoped():
    Scoped = scoped_session(session_factory)
    first, second = Scoped(), Scoped()
    same = first is second
    names = [score.player for score in Scoped.query(Score).order_by(Score.id)]
    Scoped.remove()
    return {"same": same, "names": names}

# > POST /seed
# > POST /double
# > POST /rename
# > POST /flush
# > DELETE /below/3
# > POST /merge
# > GET /scoped
