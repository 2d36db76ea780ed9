# Dataclasses, typed dicts, named tuples, root models, generics, unions, aliases, adapters, calls, enums.
import dataclasses
import enum
from collections import OrderedDict, defaultdict, deque
from typing import Annotated, Any, Dict, Generic, List, Literal, NamedTuple, Optional, TypeVar, Union
from typing_extensions import NotRequired, Required, Self, TypedDict, TypeAliasType
from pydantic import (
    AliasChoices, AliasGenerator, AliasPath, BaseModel, ConfigDict, Discriminator, Field, RootModel, Tag, TypeAdapter,
    ValidationError, computed_field, create_model, field_validator, model_validator, validate_call, with_config,
)
from pydantic import dataclasses as pdc
from pydantic.alias_generators import to_camel, to_pascal, to_snake


def show(function):
    try:
        print(repr(function()))
    except ValidationError as error:
        print(error.errors(include_url=False))
    except Exception as error:
        print(type(error).__name__, str(error)[:500])


@dataclasses.dataclass
class Standard:
    a: int
    b: list[int] = dataclasses.field(default_factory=list)
    c: str = dataclasses.field(default='c', kw_only=True)


@pdc.dataclass
class Point:
    """A point."""

    x: int
    y: int = Field(2, gt=1, description='why')
    z: 'Optional[Point]' = None
    tags: list[str] = dataclasses.field(default_factory=list)
    w: dataclasses.InitVar[int] = 5

    @field_validator('x')
    @classmethod
    def check(cls, v):
        if v == 13:
            raise ValueError('no')
        return v

    def __post_init__(self, w):
        self.area = self.x * self.y * w


show(lambda: Point('3'))
show(lambda: Point(3, z={'x': 4}).z.area)
show(lambda: Point(13, 1))
show(lambda: Point(1, 2, 3, 4, 5, 6))
show(lambda: Point())
show(lambda: Point(x=1, q=3))
show(lambda: TypeAdapter(Point).validate_python({'x': 1, 'y': '5'}))
show(lambda: TypeAdapter(Point).dump_python(Point(1)))
show(lambda: TypeAdapter(Point).json_schema())
show(lambda: TypeAdapter(Standard).validate_python({'a': '1', 'b': ['2']}))
show(lambda: TypeAdapter(Standard).json_schema())
show(lambda: TypeAdapter(list[Standard]).dump_json([Standard(1)]))
show(lambda: Point.__pydantic_fields__)


@pdc.dataclass(config=ConfigDict(extra='forbid', validate_assignment=True), frozen=False, kw_only=True)
class Conf:
    a: int = 1

    @model_validator(mode='after')
    def after(self):
        self.__dict__['seen'] = True
        return self


show(lambda: Conf(a=2, b=3))
conf = Conf(a=2)
show(lambda: setattr(conf, 'a', 'x'))
show(lambda: (setattr(conf, 'a', '5'), conf))


class InModel(BaseModel):
    p: Point
    s: Standard


show(lambda: InModel(p={'x': 1}, s={'a': 1}))
show(lambda: InModel(p=Point(1), s=Standard(1)).model_dump())


class Movie(TypedDict, total=False):
    name: Required[str]
    year: int
    rating: Annotated[NotRequired[float], Field(gt=0)]


@with_config(ConfigDict(extra='forbid', str_to_upper=True))
class Closed(TypedDict):
    """Closed."""

    a: str


show(lambda: TypeAdapter(Movie).validate_python({'name': 'x', 'year': '1', 'other': 1}))
show(lambda: TypeAdapter(Movie).validate_python({'rating': -1}))
show(lambda: TypeAdapter(Closed).validate_python({'a': 'x'}))
show(lambda: TypeAdapter(Closed).validate_python({'a': 'x', 'b': 1}))
show(lambda: TypeAdapter(Closed).json_schema())


class Pair(NamedTuple):
    a: int
    b: str = 'b'


show(lambda: TypeAdapter(Pair).validate_python(['1']))
show(lambda: TypeAdapter(Pair).validate_python({'a': 'x'}))
show(lambda: TypeAdapter(Pair).dump_json(Pair(1)))


class Ints(RootModel[list[int]]):
    root: list[int] = [1]

    def __iter__(self):
        return iter(self.root)


show(lambda: Ints(['1', 2]))
show(lambda: Ints())
show(lambda: Ints('x'))
show(lambda: Ints.model_validate_json('[1]').model_dump())
show(lambda: Ints([1]) == Ints([1]))
show(lambda: Ints.model_json_schema())
show(lambda: RootModel[Dict[str, int]]({'a': '1'}))
show(lambda: RootModel[int](3) == RootModel[int](3))
show(lambda: Ints([1]).model_copy(update={'root': [2]}))

T = TypeVar('T')
K = TypeVar('K', bound=int)


class Page(BaseModel, Generic[T]):
    items: List[T]
    next: Optional['Page[T]'] = None


class Keyed(Page[T], Generic[K, T]):
    key: K


class Item(BaseModel):
    n: int


show(lambda: Page[int](items=['1']))
show(lambda: Page[Item](items=[{'n': 1}], next={'items': [{'n': 2}]}))
show(lambda: Page[int](items=['x']))
show(lambda: Page[int] is Page[int])
show(lambda: Page[T][int].__name__)
show(lambda: Keyed[int, str](items=['a'], key='3'))
show(lambda: Keyed[int, str].model_fields)
show(lambda: Page(items=[object]).items == [object])
show(lambda: Page[Item].model_json_schema())
show(lambda: issubclass(Page[int], Page))
show(lambda: Page[Annotated[int, Field(gt=3)]](items=[1]))
show(lambda: Page[Union[int, str]].__name__)
show(lambda: Page[Dict[str, List[int]]].__name__)


