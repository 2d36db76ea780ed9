"""Data models and table models: construction, validation, update, dump, inheritance."""

import warnings
from typing import Optional

from pydantic import BaseModel, ConfigDict, field_validator
from sqlmodel import Field, Relationship, SQLModel, select
from sqlmodel.main import SQLModelMetaclass, default_registry


class TeamBase(SQLModel):
    name: str = Field(index=True)
    city: str = 'Berlin'

    @field_validator('name')
    @classmethod
    def not_blank(cls, value):
        if not value.strip():
            raise ValueError('must not be blank')
        return value.strip()


class Team(TeamBase, table=True):
    id: int | None = Field(default=None, primary_key=True)
    heroes: list['Hero'] = Relationship(back_populates='team')


class Hero(SQLModel, table=True):
    __tablename__ = 'heroes'
    id: int | None = Field(default=None, primary_key=True)
    name: str
    age: int | None = None
    team_id: int | None = Field(default=None, foreign_key='team.id')
    team: Optional[Team] = Relationship(back_populates='heroes')


class TeamPublic(TeamBase):
    id: int


class TeamCreate(TeamBase):
    pass


class TeamUpdate(SQLModel):
    name: str | None = None
    city: str | None = None


class HeroPublic(SQLModel):
    id: int
    name: str


class TeamWithHeroes(TeamPublic):
    heroes: list[HeroPublic] = []


def attempt(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, str(error).splitlines()[0])


print(Team.__tablename__, Hero.__tablename__, sorted(SQLModel.metadata.tables))
print(isinstance(Team, SQLModelMetaclass), SQLModel.metadata is default_registry.metadata)
print(list(Team.model_fields), list(Hero.model_fields), Team.__sqlmodel_relationships__.keys())
attempt(lambda: TeamCreate(name=''))
attempt(lambda: TeamCreate(name=' A '))
attempt(lambda: Team(name=''))
attempt(lambda: Team(nothing=1))
attempt(lambda: Team.model_validate({'name': ''}))
attempt(lambda: Team.model_validate({'name': ' B ', 'city': 'Rome'}))
attempt(lambda: Team.model_validate(TeamCreate(name='C'), update={'city': 'Oslo', 'id': 7}))
attempt(lambda: Team.model_validate({'name': 'D'}, update={'id': 8}))
attempt(lambda: Team.model_validate({'name': 5}, strict=True))
attempt(lambda: Team.model_validate('text'))
attempt(lambda: TeamPublic.model_validate(Team(name='x', id=1)))
attempt(lambda: TeamPublic.model_validate(Team(name='x')))

team = Team(name='Blue', id=1)
print(team, team.model_dump(), sorted(team.model_fields_set), team.heroes)
hero = Hero(name='Ann', team=team)
print(hero.team is team, team.heroes == [hero], hero.model_dump(), repr(hero))
team.heroes.append(Hero(name='Bob', id=2))
hero.id = 1
print(TeamWithHeroes.model_validate(team))
print(TeamWithHeroes.model_validate(team).model_dump_json())
print(team.model_dump(exclude_unset=True), team.model_dump(include={'name'}), team.model_dump(exclude={'name'}))

change = TeamUpdate(city='Paris')
team.sqlmodel_update(change.model_dump(exclude_unset=True))
print(team)
team.sqlmodel_update({'name': 'Green', 'unknown': 1}, update={'city': 'Bonn'})
print(team)
team.sqlmodel_update(TeamCreate(name='Red'), update={'id': 9, 'other': 1})
print(team, sorted(team.model_fields_set))
attempt(lambda: team.sqlmodel_update(TeamWithHeroes(id=1, name='q')))
attempt(lambda: team.sqlmodel_update(5))
attempt(lambda: setattr(team, 'nothing', 1))
print(team == Team(name='Red', id=9), Team(name='a') == Team(name='a'))

with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter('always')
    print(team.dict(), Team.from_orm(TeamCreate(name='Z')), Team.parse_obj({'name': 'Y'}, update={'city': 'U'}))
    for item in caught:
        print(item.category.__name__, str(item.message))


class Strictly(SQLModel):
    model_config = ConfigDict(extra='forbid', str_strip_whitespace=True)
    name: str


attempt(lambda: Strictly(name='  a '))
attempt(lambda: Strictly(name='a', b=1))


class Aliased(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    full_name: str = Field(alias='fullName')
    mail: str | None = Field(default=None, validation_alias='eMail', serialization_alias='EMAIL')


attempt(lambda: Aliased(fullName='A'))
attempt(lambda: Aliased(full_name='A', mail='m'))
attempt(lambda: Aliased.model_validate({'fullName': 'A', 'eMail': 'm'}).model_dump(by_alias=True))
attempt(lambda: Aliased.model_validate({'full_name': 'A'}))
print(Aliased.__table__.columns.keys(), Aliased.model_json_schema()['properties'].keys())


class Plain(BaseModel):
    team: TeamPublic
    more: list[TeamBase] = []


print(Plain(team={'id': 1, 'name': ' x '}, more=[TeamCreate(name='y')]))
print(Plain.model_json_schema())
print(Team.model_json_schema())
print(TeamWithHeroes.model_json_schema(mode='serialization'))


class Derived(Aliased):
    extra: int = 1


print(Derived.__table__ is Aliased.__table__, list(Derived.model_fields))
print(select(Team).where(Team.name == 'a'), '|', select(Team.id, Team.name), type(select(Team)).__name__, type(select(Team, Hero)).__name__)
copied = team.model_copy(update={'name': 'Copy'})
print(copied.name, team.name)


class WithPrivate(SQLModel):
    _secret: int = 3
    name: str

    def model_post_init(self, context):
        self._secret += 1


print(WithPrivate(name='a')._secret)
