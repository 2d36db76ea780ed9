from typing import Annotated

from fastapi import Depends, FastAPI
from sqlalchemy.orm import contains_eager, joinedload, selectinload
from sqlmodel import Field, Relationship, Session, SQLModel, col, create_engine, select
from sqlmodel.pool import StaticPool


class Tag(SQLModel, table=True):
    post_id: int | None = Field(default=None, foreign_key="post.id", primary_key=True)
    name: str = Field(primary_key=True)


class User(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    name: str
    posts: list["Post"] = Relationship(back_populates="author", sa_relationship_kwargs={"lazy": "selectin"})
    profile: "Profile" = Relationship(back_populates="user", sa_relationship_kwargs={"uselist": False, "lazy": "joined"})


class Profile(SQLModel, table=True):
    user_id: int | None = Field(default=None, foreign_key="user.id", primary_key=True)
    bio: str
    user: User = Relationship(back_populates="profile")


class Post(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    title: str
    author_id: int | None = Field(default=None, foreign_key="user.id")
    author: User | None = Relationship(back_populates="posts")
    tags: list[Tag] = Relationship(sa_relationship_kwargs={"order_by": "Tag.name"})


class ProfileOut(SQLModel):
    bio: str


class TagOut(SQLModel):
    name: str


class PostOut(SQLModel):
    title: str
    tags: list[TagOut] = []


class UserOut(SQLModel):
    name: str
    profile: ProfileOut | None = None
    posts: list[PostOut] = []


class PostWithAuthor(PostOut):
    author: UserOut | None


engine = create_engine("sqlite://", connect_args={"check_same_thread": False}, poolclass=StaticPool)
SQLModel.metadata.create_all(engine)
with Session(engine) as setup:
    ann = User(name="Ann", profile=Profile(bio="Hello"))
    ann.posts = [Post(title="First", tags=[Tag(name="b"), Tag(name="a")]), Post(title="Second")]
    setup.add_all([ann, User(name="Bob"), Post(title="Nobody's")])
    setup.commit()


def get_session():
    with Session(engine) as session:
        yield session


SessionDep = Annotated[Session, Depends(get_session)]
app = FastAPI()


@app.get("/users", response_model=list[UserOut])
def users(session: SessionDep):
    return session.exec(select(User).order_by(User.id)).all()


@app.get("/users/deep", response_model=list[UserOut])
def deep(session: SessionDep):
    return session.exec(select(User).options(selectinload(User.posts).selectinload(Post.tags)).order_by(User.id)).all()


@app.get("/posts", response_model=list[PostWithAuthor])
def posts(session: SessionDep):
    statement = select(Post).options(joinedload(Post.author).joinedload(User.posts), joinedload(Post.tags)).order_by(Post.id)
    return session.exec(statement).unique().all()


@app.get("/tagged/{name}", response_model=list[PostOut])
def tagged(name: str, session: SessionDep):
    statement = select(Post).join(Tag).where(Tag.name == name).options(contains_eager(Post.tags))
    return session.exec(statement).unique().all()


@app.get("/with-posts")
def with_posts(session: SessionDep):
    return {
        "any": session.exec(select(User.name).where(User.posts.any())).all(),
        "none": session.exec(select(User.name).where(~User.posts.any())).all(),
        "has": session.exec(select(Post.title).where(Post.author.has(User.name == "Ann")).order_by(col(Post.title))).all(),
    }

# > GET /users
# > GET /users/deep
# > GET /posts
# > GET /tagged/a
# > GET /tagged/z
# > GET /with-posts
