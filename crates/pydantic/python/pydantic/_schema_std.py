"""Schemas of the rarer standard types: enums, paths, addresses, patterns, abstract collections, type aliases."""

import typing

from _pydantic_core import PydanticCustomError

from . import _typing
from ._schema import type_ref

_SEQUENCES = ('collections.abc.Sequence', 'collections.abc.MutableSequence')
_MAPPINGS = ('collections.abc.Mapping', 'collections.abc.MutableMapping')
_SETS = {'collections.abc.Set': 'set', 'collections.abc.MutableSet': 'set', 'collections.abc.Collection': 'list'}
_IP = 'IPv4Address IPv4Interface IPv4Network IPv6Address IPv6Interface IPv6Network'.split()
_PATHS = ('Path', 'PurePath', 'PosixPath', 'PurePosixPath', 'PureWindowsPath', 'WindowsPath')


def _any():
    return {'type': 'any'}


def class_schema(generator, cls):
    """The schema of a class of the standard library, None if it isn't one."""
    name = f'{cls.__module__}.{cls.__qualname__}'
    if cls.__module__.split('.')[0] == 'pathlib' and cls.__qualname__ in _PATHS or name == 'os.PathLike':
        return path_schema(generator, cls, None)
    if cls.__module__ == 'ipaddress' and cls.__qualname__ in _IP:
        return ip_schema(cls)
    if cls is type:
        return type_schema(generator, ())
    if hasattr(cls, '__members__') and isinstance(getattr(cls, '__members__', None), object) and _is_enum(cls):
        return enum_schema(generator, cls)
    schema = _collection(generator, cls, name, ())
    if schema is not None:
        return schema
    if name == 're.Pattern':
        return pattern_schema(())
    if name == 'zoneinfo.ZoneInfo':
        return zone_schema(cls)
    if cls.__name__ == 'InitVar':
        return None
    return None


def _is_enum(cls):
    return type(cls).__name__ in ('EnumMeta', 'EnumType') or any(
        base.__name__ in ('EnumMeta', 'EnumType') for base in type(cls).__mro__
    )


def special_schema(generator, tp):
    """The schema of a special form without arguments, None if it isn't one."""
    name = getattr(tp, '_name', None) or getattr(tp, '__name__', None)
    if tp is typing.Callable or name == 'Callable':
        return {'type': 'callable'}
    if name in ('LiteralString',):
        return {'type': 'str'}
    if name in ('Never', 'NoReturn'):
        return None
    if name == 'Hashable':
        return hashable_schema()
    if tp is Ellipsis:
        return {'type': 'ellipsis'}
    if tp.__class__.__name__ == 'InitVar':
        return generator.generate(tp.type)
    if name in ('Unpack', 'Required', 'NotRequired'):
        return None
    if type(tp).__name__.lower() == 'sentinel':
        return {'type': 'missing-sentinel'}
    return None


def generic_schema(generator, tp, origin, args):
    """The schema of a standard generic type with arguments, None if it isn't one."""
    module = getattr(origin, '__module__', '')
    name = f'{module}.{getattr(origin, "__qualname__", "")}'
    if name == 'collections.abc.Callable':
        return {'type': 'callable'}
    if origin is type:
        return type_schema(generator, args)
    if name == 're.Pattern':
        return pattern_schema(args)
    if name == 'os.PathLike' or module.split('.')[0] == 'pathlib':
        return path_schema(generator, origin, args[0] if args else None)
    return _collection(generator, origin, name, args, tp)


