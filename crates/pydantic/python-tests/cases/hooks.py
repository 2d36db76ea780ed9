# Hooks of types, JSON schema generators, names of definitions, titles, examples, extras, modes.
import json
from dataclasses import dataclass
from enum import Enum
from typing import Annotated, Any, Generic, Literal, Optional, TypeVar, Union
from pydantic import (
    AfterValidator, BaseModel, ConfigDict, Field, GetCoreSchemaHandler, GetJsonSchemaHandler, GetPydanticSchema, RootModel,
    TypeAdapter, ValidationError, WithJsonSchema, computed_field, field_serializer, model_serializer,
)
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue, SkipJsonSchema, models_json_schema
from pydantic_core import CoreSchema, PydanticOmit, core_schema


def show(function):
    try:
        result = function()
        print(json.dumps(result) if isinstance(result, dict) else repr(result))
    except ValidationError as error:
        print(error.errors(include_url=False))
    except Exception as error:
        print(type(error).__name__, str(error)[:400])


class Third:
    def __init__(self, value):
        self.value = value

    def __repr__(self):
        return f'Third({self.value})'

    @classmethod
    def __get_pydantic_core_schema__(cls, source: type[Any], handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(
            cls, handler(int), serialization=core_schema.plain_serializer_function_ser_schema(lambda third: third.value)
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        result = handler(schema)
        result['examples'] = [1]
        result['format'] = handler.mode
        return result


class Marker:
    def __get_pydantic_core_schema__(self, source, handler):
        schema = handler(source)
        return core_schema.no_info_before_validator_function(lambda v: v * 2, schema)

    def __get_pydantic_json_schema__(self, schema, handler):
        result = handler(schema)
        result['marked'] = True
        return result


class OldStyle:
    @classmethod
    def __get_validators__(cls):
        yield lambda v: v


class Model(BaseModel):
    t: Third
    m: Annotated[int, Marker()] = 1
    w: Annotated[int, WithJsonSchema({'type': 'whatever'})] = 2
    s: Annotated[Optional[int], WithJsonSchema({'type': 'ser'}, mode='serialization')] = None
    skip: Union[int, SkipJsonSchema[None]] = None
    skip2: SkipJsonSchema[int] = 3
    g: Annotated[str, GetPydanticSchema(lambda tp, handler: core_schema.no_info_after_validator_function(lambda x: x * 2, handler(tp)))] = ''
    e: int = Field(3, examples=[1, 2], json_schema_extra={'x': {'y': 1}}, title='EE', description='dd')
    f: int = Field(4, json_schema_extra=lambda schema: schema.update(called=True))


show(lambda: Model(t=3, m='4', g='ab'))
show(lambda: Model(t=3).model_dump())
show(lambda: Model.model_json_schema())
show(lambda: Model.model_json_schema(mode='serialization'))


class Custom(GenerateJsonSchema):
    def generate(self, schema, mode='validation'):
        result = super().generate(schema, mode=mode)
        result['$schema'] = self.schema_dialect
        return result

    def int_schema(self, schema):
        return {**super().int_schema(schema), 'custom': 1}

    def sort(self, value, parent_key=None):
        return value

    def nullable_schema(self, schema):
        return {**self.generate_inner(schema['schema']), 'nullable': True}


show(lambda: Model.model_json_schema(schema_generator=Custom))


def same_names():
    class Inner(BaseModel):
        a: int

    first = Inner

    class Inner(BaseModel):
        b: str

    class Outer(BaseModel):
        x: first
        y: Inner

    return Outer.model_json_schema()


show(same_names)


class Both(BaseModel):
    d: int = 3
    at: float

    @computed_field(description='twice', title='Twice', examples=[2], json_schema_extra={'q': 1})
    @property
    def twice(self) -> int:
        """Doc."""
        return self.d * 2


class Uses(BaseModel):
    one: Both
    many: dict[str, Both]


show(lambda: models_json_schema([(Uses, 'validation'), (Uses, 'serialization'), (Both, 'validation')], title='T', description='D')[1])
show(lambda: {str(k): v for k, v in models_json_schema([(Uses, 'validation'), (Uses, 'serialization')], ref_template='#/c/{model}')[0].items()})
show(lambda: Uses.model_json_schema(ref_template='#/x/{model}'))


class Documented(BaseModel):
    """
    Several
      lines.
    """

    model_config = ConfigDict(
        title='Nice', json_schema_extra=lambda schema, cls: schema.update(name=cls.__name__), extra='forbid',
        json_schema_serialization_defaults_required=True,
    )
    a: int = 1
    ref: Both = Field(Both(at=1), description='a ref', title='R')
    opt: Optional[Both] = Field(None, description='opt')


show(lambda: Documented.model_json_schema())
show(lambda: Documented.model_json_schema(mode='serialization'))


class Titles(BaseModel):
    model_config = ConfigDict(field_title_generator=lambda name, info: name.upper(), model_title_generator=lambda cls: 'M_' + cls.__name__)
    some_field: int
    other: int = Field(1, title='kept')

    @computed_field
    def comp(self) -> int:
        return 1


show(lambda: Titles.model_json_schema(mode='serialization'))


class Override(BaseModel):
    model_config = ConfigDict(json_schema_mode_override='serialization')
    a: int = 1
    b: float

    @field_serializer('b')
    def text(self, v) -> str:
        return str(v)


show(lambda: Override.model_json_schema())


class ModelHook(BaseModel):
    a: int

    @classmethod
    def __get_pydantic_json_schema__(cls, schema, handler):
        result = handler(schema)
        result = handler.resolve_ref_schema(result)
        result['hooked'] = True
        return result

    @classmethod
    def __get_pydantic_core_schema__(cls, source, handler):
        schema = handler(source)
        return core_schema.no_info_before_validator_function(lambda v: {'a': v} if isinstance(v, int) else v, schema)


class HoldsHook(BaseModel):
    h: ModelHook
    hs: list[ModelHook] = []


show(lambda: ModelHook.model_validate(3))
show(lambda: HoldsHook(h=3, hs=[1, {'a': 2}]))
show(lambda: HoldsHook.model_json_schema())
show(lambda: ModelHook.model_json_schema())


class Level(Enum):
    """Levels."""

    low = 1
    high = 'h'


class Single(Enum):
    only = 'x'


class Enums(BaseModel):
    a: Level
    b: Single = Single.only
    c: Optional[Level] = None
    d: dict[Single, Level] = {}
    e: Level = Field(Level.low, description='E')


show(lambda: Enums.model_json_schema())
T = TypeVar('T')


class Box(BaseModel, Generic[T]):
    """A box."""

    content: T


class Boxes(BaseModel):
    a: Box[int]
    b: Box[str]
    c: Box[list[Box[int]]]


show(lambda: Boxes.model_json_schema())
show(lambda: TypeAdapter(Union[int, Box[int], None]).json_schema())
show(lambda: TypeAdapter(Union[int, str, None]).json_schema(union_format='primitive_type_array'))


class Roots(RootModel[dict[str, Box[int]]]):
    """Roots doc."""


class DescribedRoot(RootModel[list[int]]):
    root: list[int] = Field(description='from the field', examples=[[1]])


show(lambda: Roots.model_json_schema())
show(lambda: DescribedRoot.model_json_schema())


class HasRoots(BaseModel):
    r: Roots
    d: DescribedRoot = DescribedRoot([1])


show(lambda: HasRoots.model_json_schema())


@dataclass
class Plain:
    """Plain doc."""

    a: int
    b: Box[int]
    c: 'Optional[Plain]' = None


show(lambda: TypeAdapter(Plain).json_schema())
show(lambda: TypeAdapter(Annotated[list[Annotated[int, Field(gt=1, description='item')]], Field(max_length=3)]).json_schema())
show(lambda: TypeAdapter(dict[Annotated[str, Field(pattern='^a')], int]).json_schema())
show(lambda: TypeAdapter(dict[Literal['a', 'b'], int]).json_schema())
show(lambda: TypeAdapter(dict[Annotated[str, Field(min_length=2)], int]).json_schema())
show(lambda: TypeAdapter(tuple[int, ...]).json_schema())
show(lambda: TypeAdapter(set[Box[int]]).json_schema())
show(lambda: TypeAdapter(Third).json_schema(mode='serialization'))


def function(a: int, b: str = 'x', *, c: float = 1.5):
    pass


def positional(a: int, b: str = 'x', /):
    pass


show(lambda: TypeAdapter(function).json_schema())
show(lambda: TypeAdapter(positional).json_schema())
show(lambda: Model.model_fields['e'].json_schema_extra)
show(lambda: OldStyle)


class Bad(BaseModel):
    a: int = Field(default=object())


show(lambda: Bad.model_json_schema())


class Recursive(BaseModel):
    children: list['Recursive'] = []
    parent: Optional['Recursive'] = Field(None, description='up')


show(lambda: Recursive.model_json_schema())
show(lambda: TypeAdapter(list[Recursive]).json_schema())


class CatA(BaseModel):
    k: Literal['a'] = Field(alias='K')


class CatB(BaseModel):
    k: Literal['b'] = Field(alias='K')
    sub: Optional['CatUnion'] = None


CatUnion = Annotated[Union[CatA, CatB], Field(discriminator='k')]
CatB.model_rebuild()
show(lambda: TypeAdapter(CatUnion).json_schema())
show(lambda: TypeAdapter(CatUnion).validate_python({'K': 'b', 'sub': {'K': 'a'}}))
show(lambda: TypeAdapter(CatUnion).validate_python({'K': 'b', 'sub': {'K': 'z'}}))
