from typing import Annotated

from fastapi import Depends, FastAPI
from sqlalchemy import Column, ForeignKey, Index, Integer, Numeric, String, Text, func, text
from sqlalchemy.schema import CreateTable
from sqlmodel import Field, MetaData, Relationship, Session, SQLModel, create_engine, select
from sqlmodel.pool import StaticPool


class Base(SQLModel):
    metadata = MetaData(naming_convention={"ix": "ix_%(table_name)s_%(column_0_name)s", "fk": "fk_%(table_name)s_%(column_0_name)s"})


class Article(Base, table=True):
    __tablename__ = "articles"
    __table_args__ = (Index("by_slug_and_views", "slug", "views"), {"sqlite_autoincrement": True})

    id: int | None = Field(default=None, primary_key=True)
    slug: str = Field(sa_column=Column("url_slug", String(40), key="slug", unique=True, nullable=False))
    body: str = Field(sa_type=Text, sa_column_kwargs={"server_default": text("'nothing'"), "comment": "The text"})
    views: int = Field(default=0, sa_column_args=[], sa_column_kwargs={"server_default": "0"}, index=True)
    price: float = Field(default=1, sa_column=Column(Numeric(6, 2, asdecimal=False)))
    size: int | None = Field(default=None, sa_column_kwargs={"onupdate": 99, "default": func.length("abc")})
    parent_id: int | None = Field(default=None, sa_column=Column(Integer, ForeignKey("articles.id")))
    children: list["Article"] = Relationship(back_populates="parent")
    parent: "Article" = Relationship(back_populates="children", sa_relationship_kwargs={"remote_side": "Article.id"})

    @property
    def path(self) -> str:
        return (self.parent.path if self.parent else "") + "/" + self.slug


class ArticleOut(SQLModel):
    slug: str
    path: str
    views: int
    price: float
    size: int | None
    children: list["ArticleOut"] = []


engine = create_engine("sqlite://", connect_args={"check_same_thread": False}, poolclass=StaticPool)
Base.metadata.create_all(engine)


def get_session():
    with Session(engine) as session:
        yield session


SessionDep = Annotated[Session, Depends(get_session)]
app = FastAPI()


@app.get("/sql")
def sql():
    return {"create": str(CreateTable(Article.__table__)).strip(), "same": Base.metadata is SQLModel.metadata, "tables": list(Base.metadata.tables)}


@app.post("/articles", response_model=ArticleOut)
def add(slug: str, session: SessionDep, parent_id: int | None = None, body: str | None = None):
    values = {"body": body} if body else {}
    article = Article(slug=slug, parent_id=parent_id, **values)
    session.add(article)
    session.commit()
    session.refresh(article)
    return article


@app.get("/articles", response_model=list[ArticleOut])
def roots(session: SessionDep):
    return session.exec(select(Article).where(Article.parent_id == None)).all()  # noqa: E711


@app.put("/articles/{article_id}/views", response_model=ArticleOut)
def view(article_id: int, session: SessionDep):
    article = session.get(Article, article_id)
    article.views = Article.views + 1
    session.add(article)
    session.commit()
    session.refresh(article)
    return article


@app.get("/bodies")
def bodies(session: SessionDep):
    return session.exec(select(Article.body).order_by(Article.id)).all()

# > GET /sql
# > POST /articles?slug=start&body=Hi
# > POST /articles?slug=child&parent_id=1
# > POST /articles?slug=leaf&parent_id=2
# > GET /articles
# > PUT /articles/1/views
# > PUT /articles/1/views
# > GET /bodies
