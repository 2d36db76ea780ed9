"""What stands on BaseModel itself: validators that refuse, and properties of the class that warn on instances."""

from .errors import PydanticUserError


def _no_instance(name):
    raise PydanticUserError(
        'Pydantic models should inherit from BaseModel, BaseModel cannot be instantiated directly',
        code='base-model-instantiated',
    )


class NoValidator:
    """BaseModel itself validates nothing."""

    def __getattr__(self, name):
        if name.startswith('__'):
            raise AttributeError(name)
        _no_instance(name)


class ClassInfo:
    """A property of the class, readable on instances with a warning."""

    def __init__(self, attribute, name):
        self.attribute = attribute
        self.name = name

    def __get__(self, instance, owner):
        if instance is not None:
            import warnings

            from .warnings import PydanticDeprecatedSince211

            warnings.warn(
                f'Accessing the {self.name!r} attribute on the instance is deprecated. '
                'Instead, you should access this attribute from the model class.',
                PydanticDeprecatedSince211,
                stacklevel=2,
            )
        return getattr(owner, self.attribute, {})
