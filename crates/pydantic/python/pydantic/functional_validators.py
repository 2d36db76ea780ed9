"""Validators as functions: in `Annotated`, on fields, on whole models."""

from _pydantic_core import PydanticUndefined

from ._decorators import DecoratorProxy, unwrap, validator_takes_info
from ._repr import Representation
from .errors import PydanticUserError

ModelWrapValidatorHandler = object


class _Validator(Representation):
    __slots__ = ('func', 'json_schema_input_type')
    mode = ''

    def __init__(self, func, json_schema_input_type=PydanticUndefined):
        self.func = func
        self.json_schema_input_type = json_schema_input_type

    def __repr__(self):
        return f'{type(self).__name__}({", ".join(f"{name}={getattr(self, name)!r}" for name in self.__slots__)})'

    def __eq__(self, other):
        return type(other) is type(self) and other.func == self.func

    def __hash__(self):
        return hash((type(self), self.func))

    def _schema(self, function_schema, handler):
        if self.json_schema_input_type is not PydanticUndefined:
            function_schema['json_schema_input_schema'] = handler.generate_schema(self.json_schema_input_type)
        return function_schema

    def _function(self):
        info = validator_takes_info(self.func, self.mode)
        return {'type': 'with-info' if info else 'no-info', 'function': self.func}

    def __get_pydantic_core_schema__(self, source_type, handler):
        schema = {'type': f'function-{self.mode}', 'function': self._function(), 'schema': handler(source_type)}
        return self._schema(schema, handler) if self.mode != 'after' else schema


class AfterValidator(_Validator):
    """Called with the validated value."""

    __slots__ = ('func',)
    mode = 'after'

    def __init__(self, func):
        self.func = func


class BeforeValidator(_Validator):
    """Called with the raw input."""

    __slots__ = ()
    mode = 'before'

    def __repr__(self):
        return f'BeforeValidator(func={self.func!r}, json_schema_input_type={self.json_schema_input_type!r})'


class WrapValidator(_Validator):
    """Called with the raw input and the inner validation."""

    __slots__ = ()
    mode = 'wrap'

    def __repr__(self):
        return f'WrapValidator(func={self.func!r}, json_schema_input_type={self.json_schema_input_type!r})'


class PlainValidator(_Validator):
    """Called instead of the inner validation."""

    __slots__ = ()
    mode = 'plain'

    def __init__(self, func, json_schema_input_type=None):
        import typing

        self.func = func
        self.json_schema_input_type = typing.Any if json_schema_input_type is None else json_schema_input_type

    def __repr__(self):
        return f'PlainValidator(func={self.func!r}, json_schema_input_type={self.json_schema_input_type!r})'

    def __get_pydantic_core_schema__(self, source_type, handler):
        from .errors import PydanticSchemaGenerationError

        result = {'type': 'function-plain', 'function': self._function()}
        try:
            schema = handler(source_type)
            result['serialization'] = {
                'type': 'function-wrap',
                'function': _call_next,
                'schema': schema,
                'return_schema': schema,
            }
        except PydanticSchemaGenerationError:
            pass
        return self._schema(result, handler)


def _call_next(value, handler):
    return handler(value)


class ValidateAs:
    """Validate as one type, then make the annotated one from it."""

    def __init__(self, from_type, /, instantiation_hook):
        self.from_type = from_type
        self.instantiation_hook = instantiation_hook

    def __get_pydantic_core_schema__(self, source_type, handler):
        return {
            'type': 'function-after',
            'function': {'type': 'no-info', 'function': self.instantiation_hook},
            'schema': handler(self.from_type),
        }


class InstanceOf(Representation):
    """Only instances of a class; from JSON, what the class would be validated from."""

    def __class_getitem__(cls, item):
        from typing import Annotated

        return Annotated[item, cls()]

    def __repr__(self):
        return 'InstanceOf()'

    def __eq__(self, other):
        return type(other) is type(self)

    def __hash__(self):
        return hash(type(self))

    def __get_pydantic_core_schema__(self, source, handler):
        import typing

        from .errors import PydanticSchemaGenerationError

        instance = {'type': 'is-instance', 'cls': typing.get_origin(source) or source}
        try:
            schema = handler(source)
        except PydanticSchemaGenerationError:
            return instance
        instance['serialization'] = {'type': 'function-wrap', 'function': _call_next, 'schema': schema}
        return {'type': 'json-or-python', 'python_schema': instance, 'json_schema': schema}


