"""The core of Pydantic in plain Python: validators, serializers, errors.

It gives the names of the compiled module of the same name, with its behaviour.
"""

from ._errors import (
    PydanticCustomError,
    PydanticKnownError,
    PydanticOmit,
    PydanticSerializationError,
    PydanticSerializationUnexpectedValue,
    PydanticUndefined,
    PydanticUndefinedType,
    PydanticUseDefault,
    SchemaError,
    ValidationError,
    list_all_errors,
)
from ._validator import ArgsKwargs, SchemaValidator, Some

__version__ = '2.50.4'

_LAZY = {
    'SchemaSerializer': '_serializer',
    'to_json': '_serializer',
    'to_jsonable_python': '_serializer',
    'from_json': '_json',
    'TzInfo': '_temporal',
    'Url': '_urls',
    'MultiHostUrl': '_urls',
}


def __getattr__(name):
    module = _LAZY.get(name)
    if module is None:
        raise AttributeError(f'module {__name__!r} has no attribute {name!r}')
    import importlib

    value = globals()[name] = getattr(importlib.import_module(f'{__name__}.{module}'), name)
    return value


__all__ = [
    'ArgsKwargs',
    'PydanticCustomError',
    'PydanticKnownError',
    'PydanticOmit',
    'PydanticSerializationError',
    'PydanticSerializationUnexpectedValue',
    'PydanticUndefined',
    'PydanticUndefinedType',
    'PydanticUseDefault',
    'SchemaError',
    'SchemaValidator',
    'Some',
    'ValidationError',
    '__version__',
    'list_all_errors',
]
