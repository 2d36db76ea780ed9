"""Serializers as functions: in `Annotated`, on fields, on whole models."""

from _pydantic_core import PydanticUndefined

from ._decorators import DecoratorProxy, return_annotation, serializer_takes_info
from ._repr import Representation


class _Serializer(Representation):
    __slots__ = ('func', 'return_type', 'when_used')
    mode = ''

    def __init__(self, func, return_type=PydanticUndefined, when_used='always'):
        self.func = func
        self.return_type = return_type
        self.when_used = when_used

    def __repr__(self):
        return (
            f'{type(self).__name__}({", ".join(f"{name}={getattr(self, name)!r}" for name in _Serializer.__slots__)})'
        )

    def __eq__(self, other):
        return type(other) is type(self) and other.func == self.func

    def __hash__(self):
        return hash((type(self), self.func))

    def __get_pydantic_core_schema__(self, source_type, handler):
        schema = dict(handler(source_type))
        schema['serialization'] = serializer_schema(
            self.func, self.mode, self.when_used, self.return_type, handler.generate_schema
        )
        return schema


def serializer_schema(function, mode, when_used, return_type, generate, *, owner=None, namespace=None):
    """The `serialization` part of a schema; `owner` says that it is a method: of a 'field' or of the 'model'."""
    extra = 0
    if owner is not None and not hasattr(function, '__self__'):
        extra = 1 if owner == 'field' else 0
    result = {'type': f'function-{mode}', 'function': function}
    if owner == 'field':
        # A static or class method gets no instance.
        result['is_field_serializer'] = extra == 1
        if not extra:
            result.pop('is_field_serializer')
    result['info_arg'] = serializer_takes_info(function, mode, extra)
    return_type = return_annotation(function, return_type, namespace)
    if return_type is not PydanticUndefined:
        result['return_schema'] = generate(return_type)
    if when_used != 'always':
        result['when_used'] = when_used
    return result


class PlainSerializer(_Serializer):
    """Called instead of the usual serialization."""

    __slots__ = ()
    mode = 'plain'


class WrapSerializer(_Serializer):
    """Called with the usual serialization as its second argument."""

    __slots__ = ()
    mode = 'wrap'


class SerializeAsAny:
    """Serialize by what the value is, not by what the annotation says."""

    def __class_getitem__(cls, item):
        from typing import Annotated

        return Annotated[item, cls()]

    def __repr__(self):
        return 'SerializeAsAny()'

    def __eq__(self, other):
        return type(other) is type(self)

    def __hash__(self):
        return hash(type(self))

    def __get_pydantic_core_schema__(self, source_type, handler):
        schema = handler(source_type)
        inner = schema
        while inner['type'] == 'definitions':
            inner = inner['schema']
        schema = dict(inner)
        schema['serialization'] = {'type': 'any'}
        return schema


class FieldSerializerInfo(Representation):
    """What `field_serializer` was told."""

    __slots__ = ('fields', 'mode', 'return_type', 'when_used', 'check_fields')

    def __init__(self, fields, mode, return_type, when_used, check_fields):
        self.fields = fields
        self.mode = mode
        self.return_type = return_type
        self.when_used = when_used
        self.check_fields = check_fields


class ModelSerializerInfo(Representation):
    """What `model_serializer` was told."""

    __slots__ = ('mode', 'return_type', 'when_used')

    def __init__(self, mode, return_type, when_used):
        self.mode = mode
        self.return_type = return_type
        self.when_used = when_used


def field_serializer(
    field, /, *fields, mode='plain', return_type=PydanticUndefined, when_used='always', check_fields=None
):
    """A serializer of named fields."""
    from .functional_validators import as_classmethod, check_field_names

    fields = check_field_names('field_serializer', field, fields)

    def decorate(function):
        info = FieldSerializerInfo(fields, mode, return_type, when_used, check_fields)
        return DecoratorProxy(as_classmethod(function), 'field_serializers', info)

    return decorate


def model_serializer(f=None, /, *, mode='plain', when_used='always', return_type=PydanticUndefined):
    """A serializer of the whole model."""

    def decorate(function):
        from .errors import PydanticUserError
        from .functional_validators import first_parameter

        if isinstance(function, (classmethod, staticmethod)) or first_parameter(function) == 'cls':
            raise PydanticUserError(
                '`@model_serializer` must be applied to instance methods', code='model-serializer-instance-method'
            )
        return DecoratorProxy(function, 'model_serializers', ModelSerializerInfo(mode, return_type, when_used))

    return decorate if f is None else decorate(f)
