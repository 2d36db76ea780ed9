"""Compiles core schemas into serializers `run(value, options, include, exclude)`."""

from ._errors import PydanticOmit, PydanticSerializationError, PydanticSerializationUnexpectedValue, PydanticUndefined
from ._infer import bytes_text, chosen, chosen_index, float_json, infer, json_key, mapping, nested, temporal_text


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
            maker = _MAKERS.get(schema['type'], _make_infer)
            made = maker(schema, self)
        ref = schema.get('ref')
        if ref is not None:
            self.shared[ref] = made
        return made


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
        raise PydanticSerializationError(
            f'Error calling function `{name}`: {type(error).__name__}: {error}'
        ) from error


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
            keep, include, exclude = chosen(index_key, include, exclude) if not isinstance(index_key, int) else chosen_index(index_key, 0, include, exclude)
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
                if type(value).__name__ != expected and not hasattr(value, 'isoformat') and not hasattr(value, 'total_seconds'):
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


# -- collections -----------------------------------------------------------------------------------------------------


def _sequence(kind, expected, as_set=False):
    def make(schema, context):
        item = schema.get('items_schema')
        run_item = context.build(item) if item is not None else infer

        def run(value, options, include, exclude):
            if not isinstance(value, kind):
                options.warn(expected, value)
                return infer(value, options, include, exclude)
            key = id(value)
            if key in options.depth:
                raise ValueError('Circular reference detected (id repeated)')
            options.depth.append(key)
            try:
                if include is None and exclude is None:
                    found = [run_item(one, options, None, None) for one in value]
                else:
                    found = []
                    for index, one in enumerate(value):
                        keep, inner_include, inner_exclude = chosen_index(index, len(value), include, exclude)
                        if keep:
                            found.append(run_item(one, options, inner_include, inner_exclude))
            finally:
                options.depth.pop()
            if options.mode == 'json' or kind is list:
                return found
            return kind(found)

        return run

    return make


def _make_deque(schema, context):
    from collections import deque

    return _sequence(deque, 'deque')(schema, context)


def _make_generator(schema, context):
    run_item = context.build(schema['items_schema']) if 'items_schema' in schema else infer

    def run(value, options, include, exclude):
        if not hasattr(value, '__iter__') or isinstance(value, (str, bytes)):
            options.warn('generator', value)
            return infer(value, options, include, exclude)
        if options.mode != 'json' and hasattr(value, '__next__'):
            return (run_item(item, options, None, None) for item in value)
        return [run_item(item, options, None, None) for item in value]

    return run


def _make_tuple(schema, context):
    runs = [context.build(item) for item in schema['items_schema']]
    variadic = schema.get('variadic_item_index')

    def run(value, options, include, exclude):
        if not isinstance(value, tuple):
            options.warn('tuple', value)
            return infer(value, options, include, exclude)
        if variadic is None:
            plan = runs
        else:
            after = len(runs) - variadic - 1
            plan = runs[:variadic] + [runs[variadic]] * max(len(value) - variadic - after, 0) + runs[variadic + 1 :]
        found = []
        if len(value) != len(plan):
            options.warn(f'tuple[{len(plan)}]', value)
        for index, item in enumerate(value):
            keep, inner_include, inner_exclude = chosen_index(index, len(value), include, exclude)
            if keep:
                one = plan[index] if index < len(plan) else infer
                found.append(one(item, options, inner_include, inner_exclude))
        return found if options.mode == 'json' else tuple(found)

    return run


def _make_dict(schema, context):
    run_key = context.build(schema['keys_schema']) if 'keys_schema' in schema else None
    run_value = context.build(schema['values_schema']) if 'values_schema' in schema else infer
    plain_keys = schema.get('keys_schema', {'type': 'any'})['type'] in ('any', 'str')

    def run(value, options, include, exclude):
        if not isinstance(value, dict):
            from collections.abc import Mapping

            if not isinstance(value, Mapping):
                options.warn('dict', value)
                return infer(value, options, include, exclude)
        key = id(value)
        if key in options.depth:
            raise ValueError('Circular reference detected (id repeated)')
        options.depth.append(key)
        try:
            found = mapping(value, options, include, exclude, run_value, None if plain_keys else run_key)
        finally:
            options.depth.pop()
        return found

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
    from_python = context.build(schema['python_schema'])

    def run(value, options, include, exclude):
        return (from_json if options.mode == 'json' else from_python)(value, options, include, exclude)

    del from_python
    return from_json if schema['python_schema']['type'] in ('is-instance', 'chain', 'function-wrap') and 'serialization' not in schema[
        'python_schema'
    ] else context.build(schema['python_schema'])


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
            names = [discriminator] if isinstance(discriminator, str) else [path[0] for path in (discriminator if isinstance(discriminator[0], list) else [discriminator])]
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


