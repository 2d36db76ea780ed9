"""Metadata of `Annotated` put into schemas: constraints where the schema has a place for them, functions where it has none."""

from _pydantic_core import PydanticKnownError

from .fields import FieldInfo

_LENGTH = frozenset(('min_length', 'max_length'))
_ORDER = frozenset(('gt', 'ge', 'lt', 'le'))
_NUMBER = _ORDER | {'multiple_of', 'strict'}
_ITEMS = _LENGTH | {'strict', 'fail_fast'}
_STR = _LENGTH | frozenset(
    'strict pattern strip_whitespace to_lower to_upper ascii_only coerce_numbers_to_str regex_engine'.split()
)
_STRICT = frozenset(('strict',))
_TIME = _ORDER | _STRICT
# Which constraints each schema type can hold.
ALLOWED = {
    'str': _STR,
    'bytes': _LENGTH | _STRICT,
    'int': _NUMBER,
    'float': _NUMBER | {'allow_inf_nan'},
    'decimal': _NUMBER | {'allow_inf_nan', 'max_digits', 'decimal_places'},
    'fraction': _NUMBER,
    'list': _ITEMS,
    'set': _ITEMS,
    'frozenset': _ITEMS,
    'tuple': _ITEMS,
    'deque': _ITEMS,
    'dict': _ITEMS,
    'ordered-dict': _ITEMS,
    'counter': _ITEMS,
    'frozendict': _ITEMS,
    'generator': _LENGTH | _STRICT,
    'date': _TIME,
    'time': _TIME,
    'datetime': _TIME,
    'timedelta': _TIME | {'multiple_of'},
    'bool': _STRICT,
    'uuid': _STRICT,
    'enum': _STRICT,
    'model': _STRICT,
    'dataclass': _STRICT,
    'typed-dict': _STRICT,
    'lax-or-strict': _STRICT,
    'tagged-union': _STRICT,
    'union': frozenset(('union_mode',)),
    'url': frozenset(('max_length', 'strict')),
    'multi-host-url': frozenset(('max_length', 'strict')),
}
_JSON_NAMES = {'min_length': 'minLength', 'max_length': 'maxLength'}


def apply_annotation(generator, schema, annotation):
    """A schema with one piece of metadata applied; unknown metadata changes nothing."""
    kind = type(annotation)
    name = kind.__name__
    if isinstance(annotation, FieldInfo):
        return _apply_field(generator, schema, annotation)
    if name == 'GeneralMetadata':
        constraints = annotation.__dict__
    elif kind.__module__ == 'annotated_types':
        if name in ('Predicate', 'Not'):
            return _predicate(schema, annotation, negated=name == 'Not')
        if name in ('Timezone', 'Unit', 'DocInfo'):
            return schema
        constraints = {key: getattr(annotation, key) for key in kind.__slots__}
    elif hasattr(annotation, 'pydantic_constraints'):
        constraints = annotation.pydantic_constraints()
    elif _is_type(annotation, 'annotated_types'):
        return schema
    else:
        return schema
    for key, value in constraints.items():
        if value is not None:
            schema = apply_constraint(generator, schema, key, value)
    return schema


def _is_type(annotation, module):
    return isinstance(annotation, type) and annotation.__module__ == module


def _apply_field(generator, schema, field):
    for metadata in field.metadata:
        schema = generator._with_annotation(lambda _source, schema=schema: schema, metadata)(field.annotation)
    if field.discriminator is not None:
        from ._schema_union import discriminate

        schema = discriminate(generator, schema, field.discriminator)
    schema = dict(schema)
    metadata = schema['metadata'] = dict(schema.get('metadata') or {})
    json_metadata(field, metadata)
    if not field.is_required():
        from ._schema_classes import wrap_default

        schema = wrap_default(field, schema)
    return schema


def json_metadata(field, metadata):
    """What a field says for the JSON schema."""
    updates = {}
    for key in ('title', 'description', 'deprecated', 'examples'):
        value = getattr(field, key)
        if value is None or key == 'deprecated' and value is False:
            continue
        if key == 'deprecated':
            value = True
        elif key == 'examples':
            from pydantic_core import to_jsonable_python

            value = to_jsonable_python(value)
        updates[key] = value
    if updates:
        metadata['pydantic_js_updates'] = {**metadata.get('pydantic_js_updates', {}), **updates}
    if field.json_schema_extra:
        metadata['pydantic_js_extra'] = field.json_schema_extra


def _predicate(schema, annotation, negated):
    function = annotation.func

    def check(value):
        if bool(function(value)) is negated:
            from _pydantic_core import PydanticCustomError

            shown = getattr(function, '__qualname__', None) or repr(function)
            if negated:
                raise PydanticCustomError('not_operation_failed', f'Not of {shown!r} failed')
            raise PydanticCustomError('predicate_failed', f'Predicate {shown!r} failed')
        return value

    return {'type': 'function-after', 'function': {'type': 'no-info', 'function': check}, 'schema': schema}


