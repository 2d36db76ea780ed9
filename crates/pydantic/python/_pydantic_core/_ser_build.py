"""Compiles core schemas into serializers `run(value, options, include, exclude)`."""

from ._errors import PydanticOmit, PydanticSerializationError, PydanticSerializationUnexpectedValue
from ._infer import bytes_text, chosen, chosen_index, float_json, infer, nested, temporal_text


class Context:
    """What is known while a schema is compiled."""

    def __init__(self, config, shared=None):
        self.config = config or {}
        self.shared = {} if shared is None else shared

    def build(self, schema):
        """The serializer of a schema."""
        serialization = schema.get('serialization')
        made = None
        if serialization is not None:
            made = _custom(schema, serialization, self)
        if made is None:
            maker = _maker(schema['type'])
            made = maker(schema, self)
        ref = schema.get('ref')
        if ref is not None:
            self.shared[ref] = made
        return made


_WITH_FIELDS = ('model-fields', 'model', 'typed-dict', 'dataclass-args', 'dataclass', 'named-tuple')


_COLLECTIONS = (
    'list',
    'set',
    'frozenset',
    'deque',
    'generator',
    'tuple',
    'dict',
    'ordered-dict',
    'counter',
    'frozendict',
)


def _maker(kind):
    if kind in _WITH_FIELDS:
        from . import _ser_fields

        return getattr(_ser_fields, '_make_' + kind.replace('-', '_'))
    if kind in _COLLECTIONS:
        from ._ser_collections import MAKERS

        return MAKERS[kind]
    return _MAKERS.get(kind, _make_infer)


def _make_infer(schema, context):
    return infer


# -- functions -------------------------------------------------------------------------------------------------------


def _custom(schema, serialization, context):
    kind = serialization['type']
    if kind == 'function-plain':
        return _function_plain(schema, serialization, context)
    if kind == 'function-wrap':
        return _function_wrap(schema, serialization, context)
    if kind == 'to-string':
        return _to_string(schema, serialization, context)
    if kind == 'format':
        return _format(serialization)
    if kind == 'any':
        return infer
    if kind == 'model':
        return context.build({'type': 'model', 'cls': serialization['cls'], 'schema': serialization['schema']})
    if kind in ('include-exclude-sequence', 'include-exclude-dict'):
        return None
    return context.build({'type': kind})


def _plain_of(schema, context):
    return context.build({key: value for key, value in schema.items() if key not in ('serialization', 'ref')})


def _used(when, value, options):
    if when == 'always':
        return True
    if when == 'json':
        return options.mode == 'json'
    if when == 'unless-none':
        return value is not None
    return options.mode == 'json' and value is not None


def _call(function, takes_info, is_field, value, options, include, exclude, *extra):
    from ._serializer import SerializationInfo

    args = [options.model, value] if is_field else [value]
    args += extra
    if takes_info:
        args.append(SerializationInfo(options, include, exclude, options.field_name if is_field else None))
    try:
        return function(*args)
    except PydanticSerializationError:
        raise
    except (PydanticSerializationUnexpectedValue, PydanticOmit):
        raise
    except Exception as error:
        name = getattr(function, '__name__', repr(function))
        raise PydanticSerializationError(f'Error calling function `{name}`: {type(error).__name__}: {error}') from error


def _function_plain(schema, serialization, context):
    function = serialization['function']
    when = serialization.get('when_used', 'always')
    is_field = serialization.get('is_field_serializer', False)
    takes_info = serialization.get('info_arg', False)
    returned = context.build(serialization['return_schema']) if 'return_schema' in serialization else infer
    fallback = None

    def run(value, options, include, exclude):
        nonlocal fallback
        if not _used(when, value, options):
            if fallback is None:
                fallback = _plain_of(schema, context)
            return fallback(value, options, include, exclude)
        try:
            found = _call(function, takes_info, is_field, value, options, include, exclude)
        except PydanticSerializationUnexpectedValue as error:
            if options.warnings not in (False, 'none'):
                options.found.append(f'PydanticSerializationUnexpectedValue({error})')
            return infer(value, options, include, exclude)
        return _returned(returned, found, value, options, include, exclude, schema)

    return run


def _returned(returned, found, value, options, include, exclude, schema):
    # A model serializer may give the model itself back: then its fields are written as usual.
    saved = options.field_name
    try:
        return returned(found, options, None, None)
    finally:
        options.field_name = saved


class WrapHandler:
    """The inner serialization, as a function is given it."""

    def __init__(self, run, options, include, exclude):
        self._run = run
        self._options = options
        self._include = include
        self._exclude = exclude

    def __call__(self, value, index_key=None, /):
        include, exclude = self._include, self._exclude
        if index_key is not None:
            keep, include, exclude = (
                chosen(index_key, include, exclude)
                if not isinstance(index_key, int)
                else chosen_index(index_key, 0, include, exclude)
            )
            if not keep:
                raise PydanticOmit
        return self._run(value, self._options, include, exclude)

    def __repr__(self):
        return 'SerializationCallable(serializer=...)'


