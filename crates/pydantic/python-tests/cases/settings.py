# Settings of models, options of dumping and validating, the first version's decorators, rarer class forms.
import abc
import pickle
import re
import warnings
from datetime import timedelta
from decimal import Decimal
from functools import partial
from typing import Annotated, Any, Callable, ClassVar, Dict, Final, Generic, List, Literal, Optional, Protocol, Tuple, Type, TypeVar, Union
from pydantic import (
    MISSING, AliasChoices, AliasPath, BaseModel, ConfigDict, Discriminator, Field, PositiveInt, PrivateAttr, RootModel,
    Tag, TypeAdapter, ValidationError, computed_field, field_serializer, field_validator, model_validator, root_validator,
    validator,
)

warnings.simplefilter('ignore')


def show(function):
    try:
        print(repr(function()))
    except ValidationError as error:
        print(error.errors(include_url=False, include_context=False))
    except Exception as error:
        print(type(error).__name__, str(error)[:500])


def make(config, **fields):
    return type(BaseModel)('Made', (BaseModel,), {'__module__': __name__, '__qualname__': 'Made', 'model_config': config, '__annotations__': fields})


show(lambda: make({'str_to_lower': True, 'str_min_length': 2}, a=str)(a='ABC'))
show(lambda: make({'str_to_lower': True, 'str_min_length': 2}, a=str)(a='A'))
show(lambda: make({'coerce_numbers_to_str': True}, a=str)(a=3))
show(lambda: make({'ser_json_bytes': 'base64', 'val_json_bytes': 'base64'}, a=bytes)(a=b'\xff').model_dump_json())
show(lambda: make({'ser_json_timedelta': 'float'}, a=timedelta)(a='PT1M').model_dump_json())
show(lambda: make({'ser_json_inf_nan': 'strings'}, a=float)(a='inf').model_dump_json())
show(lambda: make({'allow_inf_nan': False}, a=float)(a='inf'))
show(lambda: make({'loc_by_alias': False}, a=Annotated[int, Field(alias='b')])(b='x'))
show(lambda: make({'validate_by_name': True, 'validate_by_alias': False}, a=Annotated[int, Field(alias='b')])(a='3'))
show(lambda: make({'validate_by_name': True}, a=Annotated[int, Field(alias='b')])(a='3').model_dump(by_alias=True))
show(lambda: make({'serialize_by_alias': True}, a=Annotated[int, Field(alias='b')])(b='3').model_dump())
show(lambda: make({'serialize_by_alias': True}, a=Annotated[int, Field(alias='b')]).model_json_schema(mode='serialization'))
show(lambda: make({'extra': 'allow'}, a=int)(a=1, b=2).model_dump(exclude={'b'}))
show(lambda: make({'frozen': True}, a=int)(a=1) in {make({'frozen': True}, a=int)(a=1)})
show(lambda: make({'title': 'T'}, a=int).model_json_schema())
show(lambda: make({'use_attribute_docstrings': True}, a=int).model_json_schema())
show(lambda: make({'defer_build': True}, a=int)(a='3'))
show(lambda: make({'regex_engine': 'python-re'}, a=Annotated[str, Field(pattern=r'^(?!x)a')])(a='xa'))
show(lambda: make({'ignored_types': (int,)}, a=str)(a='x'))
show(lambda: str(make({'hide_input_in_errors': True}, a=int).model_validate({'a': 'secret'})))


class M(BaseModel):
    a: int = Field(alias='A')
    b: List['M'] = []
    c: Dict[str, int] = {}
    d: Optional[Any] = None