class SkipValidation:
    """Take the value as it is."""

    def __class_getitem__(cls, item):
        from typing import Annotated

        return Annotated[item, cls()]

    def __repr__(self):
        return 'SkipValidation()'

    def __eq__(self, other):
        return type(other) is type(self)

    def __hash__(self):
        return hash(type(self))

    def __get_pydantic_core_schema__(self, source, handler):
        schema = handler(source)
        return {
            'type': 'any',
            'metadata': {'pydantic_js_annotation_functions': [lambda _schema, json_handler: json_handler(schema)]},
            'serialization': {'type': 'function-wrap', 'function': _call_next, 'schema': schema},
        }


class FieldValidatorInfo(Representation):
    """What `field_validator` was told."""

    __slots__ = ('fields', 'mode', 'check_fields', 'json_schema_input_type')

    def __init__(self, fields, mode, check_fields, json_schema_input_type=PydanticUndefined):
        self.fields = fields
        self.mode = mode
        self.check_fields = check_fields
        self.json_schema_input_type = json_schema_input_type


class ModelValidatorInfo(Representation):
    """What `model_validator` was told."""

    __slots__ = ('mode',)

    def __init__(self, mode):
        self.mode = mode


def check_field_names(name, field, fields):
    """A field decorator must name its fields: the most usual mistake is to leave out the call."""
    if callable(field) and not isinstance(field, str):
        raise PydanticUserError(
            f'The `@{name}` decorator cannot be used without arguments, at least one field must be provided. '
            f"For example: `@{name}('<field_name>', ...)`.",
            code='decorator-missing-arguments',
        )
    for given in (field, *fields):
        if not isinstance(given, str):
            raise PydanticUserError(
                f'The provided field names to the `@{name}` decorator should be strings. '
                f"For example: `@{name}('<field_name_1>', '<field_name_2>', ...).`",
                code='decorator-invalid-fields',
            )
    return (field, *fields)


def first_parameter(function):
    """The name of a function's first parameter, None if it has none."""
    code = getattr(unwrap(function), '__code__', None)
    if code is not None:
        return code.co_varnames[0] if code.co_argcount else None
    return None


def as_classmethod(function):
    """A function whose first parameter is `cls` becomes a class method without being told."""
    if not isinstance(function, (classmethod, staticmethod)) and first_parameter(function) == 'cls':
        return classmethod(function)
    return function


def field_validator(field, /, *fields, mode='after', check_fields=None, json_schema_input_type=PydanticUndefined):
    """A validator of named fields."""
    fields = check_field_names('field_validator', field, fields)
    if json_schema_input_type is not PydanticUndefined and mode not in ('before', 'plain', 'wrap'):
        raise PydanticUserError(
            f"`json_schema_input_type` can't be used when mode is set to {mode!r}", code='validator-input-type'
        )
    if mode == 'plain' and json_schema_input_type is PydanticUndefined:
        import typing

        json_schema_input_type = typing.Any

    def decorate(function):
        if not isinstance(function, (classmethod, staticmethod)) and first_parameter(function) == 'self':
            raise PydanticUserError(
                'The `@field_validator` decorator cannot be applied to instance methods',
                code='validator-instance-method',
            )
        info = FieldValidatorInfo(fields, mode, check_fields, json_schema_input_type)
        return DecoratorProxy(as_classmethod(function), 'field_validators', info)

    return decorate


def model_validator(*, mode):
    """A validator of the whole model."""

    def decorate(function):
        if mode != 'after':
            function = as_classmethod(function)
        elif isinstance(function, classmethod):
            import warnings

            from .warnings import PydanticDeprecatedSince212

            warnings.warn(
                "Using `@model_validator` with mode='after' on a classmethod is deprecated. Instead, define the "
                'validator as an instance method. See the documentation at '
                'https://docs.pydantic.dev/2.14/concepts/validators/#model-after-validator.',
                PydanticDeprecatedSince212,
                stacklevel=2,
            )
        return DecoratorProxy(function, 'model_validators', ModelValidatorInfo(mode))

    return decorate
