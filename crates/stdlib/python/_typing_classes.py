"""The parts of `typing` that make classes: NamedTuple, TypedDict, Protocol, NewType, Supports*, IO."""

from abc import ABCMeta, abstractmethod

import annotationlib
from typing import (
    AnyStr,
    Generic,
    NotRequired,
    ReadOnly,
    Required,
    T_co,
    _AnnotatedAlias,
    _GenericAlias,
    _type_check,
)


def _namespace_annotations(namespace):
    """The annotations of a class body, with references for the names that don't exist yet."""
    found = namespace.get("__annotations__")
    if found is None:
        annotate = annotationlib.get_annotate_from_class_namespace(namespace)
        if annotate is None:
            return {}
        found = annotationlib.call_annotate_function(annotate, annotationlib.Format.FORWARDREF)
    return dict(found)


def _caller():
    from _playground import caller_globals

    found = caller_globals(1)
    return found.get("__name__", "__main__") if found else "__main__"


def _make_nmtuple(name, types, module, defaults=()):
    from collections import namedtuple

    types = {
        field: _type_check(kind, f"field {field} annotation must be a type")
        for field, kind in types
    }
    result = namedtuple(name, types, defaults=defaults, module=module)
    result.__annotations__ = types
    result.__new__.__annotations__ = types
    return result


_PROHIBITED = frozenset(
    "__new__ __init__ __slots__ __getnewargs__ _fields _field_defaults _field_types _make "
    "_replace _asdict _source".split()
)
_SPECIAL = frozenset(
    "__module__ __name__ __qualname__ __annotations__ __annotate__ __annotate_func__ "
    "__annotations_cache__ __firstlineno__ __static_attributes__ __orig_bases__ "
    "__classcell__ __classdictcell__".split()
)


class _NamedTupleMeta(type):
    def __new__(cls, typename, bases, ns):
        bases = tuple([tuple if base is _namedtuple_base else base for base in bases])
        for base in bases:
            if base is not tuple and base is not Generic:
                raise TypeError("can only inherit from a NamedTuple type and Generic")
        types = _namespace_annotations(ns)
        defaults = []
        for name in types:
            if name in ns:
                defaults.append(name)
            elif defaults:
                raise TypeError(
                    f"Non-default namedtuple field {name} cannot follow default "
                    f"field{'s' if len(defaults) > 1 else ''} {', '.join(defaults)}"
                )
        result = _make_nmtuple(
            typename, types.items(), ns["__module__"], [ns[name] for name in defaults]
        )
        result.__qualname__ = ns.get("__qualname__", typename)
        if Generic in bases:
            space = dict(vars(result))
            for name in ("__dict__", "__weakref__"):
                space.pop(name, None)
            if "__orig_bases__" in ns:
                space["__orig_bases__"] = ns["__orig_bases__"]
            result = type(typename, (tuple, Generic), space)
        for key, value in ns.items():
            if key in _PROHIBITED:
                raise AttributeError(f"Cannot overwrite NamedTuple attribute {key}")
            if key not in _SPECIAL and key not in types:
                setattr(result, key, value)
                set_name = getattr(type(value), "__set_name__", None)
                if set_name is not None:
                    set_name(value, result, key)
        result.__orig_bases__ = ns.get("__orig_bases__", (NamedTuple,))
        return result


class _NamedTupleForm:
    """`NamedTuple` as a base of a class, or called with a name and fields."""

    __name__ = __qualname__ = "NamedTuple"

    def __call__(self, typename, fields=(), /):
        result = _make_nmtuple(typename, list(fields), _caller())
        result.__orig_bases__ = (self,)
        return result

    def __mro_entries__(self, bases):
        return (_namedtuple_base,)

    def __repr__(self):
        return "<function NamedTuple>"


NamedTuple = _NamedTupleForm()
_namedtuple_base = type.__new__(_NamedTupleMeta, "NamedTuple", (), {"__module__": "typing"})