m = M(A=1, b=[{'A': 2, 'b': [{'A': 3}]}], c={'x': 1, 'y': 2})
show(lambda: m.model_dump(include={'b': {0: {'a'}}}))
show(lambda: m.model_dump(exclude={'b': {'__all__': {'b'}}, 'c': {'x'}}))
show(lambda: m.model_dump(by_alias=True, exclude_none=True, exclude_unset=True))
show(lambda: m.model_dump_json(indent=2, exclude_defaults=True))
show(lambda: M(A=1, d=object).model_dump_json(fallback=lambda v: 'fb'))
show(lambda: M(A=1, d=object()).model_dump_json())
show(lambda: M(A=1, d=object()).model_dump(mode='json'))
show(lambda: M.model_validate({'a': 1}, by_name=True))
show(lambda: M.model_validate({'A': 1}, by_alias=False))
show(lambda: M.model_validate({'A': 1, 'q': 2}, extra='forbid'))
show(lambda: M.model_validate({'A': '1'}, strict=True))
show(lambda: M.model_construct(A=3, z=1))
show(lambda: M.model_construct(a=3))
show(lambda: pickle.loads(pickle.dumps(m)) == m)


class Private(BaseModel):
    x: int
    _a: int = 1
    _b: Dict[str, int] = PrivateAttr(default_factory=dict)
    _c: ClassVar[int] = 4

    def __init__(self, **data):
        super().__init__(**data)
        self._a = data['x'] * 2


private = Private(x=2)
private._b['k'] = 1
show(lambda: (private._a, private._b, Private(x=1)._b, private._c, sorted(private.__private_attributes__.items())))
show(lambda: private.model_copy()._b is private._b)
show(lambda: private.model_copy(deep=True)._b == private._b)
show(lambda: private == Private(x=2))
show(lambda: setattr(private, '_new', 3))
show(lambda: delattr(private, '_a'))
show(lambda: private._a)


class Old(BaseModel):
    a: int
    b: List[int] = []
    c: str = Field('c', validate_default=True)

    @validator('a', pre=True)
    def before(cls, v):
        return int(v) + 1

    @validator('b', each_item=True)
    def each(cls, v, values):
        assert v < 5, 'too big'
        return v + values['a']

    @validator('c', always=True)
    def always(cls, v, values, **kwargs):
        return v + str(values.get('a'))

    @root_validator(pre=True)
    def root_before(cls, values):
        return {**values, 'seen': True}

    @root_validator(skip_on_failure=True)
    def root_after(cls, values):
        values['c'] = values['c'].upper()
        return values


show(lambda: Old(a='1', b=[1, 2]))
show(lambda: Old(a='1', b=[9]))


class Reused(BaseModel):
    a: str
    b: str

    def _strip(v):
        return v.strip()

    _check = field_validator('a', 'b')(_strip)


show(lambda: Reused(a=' x', b='y '))


class Base(BaseModel, abc.ABC):
    @abc.abstractmethod
    def act(self): ...

    x: int = 1


class Impl(Base):
    def act(self):
        return self.x


show(lambda: Impl().act())
show(lambda: Base())


class Inner(BaseModel):
    class Nested(BaseModel):
        v: int

    n: Nested
    f: Final[int] = 3
    t: Type[BaseModel] = BaseModel
    call: Callable[[int], int] = len
    pat: re.Pattern[str] = 'a+'
    lit: Literal['a', 1, None] = None
    miss: Union[int, MISSING] = MISSING
    dec: Decimal = Decimal('1.10')
    tup: Tuple[int, ...] = (1,)
    opt: Optional[int]


show(lambda: Inner(n={'v': 1}, pat='b', opt=None))
show(lambda: Inner(n={'v': 1}))
show(lambda: Inner(n={'v': 1}, opt=1, t=int, call=3, pat='(', lit='b'))
show(lambda: Inner(n={'v': 1}, opt=1).model_dump(exclude={'call', 't'}))
show(lambda: Inner(n={'v': 1}, opt=1).model_dump_json(exclude={'call', 't'}))
show(lambda: Inner.f)
show(lambda: {k: v for k, v in Inner.model_fields.items() if k != "miss"})


class Proto(Protocol):
    x: int


class Arb(BaseModel):
    model_config = ConfigDict(arbitrary_types_allowed=True)
    p: Optional[partial] = None


show(lambda: Arb(p=3))
T = TypeVar('T')
S = TypeVar('S', bound=BaseModel)
N = TypeVar('N', int, str)


