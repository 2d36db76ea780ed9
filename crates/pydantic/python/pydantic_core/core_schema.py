"""Constructors of core schemas: each returns a dict in the public format and leaves out what was not given.

Most constructors differ only in their parameter names, so they are made from one table when they are first asked for.
"""

from _pydantic_core import PydanticUndefined

# name -> (type, positional parameters, keyword-only parameters, how many of the positional ones are required)
_COMMON = 'ref metadata serialization'
_LENGTHS = 'min_length max_length fail_fast strict'
_BOUNDS = 'le ge lt gt'
_FUNCTION = 'ref json_schema_input_schema metadata serialization'
_CUSTOM = 'custom_error_type custom_error_message custom_error_context'
_URL = 'max_length allowed_schemes host_required default_host default_port default_path preserve_empty_path strict'
_TABLE = {
    'any_schema': ('any', _COMMON, '', 0),
    'none_schema': ('none', _COMMON, '', 0),
    'bool_schema': ('bool', f'strict {_COMMON}', '', 0),
    'int_schema': ('int', f'multiple_of {_BOUNDS} strict {_COMMON}', '', 0),
    'float_schema': ('float', f'allow_inf_nan multiple_of {_BOUNDS} strict {_COMMON}', '', 0),
    'decimal_schema': (
        'decimal',
        f'allow_inf_nan multiple_of {_BOUNDS} max_digits decimal_places strict {_COMMON}',
        '',
        0,
    ),
    'fraction_schema': ('fraction', f'multiple_of {_BOUNDS} strict {_COMMON}', '', 0),
    'complex_schema': ('complex', f'strict {_COMMON}', '', 0),
    'str_schema': (
        'str',
        'pattern max_length min_length strip_whitespace to_lower to_upper ascii_only regex_engine strict '
        f'coerce_numbers_to_str {_COMMON}',
        '',
        0,
    ),
    'bytes_schema': ('bytes', f'max_length min_length strict {_COMMON}', '', 0),
    'date_schema': ('date', f'strict {_BOUNDS} now_op now_utc_offset {_COMMON}', '', 0),
    'time_schema': ('time', f'strict {_BOUNDS} tz_constraint microseconds_precision {_COMMON}', '', 0),
    'datetime_schema': (
        'datetime',
        f'strict {_BOUNDS} now_op tz_constraint now_utc_offset microseconds_precision {_COMMON}',
        '',
        0,
    ),
    'timedelta_schema': ('timedelta', f'strict multiple_of {_BOUNDS} microseconds_precision {_COMMON}', '', 0),
    'literal_schema': ('literal', 'expected', _COMMON, 1),
    'enum_schema': ('enum', 'cls members', f'sub_type missing strict {_COMMON}', 2),
    'missing_sentinel_schema': ('missing-sentinel', 'schema', 'metadata serialization', 0),
    'is_instance_schema': ('is-instance', 'cls', f'cls_repr {_COMMON}', 1),
    'is_subclass_schema': ('is-subclass', 'cls', f'cls_repr {_COMMON}', 1),
    'callable_schema': ('callable', _COMMON, '', 0),
    'ellipsis_schema': ('ellipsis', 'metadata serialization', '', 0),
    'invalid_schema': ('invalid', 'ref metadata', '', 0),
    'uuid_schema': ('uuid', '', f'version strict {_COMMON}', 0),
    'list_schema': ('list', 'items_schema', f'{_LENGTHS} {_COMMON}', 0),
    'set_schema': ('set', 'items_schema', f'{_LENGTHS} {_COMMON}', 0),
    'frozenset_schema': ('frozenset', 'items_schema', f'{_LENGTHS} {_COMMON}', 0),
    'deque_schema': ('deque', 'items_schema', f'{_LENGTHS} {_COMMON}', 0),
    'generator_schema': ('generator', 'items_schema', f'min_length max_length {_COMMON}', 0),
    'tuple_schema': ('tuple', 'items_schema', f'variadic_item_index {_LENGTHS} {_COMMON}', 1),
    'dict_schema': ('dict', 'keys_schema values_schema', f'{_LENGTHS} {_COMMON}', 0),
    'ordered_dict_schema': ('ordered-dict', 'keys_schema values_schema', f'{_LENGTHS} {_COMMON}', 0),
    'counter_schema': ('counter', 'keys_schema values_schema', f'{_LENGTHS} {_COMMON}', 0),
    'frozendict_schema': ('frozendict', 'keys_schema values_schema', f'{_LENGTHS} {_COMMON}', 0),
    'nullable_schema': ('nullable', 'schema', f'strict {_COMMON}', 1),
    'union_schema': ('union', 'choices', f'auto_collapse {_CUSTOM} mode {_COMMON}', 1),
    'tagged_union_schema': ('tagged-union', 'choices discriminator', f'{_CUSTOM} strict from_attributes {_COMMON}', 2),
    'chain_schema': ('chain', 'steps', _COMMON, 1),
    'lax_or_strict_schema': ('lax-or-strict', 'lax_schema strict_schema', f'strict {_COMMON}', 2),
    'json_or_python_schema': ('json-or-python', 'json_schema python_schema', _COMMON, 2),
    'json_schema': ('json', 'schema', _COMMON, 0),
    'custom_error_schema': (
        'custom-error',
        'schema custom_error_type',
        f'custom_error_message custom_error_context {_COMMON}',
        2,
    ),
    'url_schema': ('url', '', f'{_URL} {_COMMON}', 0),
    'multi_host_url_schema': ('multi-host-url', '', f'{_URL} {_COMMON}', 0),
    'definitions_schema': ('definitions', 'schema definitions', '', 2),
    'definition_reference_schema': ('definition-ref', 'schema_ref ref metadata serialization', '', 1),
    'typed_dict_field': (
        'typed-dict-field',
        'schema',
        'required validation_alias serialization_alias serialization_exclude metadata serialization_exclude_if',
        1,
    ),
    'typed_dict_schema': (
        'typed-dict',
        'fields',
        f'cls cls_name computed_fields strict extras_schema extra_behavior total {_COMMON} config',
        1,
    ),
    'named_tuple_field': ('named-tuple-field', 'name schema', 'validation_alias metadata', 2),
    'named_tuple_schema': ('named-tuple', 'cls fields', f'cls_name {_COMMON}', 2),
    'model_field': (
        'model-field',
        'schema',
        'validation_alias serialization_alias serialization_exclude serialization_exclude_if frozen metadata',
        1,
    ),
    'model_fields_schema': (
        'model-fields',
        'fields',
        'model_name computed_fields strict extras_schema extras_keys_schema extra_behavior from_attributes ' + _COMMON,
        1,
    ),
    'model_schema': (
        'model',
        'cls schema',
        'generic_origin custom_init root_model post_init revalidate_instances strict frozen extra_behavior config '
        + _COMMON,
        2,
    ),
    'dataclass_field': (
        'dataclass-field',
        'name schema',
        'kw_only init init_only validation_alias serialization_alias serialization_exclude metadata '
        'serialization_exclude_if frozen',
        2,
    ),
    'dataclass_args_schema': (
        'dataclass-args',
        'dataclass_name fields',
        f'computed_fields collect_init_only {_COMMON} extra_behavior',
        2,
    ),
    'dataclass_schema': (
        'dataclass',
        'cls schema fields',
        f'generic_origin cls_name post_init revalidate_instances strict {_COMMON} frozen slots config',
        3,
    ),
    'computed_field': ('computed-field', 'property_name return_schema', 'alias serialization_exclude_if metadata', 2),
    'arguments_parameter': (None, 'name schema', 'mode alias', 2),
    'arguments_v3_parameter': (None, 'name schema', 'mode alias', 2),
    'call_schema': ('call', 'arguments_schema function', f'function_name return_schema {_COMMON}', 2),
    'simple_ser_schema': (None, 'type', '', 1),
    'to_string_ser_schema': ('to-string', '', 'when_used', 0),
    'format_ser_schema': ('format', 'formatting_string', 'when_used', 1),
    'model_ser_schema': ('model', 'cls schema', '', 2),
    'plain_serializer_function_ser_schema': (
        'function-plain',
        'function',
        'is_field_serializer info_arg return_schema when_used',
        1,
    ),
    'wrap_serializer_function_ser_schema': (
        'function-wrap',
        'function',
        'is_field_serializer info_arg schema return_schema when_used',
        1,
    ),
    'filter_dict_schema': ('include-exclude-dict', '', 'include exclude', 0),
    'filter_seq_schema': ('include-exclude-sequence', '', 'include exclude', 0),
}
# Keys whose default value means "not given".
_OMIT_DEFAULTS = {'when_used': 'always', 'total': None}


