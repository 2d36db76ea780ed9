"""What SQLModel needs to know of Pydantic's models: their settings, their annotations, which of them are tables."""

import contextlib
import sys
from contextvars import ContextVar

from pydantic import VERSION, ConfigDict

PYDANTIC_MINOR_VERSION = tuple(int(part) for part in VERSION.split('.')[:2])
# False while an instance is made for values that are validated elsewhere: only SQLAlchemy's part of `__init__` runs.
finish_init = ContextVar('finish_init', default=True)


@contextlib.contextmanager
def partial_init():
    """Make instances without giving them values."""
    token = finish_init.set(False)
    try:
        yield
    finally:
        finish_init.reset(token)


class SQLModelConfig(ConfigDict):
    """Pydantic's settings, and whether the model is a table."""

    table: bool | None
    registry: object


def is_table_model_class(cls):
    """Was the class made with `table=True`?"""
    return bool((getattr(cls, 'model_config', None) or {}).get('table'))


def namespace_annotations(namespace):
    """The annotations of a class body; names that aren't defined yet are forward references."""
    found = namespace.get('__annotations__', {})
    if '__annotations__' not in namespace and sys.version_info >= (3, 14):
        import annotationlib

        annotate = annotationlib.get_annotate_from_class_namespace(namespace)
        if annotate is not None:
            found = annotationlib.call_annotate_function(annotate, format=annotationlib.Format.FORWARDREF)
    return found
