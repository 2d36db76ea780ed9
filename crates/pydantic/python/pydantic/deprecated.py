"""The first version's validators and helpers, which still work with a warning."""

from ._decorators import DecoratorProxy
from ._repr import Representation
from .errors import PydanticUserError


def _warn(text, level=3):
    import warnings

    from .warnings import PydanticDeprecatedSince20

    warnings.warn(text, PydanticDeprecatedSince20, stacklevel=level + 1)


class ValidatorInfo(Representation):
    """What `validator` was told."""

    __slots__ = ('fields', 'mode', 'each_item', 'always', 'check_fields')

    def __init__(self, fields, mode, each_item, always, check_fields):
        self.fields = fields
        self.mode = mode
        self.each_item = each_item
        self.always = always
        self.check_fields = check_fields


class RootValidatorInfo(Representation):
    """What `root_validator` was told."""

    __slots__ = ('mode', 'skip_on_failure')

    def __init__(self, mode, skip_on_failure):
        self.mode = mode
        self.skip_on_failure = skip_on_failure


def validator(__field, *fields, pre=False, each_item=False, always=False, check_fields=None, allow_reuse=False):
    """The first version's `field_validator`."""
    if callable(__field) and not isinstance(__field, str):
        raise PydanticUserError(
            'The `@validator` decorator should be used with fields and keyword arguments, not bare. '
            "E.g. usage should be `@validator('<field_name>', ...)`",
            code='validator-no-fields',
        )
    if not all(isinstance(name, str) for name in (__field, *fields)):
        raise PydanticUserError(
            'The `@validator` decorator cannot be applied to non-string fields. '
            "E.g. usage should be `@validator('<field_name_1>', '<field_name_2>', ...)`",
            code='validator-invalid-fields',
        )
    _warn(
        'Pydantic V1 style `@validator` validators are deprecated. You should migrate to Pydantic V2 style '
        '`@field_validator` validators, see the migration guide for more details'
    )
    names = (__field, *fields)

    def decorate(function):
        from .functional_validators import first_parameter

        if not isinstance(function, (classmethod, staticmethod)) and first_parameter(function) == 'self':
            raise PydanticUserError(
                '`@validator` cannot be applied to instance methods', code='validator-instance-method'
            )
        if not isinstance(function, (classmethod, staticmethod)):
            function = classmethod(function)
        info = ValidatorInfo(names, 'before' if pre else 'after', each_item, always, check_fields)
        return DecoratorProxy(function, 'validators', info)

    return decorate


def root_validator(*args, pre=False, skip_on_failure=False, allow_reuse=False):
    """The first version's `model_validator`."""
    _warn(
        'Pydantic V1 style `@root_validator` validators are deprecated. You should migrate to Pydantic V2 style '
        '`@model_validator` validators, see the migration guide for more details'
    )
    if args:
        return root_validator()(*args)
    if pre is False and skip_on_failure is not True:
        raise PydanticUserError(
            'If you use `@root_validator` with pre=False (the default) you MUST specify `skip_on_failure=True`.'
            ' Note that `@root_validator` is deprecated and should be replaced with `@model_validator`.',
            code='root-validator-pre-skip',
        )

    def decorate(function):
        if not isinstance(function, (classmethod, staticmethod)):
            function = classmethod(function)
        return DecoratorProxy(
            function, 'root_validators', RootValidatorInfo('before' if pre else 'after', skip_on_failure)
        )

    return decorate


def _adapt(function):
    """An old validator function, callable with the value and the validation info."""
    import inspect

    parameters = list(inspect.signature(function).parameters.values())
    names = {parameter.name for parameter in parameters[1:]}
    for name in names:
        if name in ('field', 'config'):
            raise PydanticUserError(
                'The `field` and `config` parameters are not available in Pydantic V2, please use the `info` parameter instead.',
                code='validator-field-config-info',
            )
    wants_values = 'values' in names or any(p.kind is p.VAR_KEYWORD for p in parameters[1:])
    if not wants_values:
        return lambda value, _info: function(value)
    return lambda value, info: function(value, values=info.data)


def apply_validators(generator, schema, decorators, name, field):
    """A field's schema with the old validators."""
    for decorator in decorators:
        info = decorator.info
        if name not in info.fields and '*' not in info.fields:
            continue
        if info.always:
            field.validate_default = True
        function = {'type': 'with-info', 'function': _adapt(decorator.func), 'field_name': name}
        if info.each_item:
            schema = _each_item(schema, info.mode, function)
        else:
            schema = {'type': f'function-{info.mode}', 'function': function, 'schema': schema}
    return schema


def _each_item(schema, mode, function):
    kind = schema['type']
    if kind in ('list', 'set', 'frozenset', 'deque'):
        return {
            **schema,
            'items_schema': {'type': f'function-{mode}', 'function': function, 'schema': schema['items_schema']},
        }
    if kind == 'dict':
        return {
            **schema,
            'values_schema': {'type': f'function-{mode}', 'function': function, 'schema': schema['values_schema']},
        }
    if kind == 'tuple':
        items = [{'type': f'function-{mode}', 'function': function, 'schema': item} for item in schema['items_schema']]
        return {**schema, 'items_schema': items}
    if kind == 'nullable':
        return {**schema, 'schema': _each_item(schema['schema'], mode, function)}
    raise TypeError(f'`@validator(..., each_item=True)` cannot be applied to fields with a schema of {kind}')


def apply_root_validators(schema, decorators, ref):
    """A model's schema with the old root validators: `pre` ones inside it, the others around it."""
    for decorator in decorators:
        info = decorator.info
        function = decorator.func
        if ref is None:
            if info.mode == 'before':
                schema = {
                    'type': 'function-before',
                    'function': {'type': 'no-info', 'function': function},
                    'schema': schema,
                }
            else:

                def call(fields, _info, function=function):
                    values, extra, fields_set = fields
                    return function(values), extra, fields_set

                schema = {
                    'type': 'function-after',
                    'function': {'type': 'with-info', 'function': call},
                    'schema': schema,
                }
    return schema


class Extra:
    """The first version's names for the `extra` setting."""

    allow = 'allow'
    ignore = 'ignore'
    forbid = 'forbid'


class BaseConfig:
    """The first version's base of settings."""


def parse_obj_as(type_, obj, type_name=None):
    """The first version's `TypeAdapter(type).validate_python`."""
    _warn('`parse_obj_as` is deprecated. Use `pydantic.TypeAdapter.validate_python` instead.')
    from .type_adapter import TypeAdapter

    return TypeAdapter(type_).validate_python(obj)


def schema_of(type_, *, title=None, by_alias=True, ref_template='#/$defs/{model}', schema_generator=None):
    """The first version's `TypeAdapter(type).json_schema`."""
    _warn('`schema_of` is deprecated. Use `pydantic.TypeAdapter.json_schema` instead.')
    from .type_adapter import TypeAdapter

    result = TypeAdapter(type_).json_schema(
        by_alias=by_alias, ref_template=ref_template, schema_generator=schema_generator
    )
    if title is not None:
        result['title'] = title if isinstance(title, str) else title(type_)
    return result


def schema_json_of(type_, *, title=None, by_alias=True, ref_template='#/$defs/{model}', schema_generator=None, **dumps):
    """The first version's JSON schema as text."""
    import json

    return json.dumps(
        schema_of(type_, title=title, by_alias=by_alias, ref_template=ref_template, schema_generator=schema_generator),
        **dumps,
    )
