"""Types with constraints: bounded numbers and strings, secrets, dates in the past, encoded text, paths, tags of unions.

Aliases such as `PositiveInt` are made when they are first asked for; card numbers and byte sizes are in `_types_more`, secrets
and encoded data in `_types_secret`.
"""

import typing
from typing import Annotated

from _pydantic_core import PydanticCustomError

from .fields import PydanticMetadata


class _Metadata:
    """Named values, shown and compared by them."""

    __slots__ = ()

    def __repr__(self):
        return f'{type(self).__name__}({", ".join(f"{name}={getattr(self, name)!r}" for name in self.__slots__)})'

    def __eq__(self, other):
        return type(other) is type(self) and all(getattr(self, n) == getattr(other, n) for n in self.__slots__)

    def __hash__(self):
        return hash((type(self), *(getattr(self, name) for name in self.__slots__ if name != 'custom_error_context')))


class _Constraint(_Metadata):
    __slots__ = ()

    def pydantic_constraints(self):
        """What it says for the schema."""
        return {name: getattr(self, name) for name in self.__slots__}


class Strict(_Constraint, PydanticMetadata):
    """Strict mode for what is annotated."""

    __slots__ = ('strict',)

    def __init__(self, strict=True):
        self.strict = strict


class AllowInfNan(_Constraint, PydanticMetadata):
    """Allow or forbid infinite numbers."""

    __slots__ = ('allow_inf_nan',)

    def __init__(self, allow_inf_nan=True):
        self.allow_inf_nan = allow_inf_nan


class FailFast(_Constraint, PydanticMetadata):
    """Stop at the first wrong item."""

    __slots__ = ('fail_fast',)

    def __init__(self, fail_fast=True):
        self.fail_fast = fail_fast


class StringConstraints(_Constraint):
    """Constraints of text."""

    __slots__ = (
        'strip_whitespace',
        'to_upper',
        'to_lower',
        'strict',
        'min_length',
        'max_length',
        'pattern',
        'ascii_only',
    )

    def __init__(
        self,
        strip_whitespace=None,
        to_upper=None,
        to_lower=None,
        strict=None,
        min_length=None,
        max_length=None,
        pattern=None,
        ascii_only=None,
    ):
        self.strip_whitespace = strip_whitespace
        self.to_upper = to_upper
        self.to_lower = to_lower
        self.strict = strict
        self.min_length = min_length
        self.max_length = max_length
        self.pattern = pattern
        self.ascii_only = ascii_only


class UuidVersion(_Metadata):
    """The version that a UUID must have."""

    __slots__ = ('uuid_version',)

    def __init__(self, uuid_version):
        self.uuid_version = uuid_version

    def __get_pydantic_json_schema__(self, core_schema, handler):
        field_schema = handler(core_schema)
        field_schema.pop('anyOf', None)
        field_schema.update(type='string', format=f'uuid{self.uuid_version}')
        return field_schema

    def __get_pydantic_core_schema__(self, source, handler):
        schema = dict(handler(source))
        schema['version'] = self.uuid_version
        return schema