# -- what has fields -------------------------------------------------------------------------------------------------


class _Fields:
    """Writes fields in order, filtered by the options."""

    def __init__(self, fields, computed, context, extras=None):
        self.fields = fields
        self.computed = computed
        self.config = context.config
        self.extras = extras

    def write(self, data, options, include, exclude, model, given=None, extra=None, unknown=False):
        result = {}
        by_alias = options.by_alias
        is_json = options.mode == 'json'
        saved_model, saved_name = options.model, options.field_name
        fields = self.fields
        for name, value in data.items():
            field = fields.get(name)
            if field is None:
                if unknown:
                    options.found.append(f'Unexpected extra item: {name!r}') if False else None
                if not unknown or name.startswith('_'):
                    continue
                keep, inner_include, inner_exclude = chosen(name, include, exclude)
                if keep and not (options.exclude_none and value is None):
                    result[name] = infer(value, options, inner_include, inner_exclude)
                continue
            if options.exclude_none and value is None:
                continue
            if given is not None and options.exclude_unset and name not in given:
                continue
            if field[2]:
                continue
            if include is None and exclude is None:
                inner_include = inner_exclude = None
            else:
                keep, inner_include, inner_exclude = chosen(name, include, exclude)
                if not keep:
                    continue
            if options.exclude_defaults and field[3] is not PydanticUndefined and _same(value, field[3], field[5]):
                continue
            if field[4] is not None and field[4](value):
                continue
            if type(value).__name__.lower() == 'sentinel' and repr(value) == 'MISSING':
                continue
            options.model, options.field_name = model, name
            try:
                found = field[0](value, options, inner_include, inner_exclude)
            except PydanticOmit:
                continue
            result[field[1] if by_alias and field[1] is not None else name] = found
        options.model, options.field_name = saved_model, saved_name
        if extra:
            for name, value in extra.items():
                if options.exclude_none and value is None:
                    continue
                keep, inner_include, inner_exclude = chosen(name, include, exclude)
                if keep:
                    key = json_key(name, options) if is_json else name
                    result[key] = (self.extras or infer)(value, options, inner_include, inner_exclude)
        if self.computed and not options.round_trip and not options.exclude_computed_fields:
            for name, alias, run, exclude_if in self.computed:
                keep, inner_include, inner_exclude = chosen(name, include, exclude)
                if not keep:
                    continue
                value = getattr(model, name)
                if options.exclude_none and value is None:
                    continue
                if exclude_if is not None and exclude_if(value):
                    continue
                options.model, options.field_name = model, name
                result[alias if by_alias and alias else name] = run(value, options, inner_include, inner_exclude)
                options.model, options.field_name = saved_model, saved_name
        return result


def _same(value, default, factory):
    if default is _FACTORY:
        return False
    try:
        return value is default or type(value) is type(default) and value == default or value == default
    except Exception:
        return False


_FACTORY = object()


def _field(name, item, context):
    schema = item['schema']
    default = PydanticUndefined
    inner = schema
    while inner['type'] in ('function-before', 'function-after', 'function-wrap') and 'schema' in inner:
        inner = inner['schema']
    if inner['type'] == 'default':
        default = inner.get('default', PydanticUndefined)
    return (
        context.build(schema),
        item.get('serialization_alias'),
        item.get('serialization_exclude', False),
        default,
        item.get('serialization_exclude_if'),
        None,
    )


def _computed(schema, context):
    return [
        (item['property_name'], item.get('alias'), context.build(item['return_schema']), item.get('serialization_exclude_if'))
        for item in schema.get('computed_fields') or ()
    ]


def _nested(schema, context):
    config = schema.get('config')
    return context if config is None else Context(config, context.shared)