def _qualifiers(kind):
    """Which of Required, NotRequired and ReadOnly stand around a type, also inside Annotated."""
    while True:
        if isinstance(kind, _AnnotatedAlias):
            kind = kind.__origin__
            continue
        origin = getattr(kind, "__origin__", None)
        if isinstance(kind, _GenericAlias) and origin in (Required, NotRequired, ReadOnly):
            yield origin
            kind = kind.__args__[0]
            continue
        return


class _TypedDictMeta(type):
    def __new__(cls, name, bases, ns, total=True, closed=None, extra_items=None):
        for base in bases:
            if type(base) is not _TypedDictMeta and base is not Generic:
                raise TypeError("cannot inherit from both a TypedDict type and a non-TypedDict base class")  # fmt: skip
        bases = tuple([base for base in bases if base is not _typed_dict_base])
        own = _namespace_annotations(ns)
        space = {
            key: value
            for key, value in ns.items()
            if key not in ("__annotations__", "__annotate__", "__annotate_func__")
        }
        if Generic in bases:
            result = type.__new__(_TypedDictMeta, name, (dict, Generic), space)
        else:
            result = type.__new__(_TypedDictMeta, name, (dict,), space)
        if "__orig_bases__" not in ns:
            result.__orig_bases__ = bases or (TypedDict,)
        annotations = {}
        required, optional = set(), set()
        readonly, mutable = set(), set()
        for base in bases:
            if base is Generic:
                continue
            annotations.update(base.__annotations__)
            required |= base.__required_keys__
            optional |= base.__optional_keys__
            required -= base.__optional_keys__
            optional -= base.__required_keys__
            readonly |= base.__readonly_keys__
            mutable |= base.__mutable_keys__
        message = "TypedDict('Name', {f0: t0, f1: t1, ...}); each t must be a type"
        for key, kind in own.items():
            if isinstance(kind, str):
                kind = annotationlib.ForwardRef(
                    kind, module=space.get("__module__"), owner=result
                )
            kind = _type_check(kind, message, allow_special=True)
            annotations[key] = kind
            found = set(_qualifiers(kind))
            is_required = Required in found or total and NotRequired not in found
            (required if is_required else optional).add(key)
            (optional if is_required else required).discard(key)
            if ReadOnly in found:
                if key in mutable:
                    raise TypeError(f"Cannot override mutable key {key!r} with read-only key")
                readonly.add(key)
            else:
                mutable.add(key)
                readonly.discard(key)
        result.__annotations__ = annotations
        result.__required_keys__ = frozenset(required)
        result.__optional_keys__ = frozenset(optional)
        result.__readonly_keys__ = frozenset(readonly)
        result.__mutable_keys__ = frozenset(mutable)
        result.__total__ = total
        result.__closed__ = closed
        result.__extra_items__ = extra_items
        return result

    def __init__(cls, name, bases, ns, **kwargs):
        type.__init__(cls, name, bases, ns)

    def __call__(cls, *args, **kwargs):
        return dict(*args, **kwargs)

    def __instancecheck__(cls, other):
        raise TypeError("TypedDict does not support instance and class checks")

    def __subclasscheck__(cls, other):
        raise TypeError("TypedDict does not support instance and class checks")


class _TypedDictForm:
    """`TypedDict` as a base of a class, or called with a name and a dict of fields."""

    __name__ = __qualname__ = "TypedDict"

    def __call__(self, typename, fields=None, /, *, total=True, closed=None, extra_items=None):
        ns = {"__annotations__": dict(fields or {}), "__module__": _caller()}
        result = _TypedDictMeta(typename, (), ns, total=total, closed=closed, extra_items=extra_items)  # fmt: skip
        result.__orig_bases__ = (self,)
        return result

    def __mro_entries__(self, bases):
        return (_typed_dict_base,)

    def __repr__(self):
        return "<function TypedDict>"


TypedDict = _TypedDictForm()


