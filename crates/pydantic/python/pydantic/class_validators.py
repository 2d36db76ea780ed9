"""The first version's address of `validator` and `root_validator`."""

from .deprecated import root_validator, validator

__all__ = ('root_validator', 'validator')
