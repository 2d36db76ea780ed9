"""The warnings that Pydantic gives."""

from .version import version_short


class PydanticDeprecationWarning(DeprecationWarning):
    """Something that will go away, with the versions in which that was said and in which it goes."""

    def __init__(self, message, *args, since, expected_removal=None):
        super().__init__(message, *args)
        self.message = message.rstrip('.')
        self.since = since
        self.expected_removal = expected_removal if expected_removal is not None else (since[0] + 1, 0)

    def __str__(self):
        text = (
            f'{self.message}. Deprecated in Pydantic V{self.since[0]}.{self.since[1]} '
            f'to be removed in V{self.expected_removal[0]}.{self.expected_removal[1]}.'
        )
        if self.since == (2, 0):
            text += f' See Pydantic V2 Migration Guide at https://errors.pydantic.dev/{version_short()}/migration/'
        return text


class PydanticDeprecatedSince20(PydanticDeprecationWarning):
    """Deprecated in 2.0."""

    def __init__(self, message, *args):
        super().__init__(message, *args, since=(2, 0), expected_removal=(3, 0))


class PydanticDeprecatedSince26(PydanticDeprecationWarning):
    """Deprecated in 2.6."""

    def __init__(self, message, *args):
        super().__init__(message, *args, since=(2, 6), expected_removal=(3, 0))


class PydanticDeprecatedSince29(PydanticDeprecationWarning):
    """Deprecated in 2.9."""

    def __init__(self, message, *args):
        super().__init__(message, *args, since=(2, 9), expected_removal=(3, 0))


class PydanticDeprecatedSince210(PydanticDeprecationWarning):
    """Deprecated in 2.10."""

    def __init__(self, message, *args):
        super().__init__(message, *args, since=(2, 10), expected_removal=(3, 0))


class PydanticDeprecatedSince211(PydanticDeprecationWarning):
    """Deprecated in 2.11."""

    def __init__(self, message, *args):
        super().__init__(message, *args, since=(2, 11), expected_removal=(3, 0))


class PydanticDeprecatedSince212(PydanticDeprecationWarning):
    """Deprecated in 2.12."""

    def __init__(self, message, *args):
        super().__init__(message, *args, since=(2, 12), expected_removal=(3, 0))


class PydanticDeprecatedSince214(PydanticDeprecationWarning):
    """Deprecated in 2.14."""

    def __init__(self, message, *args):
        super().__init__(message, *args, since=(2, 14), expected_removal=(3, 0))


class GenericBeforeBaseModelWarning(Warning):
    """`Generic` stands before `BaseModel` among the bases."""


class PydanticExperimentalWarning(Warning):
    """An experimental feature is used."""


class ArbitraryTypeWarning(UserWarning):
    """A type that Pydantic doesn't know stands in a schema."""


class UnsupportedFieldAttributeWarning(UserWarning):
    """An option of `Field` stands where it has no effect."""


class TypedDictExtraConfigWarning(UserWarning):
    """A typed dict's `extra` setting contradicts its class."""