_typed_dict_base = type.__new__(_TypedDictMeta, "TypedDict", (dict,), {"__module__": "typing"})
for _name in ("__required_keys__", "__optional_keys__", "__readonly_keys__", "__mutable_keys__"):
    setattr(_typed_dict_base, _name, frozenset())
del _name


def is_typeddict(tp):
    """Whether a class was made by `TypedDict`."""
    return isinstance(tp, _TypedDictMeta) and tp is not _typed_dict_base


class NewType:
    """A name for a type that a checker tells apart; calling it returns its argument."""

    def __init__(self, name, tp):
        self.__qualname__ = name
        self.__name__ = name.rpartition(".")[2] if "." in name else name
        self.__supertype__ = tp
        module = _caller()
        if module != "typing":
            self.__module__ = module

    def __call__(self, item, /):
        return item

    def __repr__(self):
        return f"{self.__module__}.{self.__qualname__}"

    def __mro_entries__(self, bases):
        name = self.__name__
        raise TypeError(
            "Cannot subclass an instance of NewType. Perhaps you were looking for: "
            f"`Sub = NewType('Sub', {name})`"
        )

    def __or__(self, other):
        from typing import Union

        return Union[self, other]

    def __ror__(self, other):
        from typing import Union

        return Union[other, self]


_NOT_MEMBERS = frozenset(
    "__abstractmethods__ __annotations__ __annotate__ __annotate_func__ __annotations_cache__ "
    "__dict__ __doc__ __init__ __module__ __new__ __slots__ __subclasshook__ __weakref__ "
    "__class_getitem__ __match_args__ __static_attributes__ __firstlineno__ __parameters__ "
    "__orig_bases__ __orig_class__ _is_protocol _is_runtime_protocol _is_protocol_root "
    "__protocol_attrs__ __type_params__ __qualname__ __init_subclass__ _abc_registry "
    "_abc_answers __instancecheck__ __subclasscheck__ __hash__ __classdictcell__".split()
)


def _protocol_members(cls):
    members = set()
    for base in cls.__mro__[:-1]:
        if base is Generic or base.__dict__.get("_is_protocol_root"):
            continue
        names = list(base.__dict__) + list(annotationlib.get_annotations(base, format=3))
        for name in names:
            if name not in _NOT_MEMBERS and not name.startswith("_abc_"):
                if name != "__hash__" or base.__dict__[name] is not None:
                    members.add(name)
    return members


class _ProtocolMeta(ABCMeta):
    def __new__(mcls, name, bases, namespace, /, **kwargs):
        for base in bases:
            if (
                name != "Protocol"
                and bases
                and bases[-1].__dict__.get("_is_protocol_root")
                and base not in (object, Generic)
                and not getattr(base, "_is_protocol", False)
                and base.__module__ not in ("collections.abc", "contextlib", "os", "abc")
            ):
                raise TypeError(
                    f"Protocols can only inherit from other protocols, got {base!r}"
                )
        return super().__new__(mcls, name, bases, namespace, **kwargs)

    def __subclasscheck__(cls, other):
        if cls.__dict__.get("_is_protocol_root"):
            return type.__subclasscheck__(cls, other)
        if getattr(cls, "_is_protocol", False):
            if not isinstance(other, type):
                raise TypeError("issubclass() arg 1 must be a class")
            if not getattr(cls, "_is_runtime_protocol", False):
                raise TypeError(
                    "Instance and class checks can only be used with "
                    "@runtime_checkable protocols"
                )
            data = sorted(
                [name for name in cls.__protocol_attrs__ if not callable(getattr(cls, name, None))]
            )
            if data:
                raise TypeError(
                    "Protocols with non-method members don't support issubclass(). "
                    f"Non-method members: {str(data)[1:-1]}."
                )
            return _implements(cls, other)
        return super().__subclasscheck__(other)

    def __instancecheck__(cls, instance):
        if cls.__dict__.get("_is_protocol_root"):
            return type.__instancecheck__(cls, instance)
        if not getattr(cls, "_is_protocol", False):
            return super().__instancecheck__(instance)
        if cls in type(instance).__mro__:
            if getattr(cls, "_is_runtime_protocol", False):
                return True
        if not getattr(cls, "_is_runtime_protocol", False):
            raise TypeError(
                "Instance and class checks can only be used with @runtime_checkable protocols"
            )
        if _implements(cls, type(instance)):
            return True
        missing = object()
        for name in cls.__protocol_attrs__:
            value = getattr(instance, name, missing)
            if value is missing or value is None and callable(getattr(cls, name, None)):
                return False
        return True


