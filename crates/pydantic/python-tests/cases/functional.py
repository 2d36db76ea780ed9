# Validators and serializers: in Annotated, on fields, on models; order, information, errors.
from datetime import date, datetime
from typing import Annotated, Any, Optional, Union
from pydantic import (
    AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, FieldSerializationInfo, InstanceOf, PlainSerializer,
    PlainValidator, SerializeAsAny, SerializerFunctionWrapHandler, SkipValidation, TypeAdapter, ValidationError, ValidationInfo,
    WrapSerializer, WrapValidator, computed_field, field_serializer, field_validator, model_serializer, model_validator,
)
from pydantic_core import PydanticCustomError, PydanticUseDefault


def show(function):
    try:
        print(repr(function()))
    except ValidationError as error:
        print(error)
        print(error.errors(include_url=False))
    except Exception as error:
        print(type(error).__name__, str(error)[:500])


def note(name):
    def run(value, *more):
        print('  ', name, repr(value))
        return value

    return run


def wrap(value, handler, info):
    print('   wrap in', repr(value), info.mode, info.field_name, info.context)
    result = handler(value)
    print('   wrap out', repr(result))
    return result


class Order(BaseModel):
    a: Annotated[int, AfterValidator(note('after1')), BeforeValidator(note('before1')), WrapValidator(wrap), BeforeValidator(note('before2')), AfterValidator(note('after2'))]

    @field_validator('a')
    @classmethod
    def field_after(cls, v):
        print('   field after', v)
        return v

    @field_validator('a', mode='before')
    @classmethod
    def field_before(cls, v: Any, info: ValidationInfo):
        print('   field before', v, info.data, info.field_name)
        return v

    @field_validator('a', mode='wrap')
    @classmethod
    def field_wrap(cls, v, handler):
        print('   field wrap')
        return handler(v)

    @model_validator(mode='before')
    @classmethod
    def model_before(cls, data: Any):
        print('   model before', data)
        return data

    @model_validator(mode='after')
    def model_after(self):
        print('   model after', self)
        return self

    @model_validator(mode='wrap')
    @classmethod
    def model_wrap(cls, data, handler):
        print('   model wrap')
        return handler(data)


show(lambda: Order(a='3'))
show(lambda: Order(a='x'))
show(lambda: Order.model_validate({'a': 1}, context={'k': 1}))
show(lambda: Order.model_validate_json('{"a": 1}'))


class Checks(BaseModel):
    password: str
    repeat: str
    age: int = Field(ge=0)
    when: Optional[date] = None

    @field_validator('age', 'password')
    @classmethod
    def check(cls, v, info):
        if v in (13, 'bad'):
            raise ValueError(f'{info.field_name} is unlucky')
        assert v != 14, 'never 14'
        if v == 15:
            raise PydanticCustomError('fifteen', 'not {number}', {'number': 15})
        return v

    @model_validator(mode='after')
    def same(self):
        if self.password != self.repeat:
            raise ValueError('Passwords do not match')
        return self

    @field_serializer('when', when_used='json-unless-none')
    def show_when(self, value: date) -> str:
        return value.isoformat().replace('-', '/')


show(lambda: Checks(password='a', repeat='a', age=1, when='2020-01-02').model_dump_json())
show(lambda: Checks(password='a', repeat='b', age=1))
show(lambda: Checks(password='bad', repeat='b', age=13))
show(lambda: Checks(password='x', repeat='x', age=14))
show(lambda: Checks(password='x', repeat='x', age=15))
show(lambda: Checks(password='x', repeat='x', age=-1))


class Sub(Checks):
    extra: int = 0

    @field_validator('extra')
    def more(cls, v):
        return v + 1

    @classmethod
    def check(cls, v, info):
        return v


show(lambda: Sub(password='bad', repeat='bad', age=13, extra=1))


class Star(BaseModel):
    a: int
    b: str

    @field_validator('*', mode='before')
    @classmethod
    def all(cls, v):
        return str(v) + '0'


show(lambda: Star(a=1, b=2))


class Plain(BaseModel):
    a: Annotated[int, PlainValidator(lambda v: v * 2)]
    b: InstanceOf[int] = 1
    c: SkipValidation[int] = 2

    @field_validator('b', mode='plain')
    @classmethod
    def plain(cls, v):
        return v

    @model_serializer(mode='wrap')
    def serialize(self, handler, info):
        return {'wrapped': handler(self), 'mode': info.mode}


show(lambda: Plain(a='x', b='y', c='z'))
show(lambda: Plain(a='x', b='y', c=3).model_dump())
show(lambda: Plain(a=1, b=2, c=3).model_dump_json())


class Serial(BaseModel):
    a: Annotated[int, PlainSerializer(lambda v: f'<{v}>', return_type=str)]
    b: Annotated[int, WrapSerializer(lambda v, nxt, info: [nxt(v), info.mode], when_used='json')] = 2
    c: datetime = datetime(2020, 1, 2)
    d: list[int] = [1]

    @field_serializer('c')
    @classmethod
    def static_c(cls, value, info: FieldSerializationInfo):
        return f'{info.field_name}:{value.year}'

    @field_serializer('d', mode='wrap')
    def wrap_d(self, value, nxt: SerializerFunctionWrapHandler):
        return {'n': nxt(value), 'a': self.a}

    @computed_field(alias='E', repr=False)
    def e(self) -> float:
        return 0.5


show(lambda: Serial(a=1))
show(lambda: Serial(a=1).model_dump())
show(lambda: Serial(a=1).model_dump(mode='json', by_alias=True))
show(lambda: Serial(a=1).model_dump_json())
show(lambda: Serial.model_json_schema(mode='serialization'))
show(lambda: Serial.model_json_schema())


class PlainModel(BaseModel):
    x: int

    @model_serializer
    def ser(self) -> str:
        return f'x={self.x}'


class Holder(BaseModel):
    p: PlainModel
    q: list[PlainModel] = []


show(lambda: Holder(p={'x': 1}, q=[{'x': 2}]).model_dump())
show(lambda: Holder.model_json_schema(mode='serialization'))


class Animal(BaseModel):
    name: str


class Dog(Animal):
    bark: int = 1


class Zoo(BaseModel):
    one: Animal
    two: SerializeAsAny[Animal]


zoo = Zoo(one=Dog(name='a'), two=Dog(name='b'))
show(lambda: zoo.model_dump())
show(lambda: zoo.model_dump(serialize_as_any=True))


class Defaulted(BaseModel):
    x: int = 5

    @field_validator('x', mode='before')
    @classmethod
    def default(cls, v):
        if v is None:
            raise PydanticUseDefault()
        return v


show(lambda: Defaulted(x=None))


class OldBefore(BaseModel):
    a: int

    @model_validator(mode='before')
    def rename(cls, data):
        return {'a': data.get('A')}


show(lambda: OldBefore(A=3))
show(lambda: TypeAdapter(Annotated[str, BeforeValidator(str.strip), AfterValidator(str.upper)]).validate_python(' x '))


class Encoders(BaseModel):
    model_config = ConfigDict(json_encoders={datetime: lambda v: v.year, date: lambda v: 'd'}, ser_json_timedelta='float')
    a: datetime
    b: date


show(lambda: Encoders(a='2020-01-01T00:00', b='2020-01-01').model_dump_json())
show(lambda: Encoders(a='2020-01-01T00:00', b='2020-01-01').model_dump())
