"""Declarative classes: `DeclarativeBase`, `declarative_base()`, `registry`, `declared_attr`."""

import enum
import re
import typing
import weakref

from .. import exc as sa_exc
from .. import inspection, util
from ..sql import sqltypes
from ..schema import MetaData
from . import clsregistry, events, mapper as mapperlib
from .base import _inspect_mapped_class, _is_mapped_class, opt_manager_of_class
from .dataclass_setup import remember_arguments, unmapped_dataclass as _unmapped_dataclass
from .decl_base import add_attribute, as_declarative as _as_declarative, declarative_constructor, del_attribute
from .decl_base import immediate_attr, map_imperatively
from .instrumentation import unregister_class
from .interfaces import NO_ARG
from .mapped import MappedAttribute
from .properties import SynonymProperty
from .typing_tools import is_annotated, without_none


# The types of Python types; a `Literal` is an enumeration.
_TYPES = {**sqltypes._type_map, typing.Literal: sqltypes._type_map[enum.Enum]}


def has_inherited_table(cls):
    return any(getattr(base, "__table__", None) is not None for base in cls.__mro__[1:])


class _DynamicAttributes(type):
    """A metaclass with which attributes that are set later are mapped, too."""

    def __setattr__(cls, key, value):
        if "__mapper__" in cls.__dict__:
            add_attribute(cls, key, value)
        else:
            type.__setattr__(cls, key, value)

    def __delattr__(cls, key):
        if "__mapper__" in cls.__dict__:
            del_attribute(cls, key)
        else:
            type.__delattr__(cls, key)


class DeclarativeAttributeIntercept(_DynamicAttributes):
    """The metaclass of `DeclarativeBase`."""


class DCTransformDeclarative(DeclarativeAttributeIntercept):
    """The metaclass of `MappedAsDataclass`."""


class DeclarativeMeta(DeclarativeAttributeIntercept):
    """The metaclass of what `declarative_base()` gives."""

    def __init__(cls, classname, bases, dict_, **kw):
        dict_ = cls.__dict__
        reg = getattr(cls, "_sa_registry", None)
        if reg is None:
            reg = dict_.get("registry", None)
            if not isinstance(reg, registry):
                raise sa_exc.InvalidRequestError(
                    "Declarative base class has no 'registry' attribute, or registry is not a sqlalchemy.orm.registry() "
                    "object"
                )
            cls._sa_registry = reg
        if not cls.__dict__.get("__abstract__", False):
            _as_declarative(reg, cls, dict_)
        type.__init__(cls, classname, bases, dict_)


class _declared_attr_common:
    def __init__(self, fn, cascading=False, quiet=False):
        if isinstance(fn, classmethod):
            fn = fn.__func__
        self.fget = fn
        self._cascading = cascading
        self._quiet = quiet
        self.__doc__ = fn.__doc__

    def _return_annotation(self):
        return getattr(self.fget, "__annotations__", {}).get("return")

    def __get__(self, instance, owner):
        manager = opt_manager_of_class(owner)
        if manager is None:
            if not re.match("^__.+__$", self.fget.__name__):
                util.warn(
                    f"Unmanaged access of declarative attribute {self.fget.__name__} from non-mapped class "
                    f"{owner.__name__}"
                )
            return self.fget(owner)
        scan = manager.declarative_scan
        if manager.is_mapped or scan is None:
            return self.fget(owner)
        if self not in scan.declared_attr_reg:
            scan.declared_attr_reg[self] = self.fget(owner)
        return scan.declared_attr_reg[self]


class _declared_directive(_declared_attr_common):
    """`declared_attr.directive`: gives what isn't mapped, such as a table name."""


class _classattr:
    def __init__(self, fn):
        self.fn = fn

    def __get__(self, instance, owner):
        return self.fn(owner if instance is None else instance)


class declared_attr(_declared_attr_common, MappedAttribute):
    """A class method that gives an attribute of each class that is mapped."""

    def __class_getitem__(cls, item):
        return cls

    @_classattr
    def directive(cls):
        return _declared_directive

    @_classattr
    def cascading(cls):
        return _stateful_declared_attr(cascading=True)

    @classmethod
    def _stateful(cls, **kw):
        return _stateful_declared_attr(**kw)


class _stateful_declared_attr(declared_attr):
    def __init__(self, **kw):
        self.kw = kw

    def __call__(self, fn):
        return declared_attr(fn, **self.kw)


def declarative_mixin(cls):
    util.warn_deprecated(
        "The declarative_mixin decorator was used only by the now removed mypy plugin so it has no longer any use and "
        "can be safely removed. (deprecated since: 2.1)",
        "2.1",
    )
    return cls


