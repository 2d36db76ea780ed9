# Models: fields, construction, dumping, copying, comparison, text, inheritance, private attributes.
import copy
from typing import Any, ClassVar, Optional
from functools import cached_property
from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, ValidationError, computed_field


def show(function):
    try:
        print(repr(function()))
    except ValidationError as error:
        print(error.errors(include_url=False))
    except Exception as error:
        print(type(error).__name__, str(error)[:600])


class User(BaseModel):
    """A user."""

    id: int
    name: str = 'Ann'
    tags: list[str] = []
    parent: Optional['User'] = None
    limit: ClassVar[int] = 3
    _secret: int = PrivateAttr(7)
    _made: list = PrivateAttr(default_factory=list)
    _bare: str

    def model_post_init(self, context: Any) -> None:
        self._made.append(context)

    @computed_field
    @property
    def label(self) -> str:
        return f'{self.id}:{self.name}'

    @cached_property
    def cached(self):
        return [self.id]


user = User(id='3', parent={'id': 1, 'tags': ['x']})
show(lambda: user)
print(user, user._secret, user._made, user.limit)
show(lambda: user._bare)
show(lambda: user.model_dump())
show(lambda: user.model_dump(exclude={'parent': {'tags'}}, exclude_unset=True))
show(lambda: user.model_dump(include={'id': True, 'parent': {'id'}}))
show(lambda: user.model_dump(exclude_defaults=True, exclude_computed_fields=True))
show(lambda: user.model_dump_json(indent=1, exclude_none=True))
show(lambda: user.model_fields_set)
show(lambda: User.model_fields)
show(lambda: User.model_computed_fields)
show(lambda: user.model_extra)
show(lambda: user == User(id=3, parent=User(id=1, tags=['x'])))
show(lambda: user.cached is user.cached)
show(lambda: user == user.model_copy())
show(lambda: list(user))
show(lambda: user.model_copy(update={'name': 'Bob'}))
deep = user.model_copy(deep=True)
deep.parent.tags.append('y')
show(lambda: (user.parent.tags, deep.parent.tags))
show(lambda: copy.copy(user) == user)
show(lambda: copy.deepcopy(user) == user)
show(lambda: User.model_construct(id='wrong', other=1))
show(lambda: User(name=3, tags=3))
show(lambda: User.model_validate({'id': 'x', 'parent': {'id': []}}))
show(lambda: User.model_validate_json('{"id": 3, "tags": ["a"]}'))
show(lambda: User.model_validate_json('{"id": '))
show(lambda: User.model_validate_strings({'id': '3'}))
show(lambda: User.model_validate(3))
show(lambda: User(1))
user.id = 'anything'
show(lambda: user.id)


def assign(name, value, target=None):
    setattr(target if target is not None else user, name, value)


show(lambda: assign('unknown', 3))
show(lambda: assign('limit', 3))
show(lambda: assign('_secret', 9))
show(lambda: user._secret)
show(lambda: user.nothing)
show(lambda: User.nothing)
show(lambda: delattr(user, 'name'))
show(lambda: user)
show(lambda: User.__signature__)


class Strict(BaseModel):
    model_config = ConfigDict(
        extra='forbid', frozen=True, str_strip_whitespace=True, str_max_length=5, strict=True, title='The title'
    )
    a: int
    b: str = Field('x', frozen=True)


show(lambda: Strict(a=1, b=' y '))
show(lambda: Strict(a='1', c=3))
show(lambda: assign('a', 3, Strict(a=1)))
show(lambda: delattr(Strict(a=1), 'a'))
show(lambda: hash(Strict(a=1)) == hash(Strict(a=1)))
show(lambda: Strict(a=1, b='abcdefg'))


class Open(BaseModel, extra='allow'):
    __pydantic_extra__: dict[str, int]
    a: int = 0


show(lambda: Open(a=1, b='2', c=3))
show(lambda: Open(b='x'))
show(lambda: Open(b=1).b)
show(lambda: Open(b=1).model_dump())
show(lambda: Open(b=1) == Open(b=2))
opened = Open(b=1)
opened.z = 5
show(lambda: (opened, opened.model_extra, opened.model_copy(update={'q': 1})))
show(lambda: delattr(opened, 'z'))
show(lambda: Open.__signature__)


class Assigned(BaseModel):
    model_config = ConfigDict(validate_assignment=True, validate_default=True, revalidate_instances='always')
    a: int = 'wrong'
    b: int = Field(3, frozen=True)


show(lambda: Assigned())
show(lambda: assign('a', 'x', Assigned(a=1)))
show(lambda: assign('b', 1, Assigned(a=1)))
show(lambda: assign('c', 1, Assigned(a=1)))


class Base(BaseModel):
    a: int
    b: str = 'b'


class Child(Base):
    c: float = 1
    a: str


show(lambda: Child.model_fields)
show(lambda: Child(a='x'))
show(lambda: Child(a='x') == Base(a=1))


class Mixed:
    x: int = 3


class WithMixin(BaseModel, Mixed):
    y: int


show(lambda: WithMixin.model_fields)


class Attributes(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    a: int
    b: Optional['Attributes'] = None


class Thing:
    def __init__(self, a, b=None):
        self.a = a
        self.b = b


show(lambda: Attributes.model_validate(Thing(1, Thing('2'))))
show(lambda: Attributes.model_validate(Thing('x')))
show(lambda: Base.model_validate(Thing(1)))
show(lambda: Base.model_validate(Thing(1), from_attributes=True))


class Custom(BaseModel):
    a: int

    def __init__(self, first, **data):
        super().__init__(a=first, **data)


show(lambda: Custom(3))
show(lambda: Custom.__signature__)


class Hidden(BaseModel):
    a: int = Field(1, repr=False)
    b: int = Field(2, exclude=True)
    c: int = Field(3, exclude_if=lambda value: value == 3)
    d: int = Field(4, deprecated='old')


show(lambda: Hidden())
show(lambda: Hidden().model_dump())
show(lambda: BaseModel())


class Init(BaseModel):
    def __init_subclass__(cls, **kwargs):
        print('init', cls.__name__, kwargs)
        super().__init_subclass__(**kwargs)

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs):
        print('pydantic', cls.__name__, kwargs, list(cls.model_fields))


class Init2(Init):
    z: int = 1


class Factory(BaseModel):
    a: int = 3
    b: list[int] = Field(default_factory=lambda data: [data['a']])


show(lambda: Factory())
show(lambda: Factory(a=5))
show(lambda: Factory.model_fields['b'])
show(lambda: Factory.model_construct())