class Resp(BaseModel, Generic[T, S]):
    data: T
    model: S
    many: Dict[str, List[T]] = {}


class Part(Resp[int, S], Generic[S]):
    pass


class Whole(Part[M]):
    extra: int = 0


class Cons(BaseModel, Generic[N]):
    n: N


show(lambda: Resp[int, M](data='1', model={'A': 1}, many={'a': ['2']}))
show(lambda: Whole(data='x', model={'A': 1}))
show(lambda: Part[M](data='1', model={'A': 1}))
show(lambda: Whole(data='1', model={'A': 1}).model_dump())
show(lambda: Part[M].__name__)
show(lambda: Part[M].model_fields)
show(lambda: Cons[int](n='3'))
show(lambda: Cons(n=[]))
show(lambda: Resp[int, M].__pydantic_generic_metadata__)
show(lambda: isinstance(Resp[int, M](data=1, model=m), Resp))
show(lambda: Resp[Any, Any](data=1, model=m) == Resp[int, M](data=1, model=m))


class Event(BaseModel):
    kind: Literal['e']
    at: int = Field(validation_alias=AliasChoices('At', AliasPath('meta', 'at')))


class Other(BaseModel):
    kind: Literal['o', 'p'] = 'o'


def tag(value):
    return value.get('kind') if isinstance(value, dict) else getattr(value, 'kind', None)


class Events(BaseModel):
    a: Union[Annotated[Event, Tag('e')], Annotated[Other, Tag('o')]] = Field(discriminator=Discriminator(tag, custom_error_type='bad', custom_error_message='Bad kind'))
    b: Optional[Union[Event, Other]] = Field(None, discriminator='kind')


show(lambda: Events(a={'kind': 'e', 'meta': {'at': 3}}))
show(lambda: Events(a={'kind': 'z'}))
show(lambda: Events(a={'kind': 'o'}, b={'kind': 'p'}))
show(lambda: Events(a=Other(), b={'kind': 3}))
show(lambda: Events.model_json_schema())
show(lambda: TypeAdapter(List[PositiveInt]).validate_python([1, 0]))
show(lambda: TypeAdapter(Dict[PositiveInt, Tuple[int, str]]).validate_python({'x': [1, 2], 3: [1]}))
show(lambda: TypeAdapter(Union[int, List[int], M]).validate_python({'A': 'x'}))
show(lambda: TypeAdapter(Optional[Union[int, str]]).validate_python([]))
show(lambda: TypeAdapter(Annotated[Union[str, int], Field(union_mode='left_to_right')]).validate_python(1))


class Ctx(BaseModel):
    x: int

    @field_serializer('x')
    def ser(self, v, info):
        return (v, info.context, info.mode, info.exclude_none)

    @computed_field
    @property
    def y(self) -> int:
        return self.x

    @y.setter
    def y(self, value):
        self.x = value


ctx = Ctx(x=1)
ctx.y = 5
show(lambda: ctx.model_dump(context={'c': 1}, exclude_none=True))
show(lambda: ctx)


class Slots(BaseModel):
    __slots__ = ('_foo',)
    x: int

    def __hash__(self):
        return 3


show(lambda: hash(Slots(x=1)))


class Frozen(BaseModel, frozen=True):
    x: int


class Thawed(Frozen, frozen=False):
    y: int = 1


show(lambda: hash(Frozen(x=1)) == hash(Frozen(x=1)))
show(lambda: hash(Thawed(x=1)) is None)
show(lambda: [f'{k}={v}' for k, v in Thawed(x=2)])
show(lambda: Thawed.model_config)
show(lambda: (Thawed.__name__, Thawed.__qualname__, Thawed.__module__, Thawed.__doc__))
show(lambda: Field(3, gt=1, description='x', pattern='a', json_schema_extra={'a': 1}))
show(lambda: Field(alias='a', validation_alias='b', default_factory=list))
show(lambda: ValidationError.from_exception_data('T', [{'type': 'missing', 'loc': ('a', 1), 'input': {}}]))