def apply_constraint(generator, schema, key, value):
    """A schema with one constraint."""
    kind = schema['type']
    if key in ALLOWED.get(kind, ()):
        if key == 'union_mode':
            return {**schema, 'mode': value}
        if key == 'strict' and 'ref' in schema:
            schema = {**schema, 'ref': f'{schema["ref"]}_strict_{value}'}
        return {**schema, key: value}
    if kind == 'nullable':
        return {**schema, 'schema': apply_constraint(generator, schema['schema'], key, value)}
    if key == 'strict':
        if kind in ('function-before', 'function-wrap', 'function-after', 'default', 'custom-error'):
            return {**schema, 'schema': apply_constraint(generator, schema['schema'], key, value)}
        if kind == 'definition-ref':
            target = apply_constraint(generator, generator.resolve(schema), key, value)
            return generator.share(target)
        if kind == 'json-or-python':
            return {**schema, 'python_schema': apply_constraint(generator, schema['python_schema'], key, value)}
    if key in (
        'min_length',
        'max_length',
        'gt',
        'ge',
        'lt',
        'le',
        'multiple_of',
        'allow_inf_nan',
        'max_digits',
        'decimal_places',
    ):
        return _function_constraint(schema, key, value)
    if key in _STR and key != 'strict':
        return _text_constraint(schema, key, value)
    raise RuntimeError(f'Unable to apply constraint {key!r} to schema of type {kind!r}')


def _function_constraint(schema, key, value):
    if key == 'allow_inf_nan' and value:
        return schema
    json_key = _JSON_NAMES.get(key, key)
    if key in _LENGTH:
        inner = schema
        while inner['type'] in ('function-before', 'function-wrap', 'function-after'):
            inner = inner['schema']
        if inner['type'] in ('list', 'set', 'tuple', 'deque', 'generator') or (
            inner['type'] == 'json-or-python' and inner['json_schema']['type'] == 'list'
        ):
            json_key = 'minItems' if key == 'min_length' else 'maxItems'
    return {
        'type': 'function-after',
        'function': {'type': 'no-info', 'function': _checker(key, value)},
        'schema': schema,
        'metadata': {'pydantic_js_updates': {json_key: value}} if key != 'allow_inf_nan' else {},
    }


def _text_constraint(schema, key, value):
    """Constraints of text on something else: applied to the value that comes out, if it is text."""

    def _apply_constraint_with_incompatibility_info(found, _handler):
        if not isinstance(found, str):
            raise TypeError(f"Unable to apply constraint '{key}' to supplied value {found}")
        return _handler(found)

    return {
        'type': 'chain',
        'steps': [
            schema,
            {
                'type': 'function-wrap',
                'function': {'type': 'no-info', 'function': _apply_constraint_with_incompatibility_info},
                'schema': {'type': 'str', key: value},
            },
        ],
    }


_NAMES = {
    'gt': 'greater_than',
    'ge': 'greater_than_or_equal',
    'lt': 'less_than',
    'le': 'less_than_or_equal',
    'allow_inf_nan': 'forbid_inf_nan',
}


# key -> (error, does the value satisfy the limit, what the error says besides)
_CHECKS = {
    'gt': ('greater_than', lambda value, limit: value > limit),
    'ge': ('greater_than_equal', lambda value, limit: value >= limit),
    'lt': ('less_than', lambda value, limit: value < limit),
    'le': ('less_than_equal', lambda value, limit: value <= limit),
    'multiple_of': ('multiple_of', lambda value, limit: value % limit == 0),
    'min_length': ('too_short', lambda value, limit: len(value) >= limit),
    'max_length': ('too_long', lambda value, limit: len(value) <= limit),
    'allow_inf_nan': ('finite_number', lambda value, limit: _is_finite(value)),
}


def _is_finite(value):
    import math

    return math.isfinite(value)


def _checker(key, limit):
    def check(value):
        try:
            if key in _CHECKS:
                error, satisfies = _CHECKS[key]
                if satisfies(value, limit):
                    return value
            else:
                error = _check_digits(key, value, limit)
                if error is None:
                    return value
        except TypeError:
            raise TypeError(f"Unable to apply constraint '{key}' to supplied value {value}")
        if key in _LENGTH:
            context = {'field_type': 'Value', key: limit, 'actual_length': len(value)}
        else:
            context = None if key == 'allow_inf_nan' else {key: _safe(limit)}
        raise PydanticKnownError(error, context)

    # The name shows in the places of errors in unions.
    check.__name__ = _NAMES.get(key, key) + '_validator'
    return check


def _check_digits(key, value, limit):
    """The error of a number with too many digits, None if it has not."""
    digits, exponent = value.as_tuple()[1:]
    if isinstance(exponent, str):
        raise TypeError(key)
    places = max(-exponent, 0)
    if key == 'decimal_places':
        normalized = value.normalize().as_tuple().exponent
        return 'decimal_max_places' if places > limit and max(-normalized, 0) > limit else None
    return 'decimal_max_digits' if max(len(digits) + max(exponent, 0), places) > limit else None


def _safe(limit):
    return limit if isinstance(limit, (int, float)) else str(limit)