def _implements(cls, other):
    if cls in other.__mro__:
        return True
    for name in cls.__protocol_attrs__:
        for base in other.__mro__:
            if name in base.__dict__:
                if base.__dict__[name] is None:
                    return False
                break
            if getattr(base, "_is_protocol", False) and name in base.__dict__.get("__annotations__", {}):  # fmt: skip
                break
        else:
            return False
    return True


def _no_init(self, *args, **kwargs):
    """Stands in for `__init__` of protocols; a concrete class that inherits it skips to its own."""
    cls = type(self)
    if cls._is_protocol:
        raise TypeError("Protocols cannot be instantiated")
    for base in cls.__mro__:
        init = base.__dict__.get("__init__", _no_init)
        if init is not _no_init:
            init(self, *args, **kwargs)
            return


class Protocol(Generic, metaclass=_ProtocolMeta):
    """The base of protocols: classes that describe what others must have."""

    __slots__ = ()
    _is_protocol = True
    _is_protocol_root = True
    _is_runtime_protocol = False

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        if "_is_protocol" not in cls.__dict__:
            cls._is_protocol = any(base is Protocol for base in cls.__bases__)
        if cls._is_protocol:
            cls.__protocol_attrs__ = _protocol_members(cls)
            if "__init__" not in cls.__dict__ or cls.__init__ is Protocol.__init__:
                cls.__init__ = _no_init


Protocol.__init__ = _no_init
Protocol.__module__ = "typing"
Protocol.__parameters__ = ()


def runtime_checkable(cls):
    """Let `isinstance` look whether an object has the protocol's members."""
    if not (isinstance(cls, type) and issubclass(cls, Generic) and getattr(cls, "_is_protocol", False)):  # fmt: skip
        raise TypeError(
            f"@runtime_checkable can be only applied to protocol classes, got {cls!r}"
        )
    cls._is_runtime_protocol = True
    return cls


def is_protocol(tp, /):
    return isinstance(tp, type) and getattr(tp, "_is_protocol", False) and tp is not Protocol


def get_protocol_members(tp, /):
    if not is_protocol(tp):
        raise TypeError(f"{tp!r} is not a Protocol")
    return frozenset(tp.__protocol_attrs__)


def _supports(name, method, generic):
    @abstractmethod
    def call(self, *args):
        pass

    call.__name__ = method
    space = {method: call, "__module__": "typing", "__slots__": ()}
    if generic:
        space["__orig_bases__"] = (Protocol[T_co],)
    return runtime_checkable(_ProtocolMeta(name, (Protocol,), space))


SupportsInt = _supports("SupportsInt", "__int__", False)
SupportsFloat = _supports("SupportsFloat", "__float__", False)
SupportsComplex = _supports("SupportsComplex", "__complex__", False)
SupportsBytes = _supports("SupportsBytes", "__bytes__", False)
SupportsIndex = _supports("SupportsIndex", "__index__", False)
SupportsAbs = _supports("SupportsAbs", "__abs__", True)
SupportsRound = _supports("SupportsRound", "__round__", True)


class IO(Generic[AnyStr]):
    """What `open` returns, for annotations."""

    __slots__ = ()


class BinaryIO(IO[bytes]):
    """What `open` returns in binary mode, for annotations."""

    __slots__ = ()


class TextIO(IO[str]):
    """What `open` returns in text mode, for annotations."""

    __slots__ = ()


for _kind in (IO, BinaryIO, TextIO, NewType):
    _kind.__module__ = "typing"
del _kind