def _constructor(name, spec):
    kind, positional, keywords, required = spec
    positional = positional.split()
    allowed = set(positional) | set(keywords.split())

    def construct(*args, **kwargs):
        if len(args) > len(positional):
            raise TypeError(f'{name}() takes {len(positional)} positional arguments but {len(args)} were given')
        given = dict(zip(positional, args))
        for key, value in kwargs.items():
            if key not in allowed:
                raise TypeError(f'{name}() got an unexpected keyword argument {key!r}')
            if key in given:
                raise TypeError(f'{name}() got multiple values for argument {key!r}')
            given[key] = value
        for key in positional[:required]:
            if key not in given:
                raise TypeError(f'{name}() missing 1 required positional argument: {key!r}')
        schema = {} if kind is None else {'type': kind}
        required_keys = positional[:required]
        for key, value in given.items():
            if value is None and key not in required_keys:
                continue
            if key == 'when_used' and value == 'always':
                continue
            schema[key] = value
        return schema

    construct.__name__ = construct.__qualname__ = name
    return construct


def _function_schema(kind, variant, has_schema, name):
    info_keys = 'field_name ' if variant == 'with-info' else ''
    positional = ['function', 'schema'] if has_schema else ['function']

    def construct(*args, **kwargs):
        given = dict(zip(positional, args))
        given.update(kwargs)
        missing = [key for key in positional if key not in given]
        if missing:
            raise TypeError(f'{name}() missing 1 required positional argument: {missing[0]!r}')
        function = {'type': variant, 'function': given.pop('function')}
        field_name = given.pop('field_name', None) if info_keys else None
        if field_name is not None:
            function['field_name'] = field_name
        schema = {'type': kind, 'function': function}
        for key, value in given.items():
            if value is not None:
                schema[key] = value
        return schema

    construct.__name__ = construct.__qualname__ = name
    return construct