def synonym_for(name, map_column=False):
    def decorate(fn):
        return SynonymProperty(name, map_column=map_column, descriptor=fn)

    return decorate


def _setup_declarative_base(cls):
    reg = getattr(cls, "registry", None)
    type_map = getattr(cls, "type_annotation_map", None)
    if reg is not None:
        if not isinstance(reg, registry):
            raise sa_exc.InvalidRequestError(
                "Declarative base class has a 'registry' attribute that is not an instance of sqlalchemy.orm.registry()"
            )
        if type_map is not None:
            raise sa_exc.InvalidRequestError(
                "Declarative base class has both a 'registry' attribute and a type_annotation_map entry.  Per-base "
                "type_annotation_maps are not supported.  Please apply the type_annotation_map to this registry "
                "directly."
            )
    else:
        reg = cls.registry = registry(metadata=getattr(cls, "metadata", None), type_annotation_map=type_map)
    cls._sa_registry = reg
    if "metadata" not in cls.__dict__:
        cls.metadata = reg.metadata
    if getattr(cls, "__init__", object.__init__) is object.__init__:
        cls.__init__ = reg.constructor


def _check_not_declarative(cls, base):
    dict_ = cls.__dict__
    table = dict_.get("__table__")
    if ("__table__" in dict_ and not (callable(table) or hasattr(table, "__get__"))) or isinstance(
        dict_.get("__tablename__"), str
    ):
        raise sa_exc.InvalidRequestError(
            f"Cannot use {base.__name__!r} directly as a declarative base class. Create a Base by creating a subclass "
            "of it."
        )


class MappedAsDataclass(metaclass=DCTransformDeclarative):
    """A mixin that makes mapped classes dataclasses."""

    def __init_subclass__(
        cls,
        init=NO_ARG,
        repr=NO_ARG,
        eq=NO_ARG,
        order=NO_ARG,
        unsafe_hash=NO_ARG,
        match_args=NO_ARG,
        kw_only=NO_ARG,
        dataclass_callable=NO_ARG,
        **kw,
    ):
        _dataclass_arguments(cls, locals())
        super().__init_subclass__(**kw)
        if not _is_mapped_class(cls):
            _unmapped_dataclass(cls)


def _dataclass_arguments(cls, values):
    names = ("init", "repr", "eq", "order", "unsafe_hash", "match_args", "kw_only", "dataclass_callable")
    remember_arguments(cls, {n: values[n] for n in names if values.get(n, NO_ARG) is not NO_ARG})


class DeclarativeBase(metaclass=DeclarativeAttributeIntercept):
    """Subclass it once for a base, and that for each mapped class."""

    def __init_subclass__(cls, **kw):
        if DeclarativeBase in cls.__bases__:
            _check_not_declarative(cls, DeclarativeBase)
            _setup_declarative_base(cls)
        else:
            _as_declarative(cls._sa_registry, cls, cls.__dict__)
        super().__init_subclass__(**kw)


class DeclarativeBaseNoMeta:
    """As `DeclarativeBase`, without a metaclass."""

    def __init_subclass__(cls, **kw):
        if DeclarativeBaseNoMeta in cls.__bases__:
            _check_not_declarative(cls, DeclarativeBaseNoMeta)
            _setup_declarative_base(cls)
        else:
            _as_declarative(cls._sa_registry, cls, cls.__dict__)
        super().__init_subclass__(**kw)


def add_mapped_attribute(target, key, attr):
    add_attribute(target, key, attr)


def declarative_base(
    *,
    metadata=None,
    mapper=None,
    cls=object,
    name="Base",
    class_registry=None,
    type_annotation_map=None,
    constructor=declarative_constructor,
    metaclass=DeclarativeMeta,
):
    """A base for declarative classes, in the older style."""
    reg = registry(
        metadata=metadata,
        class_registry=class_registry,
        constructor=constructor,
        type_annotation_map=type_annotation_map,
    )
    return reg.generate_base(mapper=mapper, cls=cls, name=name, metaclass=metaclass)


