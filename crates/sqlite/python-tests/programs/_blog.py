"""Models that several programs use: users with addresses and posts, posts with tags and comments."""

from typing import List, Optional

from sqlalchemy import Column, ForeignKey, Integer, String, Table
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


post_tags = Table(
    "post_tags",
    Base.metadata,
    Column("post_id", Integer, ForeignKey("posts.id"), primary_key=True),
    Column("tag_id", Integer, ForeignKey("tags.id"), primary_key=True),
)


class User(Base):
    __tablename__ = "users"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(50))
    fullname: Mapped[Optional[str]]
    age: Mapped[int] = mapped_column(default=20)
    addresses: Mapped[List["Address"]] = relationship(
        back_populates="user", cascade="all, delete-orphan", order_by="Address.id"
    )
    posts: Mapped[List["Post"]] = relationship(back_populates="author")

    def __repr__(self):
        return f"User({self.name!r})"


class Address(Base):
    __tablename__ = "addresses"
    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str]
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    user: Mapped["User"] = relationship(back_populates="addresses")

    def __repr__(self):
        return f"Address({self.email!r})"


class Post(Base):
    __tablename__ = "posts"
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    author_id: Mapped[Optional[int]] = mapped_column(ForeignKey("users.id"))
    author: Mapped[Optional["User"]] = relationship(back_populates="posts")
    tags: Mapped[List["Tag"]] = relationship(secondary=post_tags, back_populates="posts")
    comments: Mapped[List["Comment"]] = relationship(back_populates="post", cascade="all")

    def __repr__(self):
        return f"Post({self.title!r})"


class Tag(Base):
    __tablename__ = "tags"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    posts: Mapped[List["Post"]] = relationship(secondary=post_tags, back_populates="tags")

    def __repr__(self):
        return f"Tag({self.name!r})"


class Comment(Base):
    __tablename__ = "comments"
    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]
    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id"))
    post: Mapped["Post"] = relationship(back_populates="comments")

    def __repr__(self):
        return f"Comment({self.text!r})"


def fill(session):
    a, b = User(name="ann", fullname="Ann A", age=30), User(name="bob")
    a.addresses = [Address(email="ann@x"), Address(email="ann@y")]
    b.addresses.append(Address(email="bob@x"))
    t1, t2 = Tag(name="red"), Tag(name="blue")
    p1 = Post(title="one", author=a, tags=[t1, t2])
    p1.comments = [Comment(text="nice"), Comment(text="bad")]
    session.add_all([a, b, p1])
    session.flush()
    session.add(Post(title="two", author=a, tags=[t1]))
    session.flush()
    session.add(Post(title="three", author=b))
    session.commit()
