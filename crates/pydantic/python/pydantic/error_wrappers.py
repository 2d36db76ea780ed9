"""The old address of `ValidationError`."""

import warnings


def __getattr__(name):
    if name != 'ValidationError':
        raise AttributeError(f'module {__name__!r} has no attribute {name!r}')
    from . import ValidationError
    from .warnings import PydanticDeprecatedSince20

    text = '`pydantic.error_wrappers:ValidationError` has been moved to `pydantic:ValidationError`.'
    warnings.warn(text, PydanticDeprecatedSince20, stacklevel=2)
    return ValidationError
