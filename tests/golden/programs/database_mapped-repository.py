from typing import Annotated, Any, Generic, Sequence, Type, TypeVar

from fastapi import Depends, FastAPI, HTTPException
from pydantic import BaseModel, ConfigDict
from sqlalchemy import create_engine, func, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from sqlalchemy.pool import StaticPool

engine = create_engine("sqlite://", connect_args={"check_same_thread": False}, poolclass=StaticPool)


class Base(DeclarativeBase):
    id: Mapped[int] = mapped_column(primary_key=True)


class Cat(Base):
    __tablename__ = "cats"
    name: Mapped[str]
    lives: Mapped[int] = mapped_column(default=9)


class Dog(Base):
    __tablename__ = "dogs"
    name: Mapped[str]


Model = TypeVar("Model", bound=Base)


class Repository(Generic[Model]):
    def __init__(self, model: Type[Model], session: Session) -> None:
        self.model = model
        self.session = session

    def get(self, key: int) -> Model:
        found = self.session.get(self.model, key)
        if found is None:
            raise HTTPException(404, f"{self.model.__name__} {key} not found")
        return found

    def all(self, *, skip: int = 0, limit: int = 10, **filters: Any) -> Sequence[Model]:
        statement = select(self.model).filter_by(**filters).order_by(self.model.id).offset(skip).limit(limit)
        return self.session.execute(statement).scalars().all()

    def count(self) -> int:
        return self.session.execute(select(func.count()).select_from(self.model)).scalar_one()

    def create(self, data: BaseModel) -> Model:
        made = self.model(**data.model_dump())
        self.session.add(made)
        self.session.commit()
        self.session.refresh(made)
        return made

    def remove(self, key: int) -> Model:
        found = self.get(key)
        self.session.delete(found)
        self.session.commit()
        return found


def get_session():
    with Session(engine, expire_on_commit=False) as session:
        yield session


class Cats(Repository[Cat]):
    def __init__(self, session: Annotated[Session, Depends(get_session)]):
        super().__init__(Cat, session)


def dogs(session: Session = Depends(get_session)) -> Repository[Dog]:
    return Repository(Dog, session)


class PetIn(BaseModel):
    name: str


class CatIn(PetIn):
    lives: int = 9


class PetOut(PetIn):
    model_config = ConfigDict(from_attributes=True)
    id: int


Base.metadata.create_all(engine)
app = FastAPI()


@app.post("/cats", response_model=PetOut, status_code=201)
def add_cat(cat: CatIn, cats: Annotated[Cats, Depends()]):
    return cats.create(cat)


@app.get("/cats", response_model=list[PetOut])
def read_cats(cats: Annotated[Cats, Depends()], skip: int = 0, limit: int = 10, lives: int | None = None):
    return cats.all(skip=skip, limit=limit, **({} if lives is None else {"lives": lives}))


@app.delete("/cats/{key}", response_model=PetOut)
def remove_cat(key: int, cats: Annotated[Cats, Depends()]):
    return cats.remove(key)


@app.post("/dogs", response_model=PetOut, status_code=201)
def add_dog(dog: PetIn, dogs: Repository[Dog] = Depends(dogs)):
    return dogs.create(dog)


@app.get("/counts")
def counts(cats: Annotated[Cats, Depends()], dogs: Repository[Dog] = Depends(dogs)):
    return {"cats": cats.count(), "dogs": dogs.count(), "same session": cats.session is dogs.session}

# > POST /cats {"name": "Tom"}
# > POST /cats {"name": "Old", "lives": 1}
# > POST /dogs {"name": "Rex"}
# > GET /cats
# > GET /cats?lives=1
# > GET /cats?skip=1&limit=5
# > GET /counts
# > DELETE /cats/1
# > DELETE /cats/1
# > GET /counts