class PathType(_Metadata):
    """What a path must point to."""

    __slots__ = ('path_type',)

    def __init__(self, path_type):
        self.path_type = path_type

    def __get_pydantic_json_schema__(self, core_schema, handler):
        field_schema = handler(core_schema)
        name = {'file': 'file-path', 'dir': 'directory-path', 'new': 'path', 'socket': 'path'}[self.path_type]
        field_schema.update(format=name, type='string')
        return field_schema

    def __get_pydantic_core_schema__(self, source, handler):
        function = {
            'file': self.validate_file,
            'dir': self.validate_directory,
            'new': self.validate_new,
            'socket': self.validate_socket,
        }[self.path_type]
        return {
            'type': 'function-after',
            'function': {'type': 'with-info', 'function': function},
            'schema': handler(source),
        }

    @staticmethod
    def validate_file(path, _):
        """The path of a file."""
        if path.is_file():
            return path
        raise PydanticCustomError('path_not_file', 'Path does not point to a file')

    @staticmethod
    def validate_socket(path, _):
        """The path of a socket."""
        if path.is_socket():
            return path
        raise PydanticCustomError('path_not_socket', 'Path does not point to a socket')

    @staticmethod
    def validate_directory(path, _):
        """The path of a directory."""
        if path.is_dir():
            return path
        raise PydanticCustomError('path_not_directory', 'Path does not point to a directory')

    @staticmethod
    def validate_new(path, _):
        """A path that doesn't exist yet, in a directory that does."""
        if path.exists():
            raise PydanticCustomError('path_exists', 'Path already exists')
        if not path.parent.exists():
            raise PydanticCustomError('parent_does_not_exist', 'Parent directory does not exist')
        return path


# -- functions that make constrained types ---------------------------------------------------------------------------


def _number(kind, strict, gt, ge, lt, le, multiple_of, *more):
    import annotated_types

    metadata = [
        Strict(strict) if strict is not None else None,
        annotated_types.Interval(gt=gt, ge=ge, lt=lt, le=le),
        annotated_types.MultipleOf(multiple_of) if multiple_of is not None else None,
        *more,
    ]
    return Annotated[(kind, *metadata)]


def conint(*, strict=None, gt=None, ge=None, lt=None, le=None, multiple_of=None):
    """`int` with bounds."""
    return _number(int, strict, gt, ge, lt, le, multiple_of)


def confloat(*, strict=None, gt=None, ge=None, lt=None, le=None, multiple_of=None, allow_inf_nan=None):
    """`float` with bounds."""
    return _number(
        float, strict, gt, ge, lt, le, multiple_of, AllowInfNan(allow_inf_nan) if allow_inf_nan is not None else None
    )


def condecimal(
    *,
    strict=None,
    gt=None,
    ge=None,
    lt=None,
    le=None,
    multiple_of=None,
    max_digits=None,
    decimal_places=None,
    allow_inf_nan=None,
):
    """`Decimal` with bounds."""
    from decimal import Decimal

    from .fields import pydantic_general_metadata

    more = pydantic_general_metadata(max_digits=max_digits, decimal_places=decimal_places)
    return _number(
        Decimal,
        strict,
        gt,
        ge,
        lt,
        le,
        multiple_of,
        more,
        AllowInfNan(allow_inf_nan) if allow_inf_nan is not None else None,
    )


def condate(*, strict=None, gt=None, ge=None, lt=None, le=None):
    """`date` with bounds."""
    import datetime

    import annotated_types

    return Annotated[
        datetime.date,
        Strict(strict) if strict is not None else None,
        annotated_types.Interval(gt=gt, ge=ge, lt=lt, le=le),
    ]


def constr(
    *,
    strip_whitespace=None,
    to_upper=None,
    to_lower=None,
    strict=None,
    min_length=None,
    max_length=None,
    pattern=None,
    ascii_only=None,
):
    """`str` with constraints."""
    return Annotated[
        str,
        StringConstraints(
            strip_whitespace=strip_whitespace,
            to_upper=to_upper,
            to_lower=to_lower,
            strict=strict,
            min_length=min_length,
            max_length=max_length,
            pattern=pattern,
            ascii_only=ascii_only,
        ),
    ]


def _length(kind, min_length, max_length, *more):
    import annotated_types

    return Annotated[(kind, *more, annotated_types.Len(min_length or 0, max_length))]


def conbytes(*, min_length=None, max_length=None, strict=None):
    """`bytes` with limits of length."""
    return _length(bytes, min_length, max_length, Strict(strict) if strict is not None else None)


