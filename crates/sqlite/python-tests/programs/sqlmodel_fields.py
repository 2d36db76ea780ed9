"""Fields and the columns that come from them."""

import datetime
import enum
import ipaddress
import pathlib
import re
import uuid
import warnings
from decimal import Decimal
from typing import Annotated, Literal, Optional

from pydantic import AwareDatetime, EmailStr, NaiveDatetime
from pydantic import Field as PydanticField
from sqlmodel import JSON, CheckConstraint, Column, Field, ForeignKey, Integer, SQLModel, String, Text, UniqueConstraint
from sqlmodel.main import FieldInfo, get_column_from_field


class Level(str, enum.Enum):
    low = 'low'
    high = 'high'


class Everything(SQLModel, table=True):
    __table_args__ = (UniqueConstraint('text', 'number', name='uq_both'), CheckConstraint('number > 0', name='positive'))

    id: int | None = Field(default=None, primary_key=True)
    number: int
    maybe: Optional[int] = None
    text: str
    short: str = Field(max_length=20, index=True)
    annotated: Annotated[str, PydanticField(max_length=30)] = Field(default='x', unique=True)
    only_annotated: Annotated[str, Field(max_length=7, index=True)]
    level: Level = Level.low
    flag: bool = False
    ratio: float = 0.5
    price: Decimal = Field(default=0, max_digits=8, decimal_places=2)
    plain: Decimal = Decimal('1')
    day: datetime.date
    moment: datetime.datetime
    aware: AwareDatetime
    naive: NaiveDatetime
    naive_too: Annotated[datetime.datetime, NaiveDatetime()]
    clock: datetime.time
    length: datetime.timedelta
    raw: bytes
    key: uuid.UUID = Field(default_factory=uuid.uuid4)
    place: pathlib.Path
    address: ipaddress.IPv4Address
    mail: EmailStr
    tags: list[str] = Field(default_factory=list, sa_column=Column(JSON))
    data: dict = Field(default={}, sa_type=JSON)
    long: str = Field(sa_type=Text)
    kwargs: str = Field(sa_column_kwargs={'server_default': 'hello', 'name': 'renamed', 'comment': 'why'})
    args: int = Field(sa_column_args=[CheckConstraint('args < 10')])
    forced: str = Field(default='a', nullable=True)
    refused: str | None = Field(default=None, nullable=False)


for column in Everything.__table__.columns:
    print(re.sub(' at 0x[0-9a-f]+', '', repr(column)))
print(sorted(str(item.name) for item in Everything.__table__.constraints))
print(sorted(index.name for index in Everything.__table__.indexes))


def attempt(action):
    try:
        print('made', action())
    except Exception as error:
        print(type(error).__name__, str(error).splitlines()[0])


for options in (
    {'sa_column': Column(Integer), 'primary_key': True},
    {'sa_column': Column(Integer), 'nullable': True},
    {'sa_column': Column(Integer), 'foreign_key': 'a.b'},
    {'sa_column': Column(Integer), 'unique': True},
    {'sa_column': Column(Integer), 'index': True},
    {'sa_column': Column(Integer), 'sa_type': Integer},
    {'sa_column': Column(Integer), 'sa_column_args': []},
    {'sa_column': Column(Integer), 'sa_column_kwargs': {}},
    {'sa_column_kwargs': {'type_': Integer}},
    {'ondelete': 'CASCADE'},
    {'default': 1, 'default_factory': int},
):
    attempt(lambda: type(Field(**options)))

with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter('always')
    field = Field(min_items=1, max_items=3)
    print([str(item.message) for item in caught], [repr(item) for item in field.metadata[:2]])
for options in (
    {'alias': 'a'},
    {'alias': 'a', 'validation_alias': 'v'},
    {'alias': 'a', 'serialization_alias': 's'},
    {'schema_extra': {'validation_alias': 'v', 'serialization_alias': 's', 'examples': [1]}},
    {'alias': 'a', 'validation_alias': 'w', 'schema_extra': {'validation_alias': 'v'}},
):
    field = Field(**options)
    print(field.alias, field.validation_alias, field.serialization_alias, field.examples)
print(issubclass(FieldInfo, type(PydanticField())), Field(foreign_key='a.b', ondelete='CASCADE').ondelete)


def table(name, annotation, field):
    return type(SQLModel)(
        name, (SQLModel,), {'__module__': __name__, '__annotations__': {'id': int, 'x': annotation}, 'id': Field(primary_key=True), 'x': field}, table=True
    )


attempt(lambda: table('BadUnion', int | str, Field()))
attempt(lambda: table('BadUnion2', int | str | None, Field()))
attempt(lambda: table('BadList', list[int], Field()))
attempt(lambda: table('BadDict', dict, Field()))
attempt(lambda: table('SetNull', int, Field(foreign_key='everything.id', ondelete='SET NULL')))
attempt(lambda: table('NoKey', int, Field()).__table__)
attempt(lambda: repr(table('Cascade', int, Field(foreign_key='everything.id', ondelete='CASCADE')).__table__.c.x))
attempt(lambda: repr(get_column_from_field(Everything.model_fields['short'])))


class Bounded(SQLModel):
    name: str = Field(min_length=2, max_length=5, schema_extra={'pattern': '^[a-z]+$', 'examples': ['abc']})
    age: int = Field(ge=0, lt=100, multiple_of=2, title='Age', description='How old')
    kind: Literal['a', 'b'] = 'a'
    hidden: str = Field(default='h', exclude=True, repr=False)


print(Bounded.model_json_schema())
print(repr(Bounded(name='abc', age=4)), Bounded(name='abc', age=4).model_dump())
for values in ({'name': 'A', 'age': 101}, {'name': 'abcdef', 'age': 3, 'kind': 'c'}, {}):
    try:
        Bounded(**values)
    except ValueError as error:
        print([(item['type'], item['loc'], item['msg']) for item in error.errors()])
