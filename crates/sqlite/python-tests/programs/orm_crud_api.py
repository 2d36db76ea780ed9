"""The tutorial's program of old, with its dependency, services and many-to-many tags."""
from sqlalchemy import *
from sqlalchemy.ext.declarative import declarative_base
from sqlalchemy.orm import *
from sqlalchemy.exc import IntegrityError, NoResultFound, MultipleResultsFound
from _support import attempt

engine = create_engine("sqlite://", connect_args={"check_same_thread": False})
SessionLocal = sessionmaker(autocommit=False, autoflush=False, bind=engine)
Base = declarative_base()

tags = Table("item_tags", Base.metadata, Column("item_id", ForeignKey("items.id"), primary_key=True), Column("tag_id", ForeignKey("tags.id"), primary_key=True))


class User(Base):
    __tablename__ = "users"
    id = Column(Integer, primary_key=True, index=True)
    email = Column(String, unique=True)
    is_active = Column(Boolean, default=True)
    items = relationship("Item", back_populates="owner", cascade="all, delete")


class Item(Base):
    __tablename__ = "items"
    id = Column(Integer, primary_key=True)
    title = Column(String, default="none")
    price = Column(Float, nullable=False, server_default="1.5")
    owner_id = Column(Integer, ForeignKey("users.id"))
    owner = relationship("User", back_populates="items")
    tags = relationship("Tag", secondary=tags, backref=backref("items", lazy="dynamic"))


class Tag(Base):
    __tablename__ = "tags"
    id = Column(Integer, primary_key=True)
    name = Column(String, unique=True, nullable=False)


Base.metadata.create_all(bind=engine)


def get_db():
    db = SessionLocal()
    try:
        yield db
    finally:
        db.close()


def create(db, model, **data):
    obj = model(**data)
    db.add(obj)
    db.commit()
    db.refresh(obj)
    return obj


for db in get_db():
    u = create(db, User, email="a@x")
    print(u.id, u.is_active, u.items)
    t = create(db, Tag, name="red")
    i = create(db, Item, title="t", owner_id=u.id, tags=[t])
    print(i.price, i.owner is u, [x.name for x in i.tags], t.items.count(), t.items.filter_by(title="t").all() == [i])
    attempt(lambda: create(db, User, email="a@x"))
    db.rollback()
    attempt(lambda: create(db, Tag))
    attempt(lambda: db.query(User).all())
    db.rollback()
for db in get_db():
    print(db.query(Item).filter(Item.price > 1, Item.title.ilike("T%")).order_by(Item.id.desc()).offset(0).limit(10).all()[0].id)
    print(db.query(User).filter(User.email == "a@x").first().email, db.query(User).get(5))
    print(db.query(Item.title, User.email).join(User).filter(User.is_active.is_(True)).all())
    print(db.query(Item).join(Item.tags).filter(Tag.name.in_(["red"])).distinct().count())
    item = db.query(Item).filter(Item.id == 1).one()
    for k, v in {"title": "new", "price": 3}.items():
        setattr(item, k, v)
    db.commit()
    print(item.title, db.query(Item).filter_by(id=1).update({"title": "upd"}), item.title)
    db.commit()
    print(db.query(func.sum(Item.price), func.avg(Item.price)).one(), db.query(Item).filter(Item.tags.any(name="red")).count())
    attempt(lambda: db.query(User).filter(User.id == 9).one())
    db.delete(db.get(User, 1))
    db.commit()
    print(db.query(Item).count(), db.execute(select(tags)).all())
    attempt(lambda: item.title)
    db.add_all([User(email=str(n)) for n in range(3)])
    db.commit()
    attempt(lambda: db.query(User).one())
    attempt(lambda: db.query(User).one_or_none())
    print(db.query(User).delete(), db.query(User).filter(User.id.between(1, 5)).scalar())
    db.commit()