def _function_wrap(schema, serialization, context):
    function = serialization['function']
    when = serialization.get('when_used', 'always')
    is_field = serialization.get('is_field_serializer', False)
    takes_info = serialization.get('info_arg', False)
    returned = context.build(serialization['return_schema']) if 'return_schema' in serialization else infer
    inner_schema = serialization.get('schema')
    inner = None

    def run(value, options, include, exclude):
        nonlocal inner
        if inner is None:
            inner = context.build(inner_schema) if inner_schema is not None else _plain_of(schema, context)
        if not _used(when, value, options):
            return (_plain_of(schema, context) if inner_schema is not None else inner)(value, options, include, exclude)
        handler = WrapHandler(inner, options, include, exclude)
        try:
            found = _call(function, takes_info, is_field, value, options, include, exclude, handler)
        except PydanticSerializationUnexpectedValue as error:
            if options.warnings not in (False, 'none'):
                options.found.append(f'PydanticSerializationUnexpectedValue({error})')
            return infer(value, options, include, exclude)
        return _returned(returned, found, value, options, include, exclude, schema)

    return run


def _to_string(schema, serialization, context):
    when = serialization.get('when_used', 'json-unless-none')

    def run(value, options, include, exclude):
        if not _used(when, value, options):
            return value
        return str(value)

    return run


def _format(serialization):
    pattern = serialization['formatting_string']
    when = serialization.get('when_used', 'json-unless-none')

    def run(value, options, include, exclude):
        return format(value, pattern) if _used(when, value, options) else value

    return run


# -- scalars ---------------------------------------------------------------------------------------------------------


def _scalar(expected, accepts):
    def make(schema, context):
        def run(value, options, include, exclude):
            if not accepts(value):
                options.warn(expected, value)
                return infer(value, options, include, exclude)
            return infer(value, options, None, None) if options.mode == 'json' or type(value) is not str else value

        return run

    return make


def _is_int(value):
    return isinstance(value, int)


def _make_int(schema, context):
    def run(value, options, include, exclude):
        if type(value) is int:
            return value
        if isinstance(value, int) and not isinstance(value, bool):
            return int(value) if options.mode == 'json' else value
        options.warn('int', value)
        return infer(value, options, include, exclude)

    return run


def _make_float(schema, context):
    def run(value, options, include, exclude):
        if isinstance(value, float):
            if options.mode == 'json' and (value != value or value in (float('inf'), float('-inf'))):
                return float_json(value, _with(options, context))
            return value
        if isinstance(value, int) and not isinstance(value, bool):
            return float(value) if options.mode == 'json' else value
        options.warn('float', value)
        return infer(value, options, include, exclude)

    return run


class _with:
    """Options with the settings of the schema at hand."""

    __slots__ = ('config', 'mode')

    def __init__(self, options, context):
        self.config = context.config
        self.mode = options.mode


def _make_str(schema, context):
    def run(value, options, include, exclude):
        if type(value) is str:
            return value
        if isinstance(value, str):
            return infer(value, options, None, None)
        options.warn('str', value)
        return infer(value, options, include, exclude)

    return run


def _make_bytes(schema, context):
    def run(value, options, include, exclude):
        if isinstance(value, bytes):
            return bytes_text(value, _with(options, context)) if options.mode == 'json' else value
        options.warn('bytes', value)
        return infer(value, options, include, exclude)

    return run


def _temporal(expected):
    def make(schema, context):
        def run(value, options, include, exclude):
            if options.mode != 'json':
                if (
                    type(value).__name__ != expected
                    and not hasattr(value, 'isoformat')
                    and not hasattr(value, 'total_seconds')
                ):
                    options.warn(expected, value)
                return value
            if hasattr(value, 'isoformat') or hasattr(value, 'total_seconds'):
                return temporal_text(value, _with(options, context))
            options.warn(expected, value)
            return infer(value, options, include, exclude)

        return run

    return make


def _named(expected, names):
    def make(schema, context):
        def run(value, options, include, exclude):
            if type(value).__name__ in names:
                return infer(value, options, None, None)
            options.warn(expected, value)
            return infer(value, options, include, exclude)

        return run

    return make


def _make_decimal(schema, context):
    def run(value, options, include, exclude):
        if any(base.__name__ == 'Decimal' for base in type(value).__mro__):
            return str(value) if options.mode == 'json' else value
        options.warn('decimal', value)
        return infer(value, options, include, exclude)

    return run


def _make_none(schema, context):
    def run(value, options, include, exclude):
        if value is None:
            return None
        options.warn('none', value)
        return infer(value, options, include, exclude)

    return run


def _make_enum(schema, context):
    cls = schema['cls']

    def run(value, options, include, exclude):
        if isinstance(value, cls):
            return infer(value._value_, options, None, None) if options.mode == 'json' else value
        options.warn('enum', value)
        return infer(value, options, include, exclude)

    return run


def _make_literal(schema, context):
    expected = schema['expected']
    shown = f'literal[{",".join(repr(item) for item in expected)}]'

    def run(value, options, include, exclude):
        if value not in expected:
            options.warn(shown, value)
        return infer(value, options, include, exclude)

    return run


