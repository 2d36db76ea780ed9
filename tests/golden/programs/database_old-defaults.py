import enum
from datetime import datetime

from fastapi import Depends, FastAPI, Response
from sqlalchemy import Boolean, Column, DateTime, Enum, Integer, Numeric, String, Text, create_engine, func, text
from sqlalchemy.orm import Session, declarative_base, sessionmaker
from sqlalchemy.pool import StaticPool

engine = create_engine("sqlite://", connect_args={"check_same_thread": False}, poolclass=StaticPool)
SessionLocal = sessionmaker(bind=engine, autoflush=False)
Base = declarative_base()
ticks = iter(range(1, 100))


class Status(str, enum.Enum):
    draft = "draft"
    published = "published"


def tick():
    return datetime(2024, 1, next(ticks), 12)


class Post(Base):
    __tablename__ = "posts"
    __table_args__ = {"sqlite_autoincrement": True}
    id = Column(Integer, primary_key=True, autoincrement=True)
    title = Column(String(20), nullable=False, default="Untitled")
    slug = Column("post_slug", String, default=lambda context: context.get_current_parameters()["title"].lower())
    body = Column(Text, server_default="empty")
    status = Column(Enum(Status), default=Status.draft, nullable=False)
    pinned = Column(Boolean, server_default=text("0"), nullable=False)
    rating = Column(Numeric(3, 1), default=0)
    length = Column(Integer, default=func.length("four"))
    created_at = Column(DateTime, default=tick)
    updated_at = Column(DateTime, onupdate=tick)


Base.metadata.create_all(engine)
app = FastAPI()


def get_db():
    db = SessionLocal()
    try:
        yield db
    finally:
        db.close()


@app.post("/posts")
def add(values: dict, db: Session = Depends(get_db)):
    post = Post(**values)
    before = post.status
    db.add(post)
    db.commit()
    db.refresh(post)
    return {"before": before, "post": post}


@app.patch("/posts/{post_id}")
def change(post_id: int, values: dict, db: Session = Depends(get_db)):
    post = db.get(Post, post_id)
    for name, value in values.items():
        setattr(post, name, value)
    changed = post in db.dirty
    modified = db.is_modified(post)
    db.commit()
    return {"dirty": changed, "modified": modified, "updated_at": post.updated_at, "status": post.status}


@app.get("/posts")
def read(status: Status, db: Session = Depends(get_db)):
    return [post.slug for post in db.query(Post).filter(Post.status == status)]


@app.delete("/posts/{post_id}")
def remove(post_id: int, db: Session = Depends(get_db)):
    db.delete(db.get(Post, post_id))
    db.commit()
    return Response(status_code=204)

# > POST /posts {}
# > POST /posts {"title": "Hello", "status": "published", "rating": 4.5, "pinned": true}
# > PATCH /posts/1 {"title": "Named"}
# > PATCH /posts/1 {"title": "Named"}
# > PATCH /posts/1 {"status": "published"}
# > GET /posts?status=published
# > GET /posts?status=draft
# > GET /posts?status=other
# > DELETE /posts/2
# > POST /posts {"title": "Third"}
