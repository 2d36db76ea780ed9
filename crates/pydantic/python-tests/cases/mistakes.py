# What programs do wrong: the errors and warnings of class definitions.
import warnings
from typing import Annotated, Any, Generic, Literal, Optional, TypeVar, Union
from pydantic import (
    BaseModel, ConfigDict, Discriminator, Field, PrivateAttr, RootModel, Tag, TypeAdapter, computed_field, create_model,
    field_serializer, field_validator, model_serializer, model_validator, validate_call,
)

warnings.simplefilter('always')


def show(function):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter('always')
        try:
            print(repr(function())[:300])
        except Exception as error:
            print(type(error).__name__, str(error)[:900])
    for warning in caught:
        print('  warned', warning.category.__name__, str(warning.message)[:300])


def no_annotation():
    class M(BaseModel):
        x = 3


def override():
    class A(BaseModel):
        x: int = 1

    class B(A):
        x = 3


def private_field():
    class M(BaseModel):
        x: int = PrivateAttr(3)


def underscore():
    class M(BaseModel):
        _x: int = Field(3)


def root():
    class M(BaseModel):
        __root__: int


def protected():
    class M(BaseModel):
        model_dump_it: int = 3


def shadow():
    class M(BaseModel):
        json: int = 3


def validator_missing():
    class M(BaseModel):
        a: int

        @field_validator('b')
        @classmethod
        def check(cls, v):
            return v


def validator_bare():
    class M(BaseModel):
        a: int

        @field_validator
        def check(cls, v):
            return v


def validator_instance():
    class M(BaseModel):
        a: int

        @field_validator('a')
        def check(self, v):
            return v


def validator_signature():
    class M(BaseModel):
        a: int

        @field_validator('a')
        @classmethod
        def check(cls):
            return 1


def unknown():
    class Thing:
        pass

    class M(BaseModel):
        a: Thing


def arbitrary():
    class Thing:
        def __repr__(self):
            return 'thing'

    class M(BaseModel):
        model_config = ConfigDict(arbitrary_types_allowed=True)
        a: Thing

    try:
        M(a=3)
    except Exception as error:
        print(str(error)[:200].replace('<locals>', ''))
    return M(a=Thing())


def both_defaults():
    return Field(3, default_factory=int)


def computed_no_type():
    class M(BaseModel):
        @computed_field
        @property
        def x(self):
            return 3


def discriminator_missing():
    class A(BaseModel):
        k: Literal['a']

    class B(BaseModel):
        z: int

    return TypeAdapter(Annotated[Union[A, B], Field(discriminator='k')])


def discriminator_not_literal():
    class A(BaseModel):
        k: Literal['a']

    class B(BaseModel):
        k: int

    return TypeAdapter(Annotated[Union[A, B], Field(discriminator='k')])


def discriminator_twice():
    class A(BaseModel):
        k: Literal['a']

    class B(BaseModel):
        k: Literal['a']

    return TypeAdapter(Annotated[Union[A, B], Field(discriminator='k')])


def discriminator_no_tag():
    return TypeAdapter(Annotated[Union[int, str], Discriminator(lambda v: 'a')])


def not_defined():
    class M(BaseModel):
        x: 'Missing'

    M(x=3)


def root_extra():
    class M(RootModel[int]):
        model_config = ConfigDict(extra='allow')


def not_generic():
    class M(BaseModel):
        x: int

    M[int]


def too_many():
    T = TypeVar('T')

    class M(BaseModel, Generic[T]):
        x: T

    M[int, str]


def adapter_config():
    class M(BaseModel):
        x: int

    return TypeAdapter(M, config=ConfigDict(strict=True))


def removed():
    return Field(regex='a')


def extra_keyword():
    return Field(3, example='x')


def aliases_false():
    class M(BaseModel):
        model_config = ConfigDict(validate_by_alias=False, validate_by_name=False)
        x: int = Field(alias='y')


def call_class():
    return validate_call(int)


def call_classmethod():
    return validate_call(classmethod(lambda cls: 1))


def config_class():
    class M(BaseModel):
        class Config:
            extra = 'forbid'

        x: int

    return M.model_config


def create_wrong():
    return create_model('M', x=(int, 3, 4))


def serializer_class():
    class M(BaseModel):
        @model_serializer
        @classmethod
        def s(cls):
            return 1


def old_methods():
    class M(BaseModel):
        x: int = 3

    m = M()
    return m.dict(), m.json(), M.parse_obj({'x': 1}), m.copy(update={'x': 9}), M.schema(), M.construct(x=1), M.parse_raw('{"x": 2}')


def instance_fields():
    class M(BaseModel):
        x: int = 3

    return M().model_fields


def base_schema():
    return BaseModel.model_json_schema()


def alias_generator_wrong():
    class M(BaseModel):
        model_config = ConfigDict(alias_generator=lambda name: 3)
        x: int


for name, function in list(globals().items()):
    if callable(function) and getattr(function, '__module__', '') == '__main__' and name != 'show':
        print('#', name)
        show(function)
