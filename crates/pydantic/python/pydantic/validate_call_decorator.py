"""validate_call: check a function's arguments (and its return value) against its annotations."""

import functools

from _pydantic_core import ArgsKwargs, SchemaValidator

from .config import core_config
from .errors import PydanticUserError


def validate_call(func=None, /, *, config=None, validate_return=False):
    """Validate the arguments of calls."""

    def decorate(function):
        _check(function)
        validators = _Validators(function, config, validate_return)
        target = function.func if isinstance(function, functools.partial) else function
        if getattr(target, '__code__', None) is not None and target.__code__.co_flags & 0x80:

            @functools.wraps(target)
            async def wrapper(*args, **kwargs):
                return await validators(*args, **kwargs)

        else:

            @functools.wraps(target)
            def wrapper(*args, **kwargs):
                return validators(*args, **kwargs)

        wrapper.raw_function = function
        if isinstance(function, functools.partial):
            wrapper.__name__ = f'partial({target.__name__})'
            wrapper.__qualname__ = f'partial({target.__qualname__})'
        return wrapper

    return decorate if func is None else decorate(func)


def _check(function):
    if isinstance(function, (classmethod, staticmethod)):
        name = type(function).__name__
        raise PydanticUserError(
            f'The `@{name}` decorator should be applied after `@validate_call` (put `@{name}` on top)',
            code='validate-call-type',
        )
    if isinstance(function, type):
        raise PydanticUserError(
            f'Unable to validate {function!r}: `validate_call` should be applied to functions, not classes (put '
            '`@validate_call` on top of `__init__` or `__new__` instead)',
            code='validate-call-type',
        )
    if not callable(function):
        raise PydanticUserError(
            f'Unable to validate {function!r}: `validate_call` should be applied to one of the following: function, method, '
            'partial, or lambda',
            code='validate-call-type',
        )
    if (
        not hasattr(function, '__code__')
        and not isinstance(function, functools.partial)
        and not hasattr(function, '__func__')
    ):
        if hasattr(type(function), '__call__') and not isinstance(function, type(len)):
            raise PydanticUserError(
                f'Unable to validate {function!r}: `validate_call` should be applied to functions, not instances with '
                '`__call__` (apply `@validate_call` on top of `__call__` instead)',
                code='validate-call-type',
            )
        raise PydanticUserError(f'Input built-in function `{function}` is not supported', code='validate-call-type')


class _Validators:
    """The validators of one function; made at the first call if a name isn't defined before."""

    def __init__(self, function, config, validate_return):
        self.function = function
        self.config = config
        self.validate_return = validate_return
        self.validator = None
        self.return_validator = None
        from .errors import PydanticUndefinedAnnotation

        try:
            self._make()
        except PydanticUndefinedAnnotation:
            self.validator = None

    def _make(self):
        from ._schema import GenerateSchema
        from ._schema_call import call_schema, function_annotations

        generator = GenerateSchema(self.config)
        schema = generator.finish(call_schema(generator, self.function))
        target = self.function.func if isinstance(self.function, functools.partial) else self.function
        title = getattr(target, '__name__', 'call')
        if isinstance(self.function, functools.partial):
            title = f'partial({title})'
        settings = core_config(self.config, title)
        self.validator = SchemaValidator(schema, settings)
        if self.validate_return:
            generator = GenerateSchema(self.config)
            annotations = function_annotations(self.function, generator)
            returned = annotations.get('return')
            import typing

            schema = generator.finish(generator.generate(returned if 'return' in annotations else typing.Any))
            check = SchemaValidator(schema, settings)
            code = getattr(target, '__code__', None)
            if code is not None and code.co_flags & 0x80:

                async def validate_return(value):
                    return check.validate_python(await value)

                self.return_validator = validate_return
            else:
                self.return_validator = check.validate_python

    def __call__(self, *args, **kwargs):
        if self.validator is None:
            self._make()
        result = self.validator.validate_python(ArgsKwargs(args, kwargs))
        return self.return_validator(result) if self.return_validator is not None else result
