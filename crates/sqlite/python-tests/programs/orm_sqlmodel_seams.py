"""What SQLModel needs of the ORM."""
from typing import Optional

from sqlalchemy import *
from sqlalchemy import inspect as sa_inspect
from sqlalchemy.orm import *
from sqlalchemy.orm.attributes import flag_modified, get_history, set_attribute, set_committed_value
from sqlalchemy.orm.decl_api import DeclarativeMeta
from sqlalchemy.orm.instrumentation import is_instrumented
from _support import attempt, engine_for

reg = registry()


class Meta(DeclarativeMeta):
    def __new__(mcs, name, bases, ns, **kw):
        cls = super().__new__(mcs, name, bases, ns)
        for key in list(ns.get("__annotations__", {})):
            if key in ns:
                setattr(cls, key, ns[key])
        return cls


class Model(metaclass=Meta):
    __abstract__ = True
    _sa_registry = reg
    metadata = reg.metadata
    __allow_unmapped__ = True

    def __init__(self, **data):
        for key, value in data.items():
            if is_instrumented(self, key):
                set_attribute(self, key, value)

    def __setattr__(self, name, value):
        if name == "_sa_instance_state":
            self.__dict__[name] = value
            return
        if is_instrumented(self, name):
            set_attribute(self, name, value)


class Team(Model):
    __tablename__ = "team"
    id: Optional[int] = Column(Integer, primary_key=True)
    name: str = Column(String, nullable=False)
    heroes: Mapped[list["Hero"]] = relationship("Hero", back_populates="team")


class Hero(Model):
    __tablename__ = "hero"
    id: Optional[int] = Column(Integer, primary_key=True)
    name: str = Column(String, nullable=False)
    team_id: Optional[int] = Column(ForeignKey("team.id"))
    team: Mapped[Optional[Team]] = relationship(Team, back_populates="heroes")


engine = engine_for(Model)
with Session(engine) as s:
    t = Team(name="t")
    h = Hero(name="h", team=t)
    print(t.heroes == [h], is_instrumented(h, "name"), is_instrumented(h, "nope"))
    s.add(h)
    s.commit()
    h.name = "h2"
    print(get_history(h, "name"))
    s.commit()
    s.refresh(h)
    print(h.name, h.team.name, sa_inspect(h).identity, sa_inspect(Hero).local_table.name)
    flag_modified(h, "name")
    s.commit()
    set_committed_value(h, "name", "loaded")
    print(h.name, s.dirty)