def _make_model_fields(schema, context):
    fields = {name: _field(name, item, context) for name, item in schema['fields'].items()}
    extras = context.build(schema['extras_schema']) if schema.get('extras_schema') else None
    table = _Fields(fields, _computed(schema, context), context, extras)

    def run(value, options, include, exclude):
        # Called with a model, or (from a plain dict) with its data.
        if isinstance(value, dict):
            return table.write(value, options, include, exclude, value)
        return table.write(
            value.__dict__,
            options,
            include,
            exclude,
            value,
            getattr(value, '__pydantic_fields_set__', None),
            getattr(value, '__pydantic_extra__', None),
        )

    return run


def _make_model(schema, context):
    context = _nested(schema, context)
    cls = schema['cls']
    inner = context.build(schema['schema'])
    root = schema.get('root_model', False)
    by_alias = context.config.get('serialize_by_alias')

    def run(value, options, include, exclude):
        if type(value) is not cls:
            if not isinstance(value, cls):
                options.warn(cls.__name__, value)
                return infer(value, options, include, exclude)
            if (options.serialize_as_any or options.polymorphic) and type(value).__pydantic_serializer__ is not cls.__pydantic_serializer__:
                return infer(value, options, include, exclude)
        key = id(value)
        if key in options.depth:
            raise ValueError('Circular reference detected (id repeated)')
        options.depth.append(key)
        saved = options.by_alias
        if by_alias is not None and not saved:
            options.by_alias = by_alias
        try:
            if root:
                saved_model = options.model
                options.model = value
                try:
                    return inner(value.root, options, include, exclude)
                finally:
                    options.model = saved_model
            return inner(value, options, include, exclude)
        finally:
            options.depth.pop()
            options.by_alias = saved

    return run


def _make_typed_dict(schema, context):
    context = _nested(schema, context)
    fields = {name: _field(name, item, context) for name, item in schema['fields'].items()}
    table = _Fields(fields, _computed(schema, context), context)
    keeps_extra = (schema.get('extra_behavior') or context.config.get('extra_fields_behavior')) == 'allow'

    def run(value, options, include, exclude):
        if not isinstance(value, dict):
            options.warn(schema['cls'].__name__ if schema.get('cls') else 'dict', value)
            return infer(value, options, include, exclude)
        return table.write(value, options, include, exclude, value, unknown=keeps_extra)

    return run


def _make_dataclass_args(schema, context):
    fields = {item['name']: _field(item['name'], item, context) for item in schema['fields'] if not item.get('init_only')}
    table = _Fields(fields, _computed(schema, context), context)

    def run(value, options, include, exclude):
        if isinstance(value, dict):
            data = value
        else:
            data = {name: getattr(value, name) for name in fields if hasattr(value, name)}
            extra = {k: v for k, v in getattr(value, '__dict__', {}).items() if k not in data} if context.config.get(
                'extra_fields_behavior'
            ) == 'allow' else None
            return table.write(data, options, include, exclude, value, extra=extra)
        return table.write(data, options, include, exclude, value)

    return run


def _make_dataclass(schema, context):
    context = _nested(schema, context)
    cls = schema['cls']
    inner = context.build(schema['schema'])

    def run(value, options, include, exclude):
        if not isinstance(value, cls):
            options.warn(cls.__name__, value)
            return infer(value, options, include, exclude)
        if type(value) is not cls and options.serialize_as_any:
            return infer(value, options, include, exclude)
        return inner(value, options, include, exclude)

    return run


def _make_named_tuple(schema, context):
    cls = schema['cls']
    runs = [context.build(item['schema']) for item in schema['fields']]

    def run(value, options, include, exclude):
        if not isinstance(value, cls):
            options.warn(cls.__name__, value)
            return infer(value, options, include, exclude)
        found = [one(item, options, None, None) for one, item in zip(runs, value)]
        return found if options.mode == 'json' else cls(*found)

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
    'list': _sequence(list, 'list'),
    'set': _sequence(set, 'set'),
    'frozenset': _sequence(frozenset, 'frozenset'),
    'deque': _make_deque,
    'generator': _make_generator,
    'tuple': _make_tuple,
    'dict': _make_dict,
    'ordered-dict': _make_dict,
    'counter': _make_dict,
    'frozendict': _make_dict,
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
    'model-fields': _make_model_fields,
    'model': _make_model,
    'typed-dict': _make_typed_dict,
    'dataclass-args': _make_dataclass_args,
    'dataclass': _make_dataclass,
    'named-tuple': _make_named_tuple,
    'url': _named('url', ('Url',)),
    'multi-host-url': _named('multi-host-url', ('MultiHostUrl',)),
}

__all__ = ['Context', 'nested']
