"""The package programs know as pydantic_core: the names of the core and a few names that need only Python.

The validators and serializers live in `_pydantic_core`; the constructors of schemas in `core_schema`.
"""

from _pydantic_core import (
    ArgsKwargs,
    MultiHostUrl,
    PydanticCustomError,
    PydanticKnownError,
    PydanticOmit,
    PydanticSerializationError,
    PydanticSerializationUnexpectedValue,
    PydanticUndefined,
    PydanticUndefinedType,
    PydanticUseDefault,
    SchemaError,
    SchemaSerializer,
    SchemaValidator,
    Some,
    TzInfo,
    Url,
    ValidationError,
    __version__,
    from_json,
    to_json,
    to_jsonable_python,
)

CoreConfig = dict
CoreSchema = dict
ErrorDetails = dict
InitErrorDetails = dict


def __getattr__(name):
    # `core_schema` is not needed to build a model, so it loads when a program asks for it.
    if name == 'core_schema':
        import importlib

        return importlib.import_module('pydantic_core.core_schema')
    if name == 'MISSING' or name == 'UNSET':
        from pydantic.experimental.missing_sentinel import MISSING

        return MISSING
    if name == 'list_all_errors':
        from _pydantic_core import list_all_errors

        return list_all_errors
    raise AttributeError(f'module {__name__!r} has no attribute {name!r}')


__all__ = [
    'ArgsKwargs',
    'CoreConfig',
    'CoreSchema',
    'ErrorDetails',
    'InitErrorDetails',
    'MultiHostUrl',
    'PydanticCustomError',
    'PydanticKnownError',
    'PydanticOmit',
    'PydanticSerializationError',
    'PydanticSerializationUnexpectedValue',
    'PydanticUndefined',
    'PydanticUndefinedType',
    'PydanticUseDefault',
    'SchemaError',
    'SchemaSerializer',
    'SchemaValidator',
    'Some',
    'TzInfo',
    'Url',
    'ValidationError',
    '__version__',
    'from_json',
    'to_json',
    'to_jsonable_python',
]