class Cat(BaseModel):
    kind: Literal['cat'] = 'cat'
    lives: int = 9


class Dog(BaseModel):
    kind: Literal['dog', 'hound'] = 'dog'
    age: int


class Home(BaseModel):
    pet: Union[Cat, Dog] = Field(discriminator='kind')
    pets: list[Annotated[Union[Cat, Dog], Field(discriminator='kind')]] = []
    any: Union[int, str, None] = None


show(lambda: Home(pet={'kind': 'hound', 'age': '3'}))
show(lambda: Home(pet={'kind': 'bird'}))
show(lambda: Home(pet={}))
show(lambda: Home(pet={'kind': 'dog', 'age': 'x'}, pets=[{'kind': 'cat'}, {'kind': 'dog'}], any=[]))
show(lambda: Home.model_json_schema())
show(lambda: TypeAdapter(Union[Cat, Dog]).validate_python({'kind': 'cat', 'lives': 'x'}))


def kind_of(value):
    return 'n' if isinstance(value, int) else 's' if isinstance(value, str) else None


Tagged = Annotated[Union[Annotated[int, Tag('n')], Annotated[str, Tag('s')]], Discriminator(kind_of)]
show(lambda: TypeAdapter(list[Tagged]).validate_python([1, 'a']))
show(lambda: TypeAdapter(Tagged).validate_python([]))
show(lambda: TypeAdapter(Tagged).json_schema())


class Aliased(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)
    first_name: str
    last_name: str = Field(alias='surname')
    deep: int = Field(0, validation_alias=AliasChoices('deeper', AliasPath('nest', 'a', 1)), serialization_alias='DEEP')

    @computed_field
    @property
    def full_name(self) -> str:
        return self.first_name + self.last_name


show(lambda: Aliased(firstName='a', surname='b', nest={'a': [1, 2]}))
show(lambda: Aliased(first_name='a', last_name='b').model_dump(by_alias=True))
show(lambda: Aliased(firstName=1))
show(lambda: Aliased.model_json_schema())
show(lambda: Aliased.model_json_schema(by_alias=False, mode='serialization'))
show(lambda: Aliased.model_fields)


class Generated(BaseModel):
    model_config = ConfigDict(alias_generator=AliasGenerator(validation_alias=str.upper, serialization_alias=lambda s: s + '_'))
    a: int


show(lambda: Generated(A=1).model_dump(by_alias=True))
show(lambda: [to_camel('ab_cd_1e'), to_pascal('ab_cd'), to_snake('abCdEF2g'), to_camel('aBc'), to_snake('HTTPThing')])


@validate_call(validate_return=True)
def call(a: int, /, b: str = 'x', *args: int, c: Annotated[int, Field(gt=1)] = 2, **kw: float) -> int:
    return a


show(lambda: call('1'))
show(lambda: call('x', 3, 'q', c=1, z='r'))
show(lambda: call())


class Color(enum.Enum):
    red = 'r'
    blue = 2


class Number(int, enum.Enum):
    one = 1
    two = 2


class Paint(BaseModel):
    model_config = ConfigDict(use_enum_values=True)
    c: Color = Color.red
    n: Number = 1
    l: Literal[Color.red] = Color.red


show(lambda: Paint(c='r', n='2', l='r'))
show(lambda: Paint())
show(lambda: Paint(c='x', n=5))
show(lambda: Paint.model_json_schema())
show(lambda: TypeAdapter(Color).validate_python(2))
show(lambda: TypeAdapter(Dict[Color, Number]).dump_json({Color.red: Number.one}))

Made = create_model('Made', x=(int, ...), y=(str, 'd'), z=Annotated[int, Field(3, gt=1)], __doc__='Doc', __base__=Item)
show(lambda: Made(x=1, n=2))
show(lambda: Made.model_json_schema())

Json = TypeAliasType('Json', 'Union[dict[str, Json], list[Json], str, int, None]')
show(lambda: TypeAdapter(Json).validate_python({'a': [1, 'x', None, {'b': 2}]}))
show(lambda: TypeAdapter(Json).json_schema())


class Linked(BaseModel):
    me: Optional[Self] = None
    n: int = 0


show(lambda: Linked(me={'n': '2'}))
show(lambda: Linked.model_json_schema())
show(lambda: TypeAdapter(defaultdict[str, list[int]]).validate_python({'a': ['1']}))
show(lambda: TypeAdapter(deque[int]).validate_python(['1']))
show(lambda: TypeAdapter(OrderedDict[str, int]).validate_python({'a': '1'}))
show(lambda: TypeAdapter(int).get_default_value())
show(lambda: TypeAdapter(Annotated[int, Field(default=3)]).get_default_value())
show(lambda: TypeAdapter(list[int]))
show(lambda: TypeAdapter(int).validate_json('"3"'))
show(lambda: TypeAdapter(list[int]).validate_strings(['1']))
show(lambda: TypeAdapter.json_schemas([('a', 'validation', TypeAdapter(Item)), ('b', 'serialization', TypeAdapter(list[Item]))], title='T'))


class Later(BaseModel):
    x: 'NotYet'


show(lambda: Later(x=1))


class NotYet(BaseModel):
    y: int


show(lambda: Later(x={'y': 1}))
show(lambda: Later.model_rebuild())
