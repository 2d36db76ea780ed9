"""Mapped dataclasses: defaults, kw_only, init, repr, compare, inheritance, and their errors."""
import dataclasses

from sqlalchemy import *
from sqlalchemy.orm import *
from _support import attempt, engine_for


class Base(MappedAsDataclass, DeclarativeBase):
    pass


class Stamp(MappedAsDataclass):
    made: Mapped[int] = mapped_column(default=5, init=False)


class Post(Stamp, Base):
    __tablename__ = "posts"
    id: Mapped[int] = mapped_column(init=False, primary_key=True)
    title: Mapped[str]
    author_id: Mapped[int | None] = mapped_column(ForeignKey("authors.id"), init=False, repr=False)
    body: Mapped[str] = mapped_column(default="empty", kw_only=True)
    author: Mapped["Author | None"] = relationship(back_populates="posts", default=None, repr=False)
    tags: Mapped[list["Tag"]] = relationship(default_factory=list, repr=False)


class Author(Base, kw_only=True):
    __tablename__ = "authors"
    id: Mapped[int] = mapped_column(init=False, primary_key=True)
    name: Mapped[str] = mapped_column(default="nobody")
    posts: Mapped[list[Post]] = relationship(back_populates="author", default_factory=list)


class Tag(Base, unsafe_hash=True, order=True):
    __tablename__ = "tags"
    id: Mapped[int] = mapped_column(primary_key=True)
    post_id: Mapped[int | None] = mapped_column(ForeignKey("posts.id"), default=None, compare=False)


engine = engine_for(Base)
with Session(engine) as s:
    a = Author(posts=[Post("one"), Post("two", body="b")])
    print(a.posts, a.name)
    s.add(a)
    s.commit()
    print(a.name, a.posts[0].made, a.posts[0].author is a)
    p = Post("three", a, [Tag(1), Tag(2)])
    s.commit()
    print(p, sorted(p.tags), hash(Tag(1)) == hash(Tag(1)), Tag(1) == Tag(1, 9))
    print([f.name for f in dataclasses.fields(Post)], dataclasses.asdict(Tag(3)))
    print(dataclasses.replace(Tag(4), id=5))
attempt(lambda: Post())
attempt(lambda: Post("x", made=3))
attempt(lambda: Author("positional"))