def _collection(generator, origin, name, args, tp=None):
    def item(index, default=typing.Any):
        return (
            generator.generate(args[index])
            if len(args) > index
            else ({'type': 'any'} if default is typing.Any else default)
        )

    if name in _SEQUENCES:
        return sequence_schema(generator, tp if tp is not None else origin, args)
    if name in _MAPPINGS:
        return {'type': 'dict', 'keys_schema': item(0), 'values_schema': item(1), 'strict': False}
    if name in _SETS:
        if _SETS[name] == 'list':
            return sequence_schema(generator, tp if tp is not None else origin, args)
        return {'type': 'set', 'items_schema': item(0)}
    if name in ('collections.abc.Iterable', 'collections.abc.Generator', 'collections.abc.Iterator'):
        return {'type': 'generator', 'items_schema': item(0)}
    if name == 'collections.abc.Hashable':
        return hashable_schema()
    if name == 'collections.deque':
        return {'type': 'deque', 'items_schema': item(0)}
    if name == 'collections.OrderedDict':
        return {'type': 'ordered-dict', 'keys_schema': item(0), 'values_schema': item(1)}
    if name == 'collections.Counter':
        return {'type': 'counter', 'keys_schema': item(0), 'values_schema': {'type': 'int'}}
    if name == 'collections.defaultdict':
        return defaultdict_schema(generator, origin, args)
    return None


def sequence_schema(generator, tp, args):
    """Any sequence: it comes out as what went in."""
    items = generator.generate(args[0]) if args else {'type': 'any'}
    items_list = {'type': 'list', 'items_schema': items}
    origin = _typing.get_origin(tp) or tp
    python = {'type': 'is-instance', 'cls': origin, 'cls_repr': origin.__name__}
    if items['type'] != 'any':
        python = {
            'type': 'chain',
            'steps': [
                python,
                {
                    'type': 'function-wrap',
                    'function': {'type': 'no-info', 'function': sequence_validator},
                    'schema': items_list,
                },
            ],
        }
    return {
        'type': 'json-or-python',
        'json_schema': items_list,
        'python_schema': python,
        'serialization': {
            'type': 'function-wrap',
            'function': serialize_sequence_via_list,
            'schema': items,
            'info_arg': True,
        },
    }


def sequence_validator(value, validator):
    kind = type(value)
    if issubclass(kind, (str, bytes)):
        raise PydanticCustomError(
            'sequence_str', "'{type_name}' instances are not allowed as a Sequence value", {'type_name': kind.__name__}
        )
    if kind is tuple:
        value = list(value)
    validated = validator(value)
    if kind is list:
        return validated
    if issubclass(kind, range):
        return validated
    if kind is tuple:
        return tuple(validated)
    return kind(validated)


def serialize_sequence_via_list(value, handler, info):
    kind = type(value)
    result = []
    for index, item in enumerate(value):
        try:
            result.append(handler(item, index))
        except Exception as error:
            if type(error).__name__ == 'PydanticOmit':
                continue
            raise
    if info.mode_is_json() or kind in (list, range):
        return result
    return kind(result)


def hashable_schema():
    """Anything that can be hashed."""
    import collections.abc

    instance = {'type': 'is-instance', 'cls': collections.abc.Hashable}
    return {
        'type': 'custom-error',
        'schema': {
            'type': 'json-or-python',
            'json_schema': {'type': 'chain', 'steps': [{'type': 'any'}, instance]},
            'python_schema': instance,
        },
        'custom_error_type': 'is_hashable',
        'custom_error_message': 'Input should be hashable',
    }


def type_schema(generator, args):
    """A class: any, or subclasses of one."""
    arg = args[0] if args else typing.Any
    if isinstance(arg, typing.TypeVar):
        if arg.__bound__ is not None:
            arg = arg.__bound__
        elif arg.__constraints__:
            return {'type': 'union', 'choices': [type_schema(generator, (one,)) for one in arg.__constraints__]}
        else:
            arg = typing.Any
    if arg is typing.Any:
        return {
            'type': 'custom-error',
            'schema': {'type': 'is-instance', 'cls': type},
            'custom_error_type': 'is_type',
            'custom_error_message': 'Input should be a type',
        }
    origin = _typing.get_origin(arg)
    if origin is typing.Union or type(arg).__name__ == 'UnionType':
        return {'type': 'union', 'choices': [type_schema(generator, (one,)) for one in arg.__args__]}
    if arg is None:
        arg = type(None)
    return {'type': 'is-subclass', 'cls': origin or arg}


