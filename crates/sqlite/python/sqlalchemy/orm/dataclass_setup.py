"""`MappedAsDataclass`: makes a dataclass of a declarative class."""

import dataclasses

from .. import exc as sa_exc
from .attributes import DONT_SET, QueryableAttribute
from .interfaces import NO_ARG, MapperProperty
from .mapped import Unmapped
from .typing_tools import annotations_of

_ALLOWED = {"init", "repr", "order", "eq", "unsafe_hash", "kw_only", "match_args", "dataclass_callable"}


def remember_arguments(cls, arguments):
    """Keep what the class statement says about its dataclass, over what its bases say."""
    current = getattr(cls, "_sa_apply_dc_transforms", None) or {}
    unknown = set(current) - _ALLOWED
    if unknown:
        names = ", ".join(f"{name!r}" for name in sorted(unknown))
        raise sa_exc.ArgumentError(f"Dataclass argument(s) {names} are not accepted")
    type.__setattr__(cls, "_sa_apply_dc_transforms", {**current, **arguments})


def _field_of(value):
    """The dataclass field of a mapped attribute."""
    options = value._attribute_options
    values = dict(options.values)
    default = values.get("default", NO_ARG)
    if isinstance(value, MapperProperty) and value._is_relationship:
        if "default_factory" in values and values["default_factory"] in (list, set, dict):
            # The attribute makes its own empty collection.
            del values["default_factory"]
            values["default"] = DONT_SET
        elif default is not NO_ARG:
            values["default"] = DONT_SET
    elif default is not NO_ARG and not callable(default):
        # The default is the attribute's, so that it isn't set, and not in the INSERT, unless it is given.
        value._dataclass_scalar = default
        values["default"] = DONT_SET
    return type(options)(values).as_field()


def apply_dataclass(scan):
    """Make a dataclass of a class that is about to be mapped."""
    cls = scan.cls
    if "__dataclass_fields__" in cls.__dict__:
        raise sa_exc.InvalidRequestError(
            f"Class {cls} is already a dataclass; ensure that base classes / decorator styles of establishing "
            "dataclasses are not being mixed. This can happen if a class that inherits from 'MappedAsDataclass', even "
            "indirectly, is been mapped with '@registry.mapped_as_dataclass'"
        )
    if "__table__" in cls.__dict__:
        raise sa_exc.InvalidRequestError(
            f"Class {cls} already defines a '__table__'. ORM Annotated Dataclasses do not support a pre-existing "
            "'__table__' element"
        )
    foreign = {}
    own = annotations_of(cls)
    annotations = {}
    for key, found in scan.annotations.items():
        if found.container is Unmapped:
            continue
        value = scan.collected.get(key, NO_ARG)
        if isinstance(value, QueryableAttribute):
            continue
        if found.base is not cls and "__dataclass_fields__" not in found.base.__dict__:
            foreign.setdefault(found.base, []).append(key)
            continue
        if found.base is not cls:
            continue
        annotations[key] = own.get(key, found.raw)
        if value is NO_ARG:
            continue
        if hasattr(value, "_attribute_options"):
            value = _field_of(value)
        type.__setattr__(cls, key, value)
    for base, keys in foreign.items():
        names = ", ".join(repr(key) for key in keys)
        raise sa_exc.InvalidRequestError(
            f"When transforming {cls} to a dataclass, attribute(s) {names} originates from superclass {base}, which is "
            "not a dataclass.  When declaring SQLAlchemy Declarative Dataclasses, ensure that all mixin classes and "
            "other superclasses which include attributes are also a subclass of MappedAsDataclass or make use of the "
            "@unmapped_dataclass decorator.",
            code="dcmx",
        )
    run_dataclass(cls, {**own, **annotations}, scan.dataclass_args)


def run_dataclass(cls, annotations, arguments):
    make = arguments.get("dataclass_callable", dataclasses.dataclass)
    kw = {k: v for k, v in arguments.items() if k != "dataclass_callable"}
    before = cls.__dict__.get("__annotations__", NO_ARG)
    cls.__annotations__ = annotations
    try:
        make(cls, **kw)
    except (TypeError, ValueError) as err:
        raise sa_exc.InvalidRequestError(
            f"Python dataclasses error encountered when creating dataclass for {cls.__name__!r}: {err!r}. Please refer "
            "to Python dataclasses documentation for additional information.",
            code="dcte",
        ) from err
    finally:
        if before is not NO_ARG:
            cls.__annotations__ = before


def unmapped_dataclass(cls):
    """A mixin becomes a dataclass of its own, whose attributes stay as they are for the mapped classes."""
    kept = {k: v for k, v in vars(cls).items() if not k.startswith("__")}
    own = annotations_of(cls)
    for key, value in kept.items():
        if hasattr(value, "_attribute_options"):
            type.__setattr__(cls, key, _field_of(value))
    run_dataclass(cls, own, cls._sa_apply_dc_transforms)
    for key, value in kept.items():
        type.__setattr__(cls, key, value)
