"""SchemaValidator: compiles a core schema into functions `run(value, state)` and calls them.

This module holds the entry points and the table of kinds; the kinds themselves are in `_scalars`, `_containers`,
`_functions`, `_unions`, `_models`, `_calls` and `_urls`.
"""

from ._errors import Invalid, PydanticOmit, PydanticUndefined, PydanticUseDefault, SchemaError, ValidationError, invalid
from ._state import State


class Some:
    """A value that is there, even if it is None."""

    __slots__ = ('value',)
    __match_args__ = ('value',)

    def __init__(self, value):
        self.value = value

    def __repr__(self):
        return f'Some({self.value!r})'

    def __eq__(self, other):
        return isinstance(other, Some) and other.value == self.value


class ArgsKwargs:
    """The arguments of a call."""

    __slots__ = ('args', 'kwargs')

    def __init__(self, args, kwargs=None):
        self.args = args
        self.kwargs = kwargs or None

    def __repr__(self):
        shown = repr(self.args)
        if self.kwargs:
            return f'ArgsKwargs({shown}, {self.kwargs!r})'
        return f'ArgsKwargs({shown})'

    def __eq__(self, other):
        return isinstance(other, ArgsKwargs) and (self.args, self.kwargs) == (other.args, other.kwargs)


class Validator:
    """A compiled schema: what to run, its name in messages, and its default if it has one."""

    __slots__ = ('run', 'name', 'default', 'assign', 'kind', 'omits')

    def __init__(self, run, name, kind=''):
        self.run = run
        self.name = name
        self.default = None
        self.assign = None
        self.kind = kind
        self.omits = False


class Context:
    """What is known while a schema is compiled."""

    def __init__(self, config):
        self.config = config or {}
        self.shared = {}

    def build(self, schema):
        """The validator of a schema."""
        kind = schema['type']
        maker = _MAKERS.get(kind)
        if maker is None:
            maker = _MAKERS[kind] = _find(kind)
        made = maker(schema, self)
        ref = schema.get('ref')
        if ref is not None:
            self.shared[ref] = made
        return made


_MAKERS = {}
_MODULES = {
    '_scalars': 'any none bool int float decimal fraction complex str bytes',
    '_scalars_more': 'date time datetime timedelta uuid literal enum missing-sentinel is-instance is-subclass callable '
    'ellipsis',
    '_containers': 'list tuple set frozenset deque dict ordered-dict counter frozendict generator',
    '_functions': 'function-before function-after function-wrap function-plain default nullable chain lax-or-strict '
    'json-or-python custom-error json definitions definition-ref',
    '_unions': 'union tagged-union',
    '_models': 'model-fields model',
    '_records': 'typed-dict dataclass-args dataclass named-tuple',
    '_calls': 'arguments arguments-v3 call',
    '_urls': 'url multi-host-url',
}
_WHERE = {kind: module for module, kinds in _MODULES.items() for kind in kinds.split()}


def _find(kind):
    module = _WHERE.get(kind)
    if module is None:
        raise SchemaError(f'Unknown schema type: {kind!r}')
    import importlib

    return getattr(importlib.import_module(f'{__package__}.{module}'), 'make_' + kind.replace('-', '_'))


class SchemaValidator:
    """Validates by a core schema."""

    def __init__(self, schema, config=None):
        context = Context(config)
        self._validator = context.build(schema)
        self._hide_input = bool((config or {}).get('hide_input_in_errors'))
        self._cause = bool((config or {}).get('validation_error_cause'))
        self._title = (config or {}).get('title') or self._validator.name

    @property
    def title(self):
        """The name in messages."""
        return self._title

    def __repr__(self):
        return f'SchemaValidator(title={self._title!r})'

    def _run(self, value, state):
        try:
            return self._validator.run(value, state)
        except Invalid as found:
            lines = found.lines
            for line in lines:
                line.loc = tuple(line.loc)
            error = ValidationError._make(
                self._title, lines, 'json' if state.mode == 'json' else 'python', self._hide_input
            )
        except PydanticUseDefault:
            raise
        except PydanticOmit:
            raise SchemaError('Uncaught Omit error, please check your usage of `default` validators.')
        if self._cause:
            causes = [line.context['error'] for line in error._lines if line.kind == 'value_error']
            if causes:
                error.__cause__ = causes[0]
        raise error from error.__cause__

    def validate_python(
        self,
        input,
        *,
        strict=None,
        extra=None,
        from_attributes=None,
        context=None,
        self_instance=None,
        allow_partial=False,
        by_alias=None,
        by_name=None,
    ):
        """Validate a Python object."""
        state = State('python', strict, context, by_alias, by_name, extra, from_attributes, self_instance)
        return self._run(input, state)

    def isinstance_python(
        self,
        input,
        *,
        strict=None,
        extra=None,
        from_attributes=None,
        context=None,
        self_instance=None,
        by_alias=None,
        by_name=None,
    ):
        """Would validation succeed?"""
        state = State('python', strict, context, by_alias, by_name, extra, from_attributes, self_instance)
        try:
            self._run(input, state)
        except ValidationError:
            return False
        return True

    def validate_json(
        self,
        input,
        *,
        strict=None,
        extra=None,
        context=None,
        self_instance=None,
        allow_partial=False,
        by_alias=None,
        by_name=None,
    ):
        """Validate JSON text."""
        from ._json import load

        state = State('json', strict, context, by_alias, by_name, extra, None, self_instance)
        try:
            value = load(input)
        except Invalid as found:
            raise ValidationError._make(self._title, found.lines, 'json', self._hide_input)
        return self._run(value, state)

    def validate_strings(
        self, input, *, strict=None, extra=None, context=None, allow_partial=False, by_alias=None, by_name=None
    ):
        """Validate an object whose leaves are strings."""
        return self._run(input, State('strings', strict, context, by_alias, by_name, extra))

    def validate_assignment(
        self,
        obj,
        field_name,
        field_value,
        *,
        strict=None,
        extra=None,
        from_attributes=None,
        context=None,
        by_alias=None,
        by_name=None,
    ):
        """Validate one field and set it."""
        state = State('python', strict, context, by_alias, by_name, extra, from_attributes)
        assign = self._validator.assign
        if assign is None:
            raise TypeError('validate_assignment is not supported for this schema')
        try:
            return assign(obj, field_name, field_value, state)
        except Invalid as found:
            for line in found.lines:
                line.loc = tuple(line.loc)
            error = ValidationError._make(self._title, found.lines, 'python', self._hide_input)
        raise error

    def get_default_value(self, *, strict=None, context=None):
        """The default in a `Some`, None if there is none."""
        if self._validator.default is None:
            return None
        value = self._validator.default(State('python', strict, context, None, None))
        return None if value is PydanticUndefined else Some(value)


__all__ = ['ArgsKwargs', 'Context', 'SchemaValidator', 'Some', 'Validator', 'invalid']