def with_default_schema(
    schema,
    *,
    default=PydanticUndefined,
    default_factory=None,
    default_factory_takes_data=None,
    on_error=None,
    validate_default=None,
    strict=None,
    ref=None,
    metadata=None,
    serialization=None,
):
    """A schema with a value for when no input is given; `None` is a possible default, so it can't be left out by value."""
    result = {'type': 'default', 'schema': schema}
    if default is not PydanticUndefined:
        result['default'] = default
    for key, value in (
        ('default_factory', default_factory),
        ('default_factory_takes_data', default_factory_takes_data),
        ('on_error', on_error),
        ('validate_default', validate_default),
        ('strict', strict),
        ('ref', ref),
        ('metadata', metadata),
        ('serialization', serialization),
    ):
        if value is not None:
            result[key] = value
    return result


def arguments_schema(
    arguments,
    var_args_schema=None,
    *,
    validate_by_name=None,
    validate_by_alias=None,
    var_kwargs_mode=None,
    var_kwargs_schema=None,
    ref=None,
    metadata=None,
    serialization=None,
    extra_behavior=None,
):
    """The parameters of a call."""
    result = {'type': 'arguments', 'arguments_schema': arguments}
    for key, value in (
        ('validate_by_name', validate_by_name),
        ('validate_by_alias', validate_by_alias),
        ('var_args_schema', var_args_schema),
        ('var_kwargs_mode', var_kwargs_mode),
        ('var_kwargs_schema', var_kwargs_schema),
        ('extra_behavior', extra_behavior),
        ('ref', ref),
        ('metadata', metadata),
        ('serialization', serialization),
    ):
        if value is not None:
            result[key] = value
    return result


def arguments_v3_schema(arguments, **kwargs):
    """The parameters of a call, given as one mapping."""
    return {**arguments_schema(arguments, **kwargs), 'type': 'arguments-v3'}


def tuple_variable_schema(items_schema=None, **kwargs):
    """A tuple of any length whose items are alike."""
    items = [items_schema or {'type': 'any'}]
    return {'type': 'tuple', 'items_schema': items, 'variadic_item_index': 0} | _given(kwargs)


def tuple_positional_schema(items_schema, *, extras_schema=None, **kwargs):
    """A tuple with one schema for each place, and perhaps one for all further items."""
    result = {'type': 'tuple', 'items_schema': list(items_schema)}
    if extras_schema is not None:
        result['variadic_item_index'] = len(items_schema)
        result['items_schema'].append(extras_schema)
    return result | _given(kwargs)


def iter_union_choices(union_schema):
    """The schemas of a union's choices, without their labels."""
    for choice in union_schema['choices']:
        yield choice[0] if isinstance(choice, tuple) else choice


def _given(kwargs):
    return {key: value for key, value in kwargs.items() if value is not None}


class ValidationInfo:
    """What a validator is told besides the value: `context`, `config`, `mode`, `data`, `field_name`."""

    def __class_getitem__(cls, item):
        return cls


class SerializationInfo:
    """What a serializer is told besides the value: `mode`, `include`, `exclude`, `by_alias`, `context` and the options."""

    def __class_getitem__(cls, item):
        return cls


class FieldSerializationInfo(SerializationInfo):
    """The same for the serializer of a field, with `field_name`."""


class ValidatorFunctionWrapHandler:
    """The callable that a wrap validator gets: `handler(value, outer_location=None)`."""


class SerializerFunctionWrapHandler:
    """The callable that a wrap serializer gets: `handler(value, index_key=None)`."""


_made = {}


def __getattr__(name):
    made = _made.get(name)
    if made is not None:
        return made
    spec = _TABLE.get(name)
    if spec is not None:
        made = _constructor(name, spec)
    else:
        for variant, prefixes in (('no-info', ('no_info_',)), ('with-info', ('with_info_', 'general_', 'field_'))):
            for prefix in prefixes:
                for kind in ('before', 'after', 'wrap', 'plain'):
                    if name == f'{prefix}{kind}_validator_function':
                        made = _function_schema(f'function-{kind}', variant, kind != 'plain', name)
    if made is None:
        if name.endswith('Schema') or name in (
            'CoreConfig',
            'ModelField',
            'TypedDictField',
            'DataclassField',
            'NamedTupleField',
            'ComputedField',
            'ArgumentsParameter',
        ):
            made = dict
        elif name in ('WhenUsed', 'CoreSchemaType', 'ExtraBehavior', 'JsonType', 'CoreSchemaFieldType', 'ErrorType'):
            made = str
        elif name.endswith('Function'):
            from typing import Any

            made = Any
        else:
            raise AttributeError(f'module {__name__!r} has no attribute {name!r}')
    _made[name] = made
    return made
