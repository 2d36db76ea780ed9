"""`Mapped` and its kin: what annotations of declarative classes are made of."""

from typing import Generic, TypeVar

_T = TypeVar("_T")


class MappedAttribute:
    """Base of all that a declarative class body may hold for the mapping."""


class ORMDescriptor(Generic[_T]):
    """An attribute that gives an expression at the class and a value at an object."""


class Mapped(ORMDescriptor[_T], MappedAttribute):
    """`Mapped[int]`: the annotation of a mapped attribute."""

    def __init_subclass__(cls, **kw):
        super().__init_subclass__(**kw)


class DeclarativeMapped(Mapped[_T]):
    """What `mapped_column()`, `relationship()` and their kin give."""


class DynamicMapped(Mapped[_T]):
    """The annotation of a relationship with `lazy="dynamic"`."""


class WriteOnlyMapped(Mapped[_T]):
    """The annotation of a relationship with `lazy="write_only"`."""


class Unmapped(Mapped[_T]):
    """The annotation of a column that is in the table but isn't mapped."""


class MappedSQLExpressionBase(DeclarativeMapped[_T]):
    """Base of `column_property()`."""
