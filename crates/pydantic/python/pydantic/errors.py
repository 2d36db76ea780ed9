"""The errors that say a program uses Pydantic wrongly. Errors of validation come from the core."""

from .version import version_short

PydanticErrorCodes = str


class PydanticErrorMixin:
    """A message with a code, which gives the address of an explanation."""

    def __init__(self, message, *, code):
        self.message = message
        self.code = code

    def __str__(self):
        if self.code is None:
            return self.message
        address = f'https://errors.pydantic.dev/{version_short()}/u/{self.code}'
        return f'{self.message}\n\nFor further information visit {address}'


class PydanticUserError(PydanticErrorMixin, RuntimeError):
    """A wrong use of Pydantic."""


class PydanticUndefinedAnnotation(PydanticErrorMixin, NameError):
    """An annotation names something that isn't defined (yet)."""

    def __init__(self, name, message):
        self.name = name
        super().__init__(message=message, code='undefined-annotation')

    @classmethod
    def from_name_error(cls, name_error):
        """Make one from the NameError that evaluating the annotation gave."""
        name = getattr(name_error, 'name', None) or str(name_error).split("'")[1]
        return cls(name=name, message=str(name_error))


class PydanticImportError(PydanticErrorMixin, ImportError):
    """A name that was there in an earlier version."""

    def __init__(self, message):
        super().__init__(message, code='import-error')


class PydanticSchemaGenerationError(PydanticUserError):
    """No schema can be made for a type."""

    def __init__(self, message):
        super().__init__(message, code='schema-for-unknown-type')


class PydanticInvalidForJsonSchema(PydanticUserError):
    """A schema has no counterpart in JSON Schema."""

    def __init__(self, message):
        super().__init__(message, code='invalid-for-json-schema')


class PydanticForbiddenQualifier(PydanticUserError):
    """A qualifier stands in an annotation where it means nothing."""

    def __init__(self, qualifier, annotation):
        from ._repr import display_as_type

        super().__init__(
            f'The annotation {display_as_type(annotation)!r} contains the {qualifier!r} type qualifier, '
            'which is invalid in the context it is defined.',
            code=None,
        )