def defaultdict_schema(generator, origin, args):
    """A dict with a default factory, which is found from the annotation when the input has none."""
    keys, values = args or (typing.Any, typing.Any)
    inner = {
        'type': 'dict',
        'keys_schema': generator.generate(keys),
        'values_schema': generator.generate(values),
        'strict': False,
    }
    factory = _default_factory(values)

    def defaultdict_validator(value, handler):
        from collections import defaultdict

        if isinstance(value, defaultdict):
            return defaultdict(value.default_factory, handler(value))
        return defaultdict(factory, handler(value))

    wrapped = {
        'type': 'function-wrap',
        'function': {'type': 'no-info', 'function': defaultdict_validator},
        'schema': inner,
    }
    strict = {'type': 'json-or-python', 'json_schema': inner, 'python_schema': {'type': 'is-instance', 'cls': origin}}
    return {
        'type': 'lax-or-strict',
        'lax_schema': wrapped,
        'strict_schema': {'type': 'chain', 'steps': [strict, wrapped]},
        'serialization': {
            'type': 'function-wrap',
            'function': lambda value, handler: handler(value),
            'schema': inner,
            'info_arg': False,
        },
    }


def _default_factory(values):
    from .fields import FieldInfo

    metadata = getattr(values, '__metadata__', ())
    for item in metadata:
        if isinstance(item, FieldInfo) and item.default_factory is not None:
            return item.default_factory
    origin = _typing.get_origin(values)
    if origin is _typing.Annotated:
        return _default_factory(values.__origin__)
    kind = origin or values
    if kind in (list, set, dict, tuple, frozenset, str, int, float, bool):
        return kind
    if isinstance(values, typing.TypeVar) or values is typing.Any:
        return None
    if getattr(kind, '__name__', '') == 'defaultdict':
        inner = _default_factory(values.__args__[1]) if getattr(values, '__args__', ()) else None
        from collections import defaultdict

        return lambda: defaultdict(inner)
    raise _no_factory(kind)


def _no_factory(kind):
    from .errors import PydanticSchemaGenerationError

    return PydanticSchemaGenerationError(
        f'Unable to infer a default factory for keys of type {kind}. Only list, set, dict, tuple, frozenset, str, int, float, '
        'bool are supported, other types require an explicit default factory set using `DefaultDict[..., Annotated[..., '
        'Field(default_factory=...)]]`'
    )


def enum_schema(generator, cls):
    """Members of an enum."""
    members = list(cls.__members__.values())
    ref = type_ref(cls)
    if not members:
        return {
            'type': 'is-instance',
            'cls': cls,
            'ref': ref,
            'metadata': {'pydantic_js_functions': [_enum_json_schema(cls)]},
        }
    by_value = generator.config.get('use_enum_values')
    sub_type = (
        'str'
        if issubclass(cls, str)
        else 'int'
        if issubclass(cls, int)
        else 'float'
        if issubclass(cls, float)
        else None
    )
    unique = []
    for member in members:
        if member not in unique:
            unique.append(member)
    schema = {
        'type': 'enum',
        'cls': cls,
        'members': unique,
        'ref': ref,
        'metadata': {'pydantic_js_functions': [_enum_json_schema(cls)]},
    }
    if sub_type is not None:
        schema['sub_type'] = sub_type
    missing = next((base.__dict__['_missing_'] for base in cls.__mro__ if '_missing_' in base.__dict__), None)
    owner = next((base for base in cls.__mro__ if '_missing_' in base.__dict__), None)
    if missing is not None and owner.__module__ != 'enum':
        schema['missing'] = cls._missing_
    if by_value:
        schema = {
            'type': 'function-after',
            'function': {
                'type': 'no-info',
                'function': lambda value: value._value_ if isinstance(value, cls) else value,
            },
            'schema': schema,
        }
        if sub_type is not None:
            schema['serialization'] = {'type': sub_type}
        return schema
    return generator.share(schema)


