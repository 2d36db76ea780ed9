from typing import Annotated, Generic, TypeVar

from fastapi import APIRouter, Depends, FastAPI, HTTPException, Response
from sqlmodel import Field, Session, SQLModel, create_engine, func, select
from sqlmodel.pool import StaticPool


class Entity(SQLModel):
    id: int | None = Field(default=None, primary_key=True)


class Fruit(Entity, table=True):
    name: str
    color: str = "green"


class Tool(Entity, table=True):
    name: str
    weight: float


Model = TypeVar("Model", bound=Entity)
engine = create_engine("sqlite://", connect_args={"check_same_thread": False}, poolclass=StaticPool)
SQLModel.metadata.create_all(engine)


class Page(SQLModel, Generic[Model]):
    total: int
    items: list[Model]


class Repository(Generic[Model]):
    def __init__(self, model: type[Model], session: Session):
        self.model, self.session = model, session

    def page(self, offset: int, limit: int) -> Page:
        total = self.session.exec(select(func.count()).select_from(self.model)).one()
        items = self.session.exec(select(self.model).order_by(self.model.id).offset(offset).limit(limit)).all()
        return Page[self.model](total=total, items=items)

    def get(self, key: int) -> Model:
        found = self.session.get(self.model, key)
        if not found:
            raise HTTPException(404, f"{self.model.__name__} not found")
        return found

    def save(self, entity: Model) -> Model:
        self.session.add(entity)
        self.session.commit()
        self.session.refresh(entity)
        return entity

    def remove(self, key: int) -> None:
        self.session.delete(self.get(key))
        self.session.commit()


def get_session():
    with Session(engine) as session:
        yield session


def router_for(model: type[Entity], name: str) -> APIRouter:
    router = APIRouter(prefix=f"/{name}", tags=[name])

    def repository(session: Annotated[Session, Depends(get_session)]) -> Repository:
        return Repository(model, session)

    Repo = Annotated[Repository, Depends(repository)]

    @router.get("", response_model=Page[model], name=f"list {name}")
    def page(repository: Repo, offset: int = 0, limit: int = 2):
        return repository.page(offset, limit)

    @router.post("", response_model=model, status_code=201, name=f"add {name}")
    def add(entity: model, repository: Repo):
        return repository.save(model.model_validate(entity))

    @router.get("/{key}", response_model=model, name=f"read {name}")
    def read(key: int, repository: Repo):
        return repository.get(key)

    @router.delete("/{key}", status_code=204, name=f"remove {name}")
    def remove(key: int, repository: Repo):
        repository.remove(key)
        return Response(status_code=204)

    return router


app = FastAPI()
app.include_router(router_for(Fruit, "fruits"))
app.include_router(router_for(Tool, "tools"))

# > POST /fruits {"name": "Apple"}
# > POST /fruits {"name": "Cherry", "color": "red"}
# > POST /fruits {"name": "Plum", "color": "blue"}
# > POST /tools {"name": "Saw", "weight": 1.5}
# > POST /tools {"name": "Saw", "weight": "heavy"}
# > GET /fruits
# > GET /fruits?offset=2
# > GET /tools
# > GET /fruits/3
# > DELETE /fruits/3
# > GET /fruits/3
# > GET /tools/3
