from contextlib import asynccontextmanager
from typing import Annotated

from fastapi import Depends, FastAPI, Request
from sqlalchemy import create_engine, func, select
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedAsDataclass, Session, mapped_column, sessionmaker
from sqlalchemy.pool import StaticPool


class Base(MappedAsDataclass, DeclarativeBase):
    pass


class Setting(Base):
    __tablename__ = "settings"
    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str] = mapped_column(default="on")
    version: Mapped[int] = mapped_column(default=1, repr=False)


@asynccontextmanager
async def lifespan(app: FastAPI):
    engine = create_engine("sqlite://", connect_args={"check_same_thread": False}, poolclass=StaticPool)
    Base.metadata.create_all(engine)
    app.state.sessions = sessionmaker(engine)
    with app.state.sessions.begin() as session:
        session.add_all([Setting("theme", "dark"), Setting(name="sound")])
    yield
    Base.metadata.drop_all(engine)
    engine.dispose()


app = FastAPI(lifespan=lifespan)


def get_db(request: Request):
    with request.app.state.sessions() as session:
        yield session


Db = Annotated[Session, Depends(get_db)]


@app.get("/settings")
def settings(db: Db):
    return {setting.name: setting.value for setting in db.scalars(select(Setting).order_by(Setting.name))}


@app.get("/settings/{name}")
def setting(name: str, db: Db):
    found = db.get(Setting, name)
    return {"setting": found, "repr": repr(found), "equal": found == Setting("theme", "dark")}


@app.put("/settings/{name}")
async def put(name: str, value: str, db: Db):
    setting = db.get(Setting, name) or Setting(name)
    setting.value = value
    setting.version += 1
    db.add(setting)
    db.commit()
    return db.scalar(select(func.sum(Setting.version)))

# > GET /settings
# > GET /settings/theme
# > GET /settings/nothing
# > PUT /settings/theme?value=light
# > PUT /settings/size?value=12
# > GET /settings
