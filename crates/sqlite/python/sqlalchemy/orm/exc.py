"""Errors that the ORM raises."""

from ..exc import ArgumentError, InvalidRequestError
from ..exc import MultipleResultsFound as MultipleResultsFound, NoResultFound as NoResultFound
from ..exc import SQLAlchemyError

NO_STATE = (AttributeError, KeyError)


class StaleDataError(SQLAlchemyError):
    """A statement matched another number of rows than the objects said."""


ConcurrentModificationError = StaleDataError


class FlushError(SQLAlchemyError):
    """An object can't be flushed."""


class MappedAnnotationError(ArgumentError):
    """An annotation of a declarative class can't be read."""


class UnmappedError(InvalidRequestError):
    """Something isn't mapped."""


class ObjectDereferencedError(SQLAlchemyError):
    """An object was gone when its state was needed."""


class DetachedInstanceError(SQLAlchemyError):
    """A detached object was asked for what isn't loaded."""

    code = "bhk3"


class UnmappedInstanceError(UnmappedError):
    """An object isn't of a mapped class."""

    def __init__(self, obj, msg=None):
        if not msg:
            from .base import class_mapper

            try:
                class_mapper(type(obj))
                name = _safe_cls_name(type(obj))
                msg = (
                    f"Class {name!r} is mapped, but this instance lacks instrumentation.  This occurs when the "
                    f"instance is created before sqlalchemy.orm.mapper({name}) was called."
                )
            except UnmappedClassError:
                msg = f"Class '{_safe_cls_name(type(obj))}' is not mapped"
                if isinstance(obj, type):
                    msg += f"; was a class ({_safe_cls_name(obj)}) supplied where an instance was required?"
        UnmappedError.__init__(self, msg)


class UnmappedClassError(UnmappedError):
    """A class isn't mapped."""

    def __init__(self, cls, msg=None):
        if not msg:
            msg = f"Class '{_safe_cls_name(cls)}' is not mapped"
        UnmappedError.__init__(self, msg)


class ObjectDeletedError(InvalidRequestError):
    """The row of an object is gone."""

    def __init__(self, state, msg=None):
        from .base import state_str

        if not msg:
            msg = f"Instance '{state_str(state)}' has been deleted, or its row is otherwise not present."
        super().__init__(msg)


class UnmappedColumnError(InvalidRequestError):
    """A column isn't mapped."""


class LoaderStrategyException(InvalidRequestError):
    """A loading strategy doesn't fit its attribute."""

    def __init__(self, prop, kind, wanted, strategy):
        super().__init__(
            f'Can\'t apply "{strategy}" strategy to property "{prop}", which is a "{kind}"; this loader strategy is '
            f'intended to be used with a "{wanted}".'
        )


def _safe_cls_name(cls):
    try:
        return ".".join((cls.__module__, cls.__name__))
    except AttributeError:
        name = getattr(cls, "__name__", None)
        return repr(cls) if name is None else name
