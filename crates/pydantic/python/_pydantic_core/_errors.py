"""Errors of validation and serialization: how they are raised inside, collected, shown."""

from ._messages import JSON_MESSAGES, MESSAGES

_URL = 'https://errors.pydantic.dev/2.14/v/'


class PydanticUndefinedType:
    """The type of the value that means "nothing was given"."""

    def __repr__(self):
        return 'PydanticUndefined'

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __reduce__(self):
        return 'PydanticUndefined'


PydanticUndefined = PydanticUndefinedType()


class SchemaError(Exception):
    """A schema is wrong."""

    def error_count(self):
        """How many errors."""
        return 1

    def errors(self):
        """The errors."""
        return []


class PydanticOmit(Exception):
    """Raised by a validator: leave the item out."""


class PydanticUseDefault(Exception):
    """Raised by a validator: use the field's default."""


class PydanticSerializationError(ValueError):
    """A value can't be serialized."""


class PydanticSerializationUnexpectedValue(ValueError):
    """Raised by a serializer: the value isn't of the type it is for; a warning follows."""

    def __init__(self, message=None, *args):
        self._message = message
        super().__init__(message)

    def __str__(self):
        return self._message or 'Unexpected Value'


def fill(template, context):
    """A message with the values of its context."""
    if not context or '{' not in template:
        return template
    for key, value in context.items():
        if '{' + key + '}' in template:
            if isinstance(value, float) and key in ('gt', 'ge', 'lt', 'le', 'multiple_of'):
                shown = _number(value)
            else:
                shown = str(value)
            template = template.replace('{' + key + '}', shown)
    if '{expected_plural}' in template:
        count = next((value for key, value in context.items() if key in _COUNTS), 0)
        template = template.replace('{expected_plural}', '' if count == 1 else 's')
    return template


_COUNTS = ('min_length', 'max_length', 'max_digits', 'decimal_places', 'whole_digits')


def _number(value):
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)


class PydanticCustomError(ValueError):
    """An error with a type and a message of the program's own."""

    def __init__(self, error_type, message_template, context=None, /):
        super().__init__()
        self.type = error_type
        self.message_template = message_template
        self.context = context

    def message(self):
        """The message with its context."""
        return fill(self.message_template, self.context)

    def __str__(self):
        return self.message()

    def __repr__(self):
        shown = f'{self.message()} [type={self.type}, context={self.context!r}]'
        return shown


class PydanticKnownError(ValueError):
    """An error of one of the known types."""

    def __init__(self, error_type, context=None, /):
        super().__init__()
        if error_type not in MESSAGES:
            raise KeyError(f"Invalid error type: '{error_type}'")
        self.type = error_type
        self.context = context

    @property
    def message_template(self):
        """The message before its context is filled in."""
        return MESSAGES[self.type]

    def message(self):
        """The message with its context."""
        return fill(MESSAGES[self.type], _shown(self.type, self.context))

    def __str__(self):
        return self.message()

    def __repr__(self):
        return f'{self.message()} [type={self.type}, context={self.context!r}]'


def _shown(kind, context):
    if kind == 'too_long' and context and context.get('actual_length') is None:
        return {**context, 'actual_length': 'more'}
    return context


class Line:
    """One error: type, place (innermost step last), context, input, and the message if it is the program's own."""

    __slots__ = ('kind', 'loc', 'context', 'input', 'message')

    def __init__(self, kind, input_value, context=None, message=None, loc=()):
        self.kind = kind
        self.input = input_value
        self.context = context
        self.message = message
        self.loc = loc


class Invalid(Exception):
    """Raised inside the core with the errors found so far."""

    def __init__(self, lines):
        self.lines = lines


def invalid(kind, input_value, context=None):
    """One known error, ready to be raised."""
    return Invalid([Line(kind, input_value, context)])


def from_exception(error, input_value):
    """What a program's validator raised, as an error of validation; None if it isn't meant as one."""
    if isinstance(error, PydanticCustomError):
        return Invalid([Line(error.type, input_value, error.context, fill(error.message_template, error.context))])
    if isinstance(error, PydanticKnownError):
        return Invalid([Line(error.type, input_value, error.context)])
    if isinstance(error, ValidationError):
        return Invalid([Line(line.kind, line.input, line.context, line.message, line.loc) for line in error._lines])
    if isinstance(error, AssertionError):
        return Invalid([Line('assertion_error', input_value, {'error': error})])
    if isinstance(error, ValueError):
        return Invalid([Line('value_error', input_value, {'error': error})])
    return None