def _enum_json_schema(cls):
    def json_schema(core_schema, handler):
        result = handler(core_schema)
        result = handler.resolve_ref_schema(result)
        doc = cls.__dict__.get('__doc__')
        if doc and doc != 'An enumeration.':
            import inspect

            result['description'] = inspect.cleandoc(doc)
        return result

    json_schema.enum_class = cls
    return json_schema


def alias_schema(generator, tp):
    """A type alias made by a `type` statement: shared, and perhaps recursive."""
    origin = _typing.get_origin(tp) or tp
    args = _typing.get_args(tp)
    ref = type_ref(origin, args)
    if not hasattr(origin, '__qualname__'):
        ref = ref.replace(str(origin), origin.__name__, 1)
    if ref in generator.in_progress:
        generator.kept.add(ref)
        return generator.reference(ref)
    if ref in generator.definitions:
        return generator.reference(ref)
    generator.in_progress[ref] = None
    saved = generator.type_map
    try:
        if args:
            generator.type_map = dict(zip(origin.__type_params__, args))
        saved_globals = generator.globals
        module = _typing.module_namespace(origin)
        if module:
            generator.globals = module
        value = origin.__value__
        value = _typing.replace_types(generator.resolve_annotation(value), generator.type_map)
        schema = generator.generate(value)
        generator.globals = saved_globals
    finally:
        generator.type_map = saved
        del generator.in_progress[ref]
    if schema['type'] == 'definition-ref':
        schema = dict(generator.resolve(schema))
    return generator.share({**schema, 'ref': ref})


# -- paths, addresses, patterns --------------------------------------------------------------------------------------


def _format(name, value=None):
    return lambda _schema, _handler: {'type': 'string', 'format': name}


def path_schema(generator, tp, path_type):
    """A file system path."""
    import pathlib

    kind = tp
    make = pathlib.PurePath if tp.__name__ == 'PathLike' else tp
    checker = generator.generate(path_type) if path_type not in (None, typing.Any) else {'type': 'str'}
    if path_type is bytes:
        checker = {'type': 'bytes'}
    if path_type not in (None, str, bytes, typing.Any):
        from .errors import PydanticUserError

        raise PydanticUserError(
            '`os.PathLike` can only be used with `str`, `bytes` or `Any`', code='schema-for-unknown-type'
        )

    def path_validator(value):
        try:
            if path_type is bytes and isinstance(value, bytes):
                value = value.decode()
            return make(value)
        except TypeError as error:
            raise PydanticCustomError('path_type', 'Input is not a valid path') from error

    def ser_path(value, info):
        if not isinstance(value, (kind, str)):
            raise _unexpected(f"Expected `{kind}` but got `{type(value)}` with value `'{value}'`")
        return str(value) if info.mode == 'json' else value

    from_text = {
        'type': 'function-after',
        'function': {'type': 'no-info', 'function': path_validator},
        'schema': checker,
    }
    strict_text = {**from_text, 'schema': {**checker, 'strict': True}}
    instance = {
        'type': 'json-or-python',
        'json_schema': from_text,
        'python_schema': {'type': 'is-instance', 'cls': kind},
    }
    return {
        'type': 'lax-or-strict',
        'lax_schema': {
            'type': 'union',
            'choices': [instance, strict_text],
            'custom_error_type': 'path_type',
            'custom_error_message': f'Input is not a valid path for {tp}',
        },
        'strict_schema': instance,
        'serialization': {'type': 'function-plain', 'function': ser_path, 'info_arg': True},
        'metadata': {'pydantic_js_functions': [_format('path')]},
    }


def _unexpected(message):
    from _pydantic_core import PydanticSerializationUnexpectedValue

    return PydanticSerializationUnexpectedValue(message)


