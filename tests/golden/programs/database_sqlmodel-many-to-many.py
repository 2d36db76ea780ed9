from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException
from sqlmodel import Field, Relationship, Session, SQLModel, create_engine, select
from sqlmodel.pool import StaticPool


class HeroTeamLink(SQLModel, table=True):
    team_id: int | None = Field(default=None, foreign_key="team.id", primary_key=True)
    hero_id: int | None = Field(default=None, foreign_key="hero.id", primary_key=True)


class Team(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(index=True)
    heroes: list["Hero"] = Relationship(back_populates="teams", link_model=HeroTeamLink)


class Hero(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(index=True)
    teams: list[Team] = Relationship(back_populates="heroes", link_model=HeroTeamLink)


class TeamOut(SQLModel):
    id: int
    name: str


class HeroOut(SQLModel):
    id: int
    name: str
    teams: list[TeamOut] = []


engine = create_engine("sqlite://", connect_args={"check_same_thread": False}, poolclass=StaticPool)
SQLModel.metadata.create_all(engine)
with Session(engine) as setup:
    preventers, z_force = Team(name="Preventers"), Team(name="Z-Force")
    deadpond = Hero(name="Deadpond", teams=[z_force])
    setup.add(deadpond)
    setup.commit()
    deadpond.teams.append(preventers)
    setup.commit()
    setup.add(Hero(name="Rusty-Man", teams=[preventers]))
    setup.commit()


def get_session():
    with Session(engine) as session:
        yield session


SessionDep = Annotated[Session, Depends(get_session)]
app = FastAPI()


@app.get("/heroes", response_model=list[HeroOut])
def heroes(session: SessionDep):
    return session.exec(select(Hero).order_by(Hero.id)).all()


@app.get("/teams/{name}/heroes")
def members(name: str, session: SessionDep):
    team = session.exec(select(Team).where(Team.name == name)).first()
    if team is None:
        raise HTTPException(404, "No such team")
    return sorted(hero.name for hero in team.heroes)


@app.put("/heroes/{hero_id}/teams/{team_id}", response_model=HeroOut)
def join(hero_id: int, team_id: int, session: SessionDep):
    hero, team = session.get(Hero, hero_id), session.get(Team, team_id)
    hero.teams.append(team)
    session.add(hero)
    session.commit()
    session.refresh(hero)
    return hero


@app.delete("/heroes/{hero_id}/teams/{team_id}", response_model=HeroOut)
def leave(hero_id: int, team_id: int, session: SessionDep):
    hero = session.get(Hero, hero_id)
    team = session.get(Team, team_id)
    if team not in hero.teams:
        raise HTTPException(409, f"{hero.name} is not in {team.name}")
    hero.teams.remove(team)
    session.commit()
    return hero


@app.get("/links")
def links(session: SessionDep):
    return session.exec(select(HeroTeamLink).order_by(HeroTeamLink.hero_id, HeroTeamLink.team_id)).all()


@app.get("/pairs")
def pairs(session: SessionDep):
    statement = select(Hero.name, Team.name).join(HeroTeamLink, HeroTeamLink.hero_id == Hero.id).join(Team).order_by(Hero.name, Team.name)
    return [list(row) for row in session.exec(statement)]

# > GET /heroes
# > GET /teams/Preventers/heroes
# > GET /teams/Nobody/heroes
# > PUT /heroes/2/teams/1
# > DELETE /heroes/1/teams/2
# > DELETE /heroes/1/teams/2
# > GET /links
# > GET /pairs
