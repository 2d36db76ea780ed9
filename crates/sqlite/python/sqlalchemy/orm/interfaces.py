"""What the properties of a mapper have in common, and the options of their constructors for dataclasses."""

import dataclasses
from itertools import count

from .. import exc as sa_exc
from .. import inspection
from ..sql import roles
from ..sql.operators import ColumnOperators
from .base import *  # noqa: F403
from .base import InspectionAttr
from .mapped import MappedAttribute

_order = count(1)
NO_ARG = type("_NoArg", (), {"__repr__": lambda self: "_NoArg.NO_ARG", "__bool__": lambda self: False})()


def set_creation_order(obj):
    obj._creation_order = next(_order)


class AttributeOptions:
    """What `mapped_column(init=..., repr=...)` and its kin say to a dataclass."""

    NAMES = ("init", "repr", "default", "default_factory", "compare", "kw_only", "hash", "dataclass_metadata")

    def __init__(self, values):
        self.values = values

    @property
    def default(self):
        return self.values.get("default", NO_ARG)

    def given(self):
        return [name for name in self.NAMES if name in self.values]

    def as_field(self):
        kw = dict(self.values)
        if "dataclass_metadata" in kw:
            kw["metadata"] = kw.pop("dataclass_metadata")
        if kw.get("init") is False and "default" in kw and "default_factory" not in kw:
            default = kw.pop("default")
            if not callable(default):
                kw["default_factory"] = lambda: default
            else:
                kw["default"] = default
        return dataclasses.field(**kw)


def attribute_options(kw, keep_default=False):
    """Take the arguments for dataclasses out of those of a constructor."""
    values = {}
    for name in AttributeOptions.NAMES:
        value = kw.pop(name, NO_ARG)
        if value is not NO_ARG:
            values[name] = value
    return AttributeOptions(values)


class PropComparator(ColumnOperators):
    """What an attribute does in an expression."""

    def __init__(self, prop, parentmapper, adapt_to_entity=None):
        self.prop = prop
        self._parententity = adapt_to_entity or parentmapper
        self._adapt_to_entity = adapt_to_entity

    __hash__ = object.__hash__

    @property
    def _parentmapper(self):
        return self._parententity.mapper

    @property
    def adapter(self):
        return None if self._adapt_to_entity is None else self._adapt_to_entity._adapt_element

    @property
    def info(self):
        return self.prop.info

    def adapt_to_entity(self, adapt_to_entity):
        return self.__class__(self.prop, self._parententity, adapt_to_entity)

    def _bulk_update_tuples(self, value):
        return [(self.__clause_element__(), value)]

    def of_type(self, class_):
        raise NotImplementedError()

    def any(self, criterion=None, **kwargs):
        raise sa_exc.InvalidRequestError("'any()' not implemented for scalar attributes. Use has().")

    def has(self, criterion=None, **kwargs):
        raise sa_exc.InvalidRequestError("'has()' not implemented for collections. Use any().")

    @property
    def property(self):
        return self.prop


class MapperProperty(InspectionAttr, MappedAttribute):
    """An attribute of a mapper: a column, a relationship, a synonym or a composite."""

    is_property = True
    key = None
    parent = None
    doc = None
    cascade = frozenset()
    _configure_started = _configure_finished = False
    _links_to_entity = _is_relationship = False
    _is_column = False

    def __init__(self, options=None):
        self._attribute_options = options or AttributeOptions({})
        set_creation_order(self)

    @property
    def info(self):
        return self.__dict__.setdefault("_info", {})

    @property
    def class_attribute(self):
        return getattr(self.parent.class_, self.key)

    def set_parent(self, parent):
        self.parent = parent

    def init(self):
        self._configure_started = True
        self.do_init()
        self._configure_finished = True

    def do_init(self):
        """Set up what needs other mappers."""

    def instrument_class(self, mapper):
        """Put the descriptor on the class."""

    def post_instrument_class(self, mapper):
        """Give the descriptor its implementation."""

    def cascade_iterator(self, type_, state, dict_, visited, halt_on=None):
        return ()

    def merge(self, session, source_state, source_dict, dest_state, dest_dict, load, recursive, resolve):
        """Copy the attribute from one object to another, for `Session.merge`."""

    def declarative_scan(self, scan, registry, cls, module, key, container, argument):
        """Read the annotation of the attribute."""

    def __repr__(self):
        return f"<{type(self).__name__} at 0x{id(self):x}; {getattr(self, 'key', 'no key')}>"


def _raise_for_required(kind, key, cls):
    raise sa_exc.ArgumentError(
        f'Python typing annotation is required for attribute "{cls.__name__}.{key}" when primary argument(s) for '
        f'"{kind}" construct are None or not present'
    )


inspection._self_inspects(MapperProperty)


class ORMOption(roles.ExecutableOptionRole):
    """An option of a statement that the ORM reads."""

    propagate_to_loaders = False
    _is_sql_option = True
    _is_criteria_option = False
    _is_strategy_option = False


class UserDefinedOption(ORMOption):
    """An option that listeners of `do_orm_execute` look for."""

    def __init__(self, payload=None):
        self.payload = payload

    def _cache_key(self):
        return ()