class registry:
    """The mapped classes of one base, with their metadata and types."""

    def __init__(
        self, *, metadata=None, class_registry=None, type_annotation_map=None, constructor=declarative_constructor
    ):
        self._class_registry = {} if class_registry is None else class_registry
        self._managers = {}
        self.metadata = metadata if metadata is not None else MetaData()
        self.constructor = constructor
        self.type_annotation_map = {}
        if type_annotation_map is not None:
            self.update_type_annotation_map(type_annotation_map)
        self._new_mappers = False
        self._dependents, self._dependencies = weakref.WeakSet(), weakref.WeakSet()
        self.dispatch = events.Dispatch()
        mapperlib._registries.add(self)

    def update_type_annotation_map(self, type_annotation_map):
        self.type_annotation_map.update({without_none(t): sqltype for t, sqltype in type_annotation_map.items()})

    def _metadata_for(self, cls):
        metadata = getattr(cls, "metadata", None)
        return metadata if isinstance(metadata, MetaData) else self.metadata

    def _resolve_type(self, python_type):
        """The SQL type of a Python type, or None."""
        origin = typing.get_origin(python_type)
        if origin is not None and not is_annotated(python_type):
            flattened = python_type if origin is typing.Literal else origin
            search = [(python_type, flattened)]
            if origin is typing.Literal:
                search.append((typing.Literal, flattened))
        elif isinstance(python_type, type):
            flattened = python_type
            search = [(base, base) for base in python_type.__mro__]
        else:
            flattened = python_type
            search = [(python_type, python_type)]
        for candidate, base in search:
            try:
                sqltype = self.type_annotation_map.get(candidate)
            except TypeError:
                return None
            if sqltype is None:
                sqltype = _TYPES.get(candidate)
            if sqltype is not None:
                resolved = sqltypes.to_instance(sqltype)._resolve_for_python_type(flattened, candidate, base)
                if resolved is not None:
                    return resolved
        return None

    @property
    def mappers(self):
        return frozenset(manager.mapper for manager in self._managers if manager.mapper is not None)

    def _flag_new_mapper(self, mapper):
        # Those that refer to this one look again too.
        seen, todo = set(), [self]
        while todo:
            reg = todo.pop()
            if reg not in seen:
                seen.add(reg)
                reg._new_mappers = True
                todo.extend(reg._dependents)

    def _set_depends_on(self, other):
        if other is not self:
            other._dependents.add(self)
            self._dependencies.add(other)

    def _add_manager(self, manager):
        if manager.is_mapped:
            raise sa_exc.ArgumentError(f"Class '{manager.class_}' already has a primary mapper defined. ")
        self._managers[manager] = True
        manager.registry = self

    def _run_declare(self, name):
        for manager in list(self._managers):
            if manager.is_mapped and immediate_attr(manager.class_, name):
                getattr(manager.class_, name)()

    def configure(self, cascade=False):
        mapperlib.configure_registries({self})

    def dispose(self, cascade=False):
        for manager in list(self._managers):
            clsregistry.remove_class(manager.class_.__name__, manager.class_, self._class_registry)
            unregister_class(manager.class_)
        self._managers.clear()
        self._new_mappers = False

    def generate_base(self, mapper=None, cls=object, name="Base", metaclass=DeclarativeMeta):
        bases = cls if isinstance(cls, tuple) else (cls,)
        dict_ = {"registry": self, "metadata": self.metadata}
        if isinstance(cls, type):
            dict_["__doc__"] = cls.__doc__
        if self.constructor is not None:
            dict_["__init__"] = self.constructor
        dict_["__abstract__"] = True
        if mapper:
            dict_["__mapper_cls__"] = mapper
        if hasattr(cls, "__class_getitem__"):
            dict_["__class_getitem__"] = classmethod(lambda cls, key: cls)
        return metaclass(name, bases, dict_)

    def mapped_as_dataclass(self, cls=None, /, **kw):
        def decorate(cls):
            _dataclass_arguments(cls, kw)
            _as_declarative(self, cls, cls.__dict__)
            return cls

        return decorate(cls) if cls is not None else decorate

    def mapped(self, cls):
        _as_declarative(self, cls, cls.__dict__)
        return cls

    def as_declarative_base(self, **kw):
        def decorate(cls):
            return self.generate_base(**{**kw, "cls": cls, "name": cls.__name__})

        return decorate

    def map_declaratively(self, cls):
        _as_declarative(self, cls, cls.__dict__)
        return cls.__mapper__

    def map_imperatively(self, class_, local_table=None, **kw):
        return map_imperatively(self, class_, local_table, kw)


def as_declarative(**kw):
    reg = registry(metadata=kw.pop("metadata", None), class_registry=kw.pop("class_registry", None))
    return reg.as_declarative_base(**kw)


def mapped_as_dataclass(registry, /, **kw):
    return registry.mapped_as_dataclass(**kw)


def unmapped_dataclass(cls=None, /, **kw):
    def decorate(cls):
        _dataclass_arguments(cls, kw)
        _unmapped_dataclass(cls)
        return cls

    return decorate(cls) if cls is not None else decorate


@inspection._inspects(DeclarativeMeta, DeclarativeAttributeIntercept)
def _inspect_decl_meta(cls):
    return _inspect_mapped_class(cls)