def conlist(item_type, *, min_length=None, max_length=None, unique_items=None):
    """A list with limits of length."""
    if unique_items is not None:
        from .errors import PydanticUserError

        raise PydanticUserError(
            '`unique_items` is removed, use `Set` instead'
            '(this feature is discussed in https://github.com/pydantic/pydantic-core/issues/296)',
            code='removed-kwargs',
        )
    return _length(list[item_type], min_length, max_length)


def conset(item_type, *, min_length=None, max_length=None):
    """A set with limits of length."""
    return _length(set[item_type], min_length, max_length)


def confrozenset(item_type, *, min_length=None, max_length=None):
    """A frozenset with limits of length."""
    return _length(frozenset[item_type], min_length, max_length)


# -- dates and times -------------------------------------------------------------------------------------------------


class _Temporal:
    _kind = 'datetime'
    _constraint = ('now_op', 'past')

    @classmethod
    def __get_pydantic_core_schema__(cls, source, handler):
        key, value = cls._constraint
        if cls is source or isinstance(source, type) and issubclass(source, _Temporal):
            schema = {'type': cls._kind, key: value}
            if cls._kind == 'datetime':
                schema['microseconds_precision'] = 'truncate'
            return schema
        schema = dict(handler(source))
        schema[key] = value
        return schema

    def __repr__(self):
        return f'{type(self).__name__}()'


class PastDate(_Temporal):
    """A date before today."""

    _kind = 'date'


class FutureDate(_Temporal):
    """A date after today."""

    _kind = 'date'
    _constraint = ('now_op', 'future')


class PastDatetime(_Temporal):
    """A time before now."""


class FutureDatetime(_Temporal):
    """A time after now."""

    _constraint = ('now_op', 'future')


class AwareDatetime(_Temporal):
    """A time with a zone."""

    _constraint = ('tz_constraint', 'aware')


class NaiveDatetime(_Temporal):
    """A time without a zone."""

    _constraint = ('tz_constraint', 'naive')


# -- JSON, hooks -------------------------------------------------------------------------------------------------------


class Json:
    """JSON text: parsed, and perhaps validated as a type."""

    def __class_getitem__(cls, item):
        return Annotated[item, cls()]

    def __repr__(self):
        return 'Json'

    def __eq__(self, other):
        return type(other) is type(self)

    def __hash__(self):
        return hash(type(self))

    @classmethod
    def __get_pydantic_core_schema__(cls, source, handler):
        if cls is source:
            return {'type': 'json'}
        return {'type': 'json', 'schema': handler(source)}


class OnErrorOmit:
    """Leave out items that are wrong."""

    def __class_getitem__(cls, item):
        return Annotated[item, cls]

    @classmethod
    def __get_pydantic_core_schema__(cls, source, handler):
        return {'type': 'default', 'schema': handler(source), 'on_error': 'omit'}


OnErrorOmit.__name__ = OnErrorOmit.__qualname__ = '_OnErrorOmit'


class GetPydanticSchema(_Metadata):
    """Hooks given as functions."""

    __slots__ = ('get_pydantic_core_schema', 'get_pydantic_json_schema')

    def __init__(self, get_pydantic_core_schema=None, get_pydantic_json_schema=None):
        self.get_pydantic_core_schema = get_pydantic_core_schema
        self.get_pydantic_json_schema = get_pydantic_json_schema

    def __getattr__(self, name):
        if name == '__get_pydantic_core_schema__' and self.get_pydantic_core_schema:
            return self.get_pydantic_core_schema
        if name == '__get_pydantic_json_schema__' and self.get_pydantic_json_schema:
            return self.get_pydantic_json_schema
        raise AttributeError(name)

    __hash__ = object.__hash__


# -- unions ----------------------------------------------------------------------------------------------------------


class Tag(_Metadata):
    """The tag of a choice in a union with a callable discriminator."""

    __slots__ = ('tag',)

    def __init__(self, tag):
        self.tag = tag

    def __get_pydantic_core_schema__(self, source_type, handler):
        schema = dict(handler(source_type))
        schema['metadata'] = {**(schema.get('metadata') or {}), 'pydantic_internal_union_tag_key': self.tag}
        return schema


