"""Reads `Mapped[list["Address"]]`: the target, the collection class and whether it's one object or many."""

import collections.abc
import inspect
import typing
from typing import ForwardRef

from .. import exc as sa_exc
from . import typing_tools
from .mapped import DynamicMapped, WriteOnlyMapped


def read_annotation(prop, cls, module, key, container, argument):
    """Set the argument, `collection_class`, `uselist` and `lazy` of a relationship from its annotation."""
    write_only = container is not None and issubclass(container, WriteOnlyMapped)
    dynamic = container is not None and issubclass(container, DynamicMapped)
    if write_only:
        prop.lazy = "write_only"
    elif dynamic:
        prop.lazy = "dynamic"
    argument = typing_tools.without_none(argument)
    if isinstance(argument, str):
        argument = _read_string(argument, cls, module)
    origin = typing.get_origin(argument)
    if origin is not None and not typing_tools.is_annotated(argument):
        args = typing.get_args(argument)
        if isinstance(origin, type) and issubclass(origin, collections.abc.Collection):
            if prop.collection_class is None:
                if inspect.isabstract(origin):
                    raise sa_exc.ArgumentError(
                        f"Collection annotation type {origin} cannot be instantiated; please provide an explicit "
                        "'collection_class' parameter (e.g. list, set, etc.) to the relationship() function to "
                        "accompany this annotation"
                    )
                prop.collection_class = origin
        elif not write_only and not dynamic:
            prop.uselist = False
        if not args:
            raise sa_exc.ArgumentError(f"Generic alias {argument} requires an argument")
        mapping = isinstance(origin, type) and issubclass(origin, collections.abc.Mapping)
        argument = args[-1] if mapping else args[0]
    if isinstance(argument, ForwardRef):
        argument = argument.__forward_arg__
    if isinstance(argument, str):
        argument = _class_name(argument, module)
    if prop.collection_class is None and not write_only and not dynamic:
        prop.uselist = False
    if prop.argument is None:
        prop.argument = argument


def _read_string(text, cls, module):
    """`list["Address"]` in a string: the collection is looked up, the class may not be there yet."""
    if "[" in text and text.endswith("]"):
        outer, inner = text[:-1].split("[", 1)
        try:
            container = typing_tools.evaluate(outer.strip(), cls, module)
        except NameError:
            return text
        container = typing.get_origin(container) or container
        parts = tuple(part.strip().strip("'\"") for part in inner.split(","))
        parts = tuple(ForwardRef(part) for part in parts)
        try:
            return container[parts if len(parts) > 1 else parts[0]]
        except TypeError:
            return text
    return text.strip("'\"")


def _class_name(name, module):
    """The name of the class that a name of a module stands for, or the name itself."""
    import sys

    found = getattr(sys.modules.get(module), name, None)
    return getattr(found, "__name__", name) if isinstance(found, type) else name
