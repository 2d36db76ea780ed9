from contextlib import asynccontextmanager
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, HTTPException, Query
from pydantic import BaseModel, ConfigDict
from sqlalchemy import Column, ForeignKey, Table, delete, func, insert, select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship, selectinload
from sqlalchemy.pool import StaticPool

engine = create_async_engine("sqlite+aiosqlite:///:memory:", poolclass=StaticPool)
SessionMaker = async_sessionmaker(engine, expire_on_commit=False)


class Base(DeclarativeBase):
    pass


post_tags = Table(
    "post_tags",
    Base.metadata,
    Column("post_id", ForeignKey("posts.id"), primary_key=True),
    Column("tag_id", ForeignKey("tags.id"), primary_key=True),
)


class Post(Base):
    __tablename__ = "posts"
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    tags: Mapped[list["Tag"]] = relationship(secondary=post_tags, lazy="selectin", order_by="Tag.name")


class Tag(Base):
    __tablename__ = "tags"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)


class TagOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    name: str


class PostIn(BaseModel):
    title: str
    tags: list[str] = []


class PostOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    id: int
    title: str
    tags: list[TagOut]


async def get_session():
    async with SessionMaker() as session:
        async with session.begin():
            yield session


class Posts:
    def __init__(self, session: Annotated[AsyncSession, Depends(get_session)]):
        self.session = session

    async def tags(self, names: list[str]) -> list[Tag]:
        known = {tag.name: tag for tag in await self.session.scalars(select(Tag).where(Tag.name.in_(names)))}
        return [known.get(name) or Tag(name=name) for name in names]

    async def add(self, new: PostIn) -> Post:
        post = Post(title=new.title, tags=await self.tags(new.tags))
        self.session.add(post)
        await self.session.flush()
        return post

    def tagged(self, tag: str | None):
        return [Post.tags.any(Tag.name == tag)] if tag else []

    async def page(self, tag: str | None, page: int, size: int):
        total = await self.session.scalar(select(func.count(Post.id)).where(*self.tagged(tag)))
        statement = select(Post).where(*self.tagged(tag)).order_by(Post.id)
        posts = await self.session.scalars(statement.offset((page - 1) * size).limit(size))
        return total, posts.all()


router = APIRouter(prefix="/posts", tags=["posts"])


@router.post("", response_model=PostOut, status_code=201)
async def create(new: PostIn, posts: Annotated[Posts, Depends()]):
    return await posts.add(new)


class PageOut(BaseModel):
    total: int
    items: list[PostOut]


@router.get("", response_model=PageOut)
async def page(posts: Annotated[Posts, Depends()], tag: str | None = None, page: int = Query(1, ge=1), size: int = 2):
    total, items = await posts.page(tag, page, size)
    return {"total": total, "items": items}


@router.delete("/{post_id}")
async def remove(post_id: int, session: Annotated[AsyncSession, Depends(get_session)]):
    post = await session.get(Post, post_id, options=[selectinload(Post.tags)])
    if post is None:
        raise HTTPException(404)
    await session.delete(post)
    await session.flush()
    return (await session.scalar(select(func.count()).select_from(post_tags)))


@asynccontextmanager
async def lifespan(app: FastAPI):
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
        await connection.execute(insert(Tag), [{"name": "news"}, {"name": "old"}])
    yield
    async with engine.begin() as connection:
        await connection.execute(delete(Tag))


app = FastAPI(lifespan=lifespan)
app.include_router(router)

# > POST /posts {"title": "One", "tags": ["news", "fresh"]}
# > POST /posts {"title": "Two", "tags": ["news"]}
# > POST /posts {"title": "Three"}
# > GET /posts
# > GET /posts?page=2
# > GET /posts?tag=news
# > GET /posts?tag=nothing
# > DELETE /posts/1
# > DELETE /posts/1
# > GET /posts?tag=news