_IP_ERRORS = {
    'IPv4Address': ('ip_v4_address', 'Input is not a valid IPv4 address'),
    'IPv4Interface': ('ip_v4_interface', 'Input is not a valid IPv4 interface'),
    'IPv4Network': ('ip_v4_network', 'Input is not a valid IPv4 network'),
    'IPv6Address': ('ip_v6_address', 'Input is not a valid IPv6 address'),
    'IPv6Interface': ('ip_v6_interface', 'Input is not a valid IPv6 interface'),
    'IPv6Network': ('ip_v6_network', 'Input is not a valid IPv6 network'),
}


def ip_schema(cls):
    """An address, interface or network of `ipaddress`."""
    name = cls.__qualname__
    kind, message = _IP_ERRORS[name]

    def validate(value):
        if isinstance(value, cls) and type(value) is cls:
            return value
        try:
            return cls(value)
        except ValueError:
            raise PydanticCustomError(kind, message)

    validate.__name__ = f'{kind}_validator'

    def ser_ip(value, info):
        if not isinstance(value, (cls, str)):
            raise _unexpected(f"Expected `{cls}` but got `{type(value)}` with value `'{value}'`")
        return str(value) if info.mode == 'json' else value

    return {
        'type': 'lax-or-strict',
        'lax_schema': {'type': 'function-plain', 'function': {'type': 'no-info', 'function': validate}},
        'strict_schema': {
            'type': 'json-or-python',
            'json_schema': {
                'type': 'function-after',
                'function': {'type': 'no-info', 'function': cls},
                'schema': {'type': 'str'},
            },
            'python_schema': {'type': 'is-instance', 'cls': cls},
        },
        'serialization': {'type': 'function-plain', 'function': ser_ip, 'info_arg': True},
        'metadata': {
            'pydantic_js_functions': [
                _format(
                    f'ip{"v4" if "4" in name else "v6"}{ {"Address": "", "Interface": "interface", "Network": "network"}[name[4:]] }'
                )
            ]
        },
    }


def pattern_schema(args):
    """A regular expression."""
    import operator
    import re

    wanted = args[0] if args and args[0] in (str, bytes) else None

    def validate(value):
        if isinstance(value, re.Pattern):
            if wanted is None or isinstance(value.pattern, wanted):
                return value
        elif isinstance(value, (str, bytes) if wanted is None else wanted):
            try:
                return re.compile(value)
            except re.error:
                raise PydanticCustomError('pattern_regex', 'Input should be a valid regular expression')
        if wanted is None:
            raise PydanticCustomError('pattern_type', 'Input should be a valid pattern')
        raise PydanticCustomError(
            'pattern_str_type' if wanted is str else 'pattern_bytes_type',
            f'Input should be a {"string" if wanted is str else "bytes"} pattern',
        )

    validate.__name__ = f'pattern_{"either" if wanted is None else wanted.__name__}_validator'
    return {
        'type': 'function-plain',
        'function': {'type': 'no-info', 'function': validate},
        'serialization': {
            'type': 'function-plain',
            'function': operator.attrgetter('pattern'),
            'when_used': 'json',
            'return_schema': {'type': 'bytes' if wanted is bytes else 'str'},
        },
        'metadata': {'pydantic_js_functions': [_format('regex')]},
    }


def zone_schema(cls):
    """A time zone by its name."""

    def validate_str_is_valid_iana_tz(value):
        if isinstance(value, cls):
            return value
        try:
            return cls(value)
        except (LookupError, ValueError, TypeError):
            raise PydanticCustomError('zoneinfo_str', 'invalid timezone: {value}', {'value': value})

    return {
        'type': 'function-plain',
        'function': {'type': 'no-info', 'function': validate_str_is_valid_iana_tz},
        'serialization': {'type': 'to-string'},
        'metadata': {'pydantic_js_functions': [_format('zoneinfo')]},
    }