class Discriminator(_Metadata):
    """What tells the choices of a union apart: a field's name, or a function of the input."""

    __slots__ = ('discriminator', 'custom_error_type', 'custom_error_message', 'custom_error_context')

    def __init__(self, discriminator, custom_error_type=None, custom_error_message=None, custom_error_context=None):
        self.discriminator = discriminator
        self.custom_error_type = custom_error_type
        self.custom_error_message = custom_error_message
        self.custom_error_context = custom_error_context

    def __get_pydantic_core_schema__(self, source_type, handler):
        import types

        from ._schema_union import discriminate
        from ._typing import get_origin

        origin = get_origin(source_type)
        if origin is not typing.Union and origin is not types.UnionType:
            raise TypeError(f'{type(self).__name__} must be used with a Union type, not {source_type}')
        return discriminate(handler._generator, handler(source_type), self)


# -- names made on demand --------------------------------------------------------------------------------------------

_BOUNDED = {
    'PositiveInt': (int, 'Gt', 0),
    'NegativeInt': (int, 'Lt', 0),
    'NonPositiveInt': (int, 'Le', 0),
    'NonNegativeInt': (int, 'Ge', 0),
    'PositiveFloat': (float, 'Gt', 0),
    'NegativeFloat': (float, 'Lt', 0),
    'NonPositiveFloat': (float, 'Le', 0),
    'NonNegativeFloat': (float, 'Ge', 0),
}
_STRICT = {'StrictBool': bool, 'StrictInt': int, 'StrictFloat': float, 'StrictStr': str, 'StrictBytes': bytes}
_PATHS = {'FilePath': 'file', 'DirectoryPath': 'dir', 'NewPath': 'new', 'SocketPath': 'socket'}
_SECRET = 'Secret SecretStr SecretBytes EncoderProtocol Base64Encoder Base64UrlEncoder EncodedBytes EncodedStr'.split()
_ENCODED = {
    'Base64Bytes': (bytes, 'EncodedBytes', 'Base64Encoder'),
    'Base64Str': (str, 'EncodedStr', 'Base64Encoder'),
    'Base64UrlBytes': (bytes, 'EncodedBytes', 'Base64UrlEncoder'),
    'Base64UrlStr': (str, 'EncodedStr', 'Base64UrlEncoder'),
}


def _make(name):
    if name in _BOUNDED:
        import annotated_types

        kind, bound, value = _BOUNDED[name]
        return Annotated[kind, getattr(annotated_types, bound)(value)]
    if name in _STRICT:
        return Annotated[_STRICT[name], Strict()]
    if name == 'FiniteFloat':
        return Annotated[float, AllowInfNan(False)]
    if name in _PATHS:
        from pathlib import Path

        return Annotated[Path, PathType(_PATHS[name])]
    if name in _ENCODED:
        kind, metadata, encoder = _ENCODED[name]
        from . import _types_secret

        return Annotated[kind, getattr(_types_secret, metadata)(encoder=getattr(_types_secret, encoder))]
    if name.startswith('UUID') and name[4:] in ('1', '3', '4', '5', '6', '7', '8'):
        from uuid import UUID

        return Annotated[UUID, UuidVersion(int(name[4:]))]
    if name in _SECRET:
        from . import _types_secret

        return getattr(_types_secret, name)
    if name in ('ByteSize', 'PaymentCardNumber', 'PaymentCardBrand', 'JsonValue', 'ImportString'):
        from . import _types_more

        return getattr(_types_more, name)
    raise AttributeError(f'module {__name__!r} has no attribute {name!r}')


def __getattr__(name):
    if name.startswith('__'):
        raise AttributeError(name)
    made = globals()[name] = _make(name)
    return made
