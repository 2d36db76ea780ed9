"""Tables that refer to each other: post_update."""
from sqlalchemy import *
from sqlalchemy.orm import *
from _support import attempt, engine_for


class Base(DeclarativeBase):
    pass


class Team(Base):
    __tablename__ = "teams"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    captain_id: Mapped[int | None] = mapped_column(ForeignKey("players.id", use_alter=True, name="fk_captain"))
    players: Mapped[list["Player"]] = relationship(foreign_keys="Player.team_id", back_populates="team")
    captain: Mapped["Player | None"] = relationship(foreign_keys=[captain_id], post_update=True)


class Player(Base):
    __tablename__ = "players"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    team_id: Mapped[int | None] = mapped_column(ForeignKey("teams.id"))
    team: Mapped[Team | None] = relationship(foreign_keys=[team_id], back_populates="players")


class Doc(Base):
    __tablename__ = "docs"
    a: Mapped[int] = mapped_column(primary_key=True)
    b: Mapped[str] = mapped_column(primary_key=True)
    lines: Mapped[list["Line"]] = relationship(cascade="all, delete-orphan")


class Line(Base):
    __tablename__ = "lines"
    id: Mapped[int] = mapped_column(primary_key=True)
    doc_a: Mapped[int]
    doc_b: Mapped[str]
    __table_args__ = (ForeignKeyConstraint(["doc_a", "doc_b"], ["docs.a", "docs.b"]),)


engine = engine_for(Base)
with Session(engine) as s:
    t = Team(name="t")
    p = Player(name="p", team=t)
    t.captain = p
    s.add(t)
    s.commit()
    print(t.captain.name, t.players)
    t.captain = None
    s.commit()
    s.add(Doc(a=1, b="x", lines=[Line(), Line()]))
    s.commit()
    d = s.get(Doc, (1, "x"))
    print(len(d.lines), s.get(Doc, {"a": 1, "b": "x"}) is d, s.get(Doc, (2, "x")))
    attempt(lambda: s.get(Doc, 1))
    attempt(lambda: s.get(Doc, {"a": 1, "c": 2}))
    print(s.scalars(select(Doc).options(selectinload(Doc.lines))).all()[0] is d)
    s.expunge_all()
    print(len(s.scalars(select(Doc).options(selectinload(Doc.lines))).one().lines))
    s.delete(s.get(Doc, (1, "x")))
    s.commit()