def _make_uuid(schema, context):
    def run(value, options, include, exclude):
        if type(value).__name__ != 'UUID':
            options.warn('uuid', value)
            return infer(value, options, include, exclude)
        return str(value) if options.mode == 'json' else value

    return run


# -- wrappers --------------------------------------------------------------------------------------------------------


def _inner(schema, context):
    return context.build(schema['schema'])


def _make_nullable(schema, context):
    inner = context.build(schema['schema'])

    def run(value, options, include, exclude):
        if value is None:
            return None
        return inner(value, options, include, exclude)

    return run


def _make_default(schema, context):
    made = context.build(schema['schema'])
    return made


def _make_chain(schema, context):
    return context.build(schema['steps'][-1])


def _make_json_or_python(schema, context):
    from_json = context.build(schema['json_schema'])
    # Only an `is-instance` check says nothing about how a value is written.
    python = schema['python_schema']
    if python['type'] in ('is-instance', 'chain', 'function-wrap') and 'serialization' not in python:
        return from_json
    return context.build(python)


def _make_lax_or_strict(schema, context):
    return context.build(schema['strict_schema'])


def _make_json(schema, context):
    inner = context.build(schema['schema']) if 'schema' in schema else infer

    def run(value, options, include, exclude):
        if options.round_trip:
            from ._infer import write

            saved = options.mode
            options.mode = 'json'
            try:
                return write(inner(value, options, include, exclude))
            finally:
                options.mode = saved
        return inner(value, options, include, exclude)

    return run


def _make_definitions(schema, context):
    for definition in schema['definitions']:
        context.build(definition)
    return context.build(schema['schema'])


def _make_ref(schema, context):
    ref = schema['schema_ref']
    shared = context.shared

    def run(value, options, include, exclude):
        return shared[ref](value, options, include, exclude)

    return run


def _make_missing(schema, context):
    return context.build(schema['schema']) if 'schema' in schema else infer


def _make_union(schema, context):
    choices = [choice[0] if isinstance(choice, tuple) else choice for choice in schema['choices']]
    return _first_fit([context.build(choice) for choice in choices])


def _first_fit(runs):
    def run(value, options, include, exclude):
        for one in runs:
            before = len(options.found)
            saved = options.warnings
            options.warnings = True
            try:
                found = one(value, options, include, exclude)
            except PydanticSerializationError:
                del options.found[before:]
                continue
            finally:
                options.warnings = saved
            if len(options.found) == before:
                return found
            del options.found[before:]
        # Nothing fits: each choice would have warned.
        if options.warnings not in (False, 'none'):
            for one in runs:
                try:
                    one(value, options, include, exclude)
                except PydanticSerializationError:
                    pass
        return infer(value, options, include, exclude)

    return run


def _make_tagged_union(schema, context):
    by_tag = {tag: context.build(choice) for tag, choice in schema['choices'].items()}
    discriminator = schema['discriminator']
    every = _first_fit(list(by_tag.values()))

    def run(value, options, include, exclude):
        tag = None
        if callable(discriminator):
            tag = discriminator(value)
        else:
            names = (
                [discriminator]
                if isinstance(discriminator, str)
                else [path[0] for path in (discriminator if isinstance(discriminator[0], list) else [discriminator])]
            )
            for name in names:
                tag = value.get(name) if isinstance(value, dict) else getattr(value, name, None)
                if tag is not None:
                    break
        try:
            found = by_tag.get(tag)
        except TypeError:
            found = None
        if found is None and hasattr(tag, '_value_'):
            found = by_tag.get(tag._value_)
        if found is None:
            return every(value, options, include, exclude)
        before = len(options.found)
        result = found(value, options, include, exclude)
        if len(options.found) > before:
            del options.found[before:]
            return every(value, options, include, exclude)
        return result

    return run


_MAKERS = {
    'int': _make_int,
    'bool': _scalar('bool', lambda value: isinstance(value, bool)),
    'float': _make_float,
    'str': _make_str,
    'bytes': _make_bytes,
    'none': _make_none,
    'decimal': _make_decimal,
    'fraction': _named('fraction', ('Fraction',)),
    'uuid': _make_uuid,
    'date': _temporal('date'),
    'time': _temporal('time'),
    'datetime': _temporal('datetime'),
    'timedelta': _temporal('timedelta'),
    'enum': _make_enum,
    'literal': _make_literal,
    'nullable': _make_nullable,
    'default': _make_default,
    'function-before': _inner,
    'function-after': _inner,
    'function-wrap': _inner,
    'custom-error': _inner,
    'chain': _make_chain,
    'json-or-python': _make_json_or_python,
    'lax-or-strict': _make_lax_or_strict,
    'json': _make_json,
    'definitions': _make_definitions,
    'definition-ref': _make_ref,
    'missing-sentinel': _make_missing,
    'union': _make_union,
    'tagged-union': _make_tagged_union,
    'url': _named('url', ('Url',)),
    'multi-host-url': _named('multi-host-url', ('MultiHostUrl',)),
}

__all__ = ['Context', 'nested']