class ValidationError(ValueError):
    """All errors of one validation."""

    def __init__(self, *args):
        raise TypeError('No constructor defined for ValidationError')

    @classmethod
    def _make(cls, title, lines, mode='python', hide_input=False):
        made = cls.__new__(cls)
        made._title = title
        made._lines = lines
        made._mode = mode
        made._hide_input = hide_input
        return made

    @classmethod
    def from_exception_data(cls, title, line_errors, input_type='python', hide_input=False):
        """One made by a program."""
        lines = []
        for item in line_errors:
            kind = item['type']
            context = item.get('ctx')
            message = None
            if isinstance(kind, PydanticCustomError):
                message = kind.message()
                context = kind.context
                kind = kind.type
            elif kind not in MESSAGES:
                raise KeyError(f"Invalid error type: '{kind}'")
            lines.append(Line(kind, item.get('input'), context, message, tuple(item.get('loc', ()))))
        return cls._make(title, lines, input_type, hide_input)

    @property
    def title(self):
        """What was validated."""
        return self._title

    def error_count(self):
        """How many errors."""
        return len(self._lines)

    def _message(self, line):
        if line.message is not None:
            return line.message
        template = MESSAGES[line.kind]
        if self._mode == 'json':
            template = JSON_MESSAGES.get(line.kind, template)
        return fill(template, _shown(line.kind, line.context))

    def errors(self, *, include_url=True, include_context=True, include_input=True):
        """The errors as dicts."""
        result = []
        for line in self._lines:
            item = {'type': line.kind, 'loc': tuple(line.loc), 'msg': self._message(line)}
            if include_input:
                item['input'] = line.input
            if include_context and line.context:
                item['ctx'] = dict(line.context)
            if include_url and line.message is None:
                item['url'] = _URL + line.kind
            result.append(item)
        return result

    def json(self, *, indent=None, include_url=True, include_context=True, include_input=True):
        """The errors as JSON text."""
        from ._serializer import to_json

        errors = self.errors(include_url=include_url, include_context=include_context, include_input=include_input)
        for item in errors:
            if 'ctx' in item and isinstance(item['ctx'].get('error'), Exception):
                item['ctx'] = {**item['ctx'], 'error': str(item['ctx']['error'])}
        return to_json(errors, indent=indent, serialize_unknown=True).decode()

    def __str__(self):
        count = len(self._lines)
        parts = [f'{count} validation error{"" if count == 1 else "s"} for {self._title}']
        for line in self._lines:
            if line.loc:
                parts.append('.'.join(_loc(step) for step in line.loc))
            shown = f'  {self._message(line)} [type={line.kind}'
            if not self._hide_input:
                shown += f', input_value={_truncated(line.input)}, input_type={type(line.input).__name__}'
            parts.append(shown + ']')
            if line.message is None and line.kind not in ('value_error', 'assertion_error') or line.message is None:
                parts.append(f'    For further information visit {_URL}{line.kind}')
        return '\n'.join(parts)

    __repr__ = __str__

    def __reduce__(self):
        return (_rebuild, (self._title, self._lines, self._mode, self._hide_input))


def _rebuild(title, lines, mode, hide_input):
    return ValidationError._make(title, lines, mode, hide_input)


def _loc(step):
    if isinstance(step, str) and '.' in step:
        return f'`{step}`'
    return str(step)


def _truncated(value):
    text = repr(value)
    if len(text) > 50:
        return text[:25] + '...' + text[-24:]
    return text


def list_all_errors():
    """All known types of errors."""
    return [
        {'type': kind, 'message_template_python': template, 'example_message_python': template}
        for kind, template in MESSAGES.items()
    ]


# A traceback names them as those of the compiled module.
for _class in (
    PydanticUndefinedType,
    SchemaError,
    PydanticOmit,
    PydanticUseDefault,
    PydanticSerializationError,
    PydanticSerializationUnexpectedValue,
    PydanticCustomError,
    PydanticKnownError,
    ValidationError,
):
    _class.__module__ = 'pydantic_core._pydantic_core'
