"""Values that are not shown, and values that come encoded. Their public address is `pydantic.types`."""

import typing

from _pydantic_core import PydanticCustomError

from .types import _Metadata


class _SecretBase:
    def __init__(self, secret_value):
        self._secret_value = secret_value

    def get_secret_value(self):
        """The value itself."""
        return self._secret_value

    def _display(self):
        return '**********' if self.get_secret_value() else ''

    def __eq__(self, other):
        return isinstance(other, self.__class__) and self.get_secret_value() == other.get_secret_value()

    def __hash__(self):
        return hash(self.get_secret_value())

    def __str__(self):
        return str(self._display())

    def __repr__(self):
        return f'{self.__class__.__name__}({self._display()!r})'


class Secret(_SecretBase):
    """A value that isn't shown."""

    _inner = None

    def __class_getitem__(cls, item):
        # A subclass for each inner type isn't needed: the alias carries it.
        import types

        return types.GenericAlias(cls, (item,))

    def _display(self):
        return '**********' if self.get_secret_value() else ''

    @classmethod
    def __get_pydantic_core_schema__(cls, source, handler):
        from ._typing import get_args, get_origin

        args = get_args(source)
        inner = args[0] if args else None
        if inner is None:
            for base in getattr(cls, '__orig_bases__', ()):
                origin = get_origin(base)
                if origin is not None and isinstance(origin, type) and issubclass(origin, Secret):
                    inner = get_args(base)[0]
        if inner is None or isinstance(inner, typing.TypeVar):
            raise TypeError(
                "Can't get secret type from Secret. Please use Secret[<type>], or subclass from Secret[<type>] instead."
            )
        inner_schema = handler.generate_schema(inner)

        def validate_secret_value(value, validate):
            if isinstance(value, Secret):
                value = value.get_secret_value()
            return cls(validate(value))

        def serialize(value, info):
            return str(value) if info.mode == 'json' else value

        return {
            'type': 'json-or-python',
            'json_schema': {
                'type': 'function-after',
                'function': {'type': 'no-info', 'function': lambda value: cls(value)},
                'schema': inner_schema,
            },
            'python_schema': {
                'type': 'function-wrap',
                'function': {'type': 'no-info', 'function': validate_secret_value},
                'schema': inner_schema,
            },
            'serialization': {'type': 'function-plain', 'function': serialize, 'info_arg': True, 'when_used': 'always'},
        }


def _serialize_secret_field(value, info):
    if info.mode == 'json':
        return _secret_display(value.get_secret_value())
    return value


def _secret_display(value):
    return '**********' if value else ''


class _SecretText(_SecretBase):
    _kind = 'str'

    @classmethod
    def __get_pydantic_core_schema__(cls, source, handler):
        kind = cls._kind

        def schema(strict):
            inner = {'type': kind, 'strict': strict}
            from_json = {'type': 'function-after', 'function': {'type': 'no-info', 'function': cls}, 'schema': inner}
            return {
                'type': 'json-or-python',
                'json_schema': from_json,
                'python_schema': {
                    'type': 'union',
                    'choices': [{'type': 'is-instance', 'cls': cls}, from_json],
                    'custom_error_type': 'string_type' if kind == 'str' else 'bytes_type',
                },
                'serialization': {
                    'type': 'function-plain',
                    'function': _serialize_secret_field,
                    'info_arg': True,
                    'when_used': 'unless-none',
                },
            }

        def json_schema(_core_schema, json_handler):
            result = json_handler({'type': kind})
            result.update(type='string', writeOnly=True, format='password')
            return result

        return {
            'type': 'lax-or-strict',
            'lax_schema': schema(False),
            'strict_schema': schema(True),
            'metadata': {'pydantic_js_functions': [json_schema]},
        }

    def __len__(self):
        return len(self._secret_value)


class SecretStr(_SecretText):
    """Text that isn't shown."""


class SecretBytes(_SecretText):
    """Bytes that aren't shown."""

    _kind = 'bytes'

    def _display(self):
        return _secret_display(self._secret_value).encode()


class EncoderProtocol:
    """How data is decoded and encoded."""

    @classmethod
    def decode(cls, data):
        """The data itself."""
        raise NotImplementedError

    @classmethod
    def encode(cls, value):
        """The encoded form."""
        raise NotImplementedError

    @classmethod
    def get_json_format(cls):
        """The `format` in JSON schemas."""
        return ''


class Base64Encoder(EncoderProtocol):
    """Base64."""

    @classmethod
    def decode(cls, data):
        """Decode base64."""
        import base64

        try:
            return base64.b64decode(data)
        except ValueError as error:
            raise PydanticCustomError('base64_decode', "Base64 decoding error: '{error}'", {'error': str(error)})

    @classmethod
    def encode(cls, value):
        """Encode as base64."""
        import base64

        return base64.b64encode(value)

    @classmethod
    def get_json_format(cls):
        """The `format` in JSON schemas."""
        return 'base64'


class Base64UrlEncoder(EncoderProtocol):
    """Base64 for addresses."""

    @classmethod
    def decode(cls, data):
        """Decode base64."""
        import base64

        try:
            return base64.urlsafe_b64decode(data)
        except ValueError as error:
            raise PydanticCustomError('base64_decode', "Base64 decoding error: '{error}'", {'error': str(error)})

    @classmethod
    def encode(cls, value):
        """Encode as base64."""
        import base64

        return base64.urlsafe_b64encode(value)

    @classmethod
    def get_json_format(cls):
        """The `format` in JSON schemas."""
        return 'base64url'


class EncodedBytes(_Metadata):
    """Bytes that come encoded."""

    __slots__ = ('encoder',)

    def __init__(self, encoder):
        self.encoder = encoder

    def __eq__(self, other):
        return type(other) is type(self) and other.encoder is self.encoder

    def __hash__(self):
        return hash((type(self), self.encoder))

    def __get_pydantic_json_schema__(self, core_schema, handler):
        field_schema = handler(core_schema)
        field_schema.update(type='string', format=self.encoder.get_json_format())
        return field_schema

    def __get_pydantic_core_schema__(self, source, handler):
        return {
            'type': 'function-after',
            'function': {'type': 'with-info', 'function': self.decode},
            'schema': {'type': 'bytes'},
            'serialization': {'type': 'function-plain', 'function': self.encode},
        }

    def decode(self, data, _):
        """Decode the input."""
        return self.encoder.decode(data)

    def encode(self, value):
        """Encode for output."""
        return self.encoder.encode(value)


class EncodedStr(EncodedBytes):
    """Text that comes encoded."""

    __slots__ = ()

    def __repr__(self):
        return f'EncodedStr(encoder={self.encoder!r})'

    def __get_pydantic_core_schema__(self, source, handler):
        return {
            'type': 'function-after',
            'function': {'type': 'with-info', 'function': self.decode_str},
            'schema': {'type': 'str'},
            'serialization': {'type': 'function-plain', 'function': self.encode_str},
        }

    def decode_str(self, data, _):
        """Decode the input."""
        return self.encoder.decode(data.encode()).decode()

    def encode_str(self, value):
        """Encode for output."""
        return self.encoder.encode(value.encode()).decode()


for _class in (
    Secret,
    SecretStr,
    SecretBytes,
    EncoderProtocol,
    Base64Encoder,
    Base64UrlEncoder,
    EncodedBytes,
    EncodedStr,
):
    _class.__module__ = 'pydantic.types'
