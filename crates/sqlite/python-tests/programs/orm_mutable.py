"""Values that are changed in place."""

from sqlalchemy import JSON, String, TypeDecorator, create_engine, select
from sqlalchemy.ext.mutable import Mutable, MutableDict, MutableList, MutableSet
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column


class Base(DeclarativeBase):
    pass


class Letters(TypeDecorator):
    impl = String
    cache_ok = True

    def process_bind_param(self, value, dialect):
        return None if value is None else "".join(sorted(value))

    def process_result_value(self, value, dialect):
        return None if value is None else set(value)


class Words(Mutable, list):
    @classmethod
    def coerce(cls, key, value):
        return value if isinstance(value, cls) else cls(value) if isinstance(value, (list, tuple)) else Mutable.coerce(key, value)

    def add(self, word):
        self.append(word)
        self.changed()


class Thing(Base):
    __tablename__ = "things"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String, default="thing")
    data: Mapped[dict | None] = mapped_column(MutableDict.as_mutable(JSON), default=dict)
    items: Mapped[list] = mapped_column(MutableList.as_mutable(JSON()), default=list)
    labels: Mapped[set] = mapped_column(MutableSet.as_mutable(Letters), default=set)
    words: Mapped[list] = mapped_column(Words.as_mutable(JSON()), default=list)
    plain: Mapped[dict] = mapped_column(JSON, default=dict)
    __mapper_args__ = {"polymorphic_on": "kind", "polymorphic_identity": "thing"}


class Special(Thing):
    __mapper_args__ = {"polymorphic_identity": "special"}


engine = create_engine("sqlite://")
Base.metadata.create_all(engine)
with Session(engine) as session:
    thing = Thing(data={"a": 1}, items=[3, 1], words=("x",))
    print(type(thing.data).__name__, type(thing.items).__name__, type(thing.words).__name__, thing.labels)
    session.add_all([thing, Special(data=None)])
    session.commit()
    print(type(thing.data).__name__, type(thing.labels).__name__, type(session.get(Special, 2).items).__name__)
    for change in (
        lambda: thing.data.update(b=2),
        lambda: thing.data.pop("a"),
        lambda: thing.data.setdefault("c", []),
        lambda: thing.data["c"].append(1),
        lambda: thing.data.__ior__({"d": 4}),
        lambda: thing.items.append(2),
        lambda: thing.items.sort(),
        lambda: thing.items.__setitem__(slice(0, 1), [9, 9]),
        lambda: thing.labels.add("l"),
        lambda: thing.labels.discard("q"),
        lambda: thing.words.add("y"),
        lambda: thing.plain.update(p=1),
        lambda: thing.data.clear(),
    ):
        session.commit()
        thing.data, thing.items, thing.labels, thing.words, thing.plain  # loads all
        result = change()
        print(result, thing in session.dirty, session.is_modified(thing), sorted(k for k in vars(thing) if k[0] != "_"))
    session.commit()
    print(thing.data, thing.items, thing.labels, thing.words, thing.plain)
    special = session.get(Special, 2)
    special.items += [5]
    old = special.items
    special.items = [6]
    session.flush()
    old.append(7)
    print(special in session.dirty)
    session.commit()
    for name, value in (("data", 5), ("items", "text"), ("labels", [1])):
        try:
            setattr(thing, name, value)
        except ValueError as error:
            print(error)
    print(session.scalars(select(Thing.items).order_by(Thing.id)).all())
    print(type(session.execute(select(Thing.data)).first()[0]).__name__)
