"""Models as the older tutorials write them."""
from sqlalchemy import Boolean, Column, DateTime, ForeignKey, Integer, String, func
from sqlalchemy.ext.declarative import declarative_base as old_base
from sqlalchemy.orm import Session, backref, declarative_base, relationship, sessionmaker
from _support import attempt, engine_for

Base = declarative_base()


class User(Base):
    __tablename__ = "users"
    id = Column(Integer, primary_key=True)
    email = Column(String, unique=True, index=True)
    hashed_password = Column(String)
    is_active = Column(Boolean, default=True)
    items = relationship("Item", back_populates="owner")


class Item(Base):
    __tablename__ = "items"
    id = Column(Integer, primary_key=True)
    title = Column(String)
    description = Column(String, index=True)
    owner_id = Column(Integer, ForeignKey("users.id"))
    owner = relationship("User", back_populates="items")


class Note(Base):
    __tablename__ = "notes"
    id = Column(Integer, primary_key=True)
    user_id = Column(Integer, ForeignKey("users.id"))
    user = relationship("User", backref=backref("notes", lazy="selectin", cascade="all, delete-orphan"))


engine = engine_for(Base)
SessionLocal = sessionmaker(autocommit=False, autoflush=False, bind=engine)
db = SessionLocal()
u = User(email="a@b.c", hashed_password="x")
db.add(u)
db.commit()
db.refresh(u)
print(u.id, u.email, u.is_active)
i = Item(**{"title": "t", "description": "d"}, owner_id=u.id)
db.add(i)
db.commit()
db.refresh(i)
print(i.owner.email, u.items[0].title)
print(db.query(User).filter(User.email == "a@b.c").first().id)
print([x.title for x in db.query(Item).offset(0).limit(100).all()])
u.notes.append(Note())
db.commit()
print(len(db.query(User).first().notes))
db.delete(u)
attempt(lambda: db.commit())
db.close()
